from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from partners.forms import name_from
from partners.models import Funder
from tests.factories import FunderFactory, make_user

pytestmark = pytest.mark.django_db

LOGOS = "/admin/financeurs/logos/"


def png(colour: str = "green") -> bytes:
    content = BytesIO()
    Image.new("RGB", (400, 200), colour).save(content, "PNG")
    return content.getvalue()


def band(client) -> str:
    html = client.get("/").content.decode()
    return html.partition('class="funder-band"')[2].partition("</section>")[0]


def test_band_shows_the_funders_in_order_and_leaves_out_the_hidden(client):
    FunderFactory(name="Deuxième", sort_order=2)
    FunderFactory(name="Premier", sort_order=1, link="https://premier.example/")
    FunderFactory(name="Caché", is_shown=False)
    html = band(client)
    assert html.index('alt="Premier"') < html.index('alt="Deuxième"')
    assert 'href="https://premier.example/"' in html
    assert "Caché" not in html


def test_funder_without_logo_is_shown_by_its_name(client):
    FunderFactory(name="Sans logo", logo=None)
    assert "Sans logo" in band(client)


def test_logos_with_their_renditions_take_one_query(django_assert_num_queries):
    FunderFactory.create_batch(3)
    with django_assert_num_queries(1):
        assert all(funder.plate.url for funder in Funder.objects.shown().with_logos())


def test_several_logos_sent_at_once_become_funders_named_after_their_files(client):
    client.force_login(make_user("Publication"))
    known = FunderFactory(name="Ville de Lille")
    files = [
        SimpleUploadedFile("Région_Hauts-de-France.png", png()),
        SimpleUploadedFile("ville-de-lille.png", png("red")),
    ]
    response = client.post(LOGOS, {"logos": files}, follow=True)
    html = response.content.decode()
    assert "Nouveaux financeurs\u00a0: Région Hauts de France. Vérifiez les noms" in html
    assert "Nouveau logo pour\u00a0: Ville de Lille." in html
    assert Funder.objects.get(name="Région Hauts de France").logo.description
    assert Funder.objects.count() == 2
    assert Funder.objects.get(pk=known.pk).logo != known.logo


def test_one_bad_file_stores_none_and_is_named(client):
    client.force_login(make_user("Publication"))
    files = [SimpleUploadedFile("bon.png", png()), SimpleUploadedFile("page.png", b"<html>")]
    response = client.post(LOGOS, {"logos": files})
    assert "page.png\u00a0: " in response.content.decode()
    assert not Funder.objects.exists()


def test_sending_logos_is_for_publication_only(client):
    client.force_login(make_user("Rédaction"))
    client.post(LOGOS, {"logos": [SimpleUploadedFile("bon.png", png())]})
    assert not Funder.objects.exists()


def test_a_file_whose_name_says_nothing_is_refused(client):
    client.force_login(make_user("Publication"))
    response = client.post(LOGOS, {"logos": [SimpleUploadedFile("---.png", png())]})
    assert "nommez ce fichier d’après le financeur" in response.content.decode()
    assert not Funder.objects.exists()


def test_a_funder_is_recognised_without_accents_or_apostrophes(client):
    client.force_login(make_user("Publication"))
    known = FunderFactory(name="Caisse d’Épargne")
    client.post(LOGOS, {"logos": [SimpleUploadedFile("caisse-d’épargne.png", png())]})
    assert list(Funder.objects.all()) == [known]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("ville-de-lille.png", "Ville de lille"),
        ("Région_Hauts-de-France.png", "Région Hauts de France"),
        ("LOGO_MEL_RVB_300x200.png", "MEL"),
        ("logo-afd (1).png", "Afd"),
        ("Fondation de France - logo HD copie 2.png", "Fondation de France"),
        ("métropole.lilloise v2.svg", "Métropole lilloise"),
        ("Caisse d’Épargne.webp", "Caisse d’Épargne"),
        ("Emmaüs 72dpi.png", "Emmaüs"),
        ("Département 59.png", "Département 59"),
        ("Les 5 Bonniers_logo définitif.svg", "Les 5 Bonniers"),
        ("logo.png", "Logo"),
        ("59.png", "59"),
        (f"{'a' * 200}.png", "A" + "a" * 149),
    ],
)
def test_the_name_is_what_is_left_of_the_files(file, name):
    assert name_from(SimpleUploadedFile(file, b"")) == name


def test_two_files_that_give_one_name_are_refused_together(client):
    client.force_login(make_user("Publication"))
    files = [
        SimpleUploadedFile("ville-de-lille.png", png()),
        SimpleUploadedFile("logo Ville de Lille RVB.png", png()),
    ]
    html = client.post(LOGOS, {"logos": files}).content.decode()
    assert "ville-de-lille.png et logo Ville de Lille RVB.png donnent le même nom" in html
    assert not Funder.objects.exists()


def test_new_funders_come_last_in_the_order_of_their_files(client):
    client.force_login(make_user("Publication"))
    FunderFactory(name="Premier", sort_order=40)
    client.post(LOGOS, {"logos": [SimpleUploadedFile(f"{n}.png", png()) for n in ("b", "a")]})
    assert list(Funder.objects.values_list("name", flat=True)) == ["Premier", "B", "A"]
