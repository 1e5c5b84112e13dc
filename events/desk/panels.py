"""What the home of the admin says of the agenda."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.choices import Status
from events.desk import gaps
from events.desk.filters import Period
from events.desk.listing import where
from events.models import EventPage
from events.querysets import EventPageQuerySet
from site_lianes.core.desk import DeskPanel, Line
from site_lianes.core.typography import enumerate_in_french

WEEK = timedelta(days=6)


class EventsPanel(DeskPanel):
    """Some events that this person may change, and the agenda's list filtered alike."""

    @property
    def events(self) -> EventPageQuerySet:
        return EventPage.objects.editable_by(self.user).for_listing()

    def filters(self) -> dict[str, Any]:
        raise NotImplementedError

    def list_url(self) -> str:
        return f"{reverse('agenda:index')}?{urlencode(self.filters(), doseq=True)}"


class WeekPanel(EventsPanel):
    """Also when there is no event: that is worth knowing."""

    name = "rencontres-de-la-semaine"
    order = 230
    nothing = _("Aucune rencontre dans les sept jours qui viennent.")

    @property
    def days(self) -> tuple[date, date]:
        today = timezone.localdate()
        return today, today + WEEK

    def found(self) -> EventPageQuerySet:
        return self.events.on_days(*self.days).order_by("starts_at", "pk")

    def heading(self, count: int) -> str:
        text = ngettext(
            "%(count)d rencontre dans les sept jours",
            "%(count)d rencontres dans les sept jours",
            count,
        )
        return text % {"count": count} if count else _("Cette semaine")

    def filters(self) -> dict[str, Any]:
        first, last = self.days
        return {"day_from": f"{first:%d/%m/%Y}", "day_to": f"{last:%d/%m/%Y}"}

    def line(self, found: EventPage) -> Line:
        status = "" if found.status == Status.CONFIRMED else found.get_status_display()
        return Line.of_page(found, found.dates_in_words, where(found), status)


class GapsPanel(EventsPanel):
    name = "rencontres-a-completer"
    order = 235

    def found(self) -> EventPageQuerySet:
        lacking = self.events.lacking(*gaps.BEFORE).with_gaps(*gaps.BEFORE)
        return lacking.order_by("starts_at", "pk")

    def heading(self, count: int) -> str:
        text = ngettext(
            "%(count)d rencontre à venir sans lieu, thème ou image",
            "%(count)d rencontres à venir sans lieu, thème ou image",
            count,
        )
        return text % {"count": count}

    def filters(self) -> dict[str, Any]:
        return {"period": Period.UPCOMING, "lacking": [gap.value for gap in gaps.BEFORE]}

    def line(self, found: EventPage) -> Line:
        lacking = _("Il manque : %(gaps)s") % {"gaps": enumerate_in_french(gaps.of(found))}
        return Line.of_page(found, found.dates_in_words, lacking)


class MinutesPanel(EventsPanel):
    name = "rencontres-sans-compte-rendu"
    order = 240

    def found(self) -> EventPageQuerySet:
        return self.events.lacking(gaps.Gap.MINUTES).order_by("-starts_at", "-pk")

    def heading(self, count: int) -> str:
        text = ngettext(
            "%(count)d rencontre passée sans compte rendu",
            "%(count)d rencontres passées sans compte rendu",
            count,
        )
        return text % {"count": count}

    def filters(self) -> dict[str, Any]:
        return {"period": Period.PAST, "lacking": gaps.Gap.MINUTES.value}

    def line(self, found: EventPage) -> Line:
        return Line.of_page(found, found.dates_in_words, fragment="#tab-compte_rendu")
