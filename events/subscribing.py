"""How to follow the agenda from elsewhere: the links to it that each service takes."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from site_lianes.core.addresses import absolute


class Link(NamedTuple):
    label: str
    address: str


@dataclass(frozen=True)
class Subscription:
    """A filtered agenda: its name, and its query as `AgendaFilter.query` writes it."""

    name: str
    query: str

    def address(self, extension: str) -> str:
        return absolute(reverse("events:agenda_feed", args=[extension])) + self.query

    @property
    def calendar(self) -> str:
        return self.address("ics")

    @property
    def webcal(self) -> str:
        """The same address, which calendar applications open by themselves."""
        return f"webcal://{self.calendar.partition('://')[2]}"

    @property
    def google(self) -> str:
        asked = urlencode({"cid": self.webcal})
        return f"https://calendar.google.com/calendar/render?{asked}"

    @property
    def outlook(self) -> list[Link]:
        """For an account of one's own, and for one of an organisation."""
        asked = urlencode({"url": self.calendar, "name": self.name})
        return [
            Link(label, f"https://{host}/calendar/0/addfromweb?{asked}")
            for label, host in (
                (_("Outlook.com"), "outlook.live.com"),
                (_("Outlook de Microsoft 365"), "outlook.office.com"),
            )
        ]

    @property
    def others(self) -> list[Link]:
        """For those who follow no calendar."""
        return [
            Link(_("Fil Atom, pour un lecteur de flux"), self.address("atom")),
            Link(_("Fil JSON, pour un site ou un programme"), self.address("json")),
            Link(_("Tableau CSV, pour un tableur"), self.address("csv")),
        ]
