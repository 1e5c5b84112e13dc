"""One address for each filter set, and which of them search engines may list."""

import pytest
import time_machine

from events.agenda.results import EVENTS_PER_PAGE
from tests.events.agenda.reading import head
from tests.events.test_dates import paris
from tests.factories import EventIndexPageFactory, EventPageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

NOW = paris(2026, 10, 8, 15)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("", ""),
        ("?page=1", ""),
        ("?periode=a-venir&page=", ""),
        ("?utm_source=lettre&x=1", ""),
        ("?theme=nope", ""),
        ("?theme=sante&theme=eau&theme=sante", "?theme=eau&theme=sante"),
        ("?page=1&theme=eau&periode=a-venir", "?theme=eau"),
        ("?x=1&periode=passes&theme=eau", "?theme=eau&periode=passes"),
        ("?periode=2019&theme=eau", "?theme=eau&periode=2019"),
        (
            "?mode=sur-place&pays=&territoire=nord&theme=eau&periode=toutes",
            "?theme=eau&territoire=nord&mode=sur-place&periode=toutes",
        ),
        ("?mois=2026-11&mode=sur-place&theme=eau", "?theme=eau&mode=sur-place&mois=2026-11"),
        ("?periode=passes&du=2026-11-01&mois=2026-11", "?mois=2026-11"),
    ],
)
def test_a_filter_set_has_one_address_however_it_was_asked_for(client, asked, canonical):
    themes = [ThemeFactory(slug="eau"), ThemeFactory(slug="sante")]
    EventPageFactory(themes=themes, starts_at=paris(2026, 11, 9, 18))
    EventPageFactory(themes=themes, starts_at=paris(2019, 10, 17, 18))
    assert head(client, asked) == (canonical, True)
    assert head(client, canonical) == (canonical, True)


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("?au=2026-11-30&du=2026-11-01", "?du=2026-11-01&au=2026-11-30"),
        ("?du=30/11/2026&au=01/11/2026", "?du=2026-11-01&au=2026-11-30"),
        ("?du=2026-11-01", "?du=2026-11-01"),
        ("?au=2026-11-30&theme=eau", "?theme=eau&au=2026-11-30"),
        ("?au=2026-11-30&periode=2026", "?periode=2026&au=2026-11-30"),
    ],
)
def test_days_can_be_chosen_without_end_and_are_not_indexed(client, asked, canonical):
    EventPageFactory(themes=[ThemeFactory(slug="eau")], starts_at=paris(2026, 11, 9, 18))
    assert head(client, asked) == (canonical, False)


def test_deep_pages_name_themselves_and_are_not_indexed(client):
    EventPageFactory.create_batch(EVENTS_PER_PAGE + 1)
    assert head(client, "") == ("", True)
    assert head(client, "?page=2") == ("?page=2", False)
    assert head(client, "?page=2&periode=toutes") == ("?periode=toutes&page=2", False)
    assert head(client, "?page=99") == ("?page=2", False)


def test_an_empty_filter_set_is_not_indexed_and_an_empty_agenda_is(client):
    ThemeFactory(slug="eau")
    EventIndexPageFactory()
    assert head(client, "") == ("", True)
    for query in ("?theme=eau", "?periode=passes", "?periode=toutes"):
        assert head(client, query) == (query, False)
