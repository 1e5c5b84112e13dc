from events.choices import Kind, Mode, Status
from events.models.announcement import Announcement
from events.models.event import EventOrganiser, EventPage, EventTheme
from events.models.group import GroupIndexPage, GroupPage
from events.models.index import EventIndexPage
from events.models.vocabulary import Country, Organiser, Place

__all__ = [
    "Announcement",
    "Country",
    "EventIndexPage",
    "EventOrganiser",
    "EventPage",
    "EventTheme",
    "GroupIndexPage",
    "GroupPage",
    "Kind",
    "Mode",
    "Organiser",
    "Place",
    "Status",
]
