"""Uploaded files in a bucket. Apart from `media`, so that a site without one never loads boto3."""

from typing import Any
from urllib.parse import urljoin

from botocore.config import Config
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

# Not all who speak S3 know the checksums that boto3 adds; a page waits no longer than that.
CLIENT = Config(
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    connect_timeout=2,
    read_timeout=4,
    retries={"mode": "standard", "max_attempts": 2},
)


class BucketStorage(S3Storage):
    """A private bucket: its files have the addresses they would have in MEDIA_ROOT.

    The policy of the pages names no other host, a page reads the same wherever its images are, and
    documents and originals stay behind the site.
    """

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {"file_overwrite": False, "client_config": CLIENT}

    def url(self, name: str, *_: Any, **__: Any) -> str:
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))
