"""What an uploaded image must be before it is stored."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form

from site_lianes.images.models import CustomImage
from site_lianes.images.renditions import SHARE_SPEC

pytestmark = pytest.mark.django_db


def png(width: int = 40, height: int = 20) -> bytes:
    content = BytesIO()
    Image.new("RGB", (width, height), "green").save(content, "PNG")
    return content.getvalue()


def huge_png(side: int) -> bytes:
    """A PNG of `side` squared pixels that weighs some kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data))
            + kind
            + data
            + struct.pack(">I", zlib.crc32(kind + data) & 0xFFFFFFFF)
        )

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(side // 8 + 1) * side, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def jpeg_with_gps() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "chez moi"
    content = BytesIO()
    Image.new("RGB", (1300, 700), "red").save(content, "JPEG", exif=exif)
    return content.getvalue()


def grey_16_bits() -> bytes:
    content = BytesIO()
    Image.new("I;16", (40, 20)).save(content, "PNG")
    return content.getvalue()


def svg(attributes: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()


def upload(name: str, content: bytes):
    form_class = get_image_form(CustomImage)
    return form_class({"title": "Image"}, {"file": SimpleUploadedFile(name, content)})


def stored(name: str, content: bytes) -> CustomImage:
    form = upload(name, content)
    assert form.is_valid(), form.errors
    return form.save()


def test_a_sound_image_is_stored_with_all_its_renditions():
    image = stored("photo.png", png())
    assert sorted(image.renditions.values_list("filter_spec", flat=True)) == [
        SHARE_SPEC,
        "max-320x144",
        "width-1200",
        "width-400",
        "width-800",
    ]


def test_a_new_file_gets_new_renditions():
    image = stored("photo.png", png())
    file = SimpleUploadedFile("autre.png", png(60, 60))
    form = get_image_form(CustomImage)({"title": "Image"}, {"file": file}, instance=image)
    assert form.is_valid(), form.errors
    form.save()
    assert image.renditions.count() == 5
    assert image.renditions.get(filter_spec="width-400").width == 60


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("coupe.jpg", jpeg_with_gps()[:2000], "Ce fichier est abîmé ou incomplet"),
        ("bombe.png", huge_png(20_000), "Cette image a trop de pixels"),
        ("grande.png", huge_png(8_000), "trop grand nombre de pixels"),
        ("page.png", b"<html></html>", "Image .png non valide"),
        ("gris-16-bits.png", grey_16_bits(), "Les couleurs de ce fichier"),
        ("vide.svg", svg('width="0" height="0"'), "Ce fichier SVG n’a pas pu être rendu sûr"),
        ("petit.svg", svg('viewBox="0 0 0.1 0.1"'), "Ce fichier SVG n’a pas pu être rendu sûr"),
        ("mots.svg", svg('viewBox="a b c d"'), "Ce fichier SVG n’a pas pu être rendu sûr"),
        ("unites.svg", svg('width="abc" height="2"'), "Ce fichier SVG n’a pas pu être rendu sûr"),
        ("casse.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>", "Télé"),
    ],
)
def test_a_file_that_would_break_a_page_is_refused_in_french(name, content, error):
    form = upload(name, content)
    assert not form.is_valid()
    assert error in form.errors["file"][0]


def test_an_svg_is_stored_without_what_could_run_or_load():
    hostile = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" onload="alert(1)">
      <script>alert(2)</script>
      <a href="javascript:alert(3)"><text>Lianes</text></a>
      <image href="https://example.org/espion.png"/>
      <style>@import url(https://example.org/x.css);</style>
      <foreignObject><iframe src="https://example.org"/></foreignObject>
    </svg>"""
    with stored("logo.svg", hostile).file.open() as file:
        svg = file.read().decode()
    assert "Lianes" in svg
    for danger in ("script", "onload", "alert", "@import", 'href="http', "foreignObject", "iframe"):
        assert danger not in svg


def test_no_rendition_keeps_where_the_photo_was_taken():
    image = stored("photo.jpg", jpeg_with_gps())
    for rendition in image.renditions.all():
        with Image.open(rendition.file) as picture:
            assert not picture.getexif(), rendition.filter_spec
