"""The words of French dates, as tokens have them: small letters, no accents."""

from events.texts.french_dates.tokens import Tokens

WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    )
}
# "Jeu" and "mer" are words too: they are days in front of a number alone.
SHORT_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (("lun",), ("mar",), ("mer", "merc"), ("jeu",), ("ven", "vend"), ("sam",), ("dim",))
    )
    for name in names
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "janv", "jan"),
            ("fevrier", "fevr", "fev"),
            ("mars",),
            ("avril", "avr"),
            ("mai",),
            ("juin",),
            ("juillet", "juil"),
            ("aout",),
            ("septembre", "sept", "sep"),
            ("octobre", "oct"),
            ("novembre", "nov"),
            ("decembre", "dec"),
        ),
        start=1,
    )
    for name in names
}
_SHORT_MONTHS = ["janv", "jan", "fevr", "fev", "avr", "juil", "sept", "sep", "oct", "nov", "dec"]
_UNITS = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
UNITS = {name: number for number, name in enumerate(_UNITS.split())} | {"une": 1, "premier": 1}
TENS = {"dix": 10, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50}
LAST = -1
POSITIONS = {
    name: number
    for number, names in (
        (1, ("premier",)),
        (2, ("deuxieme", "second")),
        (3, ("troisieme",)),
        (4, ("quatrieme",)),
        (LAST, ("dernier",)),
    )
    for name in names
}
ORDINAL_ENDS = ("er", "e", "eme", "nd", "re")


def weekday(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A weekday, with the place after it."""
    word = tokens.text(at)
    if word in WEEKDAYS:
        return WEEKDAYS[word], at + 1
    after = at + 2 if tokens.text(at + 1) == "." else at + 1
    if word in SHORT_WEEKDAYS and tokens.number(after) is not None:
        return SHORT_WEEKDAYS[word], after
    return None


def month(tokens: Tokens, at: int) -> tuple[int, int] | None:
    if (found := MONTHS.get(tokens.text(at))) is None:
        return None
    is_short = tokens.text(at) in _SHORT_MONTHS and tokens.text(at + 1) == "."
    return found, at + 2 if is_short else at + 1


def number(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A number of two digits, or in words: "dix-huit", "vingt et un"."""
    if (found := tokens.number(at)) is not None:
        return found, at + 1
    return number_in_words(tokens, at)


def number_in_words(tokens: Tokens, at: int) -> tuple[int, int] | None:
    word = tokens.text(at)
    if word in TENS:
        after = at + 1
        if tokens.text(after) in ("-", "et") or word == "vingt":
            after += tokens.text(after) in ("-", "et")
            if tokens.text(after) == "et":
                after += 1
        unit = UNITS.get(tokens.text(after), 0)
        if 0 < unit < TENS["dix"]:
            return TENS[word] + unit, after + 1
        return TENS[word], at + 1
    return (UNITS[word], at + 1) if word in UNITS else None
