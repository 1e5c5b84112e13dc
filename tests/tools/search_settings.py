"""The site with Wagtail's own search engine beside ours, for `bench_search` to compare them."""

from site_lianes.settings import local
from site_lianes.settings.local import *  # noqa: F403 - Django's own way of layering settings

WAGTAILSEARCH_BACKENDS = local.WAGTAILSEARCH_BACKENDS | {
    "stock": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
}
