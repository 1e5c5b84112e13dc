"""Which kept page a request asks for, told from the WSGI environment alone."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from wagtail import hooks

# What campaigns and networks add to the links of the site: no page reads it.
TRACKERS = ("utm_", "mtm_", "pk_", "fbclid", "gclid", "mc_cid", "mc_eid")
# Longer ones are not worth the memory that they would be known by.
LONGEST_QUERY = 500
PORTS = {"http": 80, "https": 443}

# A request that has one of these wants an answer made for it alone.
CONDITIONS = {"HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE"}


class Asked(NamedTuple):
    """The key of a kept page."""

    host: str
    is_secure: bool
    path: str
    # None if a page might read what no app has registered: such a page is not kept.
    query: str | None


class Door:
    """Reads requests by what the settings say, which is read once."""

    def __init__(self) -> None:
        self._hosts = set(known_hosts(settings.ALLOWED_HOSTS, settings.SITE_URL))
        self._cookies = [
            f"{name}="
            for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages")
        ]
        self._proxy = settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme", "https")

    def read(self, environ: dict[str, Any]) -> Asked | None:
        """None for whoever may be given other pages: forms, signed-in people, forged hosts."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        host = environ.get("HTTP_HOST")
        if host not in self._hosts or not CONDITIONS.isdisjoint(environ):
            return None
        cookies = environ.get("HTTP_COOKIE")
        if cookies and any(name in cookies for name in self._cookies):
            return None
        query = environ.get("QUERY_STRING", "")
        if query:
            query = normal_query(query)
        header, value = self._proxy
        return Asked(host, environ.get(header) == value, environ["PATH_INFO"], query)


def known_hosts(allowed: Iterable[str], site_url: str) -> Iterable[str]:
    """The `Host` headers under which pages are kept: Django takes any port with an allowed name."""
    address = urlsplit(site_url)
    port = address.port or PORTS[address.scheme]
    for name in allowed:
        if not name.startswith((".", "*")):
            yield f"{name}:{port}"
            if port == PORTS[address.scheme]:
                yield name


def normal_query(query: str) -> str | None:
    """The same for all orders, without what no page reads; None if a page might read the rest."""
    return _normal_query(query) if len(query) <= LONGEST_QUERY else None


@lru_cache(maxsize=1024)
def _normal_query(query: str) -> str | None:
    pairs = parse_qsl(query, keep_blank_values=True)
    read = [pair for pair in pairs if not pair[0].startswith(TRACKERS)]
    if any(name not in known_parameters() for name, _ in read):
        return None
    # As a form sends the fields that are left empty.
    return urlencode(sorted(pair for pair in read if pair[1]))


def known_parameters() -> set[str]:
    """What the kept pages read of their addresses, as the apps say."""
    return {name for names in hooks.get_hooks("register_kept_parameters") for name in names()}
