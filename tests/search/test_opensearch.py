"""The description that lets a browser offer this site among its search engines."""

from xml.etree import ElementTree

import pytest

from search.opensearch import short_name
from tests.factories import EventPageFactory

pytestmark = pytest.mark.django_db

NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_every_page_leads_to_the_description(client):
    html = " ".join(client.get("/").content.decode().split())
    assert (
        '<link rel="search" href="/opensearch.xml" type="application/opensearchdescription+xml" '
        'title="Lianes coopération">'
    ) in html


def test_the_description_leads_to_results(client):
    EventPageFactory(title="Groupe Pays Mali")
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    assert root.findtext("o:ShortName", namespaces=NAMES) == "Lianes"
    assert root.findtext("o:LongName", namespaces=NAMES) == "Lianes coopération"
    results, own = (url.get("template") for url in root.findall("o:Url", NAMES))
    assert own == "http://testserver/opensearch.xml"
    address = results.removeprefix("http://testserver").replace("{searchTerms}", "mali")
    assert "Groupe Pays <mark>Mali</mark>" in client.get(address).content.decode()


def test_a_name_with_signs_stays_xml(client, settings):
    settings.WAGTAIL_SITE_NAME = "Eau & <Santé>"
    root = ElementTree.fromstring(client.get("/opensearch.xml").content)  # noqa: S314 - our own
    assert root.findtext("o:ShortName", namespaces=NAMES) == "Eau & <Santé>"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Lianes", "Lianes"),
        ("Lianes coopération", "Lianes"),
        ("Le réseau des uns et des autres", "Le réseau des"),
        ("Anticonstitutionnellement", "Anticonstitution"),
        ("", ""),
    ],
)
def test_the_short_name_holds_whole_words_in_sixteen_characters(name, short):
    assert short_name(name) == short
