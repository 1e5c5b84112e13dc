"""The addresses that machines ask. They want no known host, no HTTPS, no session, no template."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from site_lianes.core.monitoring import health

Probe = Callable[[HttpRequest], HttpResponse]
NOT_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. A database that is down is no reason to start it again."""
    return JsonResponse({"etat": _("en marche")}, headers=NOT_KEPT)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The process can serve every page, or says in French what it lacks."""
    faults = health.faults()
    answer = {"etat": _("pas prêt"), "manque": faults} if faults else {"etat": _("prêt")}
    return JsonResponse(
        answer,
        status=503 if faults else 200,
        headers=NOT_KEPT,
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For a Prometheus that asks the process itself: through nginx there is nothing here."""
    from site_lianes.core.monitoring import metrics  # noqa: PLC0415 - only where they are kept

    if "X-Forwarded-For" in request.headers:
        return HttpResponse(status=404)
    return HttpResponse(metrics.exposed(), content_type=metrics.CONTENT_TYPE, headers=NOT_KEPT)


def answer_probes(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware, the first of all."""
    probes: dict[str, Probe] = {"/sante/": live, "/sante/pret/": ready}
    if settings.METRICS_DIR:
        probes["/metrics"] = metrics

    def middleware(request: HttpRequest) -> HttpResponseBase:
        probe = probes.get(request.path_info)
        return probe(request) if probe else get_response(request)

    return middleware
