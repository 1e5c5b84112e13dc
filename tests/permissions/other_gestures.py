"""Files, settings, accounts, many events at once; and what may be read. See `gestures`."""

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Collection, Site, Task, Workflow

from events.models import EventPage
from home.models import NetworkSettings, Verification
from site_lianes.images.models import CustomImage
from site_lianes.users.models import User
from tests.events.imports.test_import_screen import confirm, send, table
from tests.events.paste.screen import REVIEW, paste, values_of
from tests.permissions.gestures import act, form_of, gesture, in_bulk, insist, reads, stored
from tests.permissions.world import World

NAME = "Nom donné ici"


# -- Files ---------------------------------------------------------------------------------------

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'


@gesture("ajouter une image")
def add_image(client: Client, world: World) -> bool:
    file = SimpleUploadedFile("logo.svg", SVG, "image/svg+xml")
    root = Collection.get_first_root_node().pk
    data = {"title": NAME, "file": file, "collection": root, "description": "Un carré"}
    act(client, "wagtailimages:add", **data)
    return CustomImage.objects.filter(title=NAME).exists()


def rename_file(client: Client, name: str, file: CustomImage) -> bool:
    path = reverse(name, args=[file.pk])
    data = {"title": NAME, "collection": file.collection_id, "description": "x", "tags": ""}
    client.post(path, data)
    return stored(file).title == NAME


@gesture("modifier sa propre image")
def edit_own_image(client: Client, world: World) -> bool:
    return rename_file(client, "wagtailimages:edit", world.own_image)


@gesture("modifier l’image d’un collègue")
def edit_image(client: Client, world: World) -> bool:
    return rename_file(client, "wagtailimages:edit", world.image)


@gesture("supprimer l’image d’un collègue")
def delete_image(client: Client, world: World) -> bool:
    act(client, "wagtailimages:delete", world.image.pk)
    return stored(world.image) is None


@gesture("supprimer plusieurs images de collègues à la fois")
def delete_images(client: Client, world: World) -> bool:
    in_bulk(client, "delete", world.image, label="images/customimage")
    return stored(world.image) is None


@gesture("modifier son propre document")
def edit_own_document(client: Client, world: World) -> bool:
    return rename_file(client, "wagtaildocs:edit", world.own_document)


@gesture("modifier le document d’un collègue")
def edit_document(client: Client, world: World) -> bool:
    return rename_file(client, "wagtaildocs:edit", world.document)


@gesture("supprimer le document d’un collègue")
def delete_document(client: Client, world: World) -> bool:
    act(client, "wagtaildocs:delete", world.document.pk)
    return stored(world.document) is None


# -- Settings and accounts -----------------------------------------------------------------------


@gesture("modifier le réseau et les bureaux")
def edit_network(client: Client, world: World) -> bool:
    args = ["home", "networksettings", world.network.site_id]
    path = reverse("wagtailsettings:edit", args=args)
    data = form_of(path, "w-editor-form")
    data["name"] = NAME
    client.post(path, data)
    return NetworkSettings.objects.get().name == NAME


@gesture("ajouter une redirection")
def add_redirect(client: Client, world: World) -> bool:
    data = {"old_path": "/la", "redirect_link": "https://lianes.example/", "is_permanent": "on"}
    act(client, "wagtailredirects:add", **data)
    return Redirect.objects.filter(old_path="/la").exists()


@gesture("supprimer une redirection")
def delete_redirect(client: Client, world: World) -> bool:
    act(client, "wagtailredirects:delete", world.redirect.pk)
    return stored(world.redirect) is None


@gesture("retirer un résultat mis en avant")
def delete_promotion(client: Client, world: World) -> bool:
    act(client, "wagtailsearchpromotions:delete", world.promoted.pk)
    return not SearchPromotion.objects.exists()


@gesture("créer un compte")
def add_user(client: Client, world: World) -> bool:
    word = "un mot de passe assez long"  # of an account that ends with the test
    data = {"username": "nouveau", "email": "n@lianes.example", "password1": word}
    names = {"first_name": "Zoé", "last_name": "Ba", "password2": word}
    act(client, "wagtailusers_users:add", **data, **names)
    return User.objects.filter(username="nouveau").exists()


def rights_of(user: User) -> tuple[bool, set[int]]:
    user = User.objects.get(pk=user.pk)
    return user.is_superuser, set(user.groups.values_list("pk", flat=True))


@gesture("se donner plus de droits")
def promote_oneself(client: Client, world: World) -> bool:
    user, before = world.user, rights_of(world.user)
    group = Group.objects.create(name=NAME).pk
    rights = {"is_superuser": "on", "is_active": "on", "groups": [group], "role": group}
    names = {"username": "x", "email": "x@lianes.example", "first_name": "X", "last_name": "Y"}
    act(client, "wagtailusers_users:edit", user.pk, **rights, **names)
    of_account = {f"name_email-{name}": value for name, value in names.items()}
    act(client, "wagtailadmin_account", **rights, **of_account)
    in_bulk(client, "assign_role", user, label="users/user", **rights)
    return rights_of(user) != before


