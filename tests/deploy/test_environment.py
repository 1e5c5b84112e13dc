"""deploy/environment.example names what the settings read, and nothing else."""

import re

from tests.browser.site import ROOT

READ = re.compile(r'env\.\w+\(\s*"(\w+)"')
NAMED = re.compile(r"^#?([A-Z][A-Z_]+)=", re.MULTILINE)
# Read by others: the unit of the nodes, and Litestream.
OF_UNITS = {"WORKERS", "LITESTREAM_REPLICA_URL"}
# Given by the unit of the nodes: each has its own.
GIVEN = {"PROMETHEUS_MULTIPROC_DIR"}


def test_every_variable_is_explained():
    sources = (ROOT / "site_lianes" / "settings").glob("*.py")
    read = {name for source in sources for name in READ.findall(source.read_text())}
    named = set(NAMED.findall((ROOT / "deploy" / "environment.example").read_text()))
    assert {"DATABASE_URL", "SECRET_KEY"} <= read
    assert named == (read | OF_UNITS) - GIVEN
