"""How a view says that its answer may be kept for everybody, and until when."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from site_lianes.core.page_cache.asked import normal_query

# Set by the cache on the requests whose answer it can keep.
CAN_BE_KEPT = "lianes.can_be_kept"
# The name and the value that nginx knows; the cache takes it away.
KEPT_UNTIL = "X-Accel-Expires"
# What nginx is told instead, of a moment that has passed: to keep a copy for when the application
# fails, and to ask each time until then. A second of its own would be one more than a publication
# may take to be seen.
ASKED_EACH_TIME = (KEPT_UNTIL, "@1")
# For what does not say when it changes by itself.
A_WHILE = timedelta(minutes=1)
# For what never does.
A_DAY = timedelta(days=1)

View = Callable[..., HttpResponseBase]


def can_be_kept(request: HttpRequest) -> bool:
    return CAN_BE_KEPT in request.META


def keep(
    request: HttpRequest, response: HttpResponseBase, *, until: datetime, query: str = ""
) -> None:
    """Let the answer be kept, if the page was asked for by its own query: others make no entry."""
    own_query = normal_query(query.removeprefix("?"))
    if can_be_kept(request) and own_query == request.META["QUERY_STRING"]:
        response[KEPT_UNTIL] = f"@{until.timestamp()}"


def kept_for(life: timedelta) -> Callable[[View], View]:
    """For a view that reads no query, and looks at nothing of who asks."""

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            until = timezone.now() + life
            response = view(request, *args, **kwargs)
            keep(request, response, until=until)
            return response

        return kept

    return decorate
