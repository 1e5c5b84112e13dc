from wagtail.snippets.models import register_snippet

from site_lianes.core.viewsets import ThemeViewSet

register_snippet(ThemeViewSet)
