"""What a merge, or a correction, changes for visitors: sentences, made from plain facts."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.agenda.facets import COUNTRY, ORGANISER, THEME
from events.models import Country, Organiser, Place
from events.published import PublishedPlace
from events.vocabulary.uses import Uses
from site_lianes.core.merging import Mergeable
from site_lianes.core.models import Theme

PARAMETERS = {Theme: THEME, Country: COUNTRY, Organiser: ORGANISER}


def reads(word: Mergeable) -> str:
    """As visitors read it: a place with its address."""
    return PublishedPlace.of(word).in_words if isinstance(word, Place) else str(word)


def address(word: Mergeable) -> str:
    """The end of the address that lists its events; a place has none."""
    name = PARAMETERS.get(type(word))
    return f"?{name}={word.slug}" if name else ""


def of_merge(old: Mergeable, new: Mergeable, uses: Uses) -> Iterator[str]:
    """What becomes of one that is merged."""
    said = {"old": old, "new": new}
    yield _("« %(old)s » quitte la liste et les formulaires : « %(new)s » prend sa place.") % said
    if uses.total:
        yield _("Il lui apporte %(uses)s.") % {"uses": uses}
    if uses.published and reads(old) != reads(new):
        yield _of_pages(uses.published) % {"old": reads(old), "new": reads(new)}
    if isinstance(old, Place) and uses.upcoming:
        yield _of_calendars(old, new)
    if address(old):
        yield _("Les adresses déjà envoyées (/agenda/%(address)s) mènent à « %(new)s ».") % (
            said | {"address": address(old)}
        )
    yield _("Un fichier importé qui écrit « %(old)s » est compris comme « %(new)s ».") % said


def of_every_merge() -> list[str]:
    return [
        _(
            "Rien d’autre ne bouge : ni l’adresse des pages, ni leur identifiant dans les "
            "calendriers, ni leurs dates. Aucune page n’annonce de changement."
        ),
        _(
            "Les brouillons et les versions d’avant disent le nouveau nom dès qu’on les ouvre "
            "ou les publie."
        ),
    ]


def _of_pages(number: int) -> str:
    return ngettext(
        "Sur sa page publiée, les visiteurs liront « %(new)s » au lieu de « %(old)s ».",
        "Sur ses pages publiées, celles des rencontres passées comprises, les visiteurs liront "
        "« %(new)s » au lieu de « %(old)s ».",
        number,
    )


def _of_calendars(old: Place, new: Place) -> str:
    if PublishedPlace.of(old).reads_as(PublishedPlace.of(new)):
        return _("Le lieu se lit de même : les calendriers abonnés ne signalent rien.")
    return _("Les calendriers abonnés reçoivent le nouveau lieu des rencontres à venir.")
