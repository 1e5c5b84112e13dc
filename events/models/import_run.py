"""An import under way in the admin, from its preview to its report."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.event import EventPage

KEPT = timedelta(days=1)


class Action(models.TextChoices):
    """What becomes of an event of a file."""

    CREATED = "created", _("nouvelle")
    CHANGED = "changed", _("modifiée")
    UNCHANGED = "unchanged", _("déjà là, identique")
    REFUSED = "refused", _("refusée")


class ImportRunQuerySet(models.QuerySet):
    def forget_old(self) -> None:
        self.filter(created_at__lt=timezone.now() - KEPT).delete()


class ImportRun(models.Model):
    """A file that somebody has sent, and what that person decided of it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    # Nothing is written to the agenda before.
    confirmed_at = models.DateTimeField(null=True)
    # Each place, organiser… that the file names, with the number of its events.
    words = models.JSONField(default=list)
    # The key that each of them was attached to.
    attached = models.JSONField(default=dict)
    # What was created for that, in words.
    made = models.JSONField(default=list)
    publish = models.BooleanField(default=False)
    overwrite = models.BooleanField(default=False)

    objects = ImportRunQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.source}, {self.created_at:%Y-%m-%d}"


class ImportLineQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """What is still to be done, in the order of the file."""
        return self.filter(is_done=False).order_by("position")

    def counts(self) -> dict[str, int]:
        found = self.order_by().values_list("action").annotate(number=models.Count("pk"))
        return dict.fromkeys(Action.values, 0) | dict(found)


class ImportLine(models.Model):
    """One event of the file, and what becomes of it: foreseen, then done."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    # See `events.imports.runs`; empty for what was refused when the file was read.
    said = models.JSONField(default=dict)
    where = models.CharField(max_length=100)
    title = models.TextField()
    starts_at = models.DateTimeField(null=True)
    action = models.CharField(max_length=10, choices=Action.choices)
    # In words: why it is refused; which fields change, and from what to what; which are kept.
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    event = models.ForeignKey(EventPage, on_delete=models.SET_NULL, null=True, related_name="+")
    is_draft = models.BooleanField(default=False)
    is_done = models.BooleanField(default=False)

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="import_line_position")
        ]

    def __str__(self) -> str:
        return f"{self.where}: {self.title}"
