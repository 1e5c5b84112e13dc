"""What each group may do, asked of the real views by their addresses."""

import pytest
from django.urls import reverse

from tests.factories import EventPageFactory, PlaceFactory, ThemeFactory, home_page, make_user

pytestmark = pytest.mark.django_db

# address name, arguments → which of the two groups may open it
VIEWS = [
    ("wagtailsnippets_events_place:add", [], {"Rédaction", "Publication"}),
    ("wagtailsnippets_events_organiser:add", [], {"Rédaction", "Publication"}),
    ("wagtailsnippets_events_country:add", [], {"Publication"}),
    ("wagtailsnippets_core_theme:add", [], {"Publication"}),
    ("wagtailsnippets_partners_funder:add", [], {"Publication"}),
    ("add_logos", [], {"Publication"}),
    ("wagtailredirects:add", [], {"Publication"}),
    ("wagtailsnippets_search_synonyms:add", [], {"Publication"}),
    ("wagtailsearchpromotions:add", [], {"Publication"}),
    ("asked_words", [], {"Publication"}),
    ("promote_results", [], {"Publication"}),
    ("wagtailimages:add", [], {"Rédaction", "Publication"}),
    ("wagtailusers_users:add", [], set()),
    ("wagtailusers_groups:add", [], set()),
    ("wagtailsites:add", [], set()),
]


@pytest.mark.parametrize("group", ["Rédaction", "Publication"])
@pytest.mark.parametrize(("name", "args", "groups"), VIEWS)
def test_each_group_opens_its_own_screens(client, group, name, args, groups):
    client.force_login(make_user(group))
    allowed = client.get(reverse(name, args=args)).status_code == 200
    assert allowed == (group in groups)


@pytest.mark.parametrize(("group", "allowed"), [("Rédaction", False), ("Publication", True)])
def test_only_publication_changes_the_vocabulary_and_the_settings(client, group, allowed):
    client.force_login(make_user(group))
    site = home_page().get_site()
    for address in (
        reverse("wagtailsnippets_events_place:edit", args=[PlaceFactory().pk]),
        reverse("wagtailsnippets_core_theme:edit", args=[ThemeFactory().pk]),
        reverse("wagtailsettings:edit", args=["home", "networksettings", site.pk]),
    ):
        assert (client.get(address).status_code == 200) == allowed, address


@pytest.mark.parametrize(("group", "published"), [("Rédaction", False), ("Publication", True)])
def test_only_publication_publishes(client, group, published):
    client.force_login(make_user(group))
    event = EventPageFactory(live=False)
    client.post(
        reverse("wagtailadmin_pages:edit", args=[event.pk]),
        {
            "title": "Rencontre",
            "slug": event.slug,
            "starts_at": "2027-01-05 18:00",
            "status": "confirmed",
            "mode": "on-site",
            "event_organisers-TOTAL_FORMS": "0",
            "event_organisers-INITIAL_FORMS": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "body-count": "0",
            "minutes-count": "0",
            "themes": ThemeFactory().name,
            "action-publish": "1",
        },
    )
    event.refresh_from_db()
    assert event.live == published


def test_visitors_are_sent_to_the_login(client):
    response = client.get("/admin/pages/")
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")
