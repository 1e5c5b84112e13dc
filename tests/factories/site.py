import factory
import wagtail_factories
from factory.django import DjangoModelFactory
from wagtail.models import Site

from home.models import HomePage, NetworkSettings, Office
from partners.models import Funder
from site_lianes.core.models import Theme
from site_lianes.images.models import CustomImage


def home_page() -> HomePage:
    """The home page that the migrations made."""
    return HomePage.objects.get()


class ThemeFactory(DjangoModelFactory):
    name = factory.Sequence("thème {}".format)
    slug = factory.Sequence("theme-{}".format)

    class Meta:
        model = Theme


class ImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = CustomImage


class FunderFactory(DjangoModelFactory):
    name = factory.Sequence("Financeur {}".format)
    logo = factory.SubFactory(ImageFactory)
    sort_order = factory.Sequence(int)

    class Meta:
        model = Funder


class OfficeFactory(DjangoModelFactory):
    """An office of the site's network, whose settings are made at need."""

    network = factory.LazyFunction(
        lambda: NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    )
    name = factory.Sequence("Bureau {}".format)
    street = "1 rue de la Paix"
    postal_code = "59000"
    town = "Lille"

    class Meta:
        model = Office
