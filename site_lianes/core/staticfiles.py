"""Static files for the server: style sheets flattened, hashed and compressed."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\) layer\((?P<layer>[\w.]+)\);')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Puts into `css/site.css` the files that it imports, so that a visitor makes one request.

    The sources stay plain CSS that a browser can load as they are (`make dev`): no build step.

    On a server, versions of the site share their files and each has its manifest: those that came
    before find theirs again.
    """

    bundle = "css/site.css"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if root := settings.STATIC_MANIFEST_ROOT:
            kwargs["manifest_storage"] = FileSystemStorage(location=root)
        super().__init__(*args, **kwargs)

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        if self.bundle in paths and not dry_run:
            storage, source = paths[self.bundle]
            with storage.open(source) as file:
                flat = _IMPORT.sub(lambda m: self._layer(m, paths), file.read().decode())
            self.delete(self.bundle)
            self._save(self.bundle, ContentFile(flat.encode()))
            paths = paths | {self.bundle: (self, self.bundle)}
        yield from super().post_process(paths, dry_run, **options)

    def _layer(self, match: re.Match[str], paths: dict[str, Any]) -> str:
        storage, source = paths[f"css/{match['name']}"]
        with storage.open(source) as file:
            return f"@layer {match['layer']} {{\n{file.read().decode()}}}"
