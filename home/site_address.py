from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site


def follow_settings(**_: Any) -> None:
    """Make the default site answer at SITE_URL: canonical links and the sitemap come from it.

    Receives `post_migrate`, so that the environment is the one place where the address is set.
    """
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != (address.hostname, port):
        site.hostname, site.port = address.hostname, port
        site.save()
