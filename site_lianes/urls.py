"""Addresses that are no page of the tree come first; Wagtail answers for the rest."""

from django.urls import include, path
from wagtail import urls as page_urls
from wagtail.admin import urls as admin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as documents_urls

from site_lianes.core import views
from site_lianes.core.page_cache.keeping import A_WHILE, kept_for

handler500 = "site_lianes.core.views.server_error"

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documents/", include(documents_urls)),
    path("api/v2/", include("events.api")),
    path("", include("search.urls")),
    path("", include("events.urls")),
    path("", include("home.urls")),
    path("media/images/<path:path>", views.media),
    path("favicon.ico", views.favicon),
    path("robots.txt", views.robots),
    path("sitemap.xml", kept_for(A_WHILE)(sitemap)),
    path("", include(page_urls)),
]
