"""The parts of a place in the words that say it: name, street, postal code, town."""

import re

from events.imports.readers import checks
from events.imports.readers.places import says_online
from events.published import PublishedPlace
from events.texts import folding

_CODE = r"(?<![\d.])(?P<code>\d{2} ?\d{3})(?!\d)"
_TOWN_NAME = r"[^\W\d_][\w'’-]*(?:[ -](?!et\b|le\b|à\b|a\b|de \d)[\w'’-]+){0,5}"
CODE_TOWN = re.compile(rf"{_CODE},?[ –—-]+(?P<town>{_TOWN_NAME})")
TOWN_CODE = re.compile(rf"(?P<town>{_TOWN_NAME}) ?\({_CODE}\)")
_STREET_WORDS = (
    r"rue|avenue|av\.?|boulevard|bd\.?|blvd|place|pl\.?|allee|impasse|chemin|quai|route|square|cours|"
    r"esplanade|passage|parvis|sentier|ruelle|villa|cite|faubourg|chaussee|rond-point|mail|venelle"
)
STREET = re.compile(
    rf"(?:\d{{1,4}}(?: ?(?:bis|ter|[a-d]))?(?: ?(?:-|/|et) ?\d{{1,4}})?,? ?(?:{_STREET_WORDS})|"
    r"(?<![^\W_])(?:place|rue|avenue|boulevard|allee|quai|esplanade|parvis|square))(?![^\W_])"
    r"(?: [^,;:()\n]*)?"
)
BORDERS = " \t,;:.!?-–—|/()\"'«»“”’*•·>"
_ARTICLE = re.compile(
    r"^(?:(?:à l['’]|l['’])\s*|(?:au|aux|à la|dans|en|chez|le|la|les|nos|notre)\s+)+", re.IGNORECASE
)
LONGEST = 250
_CAPITAL = r"[A-ZÀ-Ý][\w'’-]*"
_THEN_TOWN = re.compile(
    r"(?P<name>.+?)(?:\s*,\s*|\s+[àÀ]\s+|\s+[-–—]\s+)"
    rf"(?P<town>{_CAPITAL}(?:[ -][A-ZÀ-Ýa-z][\w'’-]*){{0,3}})$"
)
# Places that are called after their town.
_OF_TOWN = re.compile(
    r"(?:la |l['’])?(?:mairie|hôtel de ville|salle (?:des fêtes|municipale|polyvalente)|"
    rf"médiathèque|gare|pompiers) (?:de |d['’])(?P<town>{_CAPITAL})$",
    re.IGNORECASE,
)


def parse(words: str) -> PublishedPlace | None:
    """The parts of a place in a few words; None if they say none."""
    words = words[:LONGEST]
    folded = folding.letters(words)
    code, town, rest_end = _code_and_town(words, folded)
    street = STREET.search(folded[:rest_end])
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
    *_others, found = None, *TOWN_CODE.finditer(folded), *CODE_TOWN.finditer(folded)
    if not found:
        return "", "", len(words)
    code = found["code"].replace(" ", "")
    town = words[slice(*found.span("town"))]
    return code, re.split(r"[\n,;]", town)[0].strip(BORDERS), found.start()


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
    if found := _THEN_TOWN.match(name):
        return found["name"], found["town"]
    found = _OF_TOWN.match(name)
    return name, found["town"] if found and found["town"][:1].isupper() else ""


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
