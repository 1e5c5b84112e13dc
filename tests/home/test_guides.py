"""The guides in the admin: what they link and show is there."""

import re
from html import unescape

import pytest
from django.urls import reverse

from home import guides
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(make_user("Rédaction"))
    return client


@pytest.mark.parametrize("name", guides.GUIDES)
def test_every_link_and_picture_of_a_guide_leads_somewhere(staff, name):
    page = staff.get(reverse("guide", args=[name])).content.decode()
    main = page.split('<div class="nice-padding staff-screen staff-guide">')[1].split("</main>")[0]
    anchors = set(re.findall(r'id="([^"]+)"', main))
    for address in re.findall(r'(?:href|src)="([^"]+)"', main):
        path, _, anchor = unescape(address).partition("#")
        if path:
            assert staff.get(path).status_code == 200, address
        else:
            assert anchor in anchors, address


def test_the_guide_says_what_its_file_says(staff):
    response = staff.get(reverse("guide"))
    text = response.content.decode()
    guide = response.context["guide"]
    assert guide.title == "Guide de la rédaction"
    assert {"Relecture", "Programmer", "Commentaires"} <= {each.text for each in guide.headings}
    assert '<h2 id="relecture">Relecture</h2>' in text
    assert text.count("<h1") == 1
    picture = f'<img src="{reverse("guide_image", args=["accueil.webp"])}" alt="L’accueil de'
    assert picture in text
    assert re.search(r'width="\d+" height="\d+" loading="lazy"', text)


def test_the_menu_leads_to_the_guide_and_to_no_other_site(staff):
    screen = staff.get(reverse("guide")).content.decode()
    assert f'"url": "{reverse("guide")}"' in screen
    assert "guide.wagtail.org" not in screen


def test_a_guide_that_is_none_is_not_found(staff):
    assert staff.get(reverse("guide", args=["operations"])).status_code == 404
    assert staff.get(reverse("guide_image", args=["rien.webp"])).status_code == 404


def test_the_guides_are_for_the_staff(client):
    for address in (reverse("guide"), reverse("guide_image", args=["accueil.webp"])):
        assert client.get(address)["Location"].startswith("/admin/login/")
