"""A log that programs read: one JSON object a line, and nothing of who asks."""

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

GIVEN_ID = re.compile(r"[\w-]{8,64}", re.ASCII)

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def in_format(name: str) -> dict[str, Any]:
    """The LOGGING of the settings: "line" for people, "json" for programs."""
    own = "site_lianes.core.monitoring.logs"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "{levelname} {name} {message}", "style": "{"},
            "json": {"()": f"{own}.JSONFormatter"},
        },
        "filters": {"without_probes": {"()": f"{own}.WithoutProbes"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": name,
                "filters": ["without_probes"],
            }
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Each search index entry is a task, said in two lines.
            "django_tasks": {"level": "WARNING"},
            # What is done to pages is kept in their history, and read there.
            "wagtail": {"level": "WARNING"},
            # Of its beginning and its end, what starts it says more.
            "uvicorn.error": {"level": "WARNING"},
        },
    }


class JSONFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        line = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := _request_id.get():
            line["request_id"] = request_id
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class WithoutProbes(logging.Filter):
    """Whoever asks whether the site is ready is told: the log need not repeat it each time."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        return not (isinstance(request, HttpRequest) and request.path_info.startswith("/sante/"))


def name_requests(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware: the lines of a request have the identifier that nginx gave it, or one of ours.

    It is never taken back: Django writes its own line about an answer after the last middleware,
    and the next request of this thread has another.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        _request_id.set(given if GIVEN_ID.fullmatch(given) else secrets.token_hex(16))
        return get_response(request)

    return middleware
