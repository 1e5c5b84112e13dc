"""The home of the admin with all its panels."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import ContentPage
from search.models import AskedWords
from tests.factories import EventPageFactory, GroupPageFactory, ThemeFactory, home_page, make_user
from tests.staff_screens import lines, panels

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    client.force_login(make_user("Publication"))
    return client


def fill(number: int) -> None:
    """One more line for each panel."""
    group = GroupPageFactory()
    # Late in the evening, what ended yesterday would have ended today.
    noon = timezone.localtime().replace(hour=12)
    for when, days in (("passée", -number), ("proche", number), ("lointaine", 30 + number)):
        event = EventPageFactory(
            title=f"{when} {number}",
            starts_at=noon + timedelta(days=days),
            group=group,
            themes=ThemeFactory.create_batch(2),
        )
    event.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    home_page().add_child(instance=ContentPage(title=f"Page {number}"))
    words = f"mot {number}"
    today = timezone.localdate()
    AskedWords.objects.create(key=words, words=words, times=1, found=0, day=today)


def cost(officer, panels_shown: int) -> int:
    officer.get("/admin/")
    with CaptureQueriesContext(connection) as queries:
        assert len(panels(officer)) == panels_shown
    return len(queries)


def test_what_is_most_pressing_comes_first(officer):
    fill(1)
    assert list(panels(officer)) == [
        "1 publication programmée",
        "1 rencontre dans les sept jours",
        "2 rencontres à venir sans lieu, thème ou image",
        "1 rencontre passée sans compte rendu",
        "3 pages à vérifier",
        "1 recherche sans résultat en 30 jours",
    ]


def test_three_of_each_cost_as_many_queries_as_one(officer):
    fill(1)
    one = cost(officer, 6)
    fill(2)
    fill(3)
    assert cost(officer, 6) == one
    assert one <= 40


def test_words_are_shown_as_text(officer):
    EventPageFactory(title="<script>x</script>")
    page = officer.get("/admin/").content.decode()
    assert "<script>x</script>" not in page
    assert lines(panels(officer)["1 rencontre dans les sept jours"])[0][0] == "<script>x</script>"
