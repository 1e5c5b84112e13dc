from tests.factories.events import (
    CountryFactory,
    EventIndexPageFactory,
    EventPageFactory,
    GroupPageFactory,
    OrganiserFactory,
    PlaceFactory,
)
from tests.factories.many import make_many_events
from tests.factories.people import make_user
from tests.factories.site import (
    FunderFactory,
    ImageFactory,
    OfficeFactory,
    ThemeFactory,
    home_page,
)

__all__ = [
    "CountryFactory",
    "EventIndexPageFactory",
    "EventPageFactory",
    "FunderFactory",
    "GroupPageFactory",
    "ImageFactory",
    "OfficeFactory",
    "OrganiserFactory",
    "PlaceFactory",
    "ThemeFactory",
    "home_page",
    "make_many_events",
    "make_user",
]
