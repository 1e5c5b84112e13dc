"""What pages say of an event, made from its fields."""

from datetime import datetime
from functools import cached_property
from operator import attrgetter

from django.urls import reverse
from django.utils import timezone

from events import dates, share_text
from events.agenda.freshness import next_change
from events.changes import previous_start, what_changed
from events.choices import Mode, Status, current_mode
from events.models.agenda_entry import AgendaEntry
from events.partner_time import in_partner_time
from events.sharing import marked
from events.thread import Thread, thread_of
from site_lianes.core.addresses import absolute
from site_lianes.core.pages import SearchFacts


class EventPresentationMixin:
    # -- When ------------------------------------------------------------------------------------

    @property
    def dates_in_words(self) -> str:
        return dates.in_words(self.starts_at, self.ends_at, all_day=self.all_day)

    @property
    def date_parts(self) -> list[dates.Part]:
        return dates.parts(self.starts_at, self.ends_at, all_day=self.all_day)

    @property
    def machine_date(self) -> str:
        """The start for `<time datetime>`: a date, or a moment with its offset from UTC."""
        return dates.machine(self.starts_at, all_day=self.all_day)

    @property
    def is_past(self) -> bool:
        """Whether `past()` lists it at this moment; true of a draft that is looked at, too."""
        finishes_at = dates.last_moment(self.starts_at, self.ends_at, all_day=self.all_day)
        return finishes_at <= timezone.now()

    @property
    def took_place(self) -> bool:
        """Past, and neither cancelled nor put off without a new date."""
        put_off = self.status == Status.POSTPONED and not self.previous_starts_at
        return self.is_past and self.status != Status.CANCELLED and not put_off

    def changes_at(self, now: datetime) -> datetime:
        """The first moment when it may read otherwise, though nobody changes anything."""
        own = (self.finishes_at, self.registration_deadline)
        return next_change(now, AgendaEntry.objects.index(), *own)

    @property
    def search_facts(self) -> SearchFacts:
        status = "" if self.status == Status.CONFIRMED else f" ({self.get_status_display()})"
        return SearchFacts(
            date=self.finishes_at,
            when=f"{self.dates_in_words}{status}",
            where=str(self.current_place or self.mode_in_words),
            # Not `theme_list`, which is kept: a page is indexed again when they change.
            theme_ids=tuple(theme.pk for theme in self.themes.all()),
        )

    @cached_property
    def theme_list(self) -> list:
        """In the order of the vocabulary: the manager leaves it to the database to choose one."""
        return sorted(self.themes.all(), key=attrgetter("sort_order", "slug"))

    @cached_property
    def partner_countries(self) -> list:
        return list(self.countries.all())

    @property
    def current_mode(self) -> str:
        return current_mode(self.mode, self.status)

    @property
    def mode_in_words(self) -> str:
        return str(Mode(self.current_mode).label)

    @property
    def current_place(self):
        """Where to go, if there is anywhere to go."""
        return None if self.status == Status.MOVED_ONLINE else self.place

    @property
    def says_time_zone(self) -> bool:
        return self.current_mode != Mode.ON_SITE and not self.all_day

    @property
    def partner_time(self) -> str:
        """ "18h00 à Lille, 16h00 à Bamako", for those who take part from there."""
        if not self.says_time_zone:
            return ""
        return in_partner_time(self.starts_at, self.partner_countries)

    # -- What changed ----------------------------------------------------------------------------

    @cached_property
    def _announced(self) -> list:
        return list(self.announcements.model.objects.of(self)) if self.pk else []

    @property
    def changes(self) -> list[str]:
        return what_changed(self._announced)

    @property
    def previous_starts_at(self):
        """The start that was announced before this one, if the event has moved."""
        return previous_start(self._announced, self.starts_at)

    # -- Who, and how to come --------------------------------------------------------------------

    @cached_property
    def organisers(self) -> list:
        links = self.event_organisers.select_related("organiser")
        return [link.organiser for link in links]

    @property
    def is_open(self) -> bool:
        """Whether one can still come: nobody registers for what is past or cancelled."""
        return not self.is_past and self.status != Status.CANCELLED

    @property
    def has_registration(self) -> bool:
        ways = (self.registration_link, self.registration_email, self.registration_phone)
        return self.is_open and any(ways)

    @property
    def registration_is_closed(self) -> bool:
        return bool(self.registration_deadline and self.registration_deadline <= timezone.now())

    @property
    def deadline_in_words(self) -> str:
        return f"{dates.day(self.registration_deadline)} à {dates.hour(self.registration_deadline)}"

    @property
    def has_practical_facts(self) -> bool:
        coming = self.is_open and (
            self.has_registration
            or self.price
            or (self.place and (self.place.access or self.place.map_links))
        )
        return bool(coming or self.contact_name or self.contact_email or self.contact_phone)

    # -- Afterwards ------------------------------------------------------------------------------

    @property
    def has_report(self) -> bool:
        return self.is_past and bool(self.minutes or self.decisions or self.participants)

    @cached_property
    def thread(self) -> Thread:
        """The meetings of its group around it, and related events to come."""
        return thread_of(self, AgendaEntry.objects.index(), timezone.now())

    # -- To send ---------------------------------------------------------------------------------

    @cached_property
    def share_facts(self) -> share_text.ShareFacts | None:
        """What a message says of it; nothing for the preview of a page that is not stored yet."""
        if not (self.pk and (address := self.full_url)):
            return None
        return share_text.ShareFacts(
            title=marked(self.title, self.status),
            dates=self.dates_in_words,
            place=str(self.current_place or self.mode_in_words),
            summary=self.summary,
            address=address,
            short_address=absolute(reverse("events:short_address", args=[self.pk])),
        )

    @property
    def message_text(self) -> str:
        return share_text.message_text(self.share_facts)

    @property
    def message_links(self) -> list[share_text.ShareLink]:
        return share_text.message_links(self.share_facts)

    @property
    def sms_text(self) -> str:
        return share_text.sms_text(self.share_facts)

    @property
    def sms_links(self) -> list[share_text.ShareLink]:
        return share_text.sms_links(self.share_facts)
