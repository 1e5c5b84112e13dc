"""What the screens that add events to the agenda have in common."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.models import EventIndexPage


class AgendaScreenMixin(WagtailAdminTemplateMixin):
    """For who may add events: asked whichever way the screen is reached."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self) -> bool:
        return bool(self.agenda and self.rights.can_add_subpage())

    @cached_property
    def agenda(self) -> EventIndexPage | None:
        return EventIndexPage.objects.first()

    @cached_property
    def rights(self) -> Any:
        return self.agenda.permissions_for_user(self.request.user)
