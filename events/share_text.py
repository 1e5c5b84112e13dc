"""Texts to send to somebody, made from an event's fields: pure functions."""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

MESSAGE_LIMIT = 500
SMS_LIMIT = 160
# A line that has less room than this says nothing.
SHORTEST_LINE = 20


@dataclass(frozen=True, kw_only=True)
class ShareFacts:
    title: str
    dates: str
    address: str
    # Stands in for an address that leaves no room for the title.
    short_address: str
    place: str = ""
    summary: str = ""


class ShareLink(NamedTuple):
    label: str
    address: str


def message_text(facts: ShareFacts) -> str:
    """Title, dates, place, summary and address, in at most 500 characters."""
    return _fit(facts, [facts.place, facts.summary], MESSAGE_LIMIT)


def sms_text(facts: ShareFacts) -> str:
    """Title, dates, place if there is room, and address, in at most 160 characters."""
    return _fit(facts, [facts.place], SMS_LIMIT)


def message_links(facts: ShareFacts) -> list[ShareLink]:
    text = quote(message_text(facts), safe="")
    subject = quote(facts.title, safe="")
    return [
        ShareLink(_("Par courriel"), f"mailto:?subject={subject}&body={text}"),
        ShareLink("WhatsApp", f"https://wa.me/?text={text}"),
    ]


def sms_links(facts: ShareFacts) -> list[ShareLink]:
    return [ShareLink(_("Par SMS"), f"sms:?&body={quote(sms_text(facts), safe='')}")]


def shorten(text: str, limit: int) -> str:
    """The words of `text` that fit in `limit` characters; "…" says that some are missing."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    kept = text[: max(limit - 1, 0)]
    if not text[len(kept)].isspace() and " " in kept:
        kept = kept.rpartition(" ")[0]
    return f"{kept.rstrip(' ,;:.–—')}…" if kept else ""


def _fit(facts: ShareFacts, extras: list[str], limit: int) -> str:
    """The dates and the address whole, the title as long as it can be, then what there is room for.

    Dates in words hold at most 90 characters: the rest is for the short address.
    """
    title = " ".join(facts.title.split())
    fits = len(f"{title}\n{facts.dates}\n{facts.address}") <= limit
    address = facts.address if fits else facts.short_address
    room = limit - len(facts.dates) - len(address) - 2
    lines = [shorten(title, room)]
    room -= len(lines[0])
    lines.append(facts.dates)
    for extra in extras:
        line = shorten(extra, room - 1) if room > SHORTEST_LINE else ""
        if line:
            lines.append(line)
            room -= len(line) + 1
    return "\n".join([*filter(None, lines), address])
