"""LOG_FORMAT=json: lines that programs read."""

import json
import logging
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from site_lianes.core.monitoring.logs import JSONFormatter, name_requests

GIVEN = "0123456789abcdef0123456789abcdef"


def line(message: str = "Une ligne", *arguments: object, **options: object) -> dict[str, str]:
    record = logging.LogRecord("events", logging.WARNING, __file__, 1, message, arguments, None)
    record.__dict__.update(options)
    written = JSONFormatter().format(record)
    assert "\n" not in written
    return json.loads(written)


def named(**headers: str) -> str:
    """The identifier that a line gets during a request."""
    seen = []

    def view(_request: object) -> HttpResponse:
        seen.append(line()["request_id"])
        return HttpResponse()

    name_requests(view)(RequestFactory().get("/", headers=headers))
    return seen[0]


def test_a_line_is_an_object():
    written = line("%d lignes\net « une » de plus", 2, created=0.25)
    written.pop("request_id", None)
    assert written == {
        "time": "1970-01-01T00:00:00.250+00:00",
        "level": "WARNING",
        "logger": "events",
        "message": "2 lignes\net « une » de plus",
    }


def test_an_exception_is_in_the_same_line():
    try:
        raise ValueError("abîmé")
    except ValueError:
        written = line(exc_info=sys.exc_info())
    assert written["exception"].endswith("ValueError: abîmé")


def test_a_request_has_the_identifier_that_nginx_gave_it():
    assert named(X_Request_ID=GIVEN) == GIVEN


@pytest.mark.parametrize("given", ["", "court", "a" * 65, "dix mots dans une ligne", 'a"b\\c" "x'])
def test_an_identifier_that_is_none_is_replaced(given):
    own = named(X_Request_ID=given)
    assert len(own) == 32
    assert own != named(X_Request_ID=given)
