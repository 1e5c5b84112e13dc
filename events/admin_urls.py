"""Our screens of the admin, besides those of Wagtail's viewsets."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from events.checks.views import remarks
from events.desk.actions import copy_last_meeting
from events.series.views import change_meetings_after, repeat_event


def late(name: str) -> Callable[..., HttpResponse]:
    """A view of a package that is large, and loaded when somebody asks for it."""

    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return import_string(f"events.{name}")(request, **kwargs)

    return answer


urlpatterns = [
    # They look for the form's token themselves.
    path("coller/", csrf_exempt(late("paste.views.paste_event")), name="paste_event"),
    path(
        "coller/relire/",
        csrf_exempt(late("paste.views.review_pasted_event")),
        name="review_pasted_event",
    ),
    path("importer/", late("imports.views.import_source"), name="import_source"),
    path("importer/<int:pk>/", late("imports.views.import_preview"), name="import_preview"),
    path("importer/<int:pk>/suite/", late("imports.views.import_progress"), name="import_progress"),
    path("importer/<int:pk>/rencontres/", late("imports.views.import_lines"), name="import_lines"),
    path("rencontres/copier/", copy_last_meeting, name="copy_last_meeting"),
    path("rencontres/<int:pk>/remarques/", remarks, name="event_remarks"),
    path("rencontres/<int:pk>/repeter/", repeat_event, name="repeat_event"),
    path("rencontres/<int:pk>/suivantes/", change_meetings_after, name="change_meetings_after"),
]
