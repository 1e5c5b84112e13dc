"""What stands around a message: the header of a mail, the message that it answers."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from events.paste.text_lines import Line
from events.texts.french_dates.days import all_days
from events.texts.french_dates.tokens import tokenise
from events.texts.french_dates.written import Day
from events.texts.spans import Span

_FIELD = re.compile(
    r"^[>\s*]*(?P<name>de|from|expediteur|a|to|cc|cci|objet|sujet|subject|envoye(?: le)?|sent|date|"
    r"repondre a|reply-to|pieces? jointes?)\**\s*:\**\s*(?P<value>.*)$"
)
_SENDER, _SUBJECT = ("de", "from", "expediteur"), ("objet", "sujet", "subject")
_SENT = ("envoye", "envoye le", "sent", "date")
_SAID = re.compile(r"^[>\s]*(?:le |on ).{5,120}(?:a ecrit|wrote)\s*:?\s*$")
_MARK = re.compile(
    r"^[>\s]*-{2,}\s*(?:message (?:d'origine|transfere|initial)|forwarded message).*$"
)
_PREFIX = re.compile(
    r"^(?:\s*(?:re|ref|tr|fwd?|rv|aw)\s*:\s*|\s*\[[^\]]{1,40}\]\s*)+", re.IGNORECASE
)


@dataclass(frozen=True)
class Header:
    """Lines that say who has sent a message, when, and about what."""

    span: Span
    sent: date | None = None
    subject: Span | None = None


def headers(text: str, lines: list[Line]) -> list[Header]:
    return list(_headers(text, lines))


def _headers(text: str, lines: list[Line]) -> Iterator[Header]:
    block: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        found = _FIELD.match(line.folded)
        if found:
            block.append((line, found))
            continue
        if header := _header(text, block):
            yield header
        block = []
        if _SAID.match(line.folded) or _MARK.match(line.folded):
            yield Header(line.span, _day(line.text))
    if header := _header(text, block):
        yield header


def _header(text: str, block: list[tuple[Line, re.Match[str]]]) -> Header | None:
    """A date and a place alone are of an event: a mail has a sender, or a subject and a day."""
    names = {found["name"] for _line, found in block}
    is_one = len(block) > 1 and (
        names & set(_SENDER) or (names & set(_SUBJECT) and names & {*_SENT, "a", "to"})
    )
    if not is_one:
        return None
    sent = subject = None
    for line, found in block:
        if found["name"] in _SENT:
            sent = _day(line.text)
        elif found["name"] in _SUBJECT:
            value = line.text[found.start("value") :]
            prefix = _PREFIX.match(value)
            start = found.start("value") + (prefix.end() if prefix else 0)
            subject = line.within(start, len(line.text))
    return Header(Span(block[0][0].span.start, block[-1][0].span.end), sent, subject)


def _day(line: str) -> date | None:
    for mention in all_days(tokenise(line)):
        day = mention.days[0]
        if isinstance(day, Day) and day.year and day.month:
            with suppress(ValueError):
                return date(day.year, day.month, day.day)
    with suppress(ValueError, TypeError, IndexError):
        return parsedate_to_datetime(line.partition(":")[2]).date()
    return None


def quoted(text: str, lines: list[Line]) -> Span | None:
    """The message that is answered, if something is said above it."""
    for number, line in enumerate(lines):
        if _SAID.match(line.folded):
            is_answer = any(not each.is_blank for each in lines[:number])
            return Span(line.span.start, len(text)) if is_answer else None
    return None
