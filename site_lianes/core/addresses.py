from django.conf import settings


def absolute(path: str) -> str:
    """The whole public address of a path: what is read away from the site needs it."""
    return f"{settings.SITE_URL}{path}"