@gesture("changer les droits d’un groupe")
def edit_group(client: Client, world: World) -> bool:
    group = Group.objects.get(name="Rédaction")
    path = reverse("wagtailusers_groups:edit", args=[group.pk])
    data = form_of(path)
    data["name"] = NAME
    client.post(path, data)
    return stored(group).name == NAME


@gesture("changer l’adresse du site")
def edit_site(client: Client, world: World) -> bool:
    data = {"hostname": "ailleurs.example", "port": "80", "is_default_site": "on"}
    page = world.site.root_page_id
    act(client, "wagtailsites:edit", world.site.pk, **data, root_page=page)
    return Site.objects.get().hostname == "ailleurs.example"


@gesture("créer une collection")
def add_collection(client: Client, world: World) -> bool:
    root = Collection.get_first_root_node().pk
    act(client, "wagtailadmin_collections:add", name=NAME, parent=root)
    return Collection.objects.filter(name=NAME).exists()


@gesture("ouvrir à tous une collection réservée")
def open_collection(client: Client, world: World) -> bool:
    collection = world.collection
    data = {"restriction_type": "none"}
    act(client, "wagtailadmin_collections:set_privacy", collection.pk, **data)
    return not collection.view_restrictions.exists()


@gesture("désactiver la relecture")
def disable_workflow(client: Client, world: World) -> bool:
    act(client, "wagtailadmin_workflows:disable", world.workflow.pk)
    return not Workflow.objects.get(pk=world.workflow.pk).active


@gesture("ajouter une étape de relecture")
def add_task(client: Client, world: World) -> bool:
    group = world.user.groups.first() or Group.objects.first()
    data = {"create-task-name": NAME, "create-task-groups": group.pk}
    act(client, "wagtailadmin_workflows:task_chooser_create", **data)
    return Task.objects.filter(name=NAME).exists()


# -- Events from elsewhere -------------------------------------------------------------------------


@gesture("importer des rencontres en brouillon")
def import_drafts(client: Client, world: World) -> bool:
    return import_one(client) == [False]


@gesture("importer des rencontres et les publier")
def import_and_publish(client: Client, world: World) -> bool:
    return import_one(client, publish="on") == [True]


def import_one(client: Client, **fields: str) -> list[bool]:
    preview = send(client, table({"uid": "a1", "titre": NAME}))
    if preview.status_code == 200 and preview.context and "counts" in preview.context:
        confirm(client, preview, **fields)
    return list(EventPage.objects.filter(title=NAME).values_list("live", flat=True))


@gesture("coller un événement et garder le brouillon")
def paste_a_draft(client: Client, world: World) -> bool:
    return paste_one(client) == [False]


@gesture("coller un événement et le publier")
def paste_and_publish(client: Client, world: World) -> bool:
    return paste_one(client, publish="1") == [True]


def paste_one(client: Client, **buttons: str) -> list[bool]:
    review = paste(client, f"{NAME}\nJeudi 12 mars 2099 de 18h à 21h")
    if review.status_code == 200 and review.context and "review" in review.context:
        insist(client, REVIEW, values_of(review) | {"title": NAME, **buttons})
    return list(EventPage.objects.filter(title=NAME).values_list("live", flat=True))


@gesture("dire qu’une page est vérifiée")
def verify(client: Client, world: World) -> bool:
    act(client, "verify_page", world.text_page.pk)
    return Verification.objects.filter(page=world.text_page).exists()


# -- What may be read ----------------------------------------------------------------------------


def draft_address(world: World) -> str:
    return f"{world.agenda.url}{world.draft.slug}/"


@gesture("lire un brouillon à son adresse publique")
def read_draft_in_public(client: Client, world: World) -> bool:
    return reads(client, draft_address(world))


@gesture("lire le brouillon d’un collègue dans l’administration")
def read_draft(client: Client, world: World) -> bool:
    return reads(client, reverse("wagtailadmin_pages:view_draft", args=[world.draft.pk]))


@gesture("lire sur le site une page réservée au groupe Publication")
def read_private_page(client: Client, world: World) -> bool:
    return reads(client, world.private.url)


@gesture("voir dans l’administration une page réservée au groupe Publication")
def read_private_page_in_admin(client: Client, world: World) -> bool:
    return reads(client, reverse("wagtailadmin_pages:edit", args=[world.private.pk]))


@gesture("télécharger un document d’une collection réservée au groupe Publication")
def download_private_document(client: Client, world: World) -> bool:
    return reads(client, world.private_document.url)


@gesture("trouver un brouillon par la recherche du site")
def find_draft(client: Client, world: World) -> bool:
    world.draft.title = "Introuvable en public"
    world.draft.save()
    page = client.get("/recherche/?q=introuvable+public")
    return draft_address(world) in page.content.decode()


@gesture("lire un brouillon par l’interface publique pour programmes")
def read_draft_by_api(client: Client, world: World) -> bool:
    return reads(client, f"/api/v2/evenements/{world.draft.pk}/")


@gesture("lire l’import d’un collègue")
def read_import(client: Client, world: World) -> bool:
    run = world.import_run
    run.user = world.colleague
    run.save()
    return reads(client, reverse("import_preview", args=[run.pk]))
