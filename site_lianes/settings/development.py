"""What `make dev` serves: reloads on change, shows errors in full."""

from site_lianes.settings.local import *

DEBUG = True
PAGE_CACHE_BYTES = None
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
