import errno
import mimetypes
import sys

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views import defaults
from django.views.decorators.cache import cache_control
from django.views.static import serve

from site_lianes.core.page_cache.keeping import A_WHILE, kept_for

# As nginx says of the pages that it makes itself.
SECONDS_TO_COME_BACK = 60


@cache_control(public=True, max_age=31_536_000, immutable=True)
def media(request: HttpRequest, path: str) -> FileResponse:
    """Serve an uploaded image where no nginx does. Documents go through Wagtail's view.

    An image's name is never used again, so it can be kept for ever. The policy makes an
    SVG that is opened by itself as harmless as in an <img>.
    """
    try:
        response = _image(request, path)
    except OSError as error:  # no such file in the bucket, or a name longer than a disk takes
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def _image(request: HttpRequest, path: str) -> FileResponse:
    try:
        return serve(request, path, document_root=default_storage.path("images"))
    except NotImplementedError:  # a bucket
        pass
    if ".." in path.split("/"):
        raise SuspiciousOperation
    kind, _encoding = mimetypes.guess_type(path)
    return FileResponse(
        default_storage.open(f"images/{path}"), content_type=kind or "application/octet-stream"
    )


def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask at the old address without reading the page."""
    return redirect(static("icons/favicon.svg"), permanent=False)


@kept_for(A_WHILE)
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap_url": f"{settings.SITE_URL}/sitemap.xml"}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 for what comes back by itself: a database that is down, a disk that is full.

    Called by Django, in answer to an exception.
    """
    error = sys.exception()
    is_full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    if not (is_full or isinstance(error, OperationalError | InterfaceError)):
        return defaults.server_error(request)
    headers = {"Retry-After": SECONDS_TO_COME_BACK, "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
