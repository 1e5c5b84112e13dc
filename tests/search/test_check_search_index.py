"""`manage.py check_search_index`: each way in which the index is wrong is found, then mended."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from wagtail.models import Page

from events.models import EventPage
from search.engines import engine_for
from search.index import store
from search.models import AskedWords, Entry, EntryText, Word
from search.upkeep import objects, words
from tests.factories import EventPageFactory, PlaceFactory, ThemeFactory

pytestmark = pytest.mark.django_db

ON_SQLITE = connection.vendor == "sqlite"
FINE = "L’index dit ce que dit le site."
BROKEN = "Moteur de la base de données, défauts"
STALE = "Entrées sans objet"
MISSING = "Objets sans entrée"
DIFFERENT = "Entrées qui disent autre chose que leur objet"
MISCOUNTED = "Mots mal comptés"


@pytest.fixture(autouse=True)
def event() -> EventPage:
    """An index that is right, with an event in it."""
    event = EventPageFactory(
        title="Puits de Kayes", place=PlaceFactory(name="Grange"), themes=[ThemeFactory(name="eau")]
    )
    check("--repair")
    assert check().endswith(FINE)
    return event


def check(*options: str) -> str:
    """What the command prints; what it ends with, should it fail."""
    output = StringIO()
    try:
        call_command("check_search_index", *options, stdout=output, stderr=StringIO())
    except CommandError as error:
        output.write(str(error))
    return output.getvalue().replace("\u00a0", " ").replace("\u202f", " ").strip()


def counts(printed: str) -> dict[str, int]:
    """The kinds of faults that are there."""
    lines = [line for line in printed.splitlines() if " : " in line and line[0] != " "]
    found = dict(line.rsplit(" : ", 1) for line in lines if line.rsplit(" : ", 1)[1].isdigit())
    return {kind: int(number) for kind, number in found.items() if int(number)}


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def titles(typed: str) -> list[str]:
    return [page.title for page in Page.objects.live().search(typed)]


def entry(event: EventPage) -> Entry:
    return Entry.objects.get(kind__model="eventpage", object_id=event.pk)


def mended(printed: str) -> bool:
    """Whether it was said to be mended, and is."""
    return printed.endswith("C’est réparé.") and check().endswith(FINE)


def test_an_object_without_entry(event):
    entry(event).delete()
    printed = check()
    assert counts(printed) == {MISSING: 1, MISCOUNTED: counts(printed)[MISCOUNTED]}
    assert f"événement {event.pk}, « {event} »" in printed
    assert printed.endswith("relancez la commande avec --repair.")
    assert titles("puits") == []
    assert mended(check("--repair"))
    assert titles("puits") == ["Puits de Kayes"]


def test_an_entry_without_its_text(event):
    EntryText.objects.filter(entry=entry(event)).delete()
    assert counts(check())[MISSING] == 1
    assert mended(check("--repair"))
    assert titles("puits") == ["Puits de Kayes"]


def test_an_entry_of_what_is_no_longer_there(event):
    Entry.objects.filter(pk=entry(event).pk).update(object_id=987_654)
    printed = check()
    assert counts(printed) == {STALE: 1, MISSING: 1}
    assert "page 987654, « Puits de Kayes »" in printed
    assert mended(check("--repair"))


def test_an_entry_of_a_model_that_is_not_searched_any_more(event):
    kind = Entry._meta.get_field("kind").related_model.objects.get(model="session")
    Entry.objects.create(content_type=kind, kind=kind, object_id=event.pk)
    assert counts(check()) == {STALE: 1}
    assert mended(check("--repair"))
    assert titles("puits") == ["Puits de Kayes"]


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("title", "titre"),
        ("text", "texte"),
        ("when", "date écrite"),
        ("where", "lieu écrit"),
        ("words", "mots"),
        ("tokens", "racines"),
    ],
)
def test_an_entry_that_says_something_else(event, field, name):
    EntryText.objects.filter(entry=entry(event)).update(**{field: "autre"})
    printed = check()
    assert counts(printed)[DIFFERENT] == 1
    assert f"événement {event.pk}, « {event} » : {name}\n" in printed
    assert mended(check("--repair"))
    assert titles("puits grange") == ["Puits de Kayes"]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"date": None}, "date"),
        ({"year": 1999}, "année"),
        ({"kind": F("content_type")}, "type"),
    ],
)
def test_an_entry_with_other_facts(event, change, name):
    found = entry(event)
    Entry.objects.filter(pk=found.pk).update(**change)
    printed = check()
    assert counts(printed) == {DIFFERENT: 1}
    assert f"« {event} » : {name}\n" in printed
    assert mended(check("--repair"))
    assert Entry.objects.filter(pk=found.pk, date=found.date, kind=found.kind).exists()


def test_an_entry_with_other_themes(event):
    found = entry(event)
    found.themes.set([ThemeFactory(name="santé")])
    assert f"« {event} » : thèmes\n" in check()
    assert mended(check("--repair"))
    assert [theme.name for theme in found.themes.all()] == ["eau"]


def test_a_page_changed_behind_the_site_s_back(event):
    Page.objects.filter(pk=event.pk).update(title="Forages de Kita")
    assert counts(check()) == {DIFFERENT: 1}
    assert mended(check("--repair"))
    assert titles("forage") == ["Forages de Kita"]
    assert titles("puits") == []


@pytest.mark.parametrize(
    "change",
    [
        lambda: Word.objects.filter(word="puits").delete(),
        lambda: Word.objects.filter(word="puits").update(entries=7),
        lambda: Word.objects.filter(word="puits").update(term="autre"),
        lambda: Word.objects.filter(word="").update(entries=0),
        lambda: Word.objects.create(word="fantome", term="fantom", entries=2),
    ],
)
def test_words_that_are_counted_wrong(change):
    change()
    assert counts(check()) == {MISCOUNTED: 1}
    assert mended(check("--repair"))
    assert Word.objects.get(word="puits").entries == 1
    assert not Word.objects.filter(word="fantome", entries__gt=0).exists()


def test_a_word_that_nothing_has_any_more_is_no_fault():
    Word.objects.create(word="fantome", term="fantom", entries=0)
    assert check().endswith(FINE)


# -- The engine ----------------------------------------------------------------------------------


@pytest.fixture
def made() -> str:
    return "search_fts" if ON_SQLITE else "search_entrytext_tokens"


def settle() -> None:
    """What a transaction has still to check stands in the way of changes to the tables."""
    if not ON_SQLITE:
        run("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")


def test_an_engine_that_is_gone_altogether(made):
    settle()
    run(*engine_for(connection.vendor).drop)
    printed = check()
    assert counts(printed)[BROKEN] == (5 if ON_SQLITE else 14)
    assert f"{made} manque" in printed
    assert mended(check("--repair"))
    assert titles("puits grange") == ["Puits de Kayes"]


def test_an_engine_that_is_gone_together_with_all_entries(event, made):
    settle()
    run(*engine_for(connection.vendor).drop)
    Entry.objects.all().delete()
    Word.objects.all().delete()
    printed = check()
    assert counts(printed)[MISSING] == objects.number()
    assert mended(check("--repair"))
    assert titles("puits grange") == ["Puits de Kayes"]


@pytest.mark.skipif(not ON_SQLITE, reason="of SQLite's engine")
class TestOnSqlite:
    def test_a_table_that_is_gone_while_its_triggers_are_there(self, event):
        run("DROP TABLE search_fts")
        entry(event).themes.clear()
        assert "search_fts manque" in check()
        assert mended(check("--repair"))
        assert titles("puits") == ["Puits de Kayes"]

    def test_a_trigger_that_is_gone(self, event):
        run("DROP TRIGGER search_entrytext_update")
        EntryText.objects.filter(entry=entry(event)).update(tokens="autre")
        printed = check()
        assert "search_entrytext_update manque" in printed
        assert counts(printed) == {BROKEN: 1, DIFFERENT: 1}
        assert mended(check("--repair"))
        assert titles("puits") == ["Puits de Kayes"]

    def test_tokens_that_the_engine_does_not_know(self, event):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_fts (search_fts, rowid, tokens) "
                "VALUES ('delete', %s, 'puit +puit')",
                [entry(event).pk],
            )
        printed = check()
        assert counts(printed) == {BROKEN: 2}
        assert "« puit » : -1" in printed
        assert titles("puits") == []
        assert mended(check("--repair"))
        assert titles("puits") == ["Puits de Kayes"]

    def test_tokens_that_the_engine_alone_knows(self):
        run("INSERT INTO search_fts (rowid, tokens) VALUES (987654, 'fantom')")
        printed = check()
        assert counts(printed) == {BROKEN: 1}
        assert "« fantom » : +1" in printed
        assert mended(check("--repair"))

    def test_an_engine_whose_blocks_are_damaged(self):
        run("UPDATE search_fts_data SET block = zeroblob(20) WHERE id > 10")
        assert counts(check())[BROKEN] > 0
        assert mended(check("--repair"))
        assert titles("puits") == ["Puits de Kayes"]


@pytest.mark.skipif(ON_SQLITE, reason="of PostgreSQL's engine")
class TestOnPostgresql:
    def test_an_index_that_is_not_finished(self):
        run(
            "UPDATE pg_index SET indisvalid = false "
            "WHERE indexrelid = 'search_entrytext_tokens'::regclass"
        )
        assert "search_entrytext_tokens n’est pas valide" in check()
        settle()
        assert mended(check("--repair"))

    @pytest.mark.parametrize("name", ["search_matching", "search_ranked", "search_known"])
    def test_a_function_that_is_gone(self, name):
        run(f"DROP FUNCTION {name}")
        printed = check()
        assert counts(printed) == {BROKEN: 1}
        assert f"{name} manque" in printed
        settle()
        assert mended(check("--repair"))
        assert titles("puits") == ["Puits de Kayes"]

    def test_facts_that_did_not_follow(self):
        run("DROP TRIGGER search_entry_facts ON search_entry")
        settle()
        run(
            "ALTER TABLE search_entrytext DISABLE TRIGGER search_entrytext_facts",
            "UPDATE search_entrytext SET date = NULL WHERE date IS NOT NULL",
        )
        printed = check()
        assert counts(printed) == {BROKEN: 3}
        assert "search_entry_facts manque" in printed
        assert "search_entrytext_facts manque" in printed
        assert "search_entrytext ne suit pas search_entry : 1" in printed
        settle()
        assert mended(check("--repair"))

    def test_facts_that_are_gone(self):
        settle()
        run("ALTER TABLE search_entrytext DROP COLUMN year")
        printed = check()
        assert counts(printed) == {BROKEN: 1}
        assert "search_entrytext.year manque" in printed
        assert mended(check("--repair"))
        assert titles("puits") == ["Puits de Kayes"]


# -- As a whole ----------------------------------------------------------------------------------


def test_nothing_is_written_without_being_asked(event):
    entry(event).delete()
    Word.objects.filter(word="puits").update(entries=7)
    check()
    assert not Entry.objects.filter(object_id=event.pk, kind__model="eventpage").exists()
    assert Word.objects.get(word="puits").entries == 7


def test_only_what_is_wrong_is_written(event, monkeypatch):
    other = EventPageFactory(title="Forages")
    entry(event).delete()
    stored = []

    def store_and_note(items):
        stored.extend(items)
        return store(items)

    monkeypatch.setattr(objects, "store", store_and_note)
    check("--repair")
    assert stored == [event]
    assert entry(other)


def test_long_lists_are_read_in_parts_and_said_in_short(monkeypatch):
    for number in range(8):
        EventPageFactory(title=f"Rencontre {number}")
    monkeypatch.setattr(objects, "AT_ONCE", 3)
    monkeypatch.setattr(words, "AT_ONCE", 3)
    Entry.objects.filter(text__title__startswith="Rencontre").delete()
    printed = check()
    assert counts(printed)[MISSING] == 8
    assert "Rencontre 4" in printed
    assert "Rencontre 5" not in printed
    assert "… et 3 de plus" in printed
    assert mended(check("--repair"))
    Page.objects.filter(title__startswith="Rencontre").update(title="Autre")
    assert counts(check())[DIFFERENT] == 8
    Entry.objects.update(object_id=F("object_id") + 100_000)
    assert counts(check())[STALE] == Entry.objects.count()
    assert mended(check("--repair"))


def test_all_is_made_anew(event):
    settle()
    run(*engine_for(connection.vendor).drop)
    Entry.objects.all().delete()
    Word.objects.filter(word="puits").update(entries=7)
    assert check("--rebuild") == f"{objects.number()} objets indexés."
    assert check().endswith(FINE)
    assert titles("puits grange") == ["Puits de Kayes"]


def test_a_terminal_shows_how_far_it_is():
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    for options in ([], ["--rebuild"]):
        screen = Terminal()
        call_command("check_search_index", *options, stdout=StringIO(), stderr=screen)
        total = objects.number()
        assert f"{'█' * 30} {total}/{total}" in screen.getvalue()


def test_another_engine_has_nothing_to_check(settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database.fallback"}
    }
    assert check() == "La recherche est confiée à un autre moteur : rien à vérifier."


def test_old_searches_are_forgotten():
    AskedWords.objects.create(key="eau", words="eau", day="2001-01-01", times=1, found=0)
    check()
    assert not AskedWords.objects.exists()
