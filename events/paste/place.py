"""Where the event takes place: what a label, an address or "au centre social…" says of it.

The site's own places are recognised afterwards, by the name and the town: see `naming`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.imports.readers import checks
from events.imports.readers.places import says_online
from events.paste import folding
from events.paste.text_lines import Line
from events.paste.values import Proposal, Span
from events.published import PublishedPlace

_LABEL = re.compile(
    r"^\W*(?:lieu(?: de (?:la )?(?:rencontre|reunion|rendez-vous))?|ou|adresse|endroit|salle|"
    r"lieu et adresse|rendez-vous|rdv)\s*(?:[:?]|:\s*-)\s*(?P<value>.*)$"
)
_PIN = re.compile(r"^\W*[📍🏠🏢🏛]\W*(?P<value>.*)$")
_CODE = r"(?<![\d.])(?P<code>\d{2} ?\d{3})(?!\d)"
_TOWN_NAME = r"[^\W\d_][\w'’-]*(?:[ -](?!et\b|le\b|à\b|a\b|de \d)[\w'’-]+){0,5}"
_CODE_TOWN = re.compile(rf"{_CODE},?[ –—-]+(?P<town>{_TOWN_NAME})")
_TOWN_CODE = re.compile(rf"(?P<town>{_TOWN_NAME}) ?\({_CODE}\)")
_STREET_WORDS = (
    r"rue|avenue|av\.?|boulevard|bd\.?|blvd|place|pl\.?|allee|impasse|chemin|quai|route|square|cours|"
    r"esplanade|passage|parvis|sentier|ruelle|villa|cite|faubourg|chaussee|rond-point|mail|venelle"
)
_STREET = re.compile(
    rf"(?:\d{{1,4}}(?: ?(?:bis|ter|[a-d]))?(?: ?(?:-|/|et) ?\d{{1,4}})?,? ?(?:{_STREET_WORDS})|"
    r"(?<![^\W_])(?:place|rue|avenue|boulevard|allee|quai|esplanade|parvis|square))(?![^\W_])"
    r"(?: [^,;:()\n]*)?"
)
_BUILDINGS = (
    r"centre|salle|maison|mairie|hotel de ville|mediatheque|bibliotheque|theatre|cinema|espace|foyer|"
    r"auditorium|amphitheatre|universite|lycee|college|ecole|eglise|chapelle|parc|bar|cafe|auberge|"
    r"mjc|mres|siege|palais|gymnase|stade|musee|locaux|halle|ferme|chateau|institut|campus|pompiers|"
    r"caserne|citadelle|conseil regional|prefecture|tiers-lieu|local|hall|jardin|restaurant|temple|"
    r"conservatoire|iut|faculte|complexe|pole|club|cloitre|abbaye|hospice|gare|cite|bourse"
)
_PROSE = re.compile(
    rf"(?<![^\W_])(?:au|aux|a la|a l'|dans l'|en l'|en|chez|dans (?:la|le|les)|dans|a|le lieu :|,|-|–)"
    rf" ?(?P<value>(?:(?:les|nos|notre|la|le|l'|grande|petite|nouveau|nouvelle|ancien|ancienne) ?){{0,2}}"
    rf"(?<![^\W_])(?:{_BUILDINGS})(?![^\W_])[^.;:!?\n(]*(?:\([^)\n]{{5,80}}\))?)"
)
# What follows the place in a sentence and is no part of it.
_ENDS = re.compile(
    r"[,.]? (?:pour |afin |avec |ou |et (?:en|nous|un|une|le|la) |le (?:\w+ )?\d|de \d|a \d+ ?h|des \d|"
    r"entre \d|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|en presence|inscri|merci|"
    r"est |sont |qui |que |nous |vous |suivi|organis|a partir|dites|tu |sans |autour |afin )"
)
_BORDERS = " \t,;:.!?-–—|/()\"'«»“”’*•·>"
_ARTICLE = re.compile(
    r"^(?:(?:à l['’]|l['’])\s*|(?:au|aux|à la|dans|en|chez|le|la|les|nos|notre)\s+)+", re.IGNORECASE
)
_BUILDING = re.compile(rf"(?<![^\W_])(?:{_BUILDINGS})(?![^\W_])")
_BEFORE_PLACE = re.compile(r"[.:!?;(] |, | - |(?<![^\W_])(?:au|aux|a la|a l'|en l'|chez|dans|a) ?")
_LONGEST = 250


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
    return bool(_CODE_TOWN.match(stripped) or _STREET.match(stripped))


def _addresses(lines: list[Line]) -> Iterator[_Words]:
    """A postal code and a town, with the street and the name in front of them, or above."""
    for number, line in enumerate(lines):
        found = _CODE_TOWN.search(line.folded) or _TOWN_CODE.search(line.folded)
        if not found:
            continue
        span = Span(
            line.span.start + _start(line.folded, found.start()), line.span.start + found.end()
        )
        if _STREET.search(line.folded[: found.start()]):  # its name may be above
            is_whole = not _STREET.match(line.folded[span.start - line.span.start :].strip(" -–,"))
        else:
            is_whole = bool(line.text[: found.start()].strip(_BORDERS))
        above = number - 1
        while not is_whole and above >= max(0, number - 2):
            if len(lines[above].text) > 80:  # noqa: PLR2004
                break
            is_street = bool(_STREET.match(lines[above].folded.strip(" -–,")))
            if not is_street and not re.search(_BUILDINGS, lines[above].folded):
                break
            span, is_whole = Span(lines[above].span.start, span.end), not is_street
            above -= 1
        yield _Words(span, is_labelled=False)


def _start(folded: str, code_at: int) -> int:
    """Where in a line the place begins whose postal code is there."""
    before = folded[:code_at]
    street = _STREET.search(before)
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
            stop = min(end.start() if end else len(value), _LONGEST)
            start = found.start("value")
            yield _Words(
                line.within(
                    start, start + len(value[:stop].rstrip(_BORDERS[:-1].replace(")", "")))
                ),
                is_labelled=False,
            )


def parse(words: str) -> PublishedPlace | None:
    """The parts of a place in a few words; None if they say none."""
    words = words[:_LONGEST]
    folded = folding.letters(words)
    code, town, rest_end = _code_and_town(words, folded)
    street = _STREET.search(folded[:rest_end])
    street_words = ""
    name_end = rest_end
    if street:
        name_end = street.start()
        street_words, beyond = _street(words[slice(*street.span())])
        after = words[street.start() + beyond : rest_end]
        town = town or _town_after(after)
    name = _tidy(words[:name_end])
    if not town:
        name, town = _name_and_town(name)
    if not street and not code and says_online(name):
        return None
    return checks.place(_plain(name), street_words, code, _in_small(town))


def _code_and_town(words: str, folded: str) -> tuple[str, str, int]:
    found = None
    for found in [*_TOWN_CODE.finditer(folded), *_CODE_TOWN.finditer(folded)]:
        pass
    if not found:
        return "", "", len(words)
    code = found["code"].replace(" ", "")
    town = words[slice(*found.span("town"))]
    return code, re.split(r"[\n,;]", town)[0].strip(_BORDERS), found.start()


def _street(words: str) -> tuple[str, int]:
    """The street, and where it ends: "20 avenue de Bordeaux à Faches-Thumesnil" goes on."""
    end = re.search(r"\s+(?:à|A|a|-|–|—)\s+(?=[A-ZÀ-Ý])|\n|\s[-–—]\s", words)
    stop = end.start() if end else len(words)
    return " ".join(words[:stop].strip(" \t,;.-–—").split()), stop


def _town_after(words: str) -> str:
    found = re.match(rf"[\s,à\-–—(]*(?P<town>{_TOWN_NAME})", words)
    if not found:
        return ""
    town = found["town"]
    return town if town[:1].isupper() else ""


def _name_and_town(name: str) -> tuple[str, str]:
    """ "MRES, Lille", "mairie de Lens", "cinéma L’Étoile à Saint-Quentin"."""
    found = re.match(
        r"(?P<name>.+?)(?:\s*,\s*|\s+[àÀ]\s+|\s+[-–—]\s+)(?P<town>[A-ZÀ-Ý][\w'’-]*(?:[ -][A-ZÀ-Ýa-z][\w'’-]*){0,3})$",
        name,
    )
    if found:
        return found["name"], found["town"]
    found = re.match(
        r"(?P<name>(?:la |l['’])?(?:mairie|hôtel de ville|salle (?:des fêtes|municipale|polyvalente)|médiathèque|gare|pompiers) (?:de |d['’]))(?P<town>[A-ZÀ-Ý][\w'’-]*)$",
        name,
        re.IGNORECASE,
    )
    if found and found["town"][:1].isupper():
        return name, found["town"]
    return name, ""


def _tidy(words: str) -> str:
    words = " ".join(words.split()).strip(" \t,;:.!?-–—|/*•·>(")
    return _ARTICLE.sub("", words).strip(" ,;:-–—")


def _plain(name: str) -> str:
    """Without the quotes that stand around the whole of it, with a capital."""
    inner = name.strip("\"«»“”' ")
    if not re.search(r"[\"«»“”]", inner):
        name = inner
    return name[:1].upper() + name[1:]


def _in_small(town: str) -> str:
    if not town.isupper() or len(town) <= 1:
        return town
    return re.sub(r"\b(D)(?=['’])", "d", town.title())
