"""A server on the Internet, behind HTTPS. Refuses to start without its secrets.

Demanded: SECRET_KEY (50 characters or more), SITE_URL (https://…). See docs/operations.md.
"""

from django.core.exceptions import ImproperlyConfigured

from site_lianes.settings.base import *

SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must hold at least 50 random characters.")

if not env.str("SITE_URL").startswith("https://"):
    raise ImproperlyConfigured("SITE_URL must be the public address and begin with https://")
ALLOWED_HOSTS += env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# Of this version alone: see deploy/release.sh.
STATIC_MANIFEST_ROOT = BASE_DIR / "var"

# nginx, or any proxy in front, says by this header whether the visitor came by HTTPS.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
# The association may have other sub-domains that are not on HTTPS yet: it decides.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
