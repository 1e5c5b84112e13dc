"""An office as a visiting card: RFC 6350, line by line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home import vcard
from home.models import NetworkSettings, Office
from tests.factories import OfficeFactory

URL = "https://lianes.example/"
# What the RFC's ABNF allows between the colon and the end of an unfolded line.
LINE = re.compile(r"[A-Z]+(;[A-Z]+=[a-z]+)*:[^\x00-\x08\x0a-\x1f\x7f]*")


def built(**fields) -> bytes:
    values = {"name": "Bureaux à Lille", "street": "5 rue Jules de Vicq", "postal_code": "59000"}
    network = NetworkSettings(name="Lianes coopération")
    office = Office(network=network, town="Lille", **values | fields)
    return vcard.build(office, site_url=URL, uid=f"{URL}bureaux/1.vcf")


def unfolded(card: bytes) -> list[str]:
    *lines, rest = card.replace(b"\r\n ", b"").decode().split("\r\n")
    assert rest == ""
    return lines


def test_the_card_of_an_office():
    card = built(
        care_of="S/c MRES",
        phone="03 20 12 34 56",
        email="lille@lianes.example",
        opening_hours="du lundi au jeudi, de 9h00 à 17h30",
    )
    assert unfolded(card) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        "UID:https://lianes.example/bureaux/1.vcf",
        "FN:Lianes coopération – Bureaux à Lille",
        "ORG:Lianes coopération;Bureaux à Lille",
        "ADR;TYPE=work:;;S/c MRES,5 rue Jules de Vicq;Lille;;59000;France",
        "TEL;VALUE=uri;TYPE=work:tel:+33320123456",
        "EMAIL;TYPE=work:lille@lianes.example",
        "URL:https://lianes.example/",
        "NOTE:du lundi au jeudi\\, de 9h00 à 17h30",
        "END:VCARD",
    ]


def test_what_is_not_known_leaves_no_line():
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded(built())]
    assert not {"TEL", "EMAIL", "NOTE"} & set(names)


def test_a_number_that_is_not_french_stays_as_it_was_typed():
    assert "TEL;TYPE=work:+223 20 22 00 00" in unfolded(built(phone="+223 20 22 00 00"))


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\\,;:\n\r")))
def test_no_text_breaks_a_line_or_begins_a_property(text):
    card = built(name=text, care_of=text, opening_hours=text)
    assert b"\n" not in card.replace(b"\r\n", b"")
    assert b"\r" not in card.replace(b"\r\n", b"")
    pieces = card.split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.decode() is not None for piece in pieces)
    lines = unfolded(card)
    assert all(LINE.fullmatch(line) for line in lines)
    assert len(lines) == 10 if text else 8
    # Read back: the components of the address are seven, whatever they hold.
    address = next(line for line in lines if line.startswith("ADR"))
    assert len(re.split(r"(?<!\\)(?:\\\\)*;", address.partition(":")[2])) == 7


@pytest.mark.django_db
def test_the_foot_of_every_page_leads_to_the_card_of_each_office(client):
    office = OfficeFactory(name="Bureaux à Amiens")
    html = client.get("/").content.decode()
    assert f'href="/bureaux/{office.pk}.vcf"' in html
    response = client.get(f"/bureaux/{office.pk}.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="lianes-cooperation-bureaux-a-amiens.vcf"'
    )
    assert "FN:Lianes coopération – Bureaux à Amiens" in unfolded(response.content)
    assert f"UID:http://testserver/bureaux/{office.pk}.vcf" in unfolded(response.content)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/bureaux/999.vcf", "/bureaux/a.vcf", "/bureaux/.vcf"])
def test_other_offices_are_not_found(client, address):
    assert client.get(address).status_code == 404
