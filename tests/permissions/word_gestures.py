"""The words of the site: places, organisers, themes, funders. See `gestures`."""

from django.db.models import Model
from django.test import Client
from django.urls import reverse

from events.models import Organiser, Place
from partners.models import Funder
from site_lianes.core.models import Theme
from tests.factories import PlaceFactory, ThemeFactory
from tests.permissions.gestures import act, form_of, gesture, in_bulk, stored, who_may_do_all
from tests.permissions.world import World

NAME = "Nom donné ici"


def edit_snippet(client: Client, world: World, kind: str, field: str) -> bool:
    thing = world.snippets[kind]
    path = reverse(f"wagtailsnippets_{kind}:edit", args=[thing.pk])
    data = form_of(path, "w-editor-form")
    data[field] = NAME
    client.post(path, data)
    return getattr(stored(thing), field) == NAME


@gesture("ajouter un lieu depuis le formulaire")
def add_place(client: Client, world: World) -> bool:
    data = {"name": NAME, "town": "Lille"}
    prefixed = {f"create-form-{name}": value for name, value in data.items()}
    act(client, "wagtailsnippetchoosers_events_place:create", **data, **prefixed)
    return Place.objects.filter(name=NAME).exists()


@gesture("ajouter un organisateur")
def add_organiser(client: Client, world: World) -> bool:
    act(client, "wagtailsnippets_events_organiser:add", name=NAME)
    return Organiser.objects.filter(name=NAME).exists()


@gesture("modifier un lieu")
def edit_place(client: Client, world: World) -> bool:
    return edit_snippet(client, world, "events_place", "name")


@gesture("supprimer un lieu qui ne sert pas")
def delete_place(client: Client, world: World) -> bool:
    act(client, "wagtailsnippets_events_place:delete", world.snippets["events_place"].pk)
    return stored(world.snippets["events_place"]) is None


@gesture("supprimer plusieurs lieux à la fois")
def delete_places(client: Client, world: World) -> bool:
    place = world.snippets["events_place"]
    in_bulk(client, "delete", place, label="events/place")
    return stored(place) is None


@gesture("ajouter un thème")
def add_theme(client: Client, world: World) -> bool:
    act(client, "wagtailsnippets_core_theme:add", name=NAME, slug="nom-donne")
    return Theme.objects.filter(name=NAME).exists()


@gesture("ajouter un thème par la fenêtre de choix")
def add_theme_by_chooser(client: Client, world: World) -> bool:
    data = {"name": NAME, "slug": "nom-donne"}
    prefixed = {f"create-form-{name}": value for name, value in data.items()}
    act(client, "wagtailsnippetchoosers_core_theme:create", **data, **prefixed)
    return Theme.objects.filter(name=NAME).exists()


@gesture("renommer un thème")
def rename_theme(client: Client, world: World) -> bool:
    return edit_snippet(client, world, "core_theme", "name")


def merge(client: Client, name: str, kept: Model, other: Model) -> bool:
    """Read what it would do, then do it."""
    path = f"{reverse(f'wagtailsnippets_{name}:merge')}?id={kept.pk}&id={other.pk}"
    data = {"kept": str(kept.pk)}
    read = who_may_do_all().post(path, data)
    client.post(path, data | {"merge": "1", "announced": read.context["announced"]})
    return stored(other).merged_into_id == kept.pk


@gesture("fusionner deux thèmes")
def merge_themes(client: Client, world: World) -> bool:
    return merge(client, "core_theme", world.snippets["core_theme"], ThemeFactory())


@gesture("fusionner deux lieux")
def merge_places(client: Client, world: World) -> bool:
    return merge(client, "events_place", world.snippets["events_place"], PlaceFactory())


@gesture("changer l’ordre des thèmes")
def reorder_themes(client: Client, world: World) -> bool:
    first, last = ThemeFactory(), ThemeFactory()
    path = reverse("wagtailsnippets_core_theme:reorder", args=[last.pk])
    client.post(f"{path}?position=0")
    return stored(last).sort_order <= stored(first).sort_order


@gesture("changer l’ordre des financeurs")
def reorder_funders(client: Client, world: World) -> bool:
    first = world.snippets["partners_funder"]
    last = Funder.objects.create(name="Dernier", logo=first.logo, sort_order=first.sort_order + 1)
    path = reverse("wagtailsnippets_partners_funder:reorder", args=[last.pk])
    client.post(f"{path}?position=0")
    return stored(last).sort_order <= stored(first).sort_order
