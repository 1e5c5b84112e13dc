"""The public events for other programs: /api/v2/evenements/, on Wagtail's API. See docs/api.md.

Read-only, for everybody and every site: nothing here looks at who asks.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import ReadOnlyField
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api import APIField
from wagtail.api.v2.filters import OrderingFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import BaseSerializer
from wagtail.api.v2.views import BaseAPIViewSet

from events.api_query import DetailQuery, ListingQuery
from events.models import AgendaEntry
from events.models.agenda_entry import AgendaEntryQuerySet
from events.published_json import FIELDS, as_json
from site_lianes.core.printable import printable

# All that is said of what was withdrawn.
OF_WITHDRAWN = {"uid", "sequence", "changed_at", "is_withdrawn"}
MESSAGES = {
    HTTPStatus.NOT_FOUND: _("Aucun événement public n’a cet identifiant."),
    HTTPStatus.METHOD_NOT_ALLOWED: _("Cette adresse se lit seulement : GET ou HEAD."),
}


class JSONAlone(BaseContentNegotiation):
    """Whatever is accepted: browsers and hurried programs ask for anything."""

    def select_parser(self, request: Request, parsers: Sequence[BaseParser]) -> BaseParser:
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class EntrySerializer(BaseSerializer):
    def to_representation(self, entry: AgendaEntry) -> dict[str, Any]:
        facts = as_json(printable(entry.told))
        if not entry.is_public:
            facts |= dict.fromkeys(facts.keys() - OF_WITHDRAWN)
        return {name: facts[name] for name in self.fields}


class EventsAPIViewSet(BaseAPIViewSet):
    model = AgendaEntry
    base_serializer_class = EntrySerializer
    body_fields = [APIField(name, serializer=ReadOnlyField()) for name in FIELDS]
    listing_default_fields = FIELDS
    meta_fields = []
    known_query_parameters = frozenset(ListingQuery.base_fields)
    lookup_field = "uid"
    filter_backends = [OrderingFilter]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = JSONAlone
    http_method_names = ["get", "head"]
    # Whoever is signed in is not asked for: no answer varies by cookie.
    authentication_classes = permission_classes = []

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            path("<uuid:uid>/", cls.as_view({"get": "detail_view"}), name="detail"),
        ]

    @classmethod
    def get_listing_default_fields(cls, model: type[AgendaEntry]) -> list[str]:
        return list(cls.listing_default_fields)

    def listing_view(self, request: Request) -> Response:
        self.changed_since = ListingQuery(request.GET).values()["changed_since"]
        return super().listing_view(request)

    def detail_view(self, request: Request, uid: UUID) -> Response:
        DetailQuery(request.GET).values()
        return super().detail_view(request, uid)

    def get_queryset(self) -> AgendaEntryQuerySet:
        entries = AgendaEntry.objects.with_facts()
        if self.action == "detail_view":
            return entries
        if self.changed_since:
            return entries.filter(changed_at__gte=self.changed_since).order_by("changed_at")
        return entries.filter(is_public=True).order_by("starts_at")

    def filter_queryset(self, queryset: AgendaEntryQuerySet) -> AgendaEntryQuerySet:
        """In an order that leaves nothing to chance, from one part of a list to the next."""
        ordered = super().filter_queryset(queryset)
        return ordered.order_by(*ordered.query.order_by, "pk")

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        if message := MESSAGES.get(response.status_code):
            response.data = {"message": message}
        return response

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Any site may read it. The middleware would ask who is signed in to give its policy."""
        return super().default_response_headers | {
            "Access-Control-Allow-Origin": "*",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        }


router = WagtailAPIRouter("api")
router.register_endpoint("evenements", EventsAPIViewSet)

app_name = "api"
urlpatterns = router.get_urlpatterns()
