from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.static import serve

from site_lianes.core.page_cache.keeping import A_WHILE, kept_for


@cache_control(public=True, max_age=31_536_000, immutable=True)
def media(request: HttpRequest, path: str) -> FileResponse:
    """Serve an uploaded image where no nginx or S3 does. Documents go through Wagtail's view.

    An image's name is never used again, so it can be kept for ever. The policy makes an
    SVG that is opened by itself as harmless as in an <img>.
    """
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT / "images")
    except OSError as error:  # a name longer than the file system takes
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask at the old address without reading the page."""
    return redirect(static("icons/favicon.svg"), permanent=False)


@kept_for(A_WHILE)
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap_url": f"{settings.SITE_URL}/sitemap.xml"}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")
