"""Whatever changes, and however: no kept page says what is no longer so."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from events.choices import Status
from events.models import EventIndexPage, EventPage, GroupPage, Organiser, Place
from home.models import ContentPage, HomePage, NetworkSettings, Office
from partners.models import Funder
from site_lianes.core.models import Theme
from site_lianes.images.models import CustomImage
from tests.core.page_cache.visiting import Visitors
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    FunderFactory,
    GroupPageFactory,
    ImageFactory,
    OfficeFactory,
    OrganiserFactory,
    ThemeFactory,
    home_page,
    make_user,
)
from tests.shared_data import shared_by_module

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "/",
    "/agenda/",
    "/agenda/?theme=eau",
    "/agenda/?periode=passes",
    f"/agenda/?mois={timezone.now():%Y-%m}",
    "/agenda/rencontre/",
    "/agenda/autre/",
    "/agenda/deplacee/",
    "/groupes/",
    "/groupes/mali/",
    "/le-reseau/",
    "/le-reseau/equipe/",
    "/ancienne/",
    "/agenda.ics",
    "/agenda.atom",
    "/agenda.json",
    "/agenda.csv",
    "/abonnement/",
    "/sitemap.xml",
    "/nulle-part/",
)


@dataclass
class Content:
    event: EventPage
    other: EventPage
    page: ContentPage


def make_content() -> Content:
    """A bit of everything that a page may show."""
    OfficeFactory(name="Bureaux à Lille")
    FunderFactory(name="Région")
    mali = GroupPageFactory(title="Mali", slug="mali")
    photo = ImageFactory(title="photo", description="Une salle", file=picture("red"))
    event = EventPageFactory(
        slug="rencontre",
        group=mali,
        image=photo,
        themes=[ThemeFactory(name="eau", slug="eau")],
        countries=[CountryFactory(name="Mali")],
        organisers=[OrganiserFactory(name="Association")],
    )
    about = home_page().add_child(
        instance=ContentPage(title="Le réseau", slug="le-reseau", show_in_menus=True)
    )
    about.add_child(instance=ContentPage(title="Équipe", slug="equipe"))
    return Content(event, EventPageFactory(slug="autre", title="Autre", group=mali), about)


made = shared_by_module(make_content)


@pytest.fixture
def content(made) -> Content:
    return made()


def picture(colour: str) -> ContentFile:
    file = BytesIO()
    PillowImage.new("RGB", (320, 240), colour).save(file, "PNG")
    return ContentFile(file.getvalue(), "photo.png")


def publish(page: Page, **values: Any) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def expire(content: Content) -> None:
    EventPage.objects.filter(pk=content.event.pk).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    call_command("publish_scheduled", stdout=StringIO())


def publish_later(content: Content) -> None:
    publish(content.event)  # by a revision, which stays until the hour of the next
    hour = timezone.now() + timedelta(minutes=1)
    publish(content.event, title="Titre programmé", go_live_at=hour)
    with time_machine.travel(hour + timedelta(minutes=1)):
        call_command("publish_scheduled", stdout=StringIO())
    assert EventPage.objects.live().get(pk=content.event.pk).title == "Titre programmé"


def replace_image(_: Content) -> None:
    image = CustomImage.objects.get(title="photo")
    image.renditions.all().delete()
    image.file = picture("blue")
    image.save()


def restrict(page: Page, kind: str = "login") -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="mot")  # noqa: S106


def in_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def save(what: type[Model] | Model, **values: Any) -> None:
    """One instance, or the first of a model."""
    instance = what if isinstance(what, Model) else what.objects.first()
    for name, value in values.items():
        setattr(instance, name, value)
    instance.save()


def another_home_page() -> HomePage:
    return Page.get_first_root_node().add_child(instance=HomePage(title="Autre", slug="autre"))


def without_token(body: bytes) -> bytes:
    """The form of a password holds another token each time."""
    return re.sub(rb'(csrfmiddlewaretoken" value=")\w+', rb"\1", body)


CHANGES: dict[str, Callable[[Content], Any]] = {
    # Pages
    "a page is published": lambda c: EventPageFactory(title="Nouvelle", slug="deplacee"),
    "a page is edited": lambda c: publish(c.event, title="Autre titre"),
    "a page of text is edited": lambda c: publish(c.page, introduction="Une introduction"),
    "the home page is edited": lambda c: publish(home_page(), headline="Une accroche"),
    "the agenda is edited": lambda c: publish(EventIndexPage.objects.get(), introduction="Là"),
    "a page is published at its time": publish_later,
    "a page expires": expire,
    "a page is unpublished": lambda c: c.event.unpublish(),
    "a page of text is unpublished": lambda c: c.page.unpublish(),
    "a page is deleted": lambda c: c.event.delete(),
    "a page with others is deleted": lambda c: ContentPage.objects.get(pk=c.page.pk).delete(),
    "a page is moved": lambda c: c.page.get_children().get().move(home_page(), "last-child"),
    "the menu is in another order": lambda c: c.page.move(home_page(), "first-child"),
    "a page leaves the menu": lambda c: publish(c.page, show_in_menus=False),
    "a page has another address": lambda c: publish(c.event, slug="deplacee"),
    "a page is copied": lambda c: c.event.copy(update_attrs={"slug": "deplacee"}),
    "a page has an alias": lambda c: c.event.create_alias(update_slug="deplacee"),
    "an event is cancelled": lambda c: publish(c.event, status=Status.CANCELLED),
    "an event is over": lambda c: publish(
        c.event,
        starts_at=timezone.now() - timedelta(days=2),
        ends_at=timezone.now() - timedelta(days=1),
    ),
    # Who may see them
    "a page is private": lambda c: restrict(c.event),
    "a page has a password": lambda c: restrict(c.event, "password"),
    "a branch is private": lambda c: restrict(EventIndexPage.objects.get()),
    "a group is private": lambda c: restrict(GroupPage.objects.get()),
    # What they name
    "a theme is renamed": lambda c: save(Theme, name="eaux"),
    "a theme is merged": lambda c: save(Theme, merged_into=ThemeFactory(name="mer")),
    "a theme is deleted": lambda c: Theme.objects.all().delete(),
    "a place is renamed": lambda c: save(Place, name="Autre salle"),
    "an organiser is renamed": lambda c: save(Organiser, name="Autre association"),
    "a group is renamed": lambda c: publish(GroupPage.objects.get(), title="Groupe Mali"),
    "a theme is added in bulk": lambda c: c.other.themes.through.objects.bulk_create(
        [c.other.themes.through(tag=Theme.objects.get(), content_object_id=c.other.pk)]
    ),
    # What stands around them
    "the settings change": lambda c: save(NetworkSettings, paragraph="Un autre texte"),
    "an office moves": lambda c: save(Office, street="2 rue de la Paix"),
    "an office is added": lambda c: OfficeFactory(name="Bureaux à Amiens"),
    "a funder leaves": lambda c: Funder.objects.all().delete(),
    "a funder is hidden": lambda c: save(Funder, is_shown=False),
    "an image is replaced": replace_image,
    "an image is described": lambda c: save(c.event.image, description="Une autre salle"),
    "an image is deleted": lambda c: CustomImage.objects.filter(title="photo").delete(),
    # The site
    "a redirect is made": lambda c: Redirect.objects.create(
        old_path="/ancienne", redirect_page=c.page
    ),
    "the site has another name": lambda c: Site.objects.update(site_name="Autre réseau"),
    "the site has another root": lambda c: save(Site, root_page=another_home_page()),
    "the site has another port": lambda c: save(Site, port=8080),
    # Past the models
    "a column is updated": lambda c: EventPage.objects.filter(pk=c.event.pk).update(price="5 €"),
    "columns are updated in bulk": lambda c: Office.objects.bulk_update(
        [Office(pk=Office.objects.get().pk, town="Amiens")], ["town"]
    ),
    "a page is changed in SQL": lambda c: in_sql(
        "UPDATE wagtailcore_page SET title = 'En SQL' WHERE slug = 'rencontre'"
    ),
    "countries are deleted in SQL": lambda c: in_sql("DELETE FROM events_eventpage_countries"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_kept_pages_say_what_is_so(visitors: Visitors, content: Content, change):
    before = {address: visitors.get(address) for address in ADDRESSES}
    calls = visitors.calls
    assert visitors.get("/agenda/rencontre/").body == before["/agenda/rencontre/"].body
    assert visitors.calls == calls, "nothing was kept, hence nothing can be out of date"

    change(content)
    after = {address: visitors.get(address) for address in ADDRESSES}
    for address in ADDRESSES:
        anew = visitors.get_anew(address)
        assert (address, after[address].status) == (address, anew.status)
        assert without_token(after[address].body) == without_token(anew.body), address
    if change is not CHANGES["the site has another name"]:
        assert {a: answer.body for a, answer in after.items()} != {
            a: answer.body for a, answer in before.items()
        }, "a change that no page shows proves nothing"


def test_what_the_staff_alone_sees_leaves_kept_pages_alone(visitors, content):
    visitors.get("/agenda/")
    content.event.title = "Un brouillon"
    content.event.save_revision(user=make_user("Rédaction"))
    content.event.get_latest_revision_as_object().save_revision()
    visitors.get("/recherche/?q=eau")
    calls = visitors.calls
    visitors.get("/agenda/")
    assert visitors.calls == calls
