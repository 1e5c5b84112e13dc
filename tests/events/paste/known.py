"""What the site of the demo knows, without a database."""

from events.imports.matching import Known
from events.imports.named import COUNTRY, GROUP, ORGANISER, PLACE, THEME
from events.paste.recognising import Site
from home.demo.network import FUNDERS, NETWORK, OFFICES
from home.demo.pages import GROUPS
from home.demo.vocabulary import COUNTRIES, ORGANISERS, PLACES, THEMES


def _numbered(names, towns=()):
    towns = towns or [""] * len(names)
    return [Known(pk, *each) for pk, each in enumerate(zip(names, towns, strict=True), start=1)]


NAMES = {
    THEME: _numbered(list(THEMES.values())),
    COUNTRY: _numbered([name for name, *_ in COUNTRIES]),
    ORGANISER: _numbered([name for name, _ in ORGANISERS]),
    GROUP: _numbered([title for title, *_ in GROUPS]),
    PLACE: _numbered([name for name, *_ in PLACES], [town for _, _, _, town, _ in PLACES]),
}
AROUND = (
    *NETWORK.values(),
    *FUNDERS,
    "Informations pratiques",
    *(words for office in OFFICES for words in (office["name"], office["care_of"])),
    *(f"{each['street']} {each['postal_code']} {each['town']}" for each in OFFICES),
)
SITE = Site(NAMES, AROUND)
EMPTY_SITE = Site({})


def names_of(kind: str, keys) -> list[str]:
    return sorted(each.name for each in NAMES[kind] if each.pk in (keys or ()))
