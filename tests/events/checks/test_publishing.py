"""Before it is published, an event is looked at: through the real views, whatever is sent."""

import re
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Workflow
from wagtail.test.utils.form_data import nested_form_data

from events.models import EventPage
from tests.events.test_event_form import FORM
from tests.factories import EventIndexPageFactory, EventPageFactory, ThemeFactory, make_user

pytestmark = pytest.mark.django_db

TYPED = FORM | {"starts_at": "12/05/2031 18:00", "themes": "", "action-publish": ""}
NO_THEME = "Aucun thème"
PUBLISH, SUBMIT = {"action-publish": "1"}, {"action-submit": "1"}


@pytest.fixture
def agenda():
    return EventIndexPageFactory()


@pytest.fixture
def new(agenda) -> str:
    return reverse("wagtailadmin_pages:add", args=["events", "eventpage", agenda.pk])


def send(client, url: str, **fields: Any):
    return client.post(url, nested_form_data(TYPED | fields))


def box(response) -> str:
    """What the browser would send with the box ticked."""
    found = re.search(r'name="remarks_confirmed"\s+value="([^"]*)"', response.content.decode())
    return found[1]


def edit(event: EventPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[event.pk])


def test_the_form_comes_back_with_what_was_typed_the_remarks_and_a_box(client, new):
    client.force_login(make_user("Publication"))
    response = send(client, new, **PUBLISH)
    html = response.content.decode()
    assert not EventPage.objects.exists()
    for words in ("Nuit des étoiles", "12/05/2031 18:00", "Une phrase tapée avec soin.", NO_THEME):
        assert words in html
    assert "Publier malgré ces remarques" in html
    assert 'href="#id_themes"' in html
    assert 'id="id_themes"' in html
    assert response.context["form"].non_field_errors() == [
        "Rien n’est encore publié\u00a0: lisez la remarque ci-dessous, ou confirmez-la."
    ]


def test_who_ticks_the_box_publishes(client, new):
    client.force_login(make_user("Publication"))
    confirmed = box(send(client, new, **PUBLISH))
    send(client, new, remarks_confirmed=confirmed, **PUBLISH)
    assert EventPage.objects.get().live


def test_what_is_mended_needs_no_box(client, new):
    client.force_login(make_user("Publication"))
    send(client, new, **PUBLISH)
    ThemeFactory(name="paix")
    send(client, new, themes="paix", **PUBLISH)
    assert EventPage.objects.get().live


def test_a_remark_that_is_new_is_read_first(client, new):
    client.force_login(make_user("Publication"))
    confirmed = box(send(client, new, **PUBLISH))
    personal = {"contact_email": "awa.traore@gmail.com", "remarks_confirmed": confirmed}
    response = send(client, new, **personal, **PUBLISH)
    assert not EventPage.objects.exists()
    assert "adresse personnelle" in response.content.decode()
    assert (
        "checked"
        not in re.search(r'<input[^>]*name="remarks_confirmed"[^>]*>', response.content.decode())[0]
    )
    both = box(response)
    assert set(confirmed.split()) < set(both.split())
    # One of the two was mended: what was said of the other holds.
    send(client, new, remarks_confirmed=both, **PUBLISH)
    assert EventPage.objects.get().live


@pytest.mark.parametrize("forged", ["", "on", "1", "000000000000", "x" * 5000])
def test_a_box_that_names_no_remark_confirms_nothing(client, new, forged):
    client.force_login(make_user("Publication"))
    send(client, new, remarks_confirmed=forged, **PUBLISH)
    assert not EventPage.objects.exists()


def test_errors_come_first_and_cannot_be_confirmed(client, new):
    client.force_login(make_user("Publication"))
    confirmed = box(send(client, new, **PUBLISH))
    ends_at = {"ends_at": "11/05/2031 18:00", "remarks_confirmed": confirmed}
    response = send(client, new, **ends_at, **PUBLISH)
    assert response.context["form"].errors["ends_at"] == ["La fin est avant le début."]
    assert NO_THEME not in response.content.decode()
    assert not EventPage.objects.exists()


@pytest.mark.parametrize("group", ["Rédaction", "Publication"])
def test_a_draft_is_stored_whatever_there_is_to_say(client, new, group):
    client.force_login(make_user(group))
    response = send(client, new)
    event = EventPage.objects.get()
    assert response.url == edit(event)
    assert not event.live


