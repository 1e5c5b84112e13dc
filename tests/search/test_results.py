import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from home.models import ContentPage
from tests.factories import EventPageFactory, OrganiserFactory, ThemeFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    """One page of each searchable kind that speaks of the Mali."""
    event = EventPageFactory(
        title="Groupe Pays Mali",
        summary="Fâches-Thumesnil",
        themes=[ThemeFactory(name="puits")],
        organisers=[OrganiserFactory(name="Tinkaré")],
    )
    content = ContentPage(title="Le réseau", slug="reseau", introduction="Avec le Mali")
    home_page().add_child(instance=content)
    return event, content


def found(client, query: str) -> list[str]:
    response = client.get("/recherche/", {"q": query})
    assert response.status_code == 200
    return sorted(result.page.title for result in response.context.get("results", ()))


def test_pages_of_all_types_are_found(client, pages):
    assert found(client, "Mali") == ["Groupe Pays Mali", "Le réseau"]


@pytest.mark.parametrize("query", ["Fâches", "puits", "Lille", "59000", "Tinkaré"])
def test_an_event_is_found_by_its_place_and_theme(client, pages, query):
    assert found(client, query) == ["Groupe Pays Mali"]


def test_drafts_and_private_pages_are_not_found(client, pages):
    event, content = pages
    event.unpublish()
    PageViewRestriction.objects.create(page=content, restriction_type="login")
    assert found(client, "Mali") == []


def test_nothing_found_says_what_to_try(client):
    html = client.get("/recherche/?q=introuvable").content.decode()
    assert "Aucun résultat pour «\u202fintrouvable\u202f»" in html
    assert "Un ou deux mots suffisent" in html


def test_what_was_typed_stays_in_the_field_as_text(client):
    html = client.get("/recherche/", {"q": '"><script>x</script> mali'}).content.decode()
    typed = "&quot;&gt;&lt;script&gt;x&lt;/script&gt; mali"
    assert f'value="{typed}"' in html
    assert f"<title> Recherche : {typed} –" in " ".join(html.split())
    assert "<script>" not in html


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "\x00",
        " ",
        "",
        "*",
        "(",
        "a AND",
        "OR",
        "NOT",
        "NEAR(a b)",
        "-",
        "--",
        "’",
        "a:b",
        "^a",
        "%",
        "\\",
        "é" * 100_000,
        "mali' OR 1=1 --",
    ],
)
def test_every_query_string_is_answered(client, pages, query):
    found(client, query)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text(max_size=60) | st.text(alphabet="\"'*()-:^ANDORT aé’", max_size=20))
def test_any_text_is_answered(client, query):
    found(client, query)


@pytest.mark.parametrize(
    "query", ["?q=%ff", "?q=a&q=b", "?q=mali&page=abc", "?q=mali&page=-7", "?"]
)
def test_malformed_addresses_are_answered(client, pages, query):
    assert client.get(f"/recherche/{query}").status_code == 200
