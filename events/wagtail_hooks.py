from wagtail.snippets.models import register_snippet

from events.viewsets import CountryViewSet, OrganiserViewSet, PlaceViewSet

register_snippet(PlaceViewSet)
register_snippet(OrganiserViewSet)
register_snippet(CountryViewSet)
