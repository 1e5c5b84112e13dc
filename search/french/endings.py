"""Endings that Snowball leaves: "finançons", "protègent", "jeux", "médiatrice", "installées"."""

import re

from search.french.nouns import IN_ENT, IN_ON

__all__ = ["base"]

SHORTEST = 4

_VERBS_IN_ERER = (
    "g|dig|sugg|.*op|adh|.*gen|.*lib|esp|.*pref|.*sid|acc?el|mod|tol|fed|ref|diff|conf|transf|ins"
    "|recup|prosp|exag|enum|remun|delib|alt|agglom|rep"
)
_VERBS_IN_IER = (
    ".*if|.*etud|.*publ|.*assoc|negoc|benefic|apprec|remerc|conf|cop|oubl|rel|.*concil|multipl|init"
    "|all|tr|cr|var|.*differenc|licenc|privileg|affil|exped|l|pl|repl|dedic"
)
_NOUNS_OF_VERBS_IN_AGE = (
    "affich|arros|barr|bord|bricol|brod|chauff|compost|covoitur|decoup|defrich|depann|depist|dress"
    "|eclair|emball|etiquet|fauch|filtr|for|gaspill|glan|guid|jardin|labour|lav|maraud|mont|moul"
    "|pilot|plant|pomp|puis|ramass|recycl|reper|sabot|sarcl|sauvet|sond|stock|tatou|tiss|tourn|tress"
    "|tri|tricot|vid"
)
# Among the feminines of which the last letters doubt, those of "heureux" and not of "danseur".
_ADJECTIVES_IN_EUX = (
    "fach|roch|merveill|orgueill|broussaill|rocaill|perill|pouill|sourcill|mouss|paress|graiss|crass"
    "|cotonn|savonn|buissonn|poissonn|joy|ennuy|soy|cray|giboy|pomp|pulp|sirup|fougu|fongu|rugu|visqu|muqu|nerv"
)
_WORKERS_IN_EUR = (
    "[cfkpvy]|ch|ss|ill|nn|[gq]u|achet|chant|compt|cont|fland|lutt|mont|plant|port|recrut|sculpt"
    "|tricot|visit|brod|cod|fend|maraud|plaid|tond|vend|ball|coll|fil|foul|parl|roul|vol|charm|dorm"
    "|fum|gramm|ram|sem|slam|baign|entrain|glan|men|pren|promen|train|tourn|blog|mang|nag|plong|voyag"
    "|cour|labour|livr|montr|ouvr|pleur|tir|jou|lou|ski|reli|dans"
)

