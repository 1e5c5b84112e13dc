import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage
from tests.factories import EventPageFactory, home_page

pytestmark = pytest.mark.django_db


def add(parent: Page, title: str, **fields) -> ContentPage:
    return parent.add_child(instance=ContentPage(title=title, **fields))


def test_pages_are_found_at_their_path_whatever_their_depth(client):
    child = add(add(add(home_page(), "Un"), "Deux"), "Trois")
    event = EventPageFactory(slug="rencontre")
    for page, address in [(child, "/un/deux/trois/"), (event, "/agenda/rencontre/")]:
        response = client.get(address)
        assert response.status_code == 200
        assert response.context["page"] == page
        assert type(response.context["page"]) is type(page)


@pytest.mark.parametrize(
    "address", ["/absente/", "/agenda/absente/", "/un/deux/", "/deux/", "/%00/", "/" + "a/" * 300]
)
def test_other_addresses_are_not_found_in_french(client, address):
    add(add(home_page(), "Un"), "Deux", live=False)
    response = client.get(address)
    assert response.status_code == 404
    assert "Cette page est introuvable" in response.content.decode()


def test_address_without_its_final_slash_is_completed(client):
    add(home_page(), "Un")
    response = client.get("/un")
    assert response.status_code in {301, 302}
    assert response["Location"] == "/un/"


def test_menu_breadcrumb_and_legal_links_come_from_the_tree(client):
    parent = add(home_page(), "Le réseau", show_in_menus=True)
    page = add(parent, "L’équipe")
    add(home_page(), "Mentions légales", in_foot=True)
    add(home_page(), "Brouillon", show_in_menus=True, live=False)
    frame = client.get(page.get_url()).context["frame"]
    assert [item.title for item in frame.menu] == ["Le réseau"]
    assert [item.title for item in frame.breadcrumb] == ["Le réseau"]
    assert [item.title for item in frame.legal_pages] == ["Mentions légales"]


def test_private_page_asks_for_its_password_in_the_sites_look(client):
    page = add(home_page(), "Réservée")
    PageViewRestriction.objects.create(
        page=page,
        restriction_type="password",
        password="sésame",  # noqa: S106 - guards nothing
    )
    html = client.get("/reservee/").content.decode()
    assert "Cette page est protégée" in html
    assert 'aria-label="Menu principal"' in html
    action = html.partition('method="post" action="')[2].partition('"')[0]
    client.post(action, {"password": "sésame", "return_url": "/reservee/"})
    assert client.get("/reservee/").context["page"] == page


def test_canonical_address_and_sitemap_name_the_public_site(client):
    page = add(home_page(), "Un")
    html = client.get("/un/").content.decode()
    assert f'<link rel="canonical" href="{page.full_url}">' in html
    assert f"<loc>{page.full_url}</loc>" in client.get("/sitemap.xml").content.decode()
