"""The picture that networks show with a link, its address, and what the page says of it."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter
from wagtail.models import PageViewRestriction

from events import share_card
from events.share_card import ShareCard, draw
from site_lianes.images.renditions import SHARE_SPEC
from tests.events.test_dates import paris
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    GroupPageFactory,
    ImageFactory,
    PlaceFactory,
    home_page,
)

FULL = ShareCard("Groupe Pays Mali", "Jeudi 17 octobre", "Salle Yser, Lille", "Reporté", "Lianes")


def opened(card: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(card))
    image.load()
    return image


def is_dark(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return image.convert("L").crop(box).getextrema()[0] < 200


class Meta(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.content: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and (name := values.get("property") or values.get("name")):
            self.content[name] = values.get("content") or ""


def meta_of(client, address: str) -> dict[str, str]:
    reader = Meta()
    reader.feed(client.get(address).content.decode())
    return reader.content


# -- The drawing ---------------------------------------------------------------------------------


def test_a_card_is_a_light_png_of_the_size_that_networks_ask_for():
    card = draw(FULL)
    assert opened(card).size == (1200, 630)
    assert opened(card).format == "PNG"
    assert len(card) < 100_000


@pytest.mark.parametrize("title", ["W" * 255, "mot " * 63, "", "Fâches-Thumesnil " * 15])
@pytest.mark.parametrize("date", ["Du 31 décembre 2026 à 22h00 au 1er janvier 2027 à 02h00", ""])
def test_the_longest_words_stay_inside_the_margins(title, date):
    image = opened(draw(ShareCard(title, date, "Un lieu " * 40, "Déplacé en ligne", "Nom " * 60)))
    right = (share_card.RIGHT + 8, 0, share_card.WIDTH, share_card.BAND_TOP)
    above_band = (share_card.LEFT, share_card.BAND_TOP - 12, share_card.WIDTH, share_card.BAND_TOP)
    assert not is_dark(image, right)
    assert not is_dark(image, above_band)


@hypothesis_settings(max_examples=25, deadline=None)
@given(title=st.text(max_size=255), details=st.text(max_size=100))
def test_any_text_is_drawn(title, details):
    assert len(draw(ShareCard(title, "Jeudi", details))) < 300_000


def test_letters_that_the_font_lacks_are_written_in_those_it_has():
    assert share_card._drawable("Ɓɛlɛdugu 🎉 fête\u202f!") == "Beledugu fête\u00a0!"  # noqa: SLF001
    assert share_card._drawable("e\u0301cole, œuvre, ŋ") == "école, œuvre, ŋ"  # noqa: SLF001


def test_the_same_words_make_the_same_bytes_and_any_other_word_another_address():
    again = ShareCard(FULL.title, FULL.date, FULL.details, FULL.status, FULL.signature)
    assert again.digest == FULL.digest
    draw.cache_clear()
    first = draw(FULL)
    draw.cache_clear()
    assert draw(again) == first
    others = {
        ShareCard(
            *[f"{text}!" if n == changed else text for n, text in enumerate(vars(FULL).values())]
        )
        for changed in range(5)
    }
    assert len({card.digest for card in others} | {FULL.digest}) == 6


def test_colours_are_those_of_the_site():
    css = Path(settings.BASE_DIR, "site_lianes/static/css/tokens.css").read_text()
    light = css.partition("@media")[0]
    tokens = dict(re.findall(r"--([\w-]+): (#\w+);", light))
    names = ("paper", "ink", "ink-soft", "earth", "vine-colour", "foot", "foot-ink")
    drawn = (
        *(share_card.PAPER, share_card.INK, share_card.INK_SOFT, share_card.EARTH),
        *(share_card.VINE, share_card.FOOT, share_card.FOOT_INK),
    )
    assert drawn == tuple(tokens[name] for name in names)


# -- Its address ---------------------------------------------------------------------------------


def path_of(event) -> str:
    return event.share_image.url.removeprefix("http://testserver")


@pytest.mark.django_db
def test_the_card_of_an_event_is_kept_for_ever_under_its_address(client):
    response = client.get(path_of(EventPageFactory()))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies
    assert opened(response.content).size == (1200, 630)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"title": "Autre titre"},
        {"status": "cancelled"},
        {"starts_at": paris(2019, 10, 17, 18), "ends_at": None},
        {"mode": "hybrid"},
    ],
)
def test_the_address_changes_with_what_is_drawn(client, change):
    event = EventPageFactory()
    before = path_of(event)
    for name, value in change.items():
        setattr(event, name, value)
    event.save()
    assert client.get(before).status_code == 404
    assert client.get(path_of(type(event).objects.get())).status_code == 200


@pytest.mark.django_db
def test_unknown_cards_and_those_of_drafts_and_private_events_are_not_found(client):
    draft, private = EventPageFactory(live=False), EventPageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    unknown = ["/partage/999999-0123456789abcdef.png", "/partage/reseau-0123456789abcdef.png"]
    for path in (path_of(draft), path_of(private), *unknown, "/partage/1-.png"):
        assert client.get(path).status_code == 404


# -- What the page says --------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_shared_event_says_its_date_and_place_before_anything_else(client):
    event = EventPageFactory(
        title="Groupe Pays Mali",
        summary="Deuxième rencontre.",
        starts_at=paris(2019, 10, 17, 18),
        ends_at=paris(2019, 10, 17, 21),
        place=PlaceFactory(name="Les 5 Bonniers", town="Fâches-Thumesnil"),
    )
    meta = meta_of(client, event.get_url())
    assert meta["og:title"] == "Groupe Pays Mali"
    assert meta["og:description"] == meta["description"]
    assert meta["og:description"] == (
        "Jeudi 17 octobre 2019 de 18h00 à 21h00 · Les 5 Bonniers, Fâches-Thumesnil. "
        "Deuxième rencontre."
    )
    assert meta["og:image"] == event.share_image.url
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert "Groupe Pays Mali" in meta["og:image:alt"]
    assert meta["twitter:card"] == "summary_large_image"
    assert meta["twitter:data1"] == "Jeudi 17 octobre 2019 de 18h00 à 21h00"
    assert meta["twitter:data2"] == "Les 5 Bonniers, Fâches-Thumesnil"


@pytest.mark.django_db
def test_a_cancelled_event_says_so_in_its_share_and_its_card(client):
    event = EventPageFactory(status="cancelled", title="Projection")
    assert meta_of(client, event.get_url())["og:title"] == "ANNULÉ — Projection"
    assert event.share_card.title == "ANNULÉ — Projection"


@pytest.mark.parametrize(
    ("mode", "has_place", "words"),
    [
        ("on-site", True, "Salle, Lille"),
        ("on-site", False, ""),
        ("online", False, "En ligne"),
        ("hybrid", True, "Salle, Lille, et en ligne"),
        ("hybrid", False, "Sur place et en ligne"),
    ],
)
def test_place_in_words(mode, has_place, words):
    place = PlaceFactory.build(name="Salle", town="Lille") if has_place else None
    assert EventPageFactory.build(parent=None, mode=mode, place=place).place_in_words == words


@pytest.mark.django_db
@pytest.mark.parametrize(("width", "height"), [(1600, 1200), (800, 500), (600, 315)])
def test_a_photo_stands_in_for_the_card_as_a_jpeg_of_the_same_size(client, width, height):
    photo = ImageFactory(file__width=width, file__height=height, description="Un puits")
    event = EventPageFactory(image=photo)
    meta = meta_of(client, event.get_url())
    assert meta["og:image"].startswith("http://testserver/media/images/")
    assert meta["og:image"].endswith(".jpg")
    assert meta["og:image:alt"] == "Un puits"
    path = meta["og:image"].removeprefix("http://testserver")
    content = b"".join(client.get(path).streaming_content)
    assert opened(content).size == (1200, 630)
    assert opened(content).format == "JPEG"


@pytest.mark.django_db
def test_even_a_grainy_photo_stays_under_what_messengers_accept():
    grain = Image.effect_noise((1600, 1000), 90).filter(ImageFilter.GaussianBlur(0.7))
    file = io.BytesIO()
    grain.convert("RGB").save(file, "JPEG", quality=95)
    photo = ImageFactory(file__from_file=file, file__filename="grain.jpg")
    assert 100_000 < photo.get_rendition(SHARE_SPEC).file.size < 300_000


@pytest.mark.django_db
def test_a_photo_too_small_to_share_leaves_the_card(client):
    event = EventPageFactory(image=ImageFactory(file__width=300, file__height=200))
    assert "/partage/" in meta_of(client, event.get_url())["og:image"]


@pytest.mark.django_db
def test_pages_without_a_photo_show_the_card_of_the_network(client):
    pages = [home_page(), EventIndexPageFactory(), GroupPageFactory()]
    images = {meta_of(client, page.get_url())["og:image"] for page in pages}
    [address] = images
    response = client.get(address.removeprefix("http://testserver"))
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert opened(response.content).size == (1200, 630)
