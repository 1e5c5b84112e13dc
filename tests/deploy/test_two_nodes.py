"""Two nodes behind nginx: what is published is seen at once, a new version is not noticed."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.deploy.nodes import HOST, Answer, Server
from tests.deploy.people import Connection, Staff, Visitors
from tests.deploy.publishing import Meeting
from tests.deploy.releases import NEXT, THIS, WORDS, Releases
from tests.deploy.server import running_server
from tests.deploy.test_backup import pytestmark as for_backups
from tests.deploy.watching import seen_under_load
from tests.profile import IS_THOROUGH

pytestmark = [pytest.mark.nginx, *for_backups]

# `make count-stale` makes two hundred.
PUBLICATIONS = 36 if IS_THOROUGH else 12
PAGE = "/agenda/permanence-projets/"
READ = [
    *("/", "/agenda/", "/agenda/?theme=education", "/agenda/?periode=passes", PAGE, "/groupes/"),
    *("/agenda.ics", "/agenda.json", "/sitemap.xml", "/abonnement/", "/api/v2/evenements/"),
    # Never kept, by anybody.
    *("/recherche/?q=mali", "/agenda/?inconnu=1", "/admin/login/"),
]
VISITORS = 3


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    return Releases(tmp_path_factory.mktemp("lianes"))


@pytest.fixture(scope="module")
def server(releases: Releases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("data"), nodes=2, code=releases.current) as server:
        yield server


@pytest.fixture
def staff(server: Server) -> Iterator[Staff]:
    with closing(Staff(server)) as staff:
        yield staff


def test_a_publication_is_seen_everywhere_within_a_second(server):
    seen = seen_under_load(server, PUBLICATIONS)
    assert len({each.publication.kind for each in seen}) == 6
    assert [line for each in seen for line in each.stale] == []
    # Each of them somewhere, on both nodes and through nginx.
    assert all(len(each.moments) == 3 * len(each.publication.shown) for each in seen)


def test_nobody_notices_a_new_version_nor_the_way_back(server, releases, staff):
    meeting, visitors = Meeting(staff, "avant", "12/05/2031"), Visitors(server, READ)
    with visitors.asking(VISITORS, ask_with_style, meeting.publish):
        assert says(server, WORDS) == {False}
        releases.release(server, NEXT)
        assert says(server, WORDS) == {True}
        # What nobody imports is compiled, hence all is.
        assert list(releases.current.glob("__pycache__/manage.*.pyc"))
        releases.release(server, "--back", THIS)
        assert says(server, WORDS) == {False}
    assert Counter(visitors.failures) == {}
    assert visitors.answers > 200
    # The old version makes pages beside the columns that it does not know.
    other = Meeting(staff, "apres", "13/06/2031")
    time.sleep(1)
    for each in (meeting, other):
        assert says(server, each.title, f"/agenda/{each.slug}/") == {True}
    logs = "".join(node.log.read_text() for node in server.nodes)
    assert '"level": "ERROR"' not in logs


def ask_with_style(connection: Connection) -> Answer:
    """A page, then the style sheet that it names, which may be of either version."""
    page = connection.ask(PAGE)
    sheet = re.search(r'href="(/static/css/site\.\w+\.css)"', page.text)
    return connection.ask(sheet[1]) if sheet else page


def says(server: Server, words: str, path: str = PAGE) -> set[bool]:
    """Whether a page has these words: on each node, and through nginx."""
    asked = [node.ask(path, Host=HOST, X_Forwarded_Proto="https") for node in server.nodes]
    return {words in answer.text for answer in [*asked, server.get(path)]}
