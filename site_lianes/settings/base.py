"""What every installation shares. The environment is read here, once.

Variables (all optional here; `production` demands some): DATABASE_URL, REDIS_URL, SITE_URL,
DATA_DIR, PAGE_CACHE_MB, THREADS, BACKUP_DIR, MEDIA_STORAGE_URL, LOG_FORMAT,
PROMETHEUS_MULTIPROC_DIR, EMAIL_URL, DEFAULT_FROM_EMAIL. They are documented in
deploy/environment.example.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

from site_lianes.core import scripts
from site_lianes.core.media import storage_at
from site_lianes.core.monitoring import logs

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.FileAwareEnv()

# Everything that the site writes lives in one directory: database, media, collected static files.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
BACKUP_DIR = Path(env.str("BACKUP_DIR", default="") or DATA_DIR / "sauvegardes")

DEBUG = False
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or "localhost"]

ROOT_URLCONF = "site_lianes.urls"
WSGI_APPLICATION = "site_lianes.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "home",
    "search",
    "events",
    "partners",
    "site_lianes.core",
    "site_lianes.images",
    "site_lianes.users",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "site_lianes.core.monitoring.probes.answer_probes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "site_lianes.core.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "site_lianes.core.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "site_lianes.core.middleware.know_site",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "site_lianes.core.middleware.WholePagesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "site_lianes" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# -- Database ------------------------------------------------------------------------------------

DATABASES = {
    "default": env.db_url_config(
        env.str("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'db.sqlite3'}"
    ),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # With Django's defaults, or with WAL alone, five people who publish at once meet "database is
    # locked"; with these three, none was seen. The pragma overrides the `timeout` option.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A page that cannot be made says so in a few seconds.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
# To open one costs a tenth of a page: the pragmas, and the functions that Django adds to SQLite.
DATABASES["default"]["CONN_MAX_AGE"] = 60

# -- Caches --------------------------------------------------------------------------------------

CACHES = {
    "default": env.cache_url_config(env.str("REDIS_URL", default="") or "locmemcache://default"),
    # Renditions never change under the same key, so each process may keep its own copy.
    "renditions": env.cache_url_config("locmemcache://renditions"),
    # The same holds for what is kept under a key that changes with its content.
    "local": env.cache_url_config("locmemcache://local"),
}
if CACHES["default"]["BACKEND"].endswith(".RedisCache"):
    CACHES["default"]["BACKEND"] = "site_lianes.core.redis_cache.ForgivingRedisCache"
CACHES["renditions"] |= {"TIMEOUT": 3600, "OPTIONS": {"MAX_ENTRIES": 2000}}
CACHES["local"] |= {"TIMEOUT": 3600}

# What each process keeps of the pages that it has made: some two thousand. 0 keeps none of them,
# and still what they have in common; None keeps nothing.
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MB", default=32) * 1_000_000
# Python runs one of them at a time: they are there for those that wait for the database or a disk.
THREADS = env.int("THREADS", default=4)

# -- Language and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

# -- Files ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_MANIFEST_ROOT: Path | None = None  # beside the files
STATICFILES_DIRS = [BASE_DIR / "site_lianes" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": storage_at(
        env.str("MEDIA_STORAGE_URL", default=""),
        env.str("AWS_ACCESS_KEY_ID", default=""),
        env.str("AWS_SECRET_ACCESS_KEY", default=""),
    ),
    "staticfiles": {"BACKEND": "site_lianes.core.staticfiles.BundledStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
# Nothing asks for the plain names: half the files to compress at the first start.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# -- People --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "users.User"
LOGIN_URL = "wagtailadmin_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# -- Content-Security-Policy ---------------------------------------------------------------------

# Visitors' pages run our own scripts, by their digests, and no other: no nonce is needed. See
# docs/decisions/0005-content-security-policy.md. Staff pages get STAFF_SECURITY_POLICY.
SCRIPT_DIGESTS = scripts.digests(BASE_DIR / "site_lianes" / "static" / "js")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [f"'{digest}'" for digest in SCRIPT_DIGESTS.values()] or [NONE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    },
}

# -- E-mail --------------------------------------------------------------------------------------

email = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(email)
if email["EMAIL_BACKEND"].endswith(".smtp.EmailBackend"):
    # It keeps what the server does not take.
    EMAIL_BACKEND = "site_lianes.core.mail.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="site@localhost")

# -- Log and metrics -----------------------------------------------------------------------------

# The name is the library's own: it reads this variable too.
METRICS_DIR = env.str("PROMETHEUS_MULTIPROC_DIR", default="")
if METRICS_DIR:
    MIDDLEWARE.insert(1, "site_lianes.core.monitoring.metrics.measure")

LOG_FORMAT = env.str("LOG_FORMAT", default="line")
LOGGING = logs.in_format(LOG_FORMAT)
if LOG_FORMAT == "json":
    MIDDLEWARE.insert(0, "site_lianes.core.monitoring.logs.name_requests")

# -- Wagtail -------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Lianes coopération"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "password_required.html"  # noqa: S105 - a template
WAGTAIL_I18N_ENABLED = False
# The members of « Publication » are told what to review. An administrator who is to be joins them.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# Addresses are typed, dictated and printed: "reservee", not "r%C3%A9serv%C3%A9e".
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_USER_LOGIN_FORM = "site_lianes.users.forms.LoginForm"
# The admin calls no other host.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []
# « Pages à vérifier » says which pages age; a date of publication says little.
WAGTAIL_AGING_PAGES_ENABLED = False
# As the staff write dates, in the fields of the admin too.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = ["Europe/Paris"]

# Wagtail advises it: the form of a long page, or of an import, has more fields than the 1,000 that
# Django takes.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAILAPI_LIMIT_MAX = 100

WAGTAILIMAGES_IMAGE_MODEL = "images.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "site_lianes.images.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# WebP is smaller than JPEG and PNG, and drops the GPS coordinates of the original.
WAGTAILIMAGES_FORMAT_CONVERSIONS = dict.fromkeys(("gif", "jpeg", "png", "webp"), "webp")

# From a bucket too: a redirection to it would be an address that anybody may pass on.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "xlsx", "zip"]

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backend"}}
