"""What stands around every page is kept in memory, and every change to it is seen at once."""

from collections.abc import Callable

import pytest
from django.core import serializers
from django.core.files.base import ContentFile
from wagtail.models import Page

from home.models import ContentPage, NetworkSettings, Office
from partners.models import Funder
from site_lianes.images.renditions import make_renditions
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    FunderFactory,
    OfficeFactory,
    home_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """An office, and a page in the menu with a page below it."""
    OfficeFactory(name="Bureaux à Lille")
    FunderFactory(name="Ancien financeur")
    network = home_page().add_child(
        instance=ContentPage(title="Le réseau", slug="reseau", show_in_menus=True)
    )
    network.add_child(instance=ContentPage(title="L’équipe", slug="equipe"))


def page(slug: str) -> ContentPage:
    return ContentPage.objects.get(slug=slug)


def publish_new_title() -> None:
    network = page("reseau")
    network.title = "Qui sommes-nous"
    network.save_revision().publish()


def rename_network() -> None:
    network = NetworkSettings.objects.get()
    network.name = "Autre nom"
    network.save()


def rename_office() -> None:
    office = Office.objects.get()
    office.name = "Bureaux à Arras"
    office.save()


def replace_logo() -> None:
    logo = Funder.objects.get().logo
    logo.file = ContentFile(logo.file.read(), "nouveau-logo.png")
    logo.save()
    # As Wagtail's screen does once the file is another.
    logo.renditions.all().delete()
    make_renditions(logo)


CHANGES: list[tuple[Callable[[], object], str, bool]] = [
    (publish_new_title, "Qui sommes-nous", True),
    (rename_network, "Autre nom", True),
    (rename_office, "Bureaux à Arras", True),
    (lambda: OfficeFactory(name="Bureaux à Amiens"), "Bureaux à Amiens", True),
    (lambda: Office.objects.get().delete(), "Bureaux à Lille", False),
    (lambda: page("reseau").unpublish(), "Le réseau", False),
    (lambda: page("reseau").delete(), "Le réseau", False),
    (lambda: page("equipe").move(home_page(), pos="last-child"), "L’équipe", False),
    (lambda: EventIndexPageFactory(title="Agenda"), "Agenda", True),
    (lambda: FunderFactory(name="Ville de Lille"), "Ville de Lille", True),
    (lambda: Funder.objects.get().delete(), "Ancien financeur", False),
    (replace_logo, "nouveau-logo", True),
]


@pytest.mark.parametrize(("change", "words", "are_shown"), CHANGES)
def test_a_change_is_seen_by_the_next_visitor(client, site, change, words, are_shown):
    client.get("/recherche/")
    change()
    assert (words in client.get("/recherche/").content.decode()) == are_shown


def test_it_costs_no_query_while_nothing_changes(client, site, django_assert_num_queries):
    client.get("/recherche/")
    # Site, home page; of the help of the search, whether there is an agenda.
    with django_assert_num_queries(3):
        client.get("/recherche/")


def test_an_event_that_is_published_leaves_it_as_it_is():
    event = EventPageFactory()
    before = home_page().frame_key
    event.save_revision().publish()
    assert home_page().frame_key == before


def test_publishing_the_home_page_never_brings_an_old_key_back():
    home = home_page()
    home.save_revision().publish()
    keys = [home_page().frame_key]
    home.get_latest_revision().publish()
    assert home_page().frame_key not in [*keys, home.frame_key]


def test_pages_are_restored_from_a_dump(site):
    pages = [home_page(), *ContentPage.objects.all()]
    dump = serializers.serialize("json", [*Page.objects.all(), *pages])
    ContentPage.objects.all().delete()
    for restored in serializers.deserialize("json", dump):
        restored.save()
    assert page("equipe").get_parent().specific == page("reseau")
