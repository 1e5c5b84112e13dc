"""The themes stand before visitors in the order that the staff give them."""

import pytest

from site_lianes.core.models import Theme
from site_lianes.core.widgets import ThemeCheckboxes
from tests.events.vocabulary.merging import merge
from tests.factories import EventPageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

REORDER = "/admin/snippets/core/theme/reorder/{}/?position={}"


@pytest.fixture
def themes() -> list[Theme]:
    themes = [ThemeFactory(name=name, slug=name) for name in ("sante", "eau", "culture")]
    EventPageFactory(themes=themes)
    return themes


def order(client) -> list[list[str]]:
    """At home, in the agenda's filter, on an event's form."""
    (facet,) = (
        each for each in client.get("/agenda/").context["agenda"].facets if each.name == "theme"
    )
    return [
        [theme.name for theme in client.get("/").context["themes"]],
        [option.label for option in facet.options],
        [name for name, _ in ThemeCheckboxes().choices],
    ]


def test_a_new_theme_is_the_last_and_one_that_is_moved_is_moved_everywhere(client, staff, themes):
    assert order(client) == [["sante", "eau", "culture"]] * 3
    assert staff.post(REORDER.format(themes[2].pk, 0)).status_code == 200
    assert order(client) == [["culture", "sante", "eau"]] * 3


def test_what_was_merged_takes_no_place_in_the_list_that_is_reordered(client, staff, themes):
    merge(staff, themes[1], themes[0])
    other = ThemeFactory(name="genre")
    EventPageFactory(themes=[other])
    staff.post(REORDER.format(other.pk, 1))
    assert order(client) == [["eau", "genre", "culture"]] * 3


def test_the_group_redaction_does_not_reorder(signed_in, client, themes):
    response = signed_in("Rédaction").post(REORDER.format(themes[2].pk, 0))
    assert response["Location"] == "/admin/"
    assert order(client) == [["sante", "eau", "culture"]] * 3


def test_the_list_can_be_drawn_in_that_order(staff, themes):
    address = "/admin/snippets/core/theme/"
    assert f"{address}?ordering=sort_order" in staff.get(address).content.decode()
    listed = staff.get(f"{address}?ordering=sort_order").context["object_list"]
    assert [theme.name for theme in listed] == ["sante", "eau", "culture"]
