import mimetypes

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.static import serve

from site_lianes.core.page_cache.keeping import A_WHILE, kept_for


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
