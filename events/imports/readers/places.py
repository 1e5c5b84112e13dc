"""Where an event takes place, from a line of words or from the addresses of video calls."""

import re
from urllib.parse import urlsplit

from events.imports.readers import checks, words
from events.published import PublishedPlace

_WEB_LINK = re.compile(r"https?://[^\s<>\"'«»]+", re.IGNORECASE)
# The last five digits followed by a name: what is in front is the name and the street.
_TOWN = re.compile(r"(?<![0-9])(?P<code>[0-9]{5})[ ]+(?P<town>[^\W\d_][^,;\n]*)")
_BORDERS = " ,;:()-–—|\n"
_CALL_HOSTS = (
    "zoom.us",
    "meet.google.com",
    "teams.microsoft.com",
    "teams.live.com",
    "webex.com",
    "whereby.com",
    "meet.jit.si",
    "webinaire.numerique.gouv.fr",
    "framatalk.org",
)
# Of a server that somebody keeps: "bbb.reseau.org", "visio.mairie.fr".
_CALL_NAMES = {"bbb", "bigbluebutton", "jitsi", "meet", "visio", "visioconference", "zoom"}
_ONLINE_WORDS = {
    "en ligne",
    "online",
    "visio",
    "visioconference",
    "en visio",
    "en visioconference",
    "a distance",
    "zoom",
    "google meet",
    "microsoft teams",
    "reunion microsoft teams",
    "microsoft teams meeting",
}


def place_and_link(line: str) -> tuple[PublishedPlace | None, str]:
    """A place and an address to take part online, as a calendar has them in one line.

    The address of a site that stands beside a place is that of the place, unless it is known to be
    one of video calls.
    """
    line = line[: words.LONGEST_TEXT]
    found = _WEB_LINK.search(line)
    link = found.group().rstrip(".,;)") if found else ""
    rest = _WEB_LINK.sub(" ", line).strip(_BORDERS)
    if words.folded(rest) in _ONLINE_WORDS:
        rest = ""
    if rest and not is_call(link):
        link = ""
    return place_in(rest), link


def says_online(line: str) -> bool:
    return words.folded(_WEB_LINK.sub(" ", line[: words.LONGEST_TEXT]).strip(_BORDERS)) in (
        _ONLINE_WORDS
    )


def place_in(line: str) -> PublishedPlace | None:
    """ "Salle Yser, 5 rue Jules de Vicq, 59000 Lille" in its parts; else a name alone."""
    *_, found = None, *_TOWN.finditer(line)
    if not found:
        return checks.place(line)
    before = [part for part in re.split(r"[,;\n]", line[: found.start()]) if part.strip(_BORDERS)]
    name, *street = (part.strip(_BORDERS) for part in before or [""])
    if not street and name[:1].isdigit():
        name, street = "", [name]
    return checks.place(name, ", ".join(street), found["code"], found["town"])


def call_in(text: str) -> str:
    """The first address of a video call in a text."""
    links = (found.group().rstrip(".,;)") for found in _WEB_LINK.finditer(text))
    return next(filter(is_call, links), "")


def is_call(link: str) -> bool:
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return False
    is_known = any(host == known or host.endswith(f".{known}") for known in _CALL_HOSTS)
    return is_known or host.partition(".")[0].lower() in _CALL_NAMES
