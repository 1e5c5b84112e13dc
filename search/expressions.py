"""A list of expressions that mean the same, one a line, as the staff type it. Pure."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from search import french
from search.french import Token
from search.typed import looked_for

FEWEST, MOST, LONGEST = 2, 50, 200

# What names an expression: the stems of its words, whatever stands between them.
Key = tuple[str, ...]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def words_of(line: str) -> tuple[Token, ...]:
    return looked_for(french.tokens(line))


def key(words: Sequence[Token]) -> Key:
    return tuple(french.main_term(token.word) for token in words)


def faults(text: str) -> list[str]:
    """What keeps this list from being used, in words for who types it."""
    lines = lines_of(text)
    if len(lines) < FEWEST:
        return [_("Donnez au moins deux expressions, une par ligne.")]
    if len(lines) > MOST:
        return [_("%(most)d expressions au plus : faites deux listes.") % {"most": MOST}]
    return [*filter(None, map(fault, lines)), *twins(lines)]


def fault(line: str) -> str:
    words = words_of(line)
    if len(line) > LONGEST:
        text = _("« %(start)s… » est trop long : %(most)d caractères au plus.")
        return text % {"start": line[:30], "most": LONGEST}
    if not words:
        return _("« %(line)s » n’a aucun mot.") % {"line": line}
    if all(word.is_stop for word in words):
        text = _(
            "« %(line)s » n’a que des mots présents partout : toutes les pages seraient trouvées."
        )
        return text % {"line": line}
    return ""


def twins(lines: list[str]) -> Iterator[str]:
    """Those that another line says already, but for accents, capitals or a plural."""
    first: dict[Key, str] = {}
    for line in lines:
        name = key(words_of(line))
        if name and name in first:
            text = _("« %(line)s » et « %(first)s » sont la même expression pour la recherche.")
            yield text % {"line": line, "first": first[name]}
        first.setdefault(name, line)
