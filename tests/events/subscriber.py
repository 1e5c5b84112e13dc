"""Whoever follows the agenda from elsewhere, and what their programs make of it."""

import csv
import io
import json
from typing import Any
from uuid import UUID

from icalendar import Calendar, Event
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
URN = "urn:uuid:"
# Of all that the agenda can be followed by.
EXTENSIONS = ["ics", "atom", "json", "csv"]


class Subscriber:
    def __init__(self, client) -> None:
        self._client = client

    def fetch(self, extension: str, query: str = "", **headers: str):
        response = self._client.get(f"/agenda.{extension}{query}", headers=headers)
        assert response.status_code == 200, response.status_code
        return response

    def calendar(self, query: str = "") -> dict[UUID, Event]:
        """What the calendar holds, by UID: no two have the same."""
        calendar = Calendar.from_ical(self.fetch("ics", query).content)
        events = {UUID(event["UID"]): event for event in calendar.walk("VEVENT")}
        assert len(events) == len(calendar.walk("VEVENT"))
        return events

    def atom(self, query: str = "") -> etree._Element:
        return etree.fromstring(self.fetch("atom", query).content)

    def json(self, query: str = "") -> dict[str, Any]:
        return json.loads(self.fetch("json", query).content)

    def csv(self, query: str = "") -> list[dict[str, str]]:
        text = self.fetch("csv", query).content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))

    def uids(self, extension: str, query: str = "") -> list[UUID]:
        """Of what a feed holds, in its order."""
        match extension:
            case "ics":
                return list(self.calendar(query))
            case "atom":
                ids = (
                    entry.findtext(f"{ATOM}id") for entry in self.atom(query).iter(f"{ATOM}entry")
                )
                return [UUID(urn.removeprefix(URN)) for urn in ids]
            case "json":
                return [UUID(item["id"].removeprefix(URN)) for item in self.json(query)["items"]]
            case _:
                return [UUID(row["uid"]) for row in self.csv(query)]
