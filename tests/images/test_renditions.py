import pytest
from django.core.management import call_command
from wagtail.models import Page

from site_lianes.images.models import Rendition

pytestmark = pytest.mark.django_db


def test_no_visitor_of_the_demo_waits_for_a_rendition(client):
    call_command("load_demo", verbosity=0)
    before = set(Rendition.objects.values_list("pk", flat=True))
    for page in Page.objects.live().filter(depth__gt=1):
        assert client.get(page.get_url()).status_code == 200
    assert set(Rendition.objects.values_list("pk", flat=True)) == before
