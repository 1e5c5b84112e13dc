"""What Prometheus counts, for all the processes of a machine together.

Imported only where PROMETHEUS_MULTIPROC_DIR is set: each process then counts in a file of its own
in this directory, which must be empty when the server starts (systemd sees to it).

What a page cache answers before Django is not seen here: count it where it answers, by a Counter
of this module.
"""

from collections.abc import Callable, Iterator
from time import perf_counter

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from site_lianes.core.monitoring import health

CONTENT_TYPE = CONTENT_TYPE_LATEST

SECONDS = Histogram(
    "lianes_request_seconds",
    "How long Django took to answer, by the name of the view.",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
ANSWERS = Counter(
    "lianes_answers", "Answers, by the name of the view and status.", ["view", "status"]
)


def measure(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware. The names of views are few, whatever visitors type."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        started = perf_counter()
        response = get_response(request)
        match = request.resolver_match
        view = (match and match.view_name) or "none"
        SECONDS.labels(view).observe(perf_counter() - started)
        ANSWERS.labels(view, response.status_code).inc()
        return response

    return middleware


class State:
    """What is asked of the site at the moment of the reading."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        faults = health.faults()
        yield GaugeMetricFamily(
            "lianes_database_up", "Whether the database answers.", value="base" not in faults
        )
        yield GaugeMetricFamily(
            "lianes_ready", "Whether /sante/pret/ says that all is well.", value=not faults
        )


def exposed() -> bytes:
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(State())
    return generate_latest(registry)
