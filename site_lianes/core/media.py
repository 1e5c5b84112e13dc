"""Where uploaded files are: in a directory, or in a bucket of any service that speaks S3."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured

DIRECTORY = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
# What the address of a bucket may say, and what django-storages calls it.
OPTIONS = {"endpoint": "endpoint_url", "region": "region_name"}


def storage_at(address: str, access_key: str, secret_key: str) -> dict[str, Any]:
    """The entry of STORAGES for `s3://bucket/folder?endpoint=https://…&region=…`."""
    if not address:
        return DIRECTORY
    parts = urlsplit(address)
    said = dict(parse_qsl(parts.query))
    if parts.scheme != "s3" or not parts.netloc or said.keys() - OPTIONS.keys():
        raise ImproperlyConfigured(
            "MEDIA_STORAGE_URL must be s3://bucket/folder?endpoint=https://…&region=…"
        )
    return {
        "BACKEND": "site_lianes.core.bucket.BucketStorage",
        "OPTIONS": {
            "bucket_name": parts.netloc,
            "location": parts.path.strip("/"),
            "access_key": access_key or None,
            "secret_key": secret_key or None,
            **{OPTIONS[name]: value for name, value in said.items()},
        },
    }
