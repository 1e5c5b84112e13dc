"""Texts to send: never too long, and never without the date and the address."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.share_text import (
    MESSAGE_LIMIT,
    SMS_LIMIT,
    ShareFacts,
    message_links,
    message_text,
    shorten,
    sms_links,
    sms_text,
)
from tests.events.test_dates import paris
from tests.factories import EventPageFactory, PlaceFactory

MALI = ShareFacts(
    title="Groupe Pays Mali",
    dates="Jeudi 17 octobre 2019 de 18h00 à 21h00",
    place="Centre social, Fâches-Thumesnil",
    summary="Deuxième rencontre du groupe.",
    address="https://lianes.example/agenda/groupe-pays-mali/",
    short_address="https://lianes.example/e/12/",
)
slugs = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=255)
facts = st.builds(
    ShareFacts,
    title=st.text(min_size=1, max_size=255).filter(lambda text: text.strip()),
    dates=st.just("Du 31 décembre 2026 à 22h00 au 1er janvier 2027 à 02h00"),
    place=st.text(max_size=252),
    summary=st.text(max_size=300),
    address=st.builds("https://lianes.example/agenda/{}/".format, slugs),
    short_address=st.just("https://lianes.example/e/123456/"),
)


def test_message_says_all_that_matters():
    assert message_text(MALI) == (
        "Groupe Pays Mali\n"
        "Jeudi 17 octobre 2019 de 18h00 à 21h00\n"
        "Centre social, Fâches-Thumesnil\n"
        "Deuxième rencontre du groupe.\n"
        "https://lianes.example/agenda/groupe-pays-mali/"
    )


def test_sms_says_what_fits():
    assert sms_text(MALI) == (
        "Groupe Pays Mali\n"
        "Jeudi 17 octobre 2019 de 18h00 à 21h00\n"
        "Centre social, Fâches-Thumesnil\n"
        "https://lianes.example/agenda/groupe-pays-mali/"
    )


@given(facts=facts)
@example(facts=MALI)
@pytest.mark.parametrize(("make", "limit"), [(message_text, MESSAGE_LIMIT), (sms_text, SMS_LIMIT)])
def test_text_is_within_its_limit_with_date_and_address_whole(make, limit, facts):
    text = make(facts)
    assert len(text) <= limit
    assert facts.dates in text
    assert text.endswith((f"\n{facts.address}", f"\n{facts.short_address}"))


@given(facts=facts)
def test_only_an_address_that_leaves_no_room_for_the_title_is_shortened(facts):
    title = " ".join(facts.title.split())
    fits = len(f"{title}\n{facts.dates}\n{facts.address}") <= SMS_LIMIT
    assert sms_text(facts).endswith(facts.address if fits else facts.short_address)


@given(text=st.text(), limit=st.integers(0, 120))
def test_a_word_is_never_cut_without_saying_so(text, limit):
    words = " ".join(text.split())
    short = shorten(text, limit)
    assert len(short) <= limit
    if len(words) <= limit:
        assert short == words
    elif short:
        assert short.endswith("…")
        assert words.startswith(short[:-1])


def test_words_are_kept_whole():
    assert (
        shorten("Soigner ici et là-bas : hôpitaux en coopération", 25) == "Soigner ici et là-bas…"
    )


def test_links_hold_the_text_and_nothing_else():
    mail, whatsapp = message_links(MALI)
    (sms,) = sms_links(MALI)
    assert mail.address.startswith(
        "mailto:?subject=Groupe%20Pays%20Mali&body=Groupe%20Pays%20Mali%0A"
    )
    assert whatsapp.address.startswith("https://wa.me/?text=Groupe%20Pays%20Mali%0AJeudi")
    assert sms.address.startswith("sms:?&body=Groupe%20Pays%20Mali%0AJeudi")


@pytest.mark.django_db
def test_page_offers_the_texts_as_plain_text_that_can_be_selected(client):
    event = EventPageFactory(
        title="Projection",
        status="cancelled",
        starts_at=paris(2027, 1, 15, 20),
        ends_at=paris(2027, 1, 15, 22),
        place=PlaceFactory(name="Médiathèque", town="Arras"),
    )
    text = (
        "ANNULÉ — Projection\nVendredi 15 janvier 2027 de 20h00 à 22h00\nMédiathèque, Arras\n"
        f"{event.full_url}"
    )
    html = client.get(event.get_url()).content.decode()
    assert html.count(f"data-share-text>{text}</p>") == 2
    assert "<button" not in html.partition("event-share")[2].partition("</details>")[0]


@pytest.mark.django_db
def test_short_address_leads_to_the_page_wherever_it_is(client):
    event = EventPageFactory(slug="avant")
    assert client.get(f"/e/{event.pk}/").headers["Location"] == event.get_url()
    event.slug = "apres"
    event.save()
    assert client.get(f"/e/{event.pk}/").headers["Location"].endswith("/apres/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/e/0/", "/e/99999999999999999999999/", "/e/abc/", "/e/"])
def test_short_address_of_nothing_is_not_found(client, address):
    EventPageFactory()
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_short_address_of_a_draft_is_not_found(client):
    assert client.get(f"/e/{EventPageFactory(live=False).pk}/").status_code == 404
