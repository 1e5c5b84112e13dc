"""A theme renamed or merged: its address goes on working, and events carry what replaces it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from events.models import EventPage, EventTheme
from events.vocabulary.merging import replace
from site_lianes.core.models import Theme
from tests.events.vocabulary.merging import merge as merge_on_screen
from tests.factories import EventPageFactory, ThemeFactory, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def education():
    return ThemeFactory(name="éducation", slug="education")


@pytest.fixture
def school():
    return ThemeFactory(name="école", slug="ecole")


def merge(old: Theme, new: Theme) -> None:
    old.merged_into = new
    old.save()


def titles(response) -> list[str]:
    return sorted(event.title for event in response.context["events"])


def carried(event: EventPage) -> list[str]:
    return list(EventTheme.objects.filter(content_object=event).values_list("tag__name", flat=True))


def draft_about(*themes: Theme) -> EventPage:
    """A published event without theme, whose draft has some."""
    event = EventPageFactory()
    event.themes.set(themes)
    event.save_revision()
    return EventPage.objects.get(pk=event.pk)


def ticked(response) -> list[str]:
    box = response.context["form"]["themes"]
    return [choice.data["label"] for choice in box.subwidgets if choice.data["selected"]]


def chosen(response) -> list[str]:
    """The filters that the agenda says are chosen."""
    return [way.label for way in response.context["agenda"].removable]


def test_the_address_of_a_renamed_theme_goes_on_working(client, education):
    client.force_login(make_user("Publication"))
    EventPageFactory(title="rentrée", themes=[education])
    EventPageFactory(title="autre")
    address = reverse(Theme.snippet_viewset.get_url_name("edit"), args=[education.pk])
    client.post(address, {"name": "Apprentissages", "slug": "apprentissages"})
    response = client.get("/agenda/?theme=education")
    assert titles(response) == ["rentrée"]
    assert chosen(response) == ["Apprentissages"]


def test_after_a_merge_both_addresses_list_the_events_of_both(client, education, school):
    client.force_login(make_user("Publication"))
    EventPageFactory(title="rentrée", themes=[school])
    EventPageFactory(title="les deux", themes=[school, education])
    EventPageFactory(title="lecture", themes=[education])
    EventPageFactory(title="autre")
    merge_on_screen(client, education, school)
    for slug in ("ecole", "education", "ecole&theme=education"):
        response = client.get(f"/agenda/?theme={slug}")
        assert titles(response) == ["lecture", "les deux", "rentrée"]
        assert chosen(response) == ["éducation"]
        assert response.context["form"].notices == []
        assert response.context["canonical_query"] == "?theme=education"


def test_an_event_with_both_themes_carries_the_other_once(education, school):
    event = EventPageFactory(themes=[school, education])
    merge(school, education)
    assert carried(event) == ["éducation"]


def test_the_merge_says_which_events_it_changed(education, school):
    one, both = EventPageFactory(themes=[school]), EventPageFactory(themes=[school, education])
    EventPageFactory(themes=[education])
    assert sorted(replace(school, education)) == [one.pk, both.pk]
    assert replace(school, education) == []


def test_visitors_are_no_longer_offered_a_merged_theme(client, education, school):
    EventPageFactory(themes=[school])
    merge(school, education)
    response = client.get("/agenda/?theme=ecole")
    html = " ".join(response.content.decode().split())
    (themes,) = (each for each in response.context["agenda"].facets if each.name == "theme")
    assert themes.options == [("education", "éducation", 1, True)]
    assert '<input type="checkbox" name="theme" value="education" checked>' in html
    assert list(client.get("/").context["themes"]) == [education]


@pytest.mark.parametrize("names", [["école"], ["école", "éducation"]])
def test_a_draft_published_after_the_merge_carries_the_other_theme_once(education, school, names):
    event = draft_about(*Theme.objects.filter(name__in=names))
    merge(school, education)
    event.get_latest_revision().publish()
    assert carried(event) == ["éducation"]


def test_a_scheduled_publication_carries_the_other_theme(education, school, time_machine):
    event = EventPageFactory()
    event.themes.set([school])
    event.go_live_at = timezone.now() + timedelta(hours=1)
    event.save_revision(approved_go_live_at=event.go_live_at)
    merge(school, education)
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    call_command("publish_scheduled")
    assert carried(event) == ["éducation"]


def test_an_older_revision_published_again_carries_the_other_theme(education, school):
    event = EventPageFactory(themes=[school])
    older = event.save_revision()
    event.themes.clear()
    event.save_revision().publish()
    merge(school, education)
    older.publish()
    assert carried(event) == ["éducation"]


@pytest.mark.parametrize("screen", ["edit", "revisions_revert"])
def test_the_form_of_a_draft_ticks_the_theme_in_place_of_the_merged_one(
    client, education, school, screen
):
    client.force_login(make_user("Publication"))
    event = draft_about(school)
    merge(school, education)
    revision = [event.latest_revision_id] * (screen == "revisions_revert")
    response = client.get(reverse(f"wagtailadmin_pages:{screen}", args=[event.pk, *revision]))
    assert ticked(response) == ["éducation"]


def test_what_is_found_and_where_a_theme_is_used_follow_the_merge(client, education, school):
    event = EventPageFactory(title="Rentrée", themes=[school])
    EventPageFactory(title="Lecture", themes=[school, education])
    merge(school, education)
    found = client.get("/recherche/?q=éducation").context["results"]
    assert sorted(page.title for page in found) == ["Lecture", "Rentrée"]
    assert list(client.get("/recherche/?q=école").context["results"]) == []
    assert not ReferenceIndex.get_references_to(school).exists()
    assert ReferenceIndex.get_references_to(education).filter(object_id=event.pk).exists()
