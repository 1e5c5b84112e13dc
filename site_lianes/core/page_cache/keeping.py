"""How a view says that its answer may be kept for everybody, and until when."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from math import inf
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from site_lianes.core.page_cache.asked import normal_query

# Set by the cache on the requests whose answer it can keep.
CAN_BE_KEPT = "lianes.can_be_kept"
# The name and the value that nginx knows. The cache takes away what a view says by it, and tells
# nginx something else.
KEPT_UNTIL = "X-Accel-Expires"
# A moment that has passed: nginx keeps a copy for when the application fails, and asks each time
# until then.
LONG_AGO = "@1"
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


def told_to_a_proxy(now: float, known_at: float, until: float = inf) -> tuple[str, str]:
    """How long nginx may show its copy of an answer without asking: to the end of this second.

    nginx counts whole seconds. Of content that was looked at in this same one (`known_at`), a copy
    outlives no publication by more than a second. All are moments in seconds since 1970.
    """
    second = int(now)
    may_stay = int(known_at) == second and until >= second + 1
    return KEPT_UNTIL, f"@{second}" if may_stay else LONG_AGO


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
