from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from wagtail.models import Site

from home.models import NetworkSettings
from tests.core.page_cache.visiting import Visitors
from tests.factories import EventPageFactory, ThemeFactory


@pytest.fixture
def visitors(db) -> Iterator[Visitors]:
    # The first visitor ever makes the settings of the site: a change of its content.
    NetworkSettings.for_site(Site.objects.get())
    # As Django's test client does: a request would close the connection of the test.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Visitors()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def event(db):
    return EventPageFactory(slug="rencontre", themes=[ThemeFactory(slug="eau")])
