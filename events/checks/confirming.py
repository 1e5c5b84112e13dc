"""Before a form publishes an event it says what is worth a second look, and asks for a word."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import ngettext

from events.checks.values import Remark

# The box under the remarks, whose value names those that it is ticked for.
CONFIRMED = "remarks_confirmed"


class ConfirmedRemarksMixin:
    """For a form that may publish what it holds. A draft is stored whatever there is to say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_sound = False

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        self._is_sound = True
        if self.is_asked_to_publish and not self.is_confirmed:
            count = len(self.remarks)
            text = ngettext(
                "Rien n’est encore publié : lisez la remarque ci-dessous, ou confirmez-la.",
                "Rien n’est encore publié : lisez les %(count)d remarques ci-dessous, "
                "ou confirmez-les.",
                count,
            )
            self.add_error(None, text % {"count": count})
        return not self.errors

    @property
    def is_asked_to_publish(self) -> bool:
        raise NotImplementedError

    def find_remarks(self) -> Iterable[Remark]:
        """On the event as it was sent, with what it names and is not stored yet."""
        raise NotImplementedError

    @cached_property
    def remarks(self) -> list[Remark]:
        """On what was sent, once it is valid: errors come before remarks."""
        return list(self.find_remarks()) if self.is_bound and self._is_sound else []

    @property
    def asked_remarks(self) -> list[Remark]:
        """Those that keep the event from being published until the box is ticked."""
        return self.remarks if self.is_asked_to_publish else []

    @property
    def is_confirmed(self) -> bool:
        """Whether the box was ticked for all of these: one that is new is read first."""
        ticked = set(self.data.get(CONFIRMED, "").split())
        return {remark.digest for remark in self.remarks} <= ticked
