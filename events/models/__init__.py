from events.choices import Department, Kind, Mode, Status
from events.models.agenda_entry import AgendaEdition, AgendaEntry
from events.models.announcement import Announcement
from events.models.event import EventOrganiser, EventPage, EventTheme
from events.models.group import GroupIndexPage, GroupPage
from events.models.import_run import Action, ImportLine, ImportRun
from events.models.index import EventIndexPage
from events.models.provenance import ImportedFrom
from events.models.series import EventSeries, SchoolHoliday
from events.models.vocabulary import Country, Organiser, Place

__all__ = [
    "Action",
    "AgendaEdition",
    "AgendaEntry",
    "Announcement",
    "Country",
    "Department",
    "EventIndexPage",
    "EventOrganiser",
    "EventPage",
    "EventSeries",
    "EventTheme",
    "GroupIndexPage",
    "GroupPage",
    "ImportLine",
    "ImportRun",
    "ImportedFrom",
    "Kind",
    "Mode",
    "Organiser",
    "Place",
    "SchoolHoliday",
    "Status",
]
