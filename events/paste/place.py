"""Where the event takes place: what a label, an address or "au centre social…" says of it.

The site's own places are recognised afterwards, by the name and the town: see `naming`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.imports.readers.places import says_online
from events.paste.place_words import (
    BORDERS,
    CODE_TOWN,
    LONGEST,
    STREET,
    TOWN_CODE,
    parse,
)
from events.paste.text_lines import Line
from events.paste.values import Proposal
from events.texts.french_dates.french import WEEKDAYS
from events.texts.spans import Span

_LABEL = re.compile(
    r"^\W*(?:lieu(?: de (?:la )?(?:rencontre|reunion|rendez-vous))?|ou|adresse|endroit|salle|"
    r"lieu et adresse|rendez-vous|rdv)\s*(?:[:?]|:\s*-)\s*(?P<value>.*)$"
)
_PIN = re.compile(r"^\W*[📍🏠🏢🏛]\W*(?P<value>.*)$")
_BUILDINGS = (
    r"centre|salle|maison|mairie|hotel(?= d)|mediatheque|bibliotheque|theatre|cinema|espace|foyer|"
    r"auditorium|amphitheatre|universite|lycee|college|ecole|eglise|chapelle|parc|bar|cafe|auberge|"
    r"mjc|mres|siege|palais|gymnase|stade|musee|locaux|halle|ferme|chateau|institut|campus|pompiers|"
    r"caserne|citadelle|conseil regional|prefecture|tiers-lieu|local|hall|jardin|restaurant|temple|"
    r"conservatoire|iut|faculte|complexe|pole|club|cloitre|abbaye|hospice|gare|cite|bourse"
)
_PROSE = re.compile(
    rf"(?<![^\W_])(?:au|aux|a la|a l'|dans l'|en l'|en|chez|dans (?:la|le|les)|dans|a|,|-)"
    rf" ?(?P<value>(?:(?:les|nos|notre|la|le|l'|grande?|petite?|nouvelle?) ?){{0,2}}"
    rf"(?<![^\W_])(?:{_BUILDINGS})(?![^\W_])[^.;:!?\n(]*(?:\([^)\n]{{5,80}}\))?)"
)
# What follows the place in a sentence and is no part of it.
_ENDS = re.compile(
    r"[,.]? (?:pour |afin |avec |ou |et (?:en|nous|un|une|le|la) |le (?:\w+ )?\d|de \d|a \d+ ?h|"
    rf"des \d|entre \d|(?:{'|'.join(WEEKDAYS)})|en presence|inscri|"
    r"merci|est |sont |qui |que |nous |vous |suivi|organis|a partir|dites|tu |sans |autour |afin )"
)
_BUILDING = re.compile(rf"(?<![^\W_])(?:{_BUILDINGS})(?![^\W_])")
_BEFORE_PLACE = re.compile(r"[.:!?;(] |, | - |(?<![^\W_])(?:au|aux|a la|a l'|en l'|chez|dans|a) ?")


@dataclass(frozen=True)
class _Words:
    """Words that say a place, and how sure that is."""

    span: Span
    is_labelled: bool


def place_of(text: str, lines: list[Line], ignored: tuple[Span, ...]) -> Proposal:
    """A `PublishedPlace`; the words that a label introduces come before those of an address."""
    usable = [line for line in lines if not any(line.span.meets(each) for each in ignored)]
    found = [*_labelled(usable), *_addresses(usable), *_in_prose(usable)]
    places = [(words, place) for words in found if (place := parse(text[slice(*words.span)]))]
    if not places:
        return Proposal()
    words, place = places[0]
    doubts = []
    if not words.is_labelled and not (place.street or place.postal_code):
        doubts.append(_("Lieu tiré d’une phrase : vérifiez-le."))
    others = {each.postal_code for _words, each in places if each.postal_code} - {place.postal_code}
    if place.postal_code and others:
        told = ", ".join(sorted({each.in_words for _words, each in places if each.postal_code}))
        doubts.append(_("Plusieurs adresses dans le texte : %(places)s.") % {"places": told})
    return Proposal(place, (words.span,), tuple(doubts))


def _labelled(lines: list[Line]) -> Iterator[_Words]:
    for number, line in enumerate(lines):
        found = _LABEL.match(line.folded) or _PIN.match(line.folded)
        if not found or says_online(found["value"]):
            continue
        start, last = line.span.start + found.start("value"), line
        if found["value"].strip() and parse(found["value"]) is None:
            continue
        for following in lines[number + 1 : number + 4]:
            # An address may go on; so does a label whose value is below.
            is_address = _is_address(following.folded)
            if not is_address and start < last.span.end:
                break
            start = following.span.start if start >= last.span.end else start
            last = following
        if start < last.span.end:
            yield _Words(_cut(lines, Span(start, last.span.end), line), is_labelled=True)


def _cut(lines: list[Line], span: Span, line: Line) -> Span:
    """Without what goes on after the place in the same line."""
    if span.end != line.span.end:
        return span
    folded = line.folded[span.start - line.span.start :]
    end = _ENDS.search(folded)
    return Span(span.start, span.start + end.start()) if end and end.start() else span


def _is_address(folded: str) -> bool:
    stripped = folded.strip(" -,*•")
    return bool(CODE_TOWN.match(stripped) or STREET.match(stripped))


def _addresses(lines: list[Line]) -> Iterator[_Words]:
    """A postal code and a town, with the street and the name in front of them, or above."""
    for number, line in enumerate(lines):
        found = CODE_TOWN.search(line.folded) or TOWN_CODE.search(line.folded)
        if not found:
            continue
        span = Span(
            line.span.start + _start(line.folded, found.start()), line.span.start + found.end()
        )
        if STREET.search(line.folded[: found.start()]):  # its name may be above
            is_whole = not STREET.match(line.folded[span.start - line.span.start :].strip(" -–,"))
        else:
            is_whole = bool(line.text[: found.start()].strip(BORDERS))
        above = number - 1
        while not is_whole and above >= max(0, number - 2):
            if len(lines[above].text) > 80:  # noqa: PLR2004
                break
            is_street = bool(STREET.match(lines[above].folded.strip(" -–,")))
            if not is_street and not re.search(_BUILDINGS, lines[above].folded):
                break
            span, is_whole = Span(lines[above].span.start, span.end), not is_street
            above -= 1
        yield _Words(span, is_labelled=False)


def _start(folded: str, code_at: int) -> int:
    """Where in a line the place begins whose postal code is there."""
    before = folded[:code_at]
    street = STREET.search(before)
    until = street.start() if street else code_at
    building = _BUILDING.search(before[:until])
    named_at = building.start() if building else until
    # "Salle Yser, MRES, 5 rue": a comma parts names, too, and what is in front is no name.
    borders = [found.end() for found in _BEFORE_PLACE.finditer(before[:named_at])]
    if not building:
        piece = before[:until].rstrip(" ,-")
        borders += [piece.rfind(sign) + len(sign) for sign in (", ", " - ") if sign in piece]
    return max(borders, default=0)


def _in_prose(lines: list[Line]) -> Iterator[_Words]:
    for line in lines:
        for found in _PROSE.finditer(line.folded):
            value = found["value"]
            end = _ENDS.search(value)
            stop = min(end.start() if end else len(value), LONGEST)
            start = found.start("value")
            yield _Words(
                line.within(start, start + len(value[:stop].rstrip(BORDERS[:-1].replace(")", "")))),
                is_labelled=False,
            )
