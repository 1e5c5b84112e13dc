"""What every answer promises to the browser."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client

from site_lianes.core.staticfiles import BundledStaticFilesStorage
from site_lianes.images.models import CustomImage
from tests.factories import EventPageFactory, ImageFactory, make_user

pytestmark = pytest.mark.django_db

SCRIPTS = settings.BASE_DIR / "site_lianes" / "static" / "js"
DIGESTS = {
    name: "sha256-" + b64encode(sha256((SCRIPTS / name).read_bytes()).digest()).decode()
    for name in ("share.js", "suggestions.js")
}
VISITOR_POLICY = {
    "default-src 'none'",
    f"script-src '{DIGESTS['share.js']}' '{DIGESTS['suggestions.js']}'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
}


def policy(response) -> set[str]:
    return set(response["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize("address", ["/", "/recherche/?q=mali", "/introuvable/"])
def test_visitors_pages_run_no_script_but_ours_and_set_no_cookie(client, address):
    response = client.get(address)
    assert policy(response) == VISITOR_POLICY
    assert not response.cookies


def test_each_script_of_a_page_says_the_digest_that_the_policy_allows(client):
    response = client.get(EventPageFactory().get_url())
    html = response.content.decode().replace('<script type="application/ld+json">', "")
    scripts = re.findall(r"<script[^>]*>", html)
    assert scripts == [
        f'<script type="module" src="/static/js/{name}" integrity="{DIGESTS[name]}">'
        for name in ("suggestions.js", "share.js")
    ]
    assert policy(response) == VISITOR_POLICY


def test_scripts_are_served_as_they_are_written(tmp_path: Path, settings):
    """A digest is taken from the source: what collectstatic makes of it has to be the same."""
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "site_lianes.core.staticfiles.BundledStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    storage = BundledStaticFilesStorage(location=tmp_path)
    assert list(SCRIPTS.glob("*.js"))
    for script in SCRIPTS.glob("*.js"):
        served = tmp_path / storage.stored_name(f"js/{script.name}")
        assert served.read_bytes() == script.read_bytes()


def test_scripts_are_few_and_small():
    assert sum(script.stat().st_size for script in SCRIPTS.glob("*.js")) < 15_000
    assert (SCRIPTS / "share.js").stat().st_size < 2_000
    assert (SCRIPTS / "suggestions.js").stat().st_size < 3_200


def test_signed_in_staff_get_wagtails_bar_without_inline_scripts(client):
    client.force_login(make_user("Publication"))
    response = client.get(EventPageFactory().get_url())
    assert "wagtail-userbar" in response.content.decode()
    assert "script-src 'self'" in policy(response)


def test_other_headers(client):
    headers = client.get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_an_svg_opened_by_itself_can_do_nothing(client):
    image = CustomImage.objects.create(
        title="logo",
        file=ContentFile(
            b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', name="l.svg"
        ),
    )
    response = client.get(image.get_rendition("width-400").url)
    assert response.status_code == 200
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["../db.sqlite3", "%2e%2e/db.sqlite3", "absent.webp", "", "a" * 300]
)
def test_media_serves_nothing_outside_the_images(client, path):
    assert client.get(f"/media/images/{path}").status_code in {400, 404}


def test_documents_and_originals_have_no_public_address(client):
    image = CustomImage.objects.create(
        title="logo",
        file=ContentFile(
            b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', name="l.svg"
        ),
    )
    assert client.get(image.file.url).status_code == 404


def test_robots_names_the_sitemap(client):
    body = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in body
    assert "Sitemap: http://testserver/sitemap.xml\n" in body


def test_an_image_is_the_same_for_everybody_and_compressed_once(client):
    image = ImageFactory()
    response = client.get(image.get_rendition("width-400").url, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert "Vary" not in response
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_picture_replaced_under_the_same_name_gets_another_address(client):
    first, second = (ImageFactory(file__filename="photo.jpg") for _ in range(2))
    assert first.get_rendition("width-400").url != second.get_rendition("width-400").url
    name = first.file.name
    first.delete()
    assert ImageFactory(file__filename="photo.jpg").file.name != name


def test_a_form_without_its_cookie_is_refused_in_french():
    response = Client(enforce_csrf_checks=True).post("/")
    assert response.status_code == 403
    assert "Cet envoi n’a pas été accepté" in response.content.decode()
