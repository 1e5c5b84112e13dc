"""The QR code of a printed page."""

import re

from events.qr import qr_svg


def test_the_code_runs_and_styles_nothing():
    svg = qr_svg("https://lianes.example/agenda/groupe-pays-mali/")
    assert svg.startswith("<svg ")
    assert not re.search(r"style|script|href|on\w+=", svg)


def test_another_address_has_another_code_and_the_same_address_the_same():
    first, second = (qr_svg(f"https://lianes.example/{page}/") for page in "ab")
    assert first != second
    assert qr_svg("https://lianes.example/a/") is first


def test_an_address_is_never_markup():
    svg = qr_svg('https://lianes.example/"><script>alert(1)</script>/')
    assert svg.count("<") == len(re.findall(r"</?(?:svg|path)\b", svg))


def test_the_longest_address_fits():
    assert "<path" in qr_svg(f"https://lianes.example/agenda/{'a' * 255}/")