# By the last letters of a folded word: what it may match whole, and the form that Snowball knows.
# The first pattern that matches is the only one to act.
_RULES = {
    # Any of them: "tenir", "venir" and their compounds.
    "": (
        (
            (
                r"((?:re|par|de|con|sur|pro|sub|inter|pre)?v|(?:sou|ob|re|de|main|entre|con|appar)?t)"
                r"i(?:en[st]|ennent|ennes?|endr(?:a|ai|as|ont|ons|ez|ais|ait|aient))"
            ),
            r"\1enir",
        ),
    ),
    # Plurals.
    "x": (
        (r"(.*j|li|mili|f|chev|nev|av|desav|v|vo|adi|di|moy|essi|pi|epi|hebr)eux", r"\1eu"),
        (r"(bij|caill|gen|hib|jouj)oux", r"\1ou"),
        (r"(noy|tuy|joy|boy|materi|biomateri|besti|pre|fabli)aux", r"\1au"),
    ),
    "s": (
        (r"(.{2,}[ou]|.{2,}i[rt]|(?!tiers).{2,}[^v]er)s", r"\1"),
        (
            r"((?:empl|env|renv|l|conv|tourn|par|octr|eff)oi|(?:app|enn|et)ui|(?:ess|qu|vr)ai)s",
            r"\1",
        ),
        (r"((?:am|cr|abr|tr|ep)i)s", r"\1"),
    ),
    # Women and men; the participle that has lost its accent.
    "e": (
        (r"(?!matrice|nutrice|cicatrice)(.+t|ambassad)rice", r"\1eur"),
        (r"(?!bri)(.{2,}i)cole", r"\1culture"),
        (rf"(?!(?:{_ADJECTIVES_IN_EUX})euse)(.*(?:{_WORKERS_IN_EUR}))euse", r"\1eur"),
        (r"(nouve|be|jume)lle", r"\1au"),
        (r"(publi|tur|gre)c?que", r"\1c"),
        (r"(blan|fran|se)che", r"\1c"),
        (r"(lon)gue", r"\1g"),
        (r"(pays|valais)anne", r"\1an"),
        (r"(acti|nai|jui|vi|neu|veu|festi|sporti|ficti|massi|passi|tardi|hati|moti)ve", r"\1f"),
        (r"(?!(?:dig|exag|ing|refrig|sugg)ere)(.{2,}i|.+g|.+ch|.*eill)ere", r"\1er"),
        (rf"({_NOUNS_OF_VERBS_IN_AGE})age", r"\1er"),
        (r"(favori)te", r"\1"),
        (r"(pet|.*fa|ined|sub|manuscr)ite", r"\1it"),
        (r"(.{2,})ee", r"\1er"),
        (rf"({_VERBS_IN_IER})ie", r"\1ier"),
    ),
    # Who does it, what is done: "apiculteur", "électrification".
    "eur": ((r"(.{2,}cult)eur", r"\1ure"),),
    "eurs": ((r"(.{2,}cult)eurs", r"\1ure"),),
    "ion": ((r"(.+if)ication", r"\1ier"),),
    "ions": ((r"(.+if)ications", r"\1ier"),),
    "ez": ((rf"({_VERBS_IN_IER})iez", r"\1ier"),),
    "ont": ((r"(.+[dtv])ront", r"\1re"),),
    # "Nous"; but "livraisons", "marathons", and "finissons", which Snowball knows.
    "ons": (
        (r".*[^fpt]aisons|.*(?:[^a]iss|th)ons", r"\g<0>"),
        (rf"({_VERBS_IN_IER})ions", r"\1ier"),
        (rf"({_VERBS_IN_ERER})erons", r"\1erer"),
        (r"(t|att|ret|v|c|m|(?:in|re|a|ex|con|tran)sp|exp|soup|adm|des|dech)irons", r"\1irer"),
        (r"(.{2,}[ei]r)ons", r"\1"),
        (r"(.*g)eons", r"\1er"),
        (r"(.{2,}[^i])ons", r"\1er"),
    ),
    # "Ils" and "elles"; imperfects and "finissent" are left to Snowball.
    "ent": (
        (r"(p|ess|bal|effr|debl)aient", r"\1ayer"),
        (r"(pl|depl|.*empl|env|renv|nett|tut|cot|ab|n|br)oient", r"\1oyer"),
        (r"(app|ess|enn)uient", r"\1uyer"),
        (r".*(?:[^a]iss|ai|oi)ent", r"\g<0>"),
        (rf"({_VERBS_IN_ERER})erent", r"\1erer"),
        (r"(.{2,})erent", r"\1er"),
        (
            (
                r"(a(?:ffir|i|llu|ni|r|ssu)|blai?|cho|(?:ac|pro|re|de|ex)?cla|con(?:fir|for|som|su)"
                r"|(?:de|in|re|trans|per)?for|(?:en)?dor|enfer|enflam|enta|(?:sur)?esti|fil|fu"
                r"|(?:ex|im|re|com|sup|op)pri|infir|inti|legiti|(?:de|re)?nom|parfu|program|reani"
                r"|reaffir|(?:re|pre)su|ryth|(?:par)?se)ment"
            ),
            r"\1mer",
        ),
        (r"(.+[^m])ent", r"\1er"),
    ),
}
_COMPILED = tuple(
    (ending, tuple((re.compile(pattern), form) for pattern, form in rules))
    for ending, rules in _RULES.items()
)


def base(word: str) -> str:
    """The folded word under the form that Snowball knows: "financons" is "financer"."""
    if word in IN_ENT or len(word) < SHORTEST:
        return word
    if word[:-1] in IN_ON:
        return word[:-1]
    singular = word[:-1] if word.endswith("es") else word
    for ending, rules in _COMPILED:
        if singular.endswith(ending):
            for pattern, form in rules:
                if found := pattern.fullmatch(singular):
                    return found.expand(form)
    return word
