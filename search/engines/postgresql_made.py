"""What PostgreSQL keeps beside Django's tables: an index, functions, facts next to the tokens.

Functions, as PL/pgSQL keeps the plans of what it asks: to plan the statement of a search anew took
longer than to find a rare word. Facts (the columns of `search_entry`) next to the tokens, as to
look them up entry by entry took longer than to find a word in 3 % of the pages.
"""

from search.engines.base import KNOWN

INDEX = "search_entrytext_tokens"
CREATE_INDEX = (
    # Without a list of what is still to be sorted in, which every search would read through.
    f"""CREATE INDEX IF NOT EXISTS {INDEX} ON search_entrytext USING gin (tokens)
        WITH (fastupdate = off)""",
    # Texts out of the way: a common word reads a row of each entry that has it.
    "ALTER TABLE search_entrytext SET (toast_tuple_target = 128)",
)

FACTS = {
    "content_type_id": "integer",
    "object_id": "bigint",
    "kind_id": "integer",
    "date": "timestamptz",
    "year": "smallint",
}
NAMES = ", ".join(FACTS)
TYPED = ", ".join(f"{name} {kind}" for name, kind in FACTS.items())
# Only if need be: to change a table waits for all who read it, and they for that.
CREATE_FACTS = (
    f"""DO $$ BEGIN
        IF (SELECT COUNT(*) FROM pg_attribute WHERE attrelid = 'search_entrytext'::regclass
            AND attname IN ({", ".join(f"'{name}'" for name in FACTS)})) < {len(FACTS)} THEN
            ALTER TABLE search_entrytext
                {", ".join(f"ADD COLUMN IF NOT EXISTS {name} {FACTS[name]}" for name in FACTS)};
        END IF; END $$""",
)
# Whoever writes either table, the release before this one too, leaves both alike.
TRIGGERS = {
    "search_entrytext_facts": "BEFORE INSERT OR UPDATE ON search_entrytext FOR EACH ROW "
    "EXECUTE FUNCTION search_take_facts()",
    "search_entry_facts": "AFTER UPDATE ON search_entry FOR EACH ROW "
    "WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION search_give_facts()",
}
CREATE_TRIGGERS = tuple(f"CREATE OR REPLACE TRIGGER {name} {of}" for name, of in TRIGGERS.items())
FILL_FACTS = ("UPDATE search_entrytext SET entry_id = entry_id",)

# How many rows the planner is to expect of each: what few entries have is looked up entry by entry,
# what most have is found by reading the tables once.
MATCHING = """(tsquery) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS {rows} SET enable_seqscan = off AS
    'BEGIN RETURN QUERY SELECT entry_id FROM search_entrytext WHERE tokens @@ $1; END'"""
COLUMNS = ", ".join(f"text.{name}" for name in ("entry_id", *FACTS))
# `search.engines.base.order`: here, nulls are last of what ascends and first of what descends.
ORDER = """CASE WHEN text.date >= moment THEN text.date END, text.date DESC, text.object_id DESC"""
# First those that have a bonus, then the others, which are the most: neither grouped nor joined.
RANKED = f"""(asked tsquery, bonuses tsquery[], points integer[], moment timestamptz)
    RETURNS TABLE (id bigint, {TYPED}, score bigint)
    LANGUAGE plpgsql STABLE ROWS 50
    SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
    DECLARE bonus tsquery; better tsquery;
    BEGIN
        FOREACH bonus IN ARRAY bonuses LOOP
            better := COALESCE(better || bonus, bonus);
        END LOOP;
        IF EXISTS (SELECT 1 FROM search_entrytext AS text
            WHERE text.tokens @@ (asked && better)) THEN
            RETURN QUERY SELECT {COLUMNS}, SUM(given.points)
                FROM UNNEST(bonuses, search_ranked.points) AS given (bonus, points)
                JOIN search_entrytext AS text ON text.tokens @@ (asked && given.bonus)
                GROUP BY text.entry_id ORDER BY SUM(given.points) DESC, {ORDER};
            asked := asked && !!better;
        END IF;
        RETURN QUERY SELECT {COLUMNS}, 0::bigint FROM search_entrytext AS text
            WHERE text.tokens @@ asked ORDER BY {ORDER};
    END $$"""
FUNCTIONS = {
    # By the index whatever the word: the planner takes the narrow table for quickly read, and does
    # not count that the tokens of each row are elsewhere.
    "search_matching": MATCHING.format(rows=50),
    "search_matching_many": MATCHING.format(rows=10_000),
    "search_ranked": RANKED,
    "search_known": f"""(terms text[]) RETURNS TABLE (said varchar, number bigint)
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
    BEGIN RETURN QUERY {KNOWN.format(among="= ANY(terms)")}; END $$""",
    "search_take_facts": f"""() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        SELECT {NAMES} INTO {", ".join(f"NEW.{name}" for name in FACTS)}
            FROM search_entry WHERE id = NEW.entry_id;
        RETURN NEW;
    END $$""",
    "search_give_facts": """() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE search_entrytext SET entry_id = NEW.id WHERE entry_id = NEW.id;
        RETURN NULL;
    END $$""",
}
CREATE_FUNCTIONS = tuple(
    f"CREATE OR REPLACE FUNCTION {name}{made}" for name, made in FUNCTIONS.items()
)

CREATE = (*CREATE_FACTS, *CREATE_FUNCTIONS, *CREATE_TRIGGERS, *CREATE_INDEX)
DROP = (
    "DROP TRIGGER IF EXISTS search_entrytext_facts ON search_entrytext",
    "DROP TRIGGER IF EXISTS search_entry_facts ON search_entry",
    *(f"DROP FUNCTION IF EXISTS {name}" for name in FUNCTIONS),
    f"DROP INDEX IF EXISTS {INDEX}",
    "ALTER TABLE search_entrytext RESET (toast_tuple_target)",
    *(f"ALTER TABLE search_entrytext DROP COLUMN IF EXISTS {name}" for name in FACTS),
)
# The index last, or each row would be sorted into it anew.
REFILL = (*DROP, *CREATE_FACTS, *CREATE_FUNCTIONS, *CREATE_TRIGGERS, *FILL_FACTS, *CREATE_INDEX)