def test_a_change_of_a_public_page_and_a_date_of_publication_are_looked_at_too(client, agenda):
    client.force_login(make_user("Publication"))
    event = EventPageFactory(themes=[ThemeFactory()])
    fields = {"slug": event.slug, **PUBLISH}
    response = send(client, edit(event), **fields)
    assert NO_THEME in response.content.decode()
    response = send(client, edit(event), go_live_at="01/05/2031 08:00", **fields)
    assert NO_THEME in response.content.decode()
    event.refresh_from_db()
    assert event.title != "Nuit des étoiles"
    assert event.scheduled_revision is None


def test_who_submits_reads_the_remarks_and_says_so(client, new):
    client.force_login(make_user("Rédaction"))
    response = send(client, new, **SUBMIT)
    assert not EventPage.objects.exists()
    assert "Soumettre malgré ces remarques" in response.content.decode()
    send(client, new, remarks_confirmed=box(response), **SUBMIT)
    event = EventPage.objects.get()
    assert event.workflow_in_progress
    assert not event.live


def test_a_publication_forged_without_the_right_is_a_draft(client, new):
    client.force_login(make_user("Rédaction"))
    send(client, new, **PUBLISH)
    assert not EventPage.objects.get().live
    confirmed = {"remarks_confirmed": "x"}
    send(client, edit(EventPage.objects.get()), **confirmed, **PUBLISH)
    assert not EventPage.objects.get().live


def submitted() -> EventPage:
    event = EventPageFactory(live=False)
    event.save_revision()
    Workflow.objects.get().start(event, make_user("Rédaction", "awa"))
    return EventPage.objects.get(pk=event.pk)


def approve(client, event: EventPage, action: str = "approve", **fields: Any):
    sent = {"action-workflow-action": "true", "workflow-action-name": action}
    return send(client, edit(event), slug=event.slug, **sent, **fields)


def test_who_approves_in_the_form_reads_the_remarks_too(client):
    event = submitted()
    client.force_login(make_user("Publication"))
    response = approve(client, event)
    event.refresh_from_db()
    assert not event.live
    approve(client, event, remarks_confirmed=box(response))
    event.refresh_from_db()
    assert event.live


def test_who_sends_it_back_is_asked_nothing(client):
    event = submitted()
    client.force_login(make_user("Publication"))
    approve(client, event, action="reject")
    assert not EventPage.objects.get(pk=event.pk).workflow_in_progress


def bulk(client, *pages, **fields):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/admin/bulk/wagtailcore/page/publish/?{ids}&next=/admin/", fields)


def test_many_at_once_are_published_only_if_there_is_nothing_to_read(client):
    whole = EventPageFactory(live=False, themes=[ThemeFactory()])
    bare = EventPageFactory(title="Sans thème", live=False)
    client.force_login(make_user("Publication"))
    told = bulk(client, whole, bare)
    assert told.url == "/admin/"
    assert "remarques à lire sur 1 des rencontres choisies («\u202fSans thème\u202f»)" in (
        client.get("/admin/").content.decode()
    )
    assert not EventPage.objects.live().exists()
    bulk(client, whole)
    assert list(EventPage.objects.live()) == [whole]


def test_drafts_below_the_pages_chosen_are_looked_at_too(client, agenda):
    EventPageFactory(live=False)
    client.force_login(make_user("Publication"))
    bulk(client, agenda, include_descendants="on")
    assert not EventPage.objects.live().exists()
    bulk(client, agenda)
    assert not EventPage.objects.live().exists()


@pytest.mark.parametrize("group", ["Rédaction", "Publication"])
def test_the_form_reads_the_remarks_on_a_draft(client, group):
    event = EventPageFactory(themes=[ThemeFactory()])
    event.event_themes.set([])
    event.save_revision()
    client.force_login(make_user(group))
    html = client.get(reverse("event_remarks", args=[event.pk])).content.decode()
    assert NO_THEME in html
    words = {"Rédaction": "Soumettre", "Publication": "Publier"}[group]
    assert f"{words} malgré ces remarques" in html


def test_an_event_without_remarks_shows_none(client):
    event = EventPageFactory(themes=[ThemeFactory()])
    client.force_login(make_user("Publication"))
    assert client.get(reverse("event_remarks", args=[event.pk])).content.strip() == b""


def test_who_may_not_open_the_form_reads_no_remarks(client, django_user_model):
    event = EventPageFactory()
    address = reverse("event_remarks", args=[event.pk])
    assert client.get(address).url.startswith("/admin/login/")
    client.force_login(django_user_model.objects.create_user("visiteur"))
    assert client.get(address).status_code == 302
    client.force_login(make_user("Publication"))
    assert client.post(address).status_code == 405
    assert client.get(reverse("event_remarks", args=[0])).status_code == 404
