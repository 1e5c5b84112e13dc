"""What the home of the admin says of the search."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search.desk import UnansweredPanel
from search.models import AskedWords
from tests.factories import make_user
from tests.staff_screens import lines, links, panels

pytestmark = pytest.mark.django_db

HEADING = "2 recherches sans résultat en 30 jours"


@pytest.fixture
def officer(client):
    client.force_login(make_user("Publication"))
    return client


def asked(words: str, times: int = 1, found: int = 0, days: int = 0) -> None:
    day = timezone.localdate() - timedelta(days=days)
    AskedWords.objects.create(key=words, words=words, times=times, found=found, day=day)


def found(response) -> list[str]:
    assert response.status_code == 200
    return [row["last_words"] for row in response.context["object_list"]]


def test_what_is_not_found_this_month_the_most_asked_first(officer):
    asked("forage", times=2)
    asked("bourse", times=1, days=3)
    asked("bourse", times=2, days=9)
    asked("mali", found=4)
    asked("autrefois", times=9, days=30)
    asked("sénégal", found=0, days=4)
    asked("sénégal", found=3)
    panel = panels(officer)[HEADING]
    assert lines(panel) == [["bourse", "3 fois"], ["forage", "2 fois"]]
    bourse, forage, everything = links(panel)
    assert found(officer.get(bourse)) == ["bourse"]
    assert found(officer.get(forage)) == ["forage"]
    assert found(officer.get(everything)) == ["bourse", "forage"]


def test_nothing_is_said_when_all_is_found(officer):
    asked("mali", found=4)
    assert not [heading for heading in panels(officer) if "recherche" in heading]


def test_who_only_writes_does_not_read_it(client):
    asked("forage")
    asked("bourse")
    client.force_login(make_user("Rédaction"))
    assert HEADING not in panels(client)


def test_three_cost_as_many_queries_as_one(django_assert_num_queries):
    for words in ("forage", "bourse", "mali"):
        asked(words)
        with django_assert_num_queries(2):
            assert words in UnansweredPanel(None).render_html({})
