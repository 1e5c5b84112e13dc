"""The WSGI application: Django behind the page cache."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_lianes.settings.local")

# Nothing that is loaded here is garbage: looking for some took a seventh of the time to start.
gc.disable()
application = get_wsgi_application()
if settings.PAGE_CACHE_BYTES is not None:
    # Imported once Django is set up: it knows models.
    page_cache = import_string("site_lianes.core.page_cache.wsgi.PageCache")
    application = page_cache(application, settings.PAGE_CACHE_BYTES)
# With the views, for which the first visitor would wait. All this stays: it is not looked at again.
import_module(settings.ROOT_URLCONF)
gc.freeze()
gc.enable()
