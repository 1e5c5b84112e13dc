"""Our screens of the admin, besides those of Wagtail's viewsets."""

from django.urls import path

from events.checks.views import remarks
from events.desk.actions import copy_last_meeting
from events.imports.views import LinesView, PreviewView, ProgressView, SourceView
from events.paste.views import paste_event, review_pasted_event
from events.series.views import change_meetings_after, repeat_event

urlpatterns = [
    path("coller/", paste_event, name="paste_event"),
    path("coller/relire/", review_pasted_event, name="review_pasted_event"),
    path("importer/", SourceView.as_view(), name="import_source"),
    path("importer/<int:pk>/", PreviewView.as_view(), name="import_preview"),
    path("importer/<int:pk>/suite/", ProgressView.as_view(), name="import_progress"),
    path("importer/<int:pk>/rencontres/", LinesView.as_view(), name="import_lines"),
    path("rencontres/copier/", copy_last_meeting, name="copy_last_meeting"),
    path("rencontres/<int:pk>/remarques/", remarks, name="event_remarks"),
    path("rencontres/<int:pk>/repeter/", repeat_event, name="repeat_event"),
    path("rencontres/<int:pk>/suivantes/", change_meetings_after, name="change_meetings_after"),
]
