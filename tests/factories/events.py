from datetime import timedelta
from typing import Any

import factory
import wagtail_factories
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page

from events.models import (
    Country,
    EventIndexPage,
    EventOrganiser,
    EventPage,
    GroupIndexPage,
    GroupPage,
    Organiser,
    Place,
)
from tests.factories.site import home_page


class PlaceFactory(DjangoModelFactory):
    name = factory.Sequence("Salle {}".format)
    street = "1 rue de la Paix"
    postal_code = "59000"
    town = "Lille"

    class Meta:
        model = Place


class OrganiserFactory(DjangoModelFactory):
    name = factory.Sequence("Association {}".format)

    class Meta:
        model = Organiser


class CountryFactory(DjangoModelFactory):
    name = factory.Sequence("Pays {}".format)
    slug = factory.Sequence("pays-{}".format)
    time_zone = "Africa/Bamako"

    class Meta:
        model = Country


class EventIndexPageFactory(wagtail_factories.PageFactory):
    title = "Agenda"
    slug = "agenda"
    parent = factory.LazyFunction(home_page)
    show_in_menus = True

    class Meta:
        model = EventIndexPage


class GroupPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence("Groupe {}".format)
    parent = factory.LazyFunction(
        lambda: (
            GroupIndexPage.objects.first()
            or home_page().add_child(instance=GroupIndexPage(title="Groupes", slug="groupes"))
        )
    )

    class Meta:
        model = GroupPage


class EventPageFactory(wagtail_factories.PageFactory):
    """A published event of two hours, tomorrow unless told otherwise."""

    title = factory.Sequence("Rencontre {}".format)
    parent = factory.LazyFunction(lambda: EventIndexPage.objects.first() or EventIndexPageFactory())
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=2))
    place = factory.SubFactory(PlaceFactory)

    class Meta:
        model = EventPage

    @classmethod
    def _create_instance(
        cls, model_class: type[EventPage], parent: Page, kwargs: dict[str, Any]
    ) -> EventPage:
        """With all that it names before it is stored: a save takes fifty queries."""
        themes, countries, organisers = (
            kwargs.pop(name, ()) for name in ("themes", "countries", "organisers")
        )
        event = model_class(**kwargs)
        if themes:
            event.themes.set(themes)
        if countries:
            event.countries.set(countries)
        if organisers:
            event.event_organisers.set(
                EventOrganiser(organiser=organiser, sort_order=order)
                for order, organiser in enumerate(organisers)
            )
        parent.add_child(instance=event)
        return event
