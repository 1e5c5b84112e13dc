import pytest
from wagtail.models import Site

from home.models import NetworkSettings
from tests.core.page_cache.visiting import Visitors


@pytest.fixture
def visitors(db) -> Visitors:
    # The first visitor ever makes the settings of the site: a change of its content.
    NetworkSettings.for_site(Site.objects.get())
    return Visitors()
