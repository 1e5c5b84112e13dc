"""Publications of every kind, by the ways of the staff, and what each address then says."""

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data

from tests.deploy.nodes import Answer, Server
from tests.deploy.people import Connection, Staff
from tests.events.test_event_form import FORM

THEME_SLUG = "marees"
LISTS = [
    "/agenda/",
    f"/agenda/?theme={THEME_SLUG}",
    "/",
    "/agenda.ics",
    "/agenda.atom",
    "/agenda.json",
]
SITEMAP = "/sitemap.xml"
# What begins the part of a list that is about one event.
PARTS = re.compile(
    r'BEGIN:VEVENT|<entry>|\{"id":|<article|<li class="search-results__result"|<url>'
)

IsShown = Callable[[Answer], bool]


class OtherProcess:
    """A process of the site that serves nobody, as the timer's: it runs what it is given."""

    LOOP = "import json, sys\nfor line in sys.stdin: exec(json.loads(line), globals())"

    def __init__(self, server: Server) -> None:
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", self.LOOP]
        self._process = subprocess.Popen(
            command,
            cwd=server.code,
            env=server.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        """What `code` calls `found`, once all that it does is committed."""
        self._process.stdin.write(json.dumps(f"{code}\nprint(found, flush=True)") + "\n")
        self._process.stdin.flush()
        if line := self._process.stdout.readline():
            return line.strip()
        raise RuntimeError(f"The process ended at:\n{code}")

    def close(self) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=30)


@dataclass
class Publication:
    """What publishes, and what must then be said at each address."""

    kind: str
    publish: Callable[[], Any]
    shown: dict[str, IsShown]


class Desk:
    """Publishes meetings, by the forms of the admin and from another process."""

    def __init__(self, staff: Staff, other: OtherProcess) -> None:
        self._staff, self._other = staff, other
        self._agenda = other.run(SET_UP)

    def publications(self) -> Iterator[Publication]:
        """One meeting after the other, for ever: announced, changed in every way, withdrawn."""
        for number in itertools.count(1):
            yield from self._life_of_a_meeting(word(number))

    def _life_of_a_meeting(self, name: str) -> Iterator[Publication]:
        title, slug = f"Veillée {name}", f"veillee-{name}"
        day = timezone.localdate() + timedelta(days=1)
        typed = {
            "themes": self._other.run(f"found = Theme.objects.get(slug={THEME_SLUG!r}).name"),
            "starts_at": f"{day:%d/%m/%Y} 18:00",
            "ends_at": f"{day:%d/%m/%Y} 20:00",
        }
        new = f"/admin/pages/add/events/eventpage/{self._agenda}/"
        yield Publication(
            "a meeting is announced",
            lambda: self._send(new, title=title, slug=slug, **typed),
            shown_with(slug, name, title) | {SITEMAP: part_says(slug)},
        )
        key = self._other.run(f"found = EventPage.objects.get(slug={slug!r}).pk")
        name, title, slug = f"{name}bis", f"{title}bis", f"{slug}bis"
        yield Publication(
            "it has another title and address",
            lambda: self._send(f"/admin/pages/{key}/edit/", title=title, slug=slug, **typed),
            shown_with(slug, name, title) | {SITEMAP: part_says(slug)},
        )
        yield Publication(
            "it is moved by a scheduled publication",
            lambda: self._other.run(MOVE.format(key=key)),
            shown_with(slug, name, "06h07") | {"/agenda.ics": part_says(slug, "T060700")},
        )
        theme = f"marées {name}"
        yield Publication(
            "its theme is renamed",
            lambda: self._other.run(RENAME.format(slug=THEME_SLUG, name=theme)),
            shown_with(slug, name, theme),
        )
        yield Publication(
            "it is cancelled in another process",
            lambda: self._other.run(CANCEL.format(key=key)),
            shown_with(slug, name, "annulé") | {"/agenda.ics": part_says(slug, "STATUS:CANCELLED")},
        )
        yield Publication(
            "it is withdrawn",
            lambda: self._staff.post(f"/admin/pages/{key}/unpublish/"),
            dict.fromkeys([*LISTS, SITEMAP, search_of(name)], lacks(slug))
            | {f"/agenda/{slug}/": lambda answer: answer.status == 404},
        )

    def _send(self, path: str, **fields: Any) -> None:
        self._staff.post(path, **nested_form_data(FORM) | fields)


class Meeting:
    """One of the agenda, which is published again and again by its form.

    `title` and `number` are those of the last publication that was answered.
    """

    def __init__(self, staff: Staff, slug: str, day: str) -> None:
        self._staff, self.slug, self._day = staff, slug, day
        self._numbers = itertools.count(1)
        self._send(f"/admin/pages/add/events/eventpage/{self._key_of('/agenda/')}/")
        self._address = f"/admin/pages/{self._key_of(f'/agenda/{slug}/')}/edit/"

    def publish(self, _: Connection) -> Answer:
        form = self._staff.get(self._address)
        return self._send(self._address) if form.status == 200 else form

    def _key_of(self, page: str) -> str:
        """As Wagtail's bar on the page leads to its form."""
        return re.search(r"/admin/pages/(\d+)/edit/", self._staff.get(page).text)[1]

    def _send(self, path: str) -> Answer:
        number = next(self._numbers)
        title = f"Bilan {self.slug} n° {number}"
        own = {"title": title, "slug": self.slug, "themes": "éducation"}
        day = {"starts_at": f"{self._day} 18:00", "ends_at": f"{self._day} 20:00"}
        answer = self._staff.post(path, **nested_form_data(FORM) | own | day)
        if answer.status == 302:
            self.title, self.number = title, number
        return answer


SET_UP = f"""
import time
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
from events.models import EventIndexPage, EventPage
from site_lianes.core.models import Theme
Theme.objects.create(name="marées", slug="{THEME_SLUG}")
found = EventIndexPage.objects.get().pk
"""
MOVE = """
event = EventPage.objects.get(pk={key})
event.starts_at = timezone.localtime(event.starts_at).replace(hour=6, minute=7)
event.go_live_at = timezone.now() + timedelta(seconds=1)
event.save_revision().publish()
time.sleep(1.1)
call_command("publish_scheduled", stdout=sys.stderr)
found = EventPage.objects.get(pk={key}).starts_at
"""
RENAME = """
theme = Theme.objects.get(slug={slug!r})
theme.name = {name!r}
theme.save()
found = theme.pk
"""
CANCEL = """
event = EventPage.objects.get(pk={key})
event.status = "cancelled"
event.save_revision().publish()
found = event.pk
"""


def word(number: int) -> str:
    """One that no other number has, and no text of the demonstration."""
    return "zyk" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def search_of(name: str) -> str:
    return f"/recherche/?q={name}"


def shown_with(slug: str, name: str, words: str) -> dict[str, IsShown]:
    """An event in all lists, with some words; the search says them too, but for the title."""
    page = {f"/agenda/{slug}/": lambda answer: words.lower() in answer.text.lower()}
    return page | dict.fromkeys(LISTS, part_says(slug, words)) | {search_of(name): part_says(slug)}


def part_says(slug: str, words: str = "") -> IsShown:
    def is_shown(answer: Answer) -> bool:
        # Calendars fold their lines.
        parts = PARTS.split(answer.text.replace("\r\n ", ""))
        return any(f"/agenda/{slug}/" in part and words.lower() in part.lower() for part in parts)

    return is_shown


def lacks(slug: str) -> IsShown:
    return lambda answer: answer.status == 200 and f"/agenda/{slug}/" not in answer.text
