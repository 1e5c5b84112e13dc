"""The agenda and the groups as the staff finds them: Wagtail's lists, with what matters here."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.permissions import page_permission_policy

from events import dates
from events.desk.filters import EventFilterSet, GroupFilterSet, Period
from events.desk.tables import GuardedTableMixin
from events.models import EventPage, GroupPage
from events.querysets import EventPageQuerySet
from site_lianes.core.desk import OpensFilteredMixin


class PagesMenuItem(MenuItem):
    """For those whom the list is for."""

    def is_shown(self, request: HttpRequest) -> bool:
        needed = IndexView.any_permission_required
        return page_permission_policy.user_has_any_permission(request.user, needed)


def where(event: EventPage) -> str:
    return str(event.current_place or event.mode_in_words)


def themes(event: EventPage) -> str:
    return ", ".join(theme.name for theme in event.theme_list)


def publication(event: EventPage) -> str:
    return str(event.status_string)


def author(event: EventPage) -> str:
    return get_user_display_name(event.owner) if event.owner else ""


# Name of a column in the exported table → its heading, what it says of an event.
EXPORTED: dict[str, tuple[str, Callable[[EventPage], Any]]] = {
    "title": (_("Titre"), lambda event: event.title),
    "dates": (_("Date"), lambda event: event.dates_in_words),
    "place": (_("Lieu"), where),
    "themes": (_("Thèmes"), themes),
    "status": (_("Statut"), lambda event: event.get_status_display()),
    "publication": (_("Publication"), publication),
    "group": (_("Groupe"), lambda event: event.group.title if event.group else ""),
    "author": (_("Auteur"), author),
}


class EventColumnsMixin(GuardedTableMixin):
    """What a list of the staff says of events, and exports; in the agenda's and in the tree."""

    table_classname = "listing full-width staff-table"
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Titre"), sort_key="title", classname="title"),
        Column("dates_in_words", label=_("Date"), sort_key="starts_at", width="18%"),
        Column("place", label=_("Lieu"), accessor=where, width="18%"),
        Column("themes", label=_("Thèmes"), accessor=themes, width="14%"),
        Column("status", label=_("Statut"), accessor="get_status_display", sort_key="status"),
        PageStatusColumn("published", label=_("Publication"), sort_key="live"),
    ]
    list_export = list(EXPORTED)
    export_headings = {name: heading for name, (heading, _value) in EXPORTED.items()}

    @property
    def default_ordering(self) -> str:
        """The nearest first among those to come, the latest first among all others."""
        return "starts_at" if self.request.GET.get("period") == Period.UPCOMING else "-starts_at"

    def annotate_queryset(self, pages: EventPageQuerySet) -> EventPageQuerySet:
        pages = super().annotate_queryset(pages)
        pages = pages.select_related("place", "group", "owner", for_specific_subqueries=True)
        return pages.prefetch_related("themes", for_specific_subqueries=True)

    def order_queryset(self, queryset: EventPageQuerySet) -> EventPageQuerySet:
        ordered = super().order_queryset(queryset)
        return ordered.order_by(*ordered.query.order_by, "-pk") if self.ordering else ordered

    def to_row_dict(self, item: EventPage) -> dict[str, Any]:
        return {name: value(item) for name, (_heading, value) in EXPORTED.items()}


class EventListView(OpensFilteredMixin, EventColumnsMixin, IndexView):
    page_title = _("Agenda")
    add_item_label = _("Nouvelle rencontre")
    opens_with = f"period={Period.UPCOMING}"


class EventListViewSet(PageListingViewSet):
    name = "agenda"
    model = EventPage
    index_view_class = EventListView
    filterset_class = EventFilterSet
    export_filename = "agenda"
    icon = "calendar-alt"
    menu_label = _("Agenda")
    menu_name = "agenda"
    menu_order = 90
    menu_item_class = PagesMenuItem
    add_to_admin_menu = True


class EventTreeView(EventColumnsMixin, ExplorableIndexView):
    """The same below the agenda's page, for who comes by the tree."""


class EventTreeViewSet(PageViewSet):
    model = EventPage
    index_view_class = EventTreeView
    filterset_class = EventFilterSet
    export_filename = "agenda"


def next_meeting(group: GroupPage) -> str:
    return dates.day(group.next_meeting) if group.next_meeting else ""


class GroupListView(IndexView):
    add_item_label = _("Nouveau groupe")
    table_classname = "listing full-width staff-table"
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Titre"), sort_key="title", classname="title"),
        Column("kind", label=_("Nature"), accessor="get_kind_display", sort_key="kind"),
        Column("meetings", label=_("Rencontres publiées"), sort_key="meetings"),
        Column("next", label=_("Prochaine"), accessor=next_meeting, sort_key="next_meeting"),
        PageStatusColumn("published", label=_("Publication"), sort_key="live"),
    ]
    default_ordering = "title"

    def annotate_queryset(self, pages: Any) -> Any:
        live = Q(events__live=True)
        to_come = live & Q(events__finishes_at__gt=timezone.now())
        return (
            super()
            .annotate_queryset(pages)
            .annotate(
                meetings=Count("events", filter=live),
                next_meeting=Min("events__starts_at", filter=to_come),
            )
        )


class GroupListViewSet(PageListingViewSet):
    name = "groupes"
    model = GroupPage
    index_view_class = GroupListView
    filterset_class = GroupFilterSet
    icon = "group"
    menu_label = _("Groupes")
    menu_name = "groupes"
    menu_order = 130
    menu_item_class = PagesMenuItem
    add_to_admin_menu = True
