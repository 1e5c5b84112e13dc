"""The WSGI application that granian serves: Django behind the page cache."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_lianes.settings.local")

application = get_wsgi_application()
if settings.PAGE_CACHE_BYTES is not None:
    # Imported once Django is set up: it knows models.
    page_cache = import_string("site_lianes.core.page_cache.wsgi.PageCache")
    application = page_cache(application, settings.PAGE_CACHE_BYTES)
