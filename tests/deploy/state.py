"""All that a site holds, as digests that can be compared: each table, each file, each page."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from tests.browser.site import ROOT, ServedSite

DIGESTS_OF_TABLES = """
import hashlib, json
from django.db import connection
found = {}
# A table of SQLite's full-text search shows nothing itself: those that it is made of do. Nor does
# the mark of the last change, which `migrate` makes anew.
left_out = {"search_fts", "core_contentchange"}
with connection.cursor() as cursor:
    for table in sorted({*connection.introspection.table_names(cursor)} - left_out):
        cursor.execute(f'SELECT * FROM "{table}"')
        rows = sorted(map(repr, cursor.fetchall()))
        found[table] = [len(rows), hashlib.sha256(chr(10).join(rows).encode()).hexdigest()]
print(json.dumps(found))
"""


def tables_of(site: ServedSite) -> dict[str, list]:
    return json.loads(site.shell(DIGESTS_OF_TABLES))


def files_of(site: ServedSite) -> dict[str, str]:
    media = site.data / "media"
    return {
        str(file.relative_to(media)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(media.rglob("*"))
        if file.is_file()
    }


def pages_of(site: ServedSite) -> dict[str, tuple[int, str]]:
    return {path: site.get(path) for path in site.addresses}


def manage(site: ServedSite, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def elsewhere(site: ServedSite, data: Path, **environment: str) -> ServedSite:
    """The same address on an empty machine."""
    data.mkdir()
    return ServedSite(site.url, site.environment | {"DATA_DIR": str(data)} | environment)
