"""Pages: drafts, publications, reviews. See `gestures`."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, WorkflowState

from events.models import EventPage
from home.models import ContentPage
from tests.factories import home_page
from tests.permissions.gestures import (
    act,
    by_api,
    form_of,
    gesture,
    in_bulk,
    insist,
    send_page,
    stored,
)
from tests.permissions.world import World, make_draft

TITLE = "Titre donné ici"


def new_event(client: Client, world: World, **buttons: str) -> EventPage | None:
    path = reverse("wagtailadmin_pages:add", args=["events", "eventpage", world.agenda.pk])
    data = form_of(path, "page-edit-form")
    data["title"], data["slug"], data["starts_at"] = TITLE, "titre-donne", "05/01/2031 18:00"
    for name, value in buttons.items():
        data[name.replace("_", "-")] = value
    insist(client, path, data)
    return EventPage.objects.filter(title=TITLE).first()


def is_live(page: Page) -> bool:
    found = stored(page)
    return bool(found and found.live)


def draft_title(page: Page) -> str:
    return stored(page).get_latest_revision_as_object().title


# -- Drafts --------------------------------------------------------------------------------------


@gesture("créer un brouillon")
def create(client: Client, world: World) -> bool:
    return new_event(client, world) is not None


@gesture("modifier le brouillon d’un collègue")
def edit_draft(client: Client, world: World) -> bool:
    send_page(client, world.draft, title=TITLE)
    return draft_title(world.draft) == TITLE


@gesture("préparer un changement d’une page publiée, sans le publier")
def edit_published(client: Client, world: World) -> bool:
    send_page(client, world.event, title=TITLE)
    return draft_title(world.event) == TITLE and stored(world.event).title != TITLE


@gesture("revenir à une version antérieure, en brouillon")
def revert(client: Client, world: World) -> bool:
    world.draft.title = "Une autre version"
    world.draft.save_revision(user=world.colleague)
    send_page(client, world.draft, revision=str(world.first_revision.pk), title=TITLE)
    return draft_title(world.draft) == TITLE


@gesture("supprimer un brouillon")
def delete_draft(client: Client, world: World) -> bool:
    act(client, "wagtailadmin_pages:delete", world.draft.pk)
    return stored(world.draft) is None


@gesture("supprimer une page dont la publication est programmée")
def delete_scheduled(client: Client, world: World) -> bool:
    act(client, "wagtailadmin_pages:delete", world.scheduled.pk)
    return stored(world.scheduled) is None


@gesture("supprimer une page qui a été publique")
def delete_withdrawn(client: Client, world: World) -> bool:
    world.event.unpublish()
    act(client, "wagtailadmin_pages:delete", world.event.pk)
    return stored(world.event) is None


@gesture("supprimer une page pendant sa relecture")
def delete_submitted(client: Client, world: World) -> bool:
    act(client, "wagtailadmin_pages:delete", world.submitted.pk)
    return stored(world.submitted) is None


@gesture("déplacer un brouillon")
def move_draft(client: Client, world: World) -> bool:
    page = home_page().add_child(instance=ContentPage(title="Brouillon", slug="b", live=False))
    to = home_page().add_child(instance=ContentPage(title="Ailleurs", slug="ailleurs", live=False))
    act(client, "wagtailadmin_pages:move_confirm", page.pk, to.pk)
    return stored(page).is_child_of(stored(to))


@gesture("copier une rencontre en brouillon")
def copy_event(client: Client, world: World) -> bool:
    path = reverse("wagtailadmin_pages:copy", args=[world.event.pk])
    parent = world.agenda.pk
    data = {"new_title": TITLE, "new_starts_at": "05/01/2031 18:00", "new_parent_page": parent}
    # Asked for by hand: the screen does not offer it.
    client.post(path, data | {"publish_copies": "on", "alias": "on"})
    copy = EventPage.objects.filter(title=TITLE).first()
    return copy is not None and not copy.live and copy.alias_of_id is None


@gesture("détacher un alias de sa source")
def convert_alias(client: Client, world: World) -> bool:
    act(client, "wagtailadmin_pages:convert_alias", world.alias.pk)
    return stored(world.alias).alias_of_id is None


# -- What the public sees ------------------------------------------------------------------------


@gesture("publier en créant")
def create_and_publish(client: Client, world: World) -> bool:
    page = new_event(client, world, action_publish="1")
    return page is not None and page.live


@gesture("publier un brouillon")
def publish(client: Client, world: World) -> bool:
    send_page(client, world.draft, action_publish="1")
    return is_live(world.draft)


@gesture("publier le changement d’une page publiée")
def publish_change(client: Client, world: World) -> bool:
    send_page(client, world.event, title=TITLE, action_publish="1")
    return stored(world.event).title == TITLE


@gesture("publier une version antérieure")
def publish_older(client: Client, world: World) -> bool:
    data = {"revision": str(world.first_revision.pk), "action_publish": "1"}
    send_page(client, world.draft, **data)
    return is_live(world.draft)


@gesture("publier plusieurs pages à la fois")
def publish_in_bulk(client: Client, world: World) -> bool:
    in_bulk(client, "publish", world.draft)
    return is_live(world.draft)


@gesture("publier par l’interface pour programmes de l’administration")
def publish_by_api(client: Client, world: World) -> bool:
    by_api(client, world.draft, "publish")
    return is_live(world.draft)


@gesture("programmer une publication")
def schedule(client: Client, world: World) -> bool:
    moment = timezone.localtime() + timedelta(days=3)
    data = {"go_live_at": f"{moment:%d/%m/%Y %H:%M}", "action_publish": "1"}
    send_page(client, world.draft, **data)
    return stored(world.draft).approved_schedule


@gesture("modifier une page dont la publication est programmée")
def edit_scheduled(client: Client, world: World) -> bool:
    send_page(client, world.scheduled, title=TITLE)
    return draft_title(world.scheduled) == TITLE


@gesture("annuler une publication programmée")
def unschedule(client: Client, world: World) -> bool:
    page = world.scheduled
    act(client, "wagtailadmin_pages:revisions_unschedule", page.pk, page.latest_revision.pk)
    return not stored(page).approved_schedule


@gesture("retirer une page")
def unpublish(client: Client, world: World) -> bool:
    act(client, "wagtailadmin_pages:unpublish", world.event.pk)
    return not is_live(world.event)


@gesture("retirer plusieurs pages à la fois")
def unpublish_in_bulk(client: Client, world: World) -> bool:
    in_bulk(client, "unpublish", world.event)
    return not is_live(world.event)


@gesture("retirer par l’interface pour programmes de l’administration")
def unpublish_by_api(client: Client, world: World) -> bool:
    by_api(client, world.event, "unpublish")
    return not is_live(world.event)


@gesture("supprimer une page publiée")
def delete_published(client: Client, world: World) -> bool:
    act(client, "wagtailadmin_pages:delete", world.event.pk)
    return stored(world.event) is None


@gesture("supprimer plusieurs pages publiées à la fois")
def delete_in_bulk(client: Client, world: World) -> bool:
    in_bulk(client, "delete", world.event)
    return stored(world.event) is None


@gesture("supprimer une page publiée par l’interface pour programmes")
def delete_by_api(client: Client, world: World) -> bool:
    by_api(client, world.event, "delete")
    return stored(world.event) is None


@gesture("supprimer une page publiée et celles qui sont dessous")
def delete_branch(client: Client, world: World) -> bool:
    act(client, "wagtailadmin_pages:delete", world.agenda.pk)
    return stored(world.agenda) is None


def published_page_and_place() -> tuple[Page, Page]:
    page = home_page().add_child(instance=ContentPage(title="Le réseau", slug="reseau"))
    return page, home_page().add_child(instance=ContentPage(title="Ici", slug="ici"))


@gesture("déplacer une page publiée")
def move_published(client: Client, world: World) -> bool:
    page, to = published_page_and_place()
    act(client, "wagtailadmin_pages:move_confirm", page.pk, to.pk)
    return stored(page).is_child_of(stored(to))


@gesture("déplacer plusieurs pages publiées à la fois")
def move_in_bulk(client: Client, world: World) -> bool:
    page, to = published_page_and_place()
    in_bulk(client, "move", page, chooser=str(to.pk), move_applicable="on")
    return stored(page).is_child_of(stored(to))


@gesture("changer l’ordre des pages")
def reorder(client: Client, world: World) -> bool:
    _page, last = published_page_and_place()
    path = reverse("wagtailadmin_pages:set_page_position", args=[last.pk])
    client.post(f"{path}?position=0")
    return stored(last).path < stored(world.agenda).path


@gesture("copier une page et publier sa copie")
def copy_and_publish(client: Client, world: World) -> bool:
    page, _to = published_page_and_place()
    data = {"new_title": TITLE, "new_slug": "copie", "new_parent_page": home_page().pk}
    act(client, "wagtailadmin_pages:copy", page.pk, **data, publish_copies="on")
    return Page.objects.filter(title=TITLE, live=True).exists()


@gesture("créer un alias d’une page publiée")
def copy_as_alias(client: Client, world: World) -> bool:
    page, _to = published_page_and_place()
    data = {"new_title": TITLE, "new_slug": "alias", "new_parent_page": home_page().pk}
    act(client, "wagtailadmin_pages:copy", page.pk, **data, alias="on")
    return Page.objects.filter(alias_of=page).exists()


@gesture("créer un alias par l’interface pour programmes")
def alias_by_api(client: Client, world: World) -> bool:
    page, _to = published_page_and_place()
    by_api(client, page, "create_alias", update_slug="alias")
    return Page.objects.filter(alias_of=page).exists()


@gesture("copier et publier par l’interface pour programmes")
def copy_by_api(client: Client, world: World) -> bool:
    page, _to = published_page_and_place()
    by_api(client, page, "copy", slug="copie", keep_live=True)
    return Page.objects.filter(slug="copie", live=True).exists()


@gesture("réserver une page à certains visiteurs")
def restrict(client: Client, world: World) -> bool:
    data = {"restriction_type": "login"}
    act(client, "wagtailadmin_pages:set_privacy", world.event.pk, **data)
    return PageViewRestriction.objects.filter(page=world.event).exists()


@gesture("rendre publique une page réservée")
def open_to_all(client: Client, world: World) -> bool:
    data = {"restriction_type": "none"}
    act(client, "wagtailadmin_pages:set_privacy", world.private.pk, **data)
    return not PageViewRestriction.objects.filter(page=world.private).exists()


@gesture("verrouiller une page")
def lock(client: Client, world: World) -> bool:
    act(client, "wagtailadmin_pages:lock", world.draft.pk)
    return stored(world.draft).locked


@gesture("déverrouiller une page qu’un collègue a verrouillée")
def unlock(client: Client, world: World) -> bool:
    locked = make_draft(world.colleague, locked=True, locked_by=world.colleague)
    act(client, "wagtailadmin_pages:unlock", locked.pk)
    return not stored(locked).locked


# -- Reviews -------------------------------------------------------------------------------------


@gesture("soumettre à la relecture")
def submit(client: Client, world: World) -> bool:
    send_page(client, world.draft, action_submit="1")
    return stored(world.draft).current_workflow_state is not None


@gesture("approuver ce qui est soumis")
def approve(client: Client, world: World) -> bool:
    page = world.submitted
    act(client, "wagtailadmin_pages:workflow_action", page.pk, "approve", world.task_state.pk)
    return is_live(page)


@gesture("approuver depuis le formulaire")
def approve_from_form(client: Client, world: World) -> bool:
    page = world.submitted
    name = {"workflow-action-name": "approve"}
    send_page(client, page, **{"action-workflow-action": "1"}, **name)
    return is_live(page)


@gesture("demander des modifications")
def reject(client: Client, world: World) -> bool:
    page = world.submitted
    act(
        client,
        "wagtailadmin_pages:workflow_action",
        page.pk,
        "reject",
        world.task_state.pk,
        comment="À revoir",
    )
    return stored(page).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


@gesture("annuler la relecture demandée par un collègue")
def cancel_review(client: Client, world: World) -> bool:
    page = world.submitted
    send_page(client, page, **{"action-cancel-workflow": "1"})
    return stored(page).current_workflow_state is None


@gesture("modifier une page pendant sa relecture")
def edit_submitted(client: Client, world: World) -> bool:
    send_page(client, world.submitted, title=TITLE)
    return draft_title(world.submitted) == TITLE
