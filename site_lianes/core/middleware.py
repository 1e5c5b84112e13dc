from collections.abc import Callable
from typing import Any

from csp.constants import HEADER, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.db import transaction
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.models.sites import get_site_for_hostname

from site_lianes.core.content import is_shown_to_all, kept

# What Wagtail's admin needs: scripts of its own, some of them inline.
STAFF_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [SELF],
}
# What Wagtail's bar needs on the public pages that signed-in staff look at.
USER_BAR_SECURITY_POLICY = {
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],
    "connect-src": [SELF],
    "frame-src": [SELF],
}


site_at = kept(get_site_for_hostname)


def know_site(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Tell Wagtail which of its sites is asked for: it would make two queries for it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if is_shown_to_all():
            host, _ = split_domain_port(request.get_host())
            site = site_at(host, request.get_port())
            request._wagtail_site = site  # noqa: SLF001 - where Wagtail looks for it
        return get_response(request)

    return middleware


class WholePagesMiddleware:
    """What a form of the admin does to a page is stored whole or not at all.

    Wagtail stores the page, its revision and the publication one after the other: if the process
    is killed in between, a draft is left that nobody asked for. The last of all, as it calls the
    view. Previews store nothing of a page, and are often asked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        asked = request.resolver_match
        changes_a_page = request.method == "POST" and asked.namespace == "wagtailadmin_pages"
        if not changes_a_page or asked.url_name.startswith("preview"):
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy of the settings for visitors; what Wagtail needs for the staff."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        # To ask who is signed in would make an image's answer vary by cookie.
        return response if HEADER in response else super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        user = getattr(request, "user", None)
        if request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = STAFF_SECURITY_POLICY
        elif user and user.is_authenticated:
            parts.replace = USER_BAR_SECURITY_POLICY
        return parts
