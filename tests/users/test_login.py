import pytest
from lxml import html

pytestmark = pytest.mark.django_db


def test_the_staff_signs_in_in_french(client):
    page = html.fromstring(client.get("/admin/login/").content)
    labels = [" ".join(label.text_content().split()) for label in page.iter("label")]
    assert labels == ["Nom d’utilisateur*", "Mot de passe*", "Se souvenir de moi"]
    assert page.findtext(".//h1").strip() == "Lianes coopération"
