"""A page goes from Rédaction to Publication: who is told what, in which words."""

import re
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupCollectionPermission, Workflow, WorkflowPage

from site_lianes.users.models import User
from tests.factories import EventPageFactory, make_user
from tests.permissions.gestures import act, send_page

pytestmark = pytest.mark.django_db

TITLE = "Forum « eau » à Fâches-Thumesnil & C°"


@pytest.fixture
def writer(client) -> User:
    writer = make_user("Rédaction", "redactrice")
    writer.first_name, writer.last_name = "Aïssata", "Koné"
    writer.save()
    client.force_login(writer)
    return writer


@pytest.fixture
def reviewer() -> User:
    return make_user("Publication", "relecteur")


@pytest.fixture
def draft(writer):
    return EventPageFactory(title=TITLE, slug="forum", live=False, owner=writer)


def test_one_review_by_publication_covers_the_whole_site():
    workflow = Workflow.objects.get()
    assert (workflow.name, workflow.active) == ("la relecture", True)
    assert [place.page.depth for place in WorkflowPage.objects.filter(workflow=workflow)] == [1]
    task = GroupApprovalTask.objects.get()
    assert [group.name for group in task.groups.all()] == ["Publication"]


def answer(client, draft, reviewer, action: str, **data: str) -> None:
    client.force_login(reviewer)
    state = draft.current_workflow_task_state
    act(client, "wagtailadmin_pages:workflow_action", draft.pk, action, state.pk, **data)


def sole_message(to: User) -> mail.EmailMessage:
    assert [each.to for each in mail.outbox] == [[to.email]]
    message = mail.outbox.pop()
    assert not message.alternatives
    # Wagtail's English, or what a template forgot to unescape.
    words = re.sub(r"^http.*$", "", f"{message.subject}\n{message.body}", flags=re.MULTILINE)
    for wrong in (
        "moderation",
        "workflow",
        "tâche",
        "&amp;",
        "&#x27;",
        "Salut",
        "None",
        "\n\n\n\n",
    ):
        assert wrong not in words, wrong
    return message


def links(message: mail.EmailMessage) -> list[str]:
    return re.findall(r"^http://testserver(/\S*)$", message.body, re.MULTILINE)


def test_reviewers_are_told_and_their_links_work(client, writer, reviewer, draft):
    User.objects.create_superuser("admin", "admin@lianes.example")
    send_page(client, draft, action_submit="1")
    message = sole_message(reviewer)
    assert message.subject == f"À relire : « {TITLE} »"
    assert f"Aïssata Koné vous demande de relire « {TITLE} »." in message.body
    client.force_login(reviewer)
    statuses = [client.get(link.split("#")[0]).status_code for link in links(message)]
    assert statuses == [200, 200, 200]


def test_the_author_is_told_what_to_change(client, writer, reviewer, draft):
    send_page(client, draft, action_submit="1")
    mail.outbox.clear()
    answer(client, draft, reviewer, "reject", comment="L’heure manque & le « lieu » aussi.")
    message = sole_message(writer)
    assert message.subject == f"À reprendre : « {TITLE} »"
    assert "Son message :\nL’heure manque & le « lieu » aussi.\n" in message.body
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in links(message)


def test_the_author_is_told_of_the_publication(client, writer, reviewer, draft):
    send_page(client, draft, action_submit="1")
    mail.outbox.clear()
    answer(client, draft, reviewer, "approve")
    message = sole_message(writer)
    assert message.subject == f"Publié : « {TITLE} »"
    assert links(message)[0] == "/agenda/forum/"
    assert client.get("/agenda/forum/").status_code == 200


def test_the_author_is_told_when_it_will_be_published(client, writer, reviewer, draft):
    moment = timezone.localtime() + timedelta(days=3)
    send_page(client, draft, action_submit="1", go_live_at=f"{moment:%d/%m/%Y %H:%M}")
    mail.outbox.clear()
    answer(client, draft, reviewer, "approve")
    message = sole_message(writer)
    assert message.subject == f"Approuvé : « {TITLE} »"
    assert f"sera publié le {moment.day}" in message.body
    assert f"à {moment:%Hh%M}." in message.body
    assert "/agenda/forum/" not in links(message)


def test_a_comment_is_told_to_who_writes_the_page(client, writer, reviewer, draft):
    send_page(client, draft, title=TITLE, comment_notifications="on")
    client.force_login(reviewer)
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comments-0-text": "Est-ce bien « 18h » ?",
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-id": "",
        "comments-0-DELETE": "",
        "comments-0-resolved": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    send_page(client, draft, title=TITLE, **comment)
    message = sole_message(writer)
    assert message.subject == f"Commentaires sur « {TITLE} »"
    assert "Nouveau commentaire :\nEst-ce bien « 18h » ?\n" in message.body


# -- The migration -------------------------------------------------------------------------------


migration = import_module("home.migrations.0008_review_and_own_files")


def test_the_name_that_the_staff_gave_the_review_stays():
    Workflow.objects.update(name="Comité du mardi")
    migration.name_review(apps, None)
    migration.restore_name(apps, None)
    assert Workflow.objects.get().name == "Comité du mardi"


def test_the_migration_is_undone_and_done_again():
    def rights() -> set[str]:
        found = GroupCollectionPermission.objects.filter(group__name="Rédaction")
        return set(found.values_list("permission__codename", flat=True))

    before = rights()
    assert {"change_image", "change_document"} & before == set()
    migration.restore_name(apps, None)
    migration.open_to_all_files(apps, None)
    assert Workflow.objects.get().name == "Relecture avant publication"
    assert rights() == before | {"change_image", "change_document"}
    migration.name_review(apps, None)
    migration.keep_to_own_files(apps, None)
    assert (Workflow.objects.get().name, rights()) == ("la relecture", before)


def test_rights_that_the_staff_chose_stay():
    migration.open_to_all_files(apps, None)
    GroupCollectionPermission.objects.filter(
        group__name="Rédaction", permission__codename="choose_image"
    ).delete()
    migration.keep_to_own_files(apps, None)
    assert GroupCollectionPermission.objects.filter(
        group__name="Rédaction", permission__codename="change_image"
    ).exists()
