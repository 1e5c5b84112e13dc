"""What an event should say and does not: the same for the desk, the agenda's list, the report."""

from datetime import datetime, timedelta

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from events.choices import Mode, Status

# Minutes that were not written by then never will be: nobody is reminded of them for ever.
MINUTES_EXPECTED = timedelta(days=90)


class Gap(models.TextChoices):
    PLACE = "place", _("lieu")
    THEME = "theme", _("thème")
    IMAGE = "image", _("image")
    SUMMARY = "summary", _("résumé")
    MINUTES = "minutes", _("compte rendu")


# What the desk speaks of before the event.
BEFORE = (Gap.PLACE, Gap.THEME, Gap.IMAGE)


def flag(gap: Gap) -> str:
    return f"lacks_{gap.value}"


def of(page: models.Model) -> list[str]:
    """What a page lacks, in words; read with `flag`s."""
    return [str(gap.label) for gap in Gap if getattr(page, flag(gap), False)]


def conditions(now: datetime) -> dict[Gap, Q | Exists]:
    """An event has a gap for as long as somebody can do something about it."""
    to_come = Q(finishes_at__gt=now) & ~Q(status=Status.CANCELLED)
    online = Q(mode=Mode.ONLINE) | Q(status=Status.MOVED_ONLINE)
    event_theme = apps.get_model("events", "EventTheme")
    return {
        Gap.PLACE: to_come & Q(place=None) & ~online,
        Gap.THEME: to_come & ~Exists(event_theme.objects.filter(content_object=OuterRef("pk"))),
        Gap.IMAGE: to_come & Q(image=None),
        Gap.SUMMARY: to_come & Q(summary=""),
        Gap.MINUTES: _without_minutes(now),
    }


def _without_minutes(now: datetime) -> Q:
    """Took place not long ago, and tells nothing of it."""
    lately = Q(live=True, finishes_at__gt=now - MINUTES_EXPECTED, finishes_at__lte=now)
    not_held = Q(status__in=[Status.CANCELLED, Status.POSTPONED])
    return lately & ~not_held & Q(minutes=[], decisions="", participants=None)
