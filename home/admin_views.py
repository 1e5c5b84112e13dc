"""Screens of the staff: the guides."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.static import serve

from home import guides


def guide(request: HttpRequest, name: str = guides.GUIDES[0]) -> HttpResponse:
    if name not in guides.GUIDES:
        raise Http404
    others = [(each, guides.read(each)) for each in guides.GUIDES if each != name]
    context = {"guide": guides.read(name), "others": others}
    return TemplateResponse(request, "home/admin/guide.html", context)


def guide_image(request: HttpRequest, name: str) -> FileResponse:
    return serve(request, name, document_root=guides.IMAGES)
