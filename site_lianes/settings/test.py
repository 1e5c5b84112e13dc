"""What the test suite runs on: SQLite unless DATABASE_URL says otherwise."""

import atexit
import os
import shutil
import tempfile

from site_lianes.settings.base import *

SECRET_KEY = "for-tests-only"  # noqa: S105 - guards nothing: the suite makes and drops its own data
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# Hashing 300,000 times is for real passwords.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="lianes-test-media-"))
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are found where they are written: nothing is collected before a test.
WHITENOISE_AUTOREFRESH = True

if (redis := urlsplit(CACHES["default"].get("LOCATION", ""))).scheme.startswith("redis"):
    # Each test empties its cache: processes side by side have a Redis database each. From 8
    # on they are left to the sites that are served for the browser.
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = f"{redis.scheme}://{redis.netloc}/{number % 7 + 1}"
