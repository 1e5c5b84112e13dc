"""What an import would do to events that are there, and that it writes nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from events.choices import Status
from events.models import Action, EventPage
from events.published import PublishedPlace
from tests.events.agenda.watched import publish, save_draft
from tests.events.imports.saying import BONNIERS, START, actions, foresee, said, store
from tests.events.test_dates import paris
from tests.factories import EventIndexPageFactory, EventPageFactory, PlaceFactory, make_user

pytestmark = pytest.mark.django_db


def one(*args, **options):
    (change,) = foresee(*args, **options)
    return change


def test_what_the_site_does_not_know_would_be_created_and_nothing_is_written():
    assert one(said()).action == Action.CREATED
    assert not EventPage.objects.exists()


def test_an_event_is_known_by_its_uid_whatever_else_has_changed():
    store(said(uid="abc@ailleurs.example"))
    later = said(uid="abc@ailleurs.example", title="Autre", starts_at=START + timedelta(days=9))
    change = one(later)
    assert change.action == Action.CHANGED
    assert set(change.names) == {"title", "starts_at", "ends_at"}


def test_a_uid_that_two_sources_may_have_is_not_that_of_the_other():
    store(said(uid="1"), source="un.csv")
    other = said(uid="1", title="Autre", starts_at=START + timedelta(days=9))
    assert one(other, source="deux.csv").action == Action.CREATED
    assert one(other, source="un.csv").action == Action.CHANGED
    store(other, source="deux.csv")
    for source, title in (("un.csv", "Réunion publique"), ("deux.csv", "Autre")):
        change = one(said(uid="1", title="Troisième", starts_at=START), source=source)
        assert change.page.title == title


def test_a_file_that_was_renamed_is_known_by_its_uids_and_titles():
    store(said(uid="1"), source="un.csv")
    moved = {"title": "REUNION PUBLIQUE", "starts_at": START + timedelta(days=9)}
    assert one(said(uid="1", **moved), source="deux.csv").page
    assert not one(said(uid="1", title="Autre"), source="deux.csv").page


@pytest.mark.parametrize(
    "uid", ["1@agenda.example", "https://agenda.example/1", "2c6ee24b-0b6f-4a5b-9f7e-3c1d2e3f4a5b"]
)
def test_a_uid_that_no_other_source_may_have_is_known_whatever_the_source(uid):
    store(said(uid=uid), source="un.csv")
    other = said(uid=uid, title="Autre", starts_at=START + timedelta(days=9))
    assert one(other, source="deux.csv").action == Action.CHANGED


def test_an_event_of_this_site_is_known_by_the_uid_that_it_exports():
    event = EventPageFactory(starts_at=START, place=None)
    change = one(said(uid=str(event.uid).upper(), title=event.title))
    assert (change.action, change.page.pk) == (Action.UNCHANGED, event.pk)


@pytest.mark.parametrize("live", [True, False])
def test_without_a_uid_an_event_is_known_by_date_place_and_title_without_accents(live):
    place = PlaceFactory(name="Centre social « Les 5 Bonniers »", town="Fâches-Thumesnil")
    event = EventPageFactory(
        title="Fête de l’été", starts_at=START, place=place, live=live, summary="Déjà là"
    )
    change = one(said(title="FETE DE L'ETE", place=BONNIERS, uid="inconnu"))
    assert change.page.pk == event.pk


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Autre chose"},
        {"starts_at": START + timedelta(days=1)},
        {"place": PublishedPlace("Bourse du travail", "", "59000", "Lille")},
    ],
)
def test_another_date_place_or_title_is_another_event(fields):
    EventPageFactory(title="Réunion publique", starts_at=START, place=None)
    assert one(said(**fields)).action == Action.CREATED


def test_of_two_on_one_day_each_finds_its_own_even_when_one_is_moved():
    store(said(), said(starts_at=paris(2030, 10, 17, 9)))
    moved = said(starts_at=paris(2030, 10, 17, 10)), said()
    assert [(change.action, change.names[:1]) for change in foresee(*moved)] == [
        (Action.CHANGED, ["starts_at"]),
        (Action.UNCHANGED, []),
    ]


def test_two_lines_never_find_one_event():
    store(said())
    changes = foresee(said(), said(starts_at=paris(2030, 10, 17, 9)))
    assert actions(changes) == [Action.UNCHANGED, Action.CREATED]


def test_a_field_that_staff_have_edited_is_kept_and_said():
    store(said(uid="a", price="5 €", summary="Un"), publish=True)
    publish(EventPage.objects.get(), price="Gratuit")
    change = one(said(uid="a", price="6 €", summary="Deux"))
    assert (change.names, change.kept_in_words) == (["summary"], ["tarif"])


def test_an_edit_that_waits_in_a_draft_is_an_edit():
    store(said(uid="a", price="5 €"), publish=True)
    save_draft(EventPage.objects.get(), price="Gratuit")
    change = one(said(uid="a", price="6 €"))
    assert (change.action, change.kept_in_words) == (Action.UNCHANGED, ["tarif"])


def test_overwriting_is_asked_for():
    store(said(uid="a", price="5 €"), publish=True)
    publish(EventPage.objects.get(), price="Gratuit")
    change = one(said(uid="a", price="5 €"), overwrite=True)
    assert (change.names, change.kept) == (["price"], [])


def test_what_staff_have_added_to_what_the_file_never_said_stays_without_a_word():
    store(said(uid="a"), publish=True)
    publish(EventPage.objects.get(), summary="Ajouté ici", place=PlaceFactory())
    for overwrite in (False, True):
        change = one(said(uid="a"), overwrite=overwrite)
        assert (change.action, change.kept) == (Action.UNCHANGED, [])


def test_a_schedule_is_taken_whole_or_not_at_all():
    store(said(uid="a", ends_at=None), publish=True)
    publish(EventPage.objects.get(), ends_at=START + timedelta(hours=5))
    change = one(said(uid="a", ends_at=None, starts_at=START + timedelta(days=7)))
    assert change.names == []
    assert change.kept_in_words == ["début", "fin"]


def test_of_an_event_that_was_made_here_only_what_is_empty_is_filled():
    EventPageFactory(title="Réunion publique", starts_at=START, place=None, price="5 €")
    change = one(said(price="6 €", summary="Un résumé", status=Status.CANCELLED))
    assert (change.names, change.kept) == (["summary"], ["status", "price"])


def test_layout_that_staff_have_given_to_the_text_is_an_edit_once_words_differ():
    store(said(uid="a", text="Une ligne\nUne autre"), publish=True)
    publish(
        EventPage.objects.get(), body=[("paragraph", "<p><b>Une</b> ligne</p><p>Une autre</p>")]
    )
    assert one(said(uid="a", text="Une ligne\nUne autre")).kept == []
    publish(EventPage.objects.get(), body=[("paragraph", "<p>Une ligne, relue</p>")])
    assert one(said(uid="a", text="Une ligne\nUne autre")).kept == ["text"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"ends_at": START - timedelta(hours=1)}, "Fin : La fin est avant le début."),
        ({"online_link": "javascript:alert(1)"}, "Lien en ligne : Saisissez une URL valide."),
        ({"summary": "x" * 301}, "Résumé : "),
        ({"title": "x" * 256}, "Titre : "),
    ],
)
def test_what_the_form_would_refuse_is_refused_with_its_reason(fields, reason):
    change = one(said(**fields))
    assert change.action == Action.REFUSED
    assert reason in change.reason


def test_a_locked_page_is_left_alone():
    store(said(uid="a"))
    EventPage.objects.update(locked=True)
    assert one(said(uid="a", title="Autre")).reason == "La page est verrouillée."
    assert one(said(uid="a")).action == Action.UNCHANGED


def test_what_waits_for_moderation_or_for_its_hour_is_locked_too():
    store(said(uid="a"), said(uid="b", title="B"), said(uid="c", title="C"))
    moderated, scheduled, free = EventPage.objects.order_by("imported_from__source_uid")
    task = GroupApprovalTask.objects.create(name="Relecture")
    workflow = Workflow.objects.create(name="Relecture")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(moderated, make_user("Rédaction", "alix"))
    scheduled.go_live_at = timezone.now() + timedelta(days=1)
    scheduled.save_revision().publish()
    changed = [said(uid=uid, title=f"Autre {uid}") for uid in "abc"]
    assert [(each.page.pk, each.reason) for each in foresee(*changed)] == [
        (moderated.pk, "La page est verrouillée."),
        (scheduled.pk, "La page est verrouillée."),
        (free.pk, ""),
    ]


def test_a_user_changes_only_what_they_may_change_in_the_admin():
    store(said(uid="a"))
    changed = said(uid="a", title="Autre")
    user = make_user("Rédaction", "alix")
    assert one(changed, user=user).action == Action.CHANGED
    EventPage.objects.update(locked=True, locked_by=None)
    assert one(changed, user=user).reason == "La page est verrouillée."
    EventPage.objects.update(locked=False)
    outsider = make_user("Rédaction", "nobody")
    outsider.groups.clear()
    assert one(changed, user=outsider).reason == "Vous ne pouvez pas modifier cette page."


def test_an_alias_is_not_the_event():
    event = EventPageFactory(title="Réunion publique", starts_at=START, place=None)
    alias = event.create_alias(update_slug="alias")
    EventPage.objects.filter(pk=event.pk).update(title="Autre")
    for uid in ("", str(alias.uid)):
        assert one(said(uid=uid)).action == Action.CREATED


def test_an_unknown_uuid_is_no_event():
    EventIndexPageFactory()
    assert one(said(uid=str(uuid4()))).action == Action.CREATED


def test_the_number_of_queries_is_that_of_one_event(django_assert_max_num_queries):
    store(*(said(uid=f"u{number}", title=f"Rencontre {number}") for number in range(30)))
    EventPage.objects.update(has_unpublished_changes=False)
    with django_assert_max_num_queries(12):
        changes = foresee(*(said(uid=f"u{number}", title="Autre") for number in range(30)))
    assert actions(changes) == [Action.CHANGED] * 30
