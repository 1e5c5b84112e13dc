"""Uploaded files in a bucket, on a server that speaks S3."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from moto.server import ThreadedMotoServer
from PIL import Image
from wagtail.documents.models import Document

from site_lianes.core.backup.files import copy_in, copy_out, names_in
from site_lianes.core.media import DIRECTORY, storage_at
from site_lianes.images.models import CustomImage
from site_lianes.images.renditions import LOGO_SPEC, PHOTO_SPECS, SHARE_SPEC
from tests.factories import make_user

KEYS = ("une-clé", "un-secret")


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(service: str, settings) -> Iterator[str]:
    """An empty bucket, in which the site keeps its media."""
    client = boto3.client(
        "s3",
        endpoint_url=service,
        region_name="us-east-1",
        aws_access_key_id=KEYS[0],
        aws_secret_access_key=KEYS[1],
    )
    client.create_bucket(Bucket="lianes")
    address = f"s3://lianes/media?endpoint={service}&region=us-east-1"
    settings.STORAGES = settings.STORAGES | {"default": storage_at(address, *KEYS)}
    yield address
    for item in client.list_objects_v2(Bucket="lianes").get("Contents", []):
        client.delete_object(Bucket="lianes", Key=item["Key"])
    client.delete_bucket(Bucket="lianes")


def photo() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (1300, 700), "green").save(content, "JPEG")
    return SimpleUploadedFile("puits.jpg", content.getvalue(), "image/jpeg")


def uploaded(client: Client, django_capture_on_commit_callbacks) -> CustomImage:
    client.force_login(make_user("Publication"))
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            reverse("wagtailimages:add"), {"title": "Le puits", "file": photo(), "collection": 1}
        )
    assert response.status_code == 302
    client.logout()
    return CustomImage.objects.get(title="Le puits")


@pytest.mark.django_db
def test_an_image_goes_through_its_whole_life(
    client, bucket, settings, django_capture_on_commit_callbacks
):
    image = uploaded(client, django_capture_on_commit_callbacks)
    stored = sorted(names_in(default_storage))
    assert len(stored) == 1 + len((LOGO_SPEC, *PHOTO_SPECS, SHARE_SPEC))
    assert image.file.name in stored
    assert not Path(settings.MEDIA_ROOT, image.file.name).exists()

    rendition = image.get_rendition("width-400")
    assert rendition.url == f"/media/{rendition.file.name}"
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in response["Content-Security-Policy"]
    with Image.open(BytesIO(response.getvalue())) as shown:
        assert shown.size == (400, 215)

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert list(names_in(default_storage)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["../original_images/%s", "%%2e%%2e/original_images/%s", "absente.webp%.0s", "%.0s"]
)
def test_nothing_but_renditions_has_a_public_address(
    client, bucket, path, django_capture_on_commit_callbacks
):
    image = uploaded(client, django_capture_on_commit_callbacks)
    name = Path(image.file.name).name
    assert client.get(f"/media/images/{path % name}").status_code in {400, 404}
    assert client.get(image.file.url).status_code == 404


@pytest.mark.django_db
def test_a_document_is_downloaded_through_the_site(client, bucket):
    document = Document.objects.create(
        title="Compte rendu", file=ContentFile(b"%PDF-1.7 compte rendu", name="compte-rendu.pdf")
    )
    response = client.get(document.url)
    assert response.status_code == 200
    assert response.getvalue() == b"%PDF-1.7 compte rendu"
    assert response["Content-Type"] == "application/pdf"


@pytest.mark.django_db
def test_two_files_of_one_name_are_two_files(bucket):
    first, second = (
        default_storage.save("documents/a.pdf", ContentFile(content)) for content in (b"1", b"2")
    )
    assert first != second
    assert default_storage.open(first).read() == b"1"


def test_a_bucket_is_saved_and_filled_again(bucket, tmp_path):
    default_storage.save("documents/a.pdf", ContentFile(b"un"))
    default_storage.save("images/b.webp", ContentFile(b"deux"))
    copy_out(default_storage, tmp_path / "first", None)
    copy_out(default_storage, tmp_path / "second", tmp_path / "first")
    copies = [tmp_path / name / "documents" / "a.pdf" for name in ("first", "second")]
    assert copies[0].stat().st_ino == copies[1].stat().st_ino

    for name in list(names_in(default_storage)):
        default_storage.delete(name)
    copy_in(tmp_path / "second", default_storage)
    copy_in(tmp_path / "second", default_storage)
    assert sorted(names_in(default_storage)) == ["documents/a.pdf", "images/b.webp"]
    assert default_storage.open("images/b.webp").read() == b"deux"


def test_without_an_address_files_are_on_the_disk():
    assert storage_at("", "", "") == DIRECTORY


@pytest.mark.parametrize(
    "address", ["https://s3.example/lianes", "s3://", "s3://lianes?point=https://s3.example"]
)
def test_an_address_that_means_nothing_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE_URL must be s3://"):
        storage_at(address, *KEYS)
