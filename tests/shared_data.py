"""What all tests of a module begin with, made once for them."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction

from tests.caches import empty_caches


def shared_by_module(make: Callable[[], Any]) -> Callable[..., Any]:
    """A fixture that gives each test what `make` made, as if it had been made for it alone.

    All is made in a transaction that ends with the module; each test runs in a savepoint of it, so
    that what it changes is undone after it, and is given copies of its own in memory. Hence all
    tests of the module see what is made, whether they ask for it or not, and it begins before any
    fixture of a test: `make` sets the clock that it needs.
    """

    @pytest.fixture(scope="module", autouse=True)
    def made(request: pytest.FixtureRequest) -> Iterator[Callable[[], Any]]:
        refuse_commits(request)
        request.getfixturevalue("django_db_setup")
        blocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock(), transaction.atomic():
            empty_caches()
            shared = make()
            with blocker.block():
                yield lambda: deepcopy(shared)
            transaction.set_rollback(True)

    return made


def refuse_commits(request: pytest.FixtureRequest) -> None:
    """A test that commits empties the database after it: what others share is not for it."""
    for item in request.session.items:
        if item.path == request.path and _commits(item):
            pytest.fail(f"{item.nodeid} commits what the tests of its module share.")


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    is_asked_for = marker and (marker.args[:1] == (True,) or marker.kwargs.get("transaction"))
    return is_asked_for or bool({"transactional_db", "live_server"} & set(item.fixturenames))
