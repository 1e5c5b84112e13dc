"""A service stops, hangs and comes back, while people read and publish."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.deploy.nodes import Server
from tests.deploy.people import Staff, Visitors
from tests.deploy.publishing import Meeting
from tests.deploy.server import running_server
from tests.deploy.services import PostgreSQL, own_postgresql
from tests.tools.redis_server import Redis
from tests.tools.waiting import wait_until

pytestmark = [pytest.mark.nginx, pytest.mark.once]

KEPT = ["/", "/agenda/", "/agenda/?theme=education", "/agenda.ics", "/groupes/", "/sitemap.xml"]
NOT_KEPT = ["/recherche/?q=mali", "/api/v2/evenements/", "/admin/login/"]
# No request may take longer, whatever has stopped.
SECONDS_TO_ANSWER = 5


@pytest.fixture(scope="module")
def postgresql() -> Iterator[PostgreSQL]:
    with own_postgresql() as server:
        yield server


@pytest.fixture(scope="module")
def server(postgresql: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("server")
    with running_server(data, nodes=2, DATABASE_URL=postgresql.address) as server:
        yield server


@pytest.mark.postgresql
def test_postgresql_is_killed_and_comes_back_under_load(server, postgresql):
    with closing(Staff(server)) as staff:
        meeting = Meeting(staff, "avant", "12/05/2031")
        for path in KEPT:
            server.get(path)
        readers, others = Visitors(server, KEPT), Visitors(server, NOT_KEPT)
        with readers.asking(2), others.asking(1, meeting.publish):
            time.sleep(2)
            postgresql.stop()
            assert_says_to_come_back(server)
            time.sleep(3)
            assert_says_to_come_back(server)
            published_before = meeting.number
            postgresql.start()
            wait_until(lambda: meeting.number > published_before)
            wait_until(lambda: is_ready(server))
    assert Counter(readers.failures) == {}
    assert {failure[:4] for failure in others.failures} == {"503 "}
    assert max(readers.longest, others.longest) < SECONDS_TO_ANSWER
    # Nothing is lost that was said to be published; the last answer may have been.
    page = server.get(f"/agenda/{meeting.slug}/").text
    assert int(re.search(r"<h1[^>]*>[^<]*n° (\d+)", page)[1]) >= meeting.number
    assert {server.get(path).status for path in KEPT + NOT_KEPT} == {200}


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    server = Redis(tmp_path)
    server.start()
    yield server
    server.stop()


def test_redis_stops_hangs_and_comes_back_and_nobody_notices(redis, tmp_path_factory):
    data = tmp_path_factory.mktemp("server")
    with (
        running_server(data, nodes=2, REDIS_URL=redis.address) as server,
        closing(Staff(server)) as staff,
    ):
        meeting = Meeting(staff, "avant", "12/05/2031")
        visitors = Visitors(server, KEPT + NOT_KEPT)
        with visitors.asking(2, meeting.publish):
            time.sleep(1)
            redis.hang()
            time.sleep(4)
            assert not is_ready(server)
            redis.go_on()
            wait_until(lambda: is_ready(server))
            redis.stop()
            time.sleep(4)
            assert not is_ready(server)
            redis.start()
            wait_until(lambda: is_ready(server))
        assert Counter(visitors.failures) == {}
        assert visitors.longest < SECONDS_TO_ANSWER
        assert f"n° {meeting.number}" in server.get(f"/agenda/{meeting.slug}/").text


def is_ready(server: Server) -> bool:
    return server.get("/sante/pret/").status == 200


def assert_says_to_come_back(server: Server) -> None:
    """By nginx and by the application, of pages that nobody keeps."""
    asked = [server.get(path) for path in NOT_KEPT]
    headers = {"Host": "lianes.example", "X_Forwarded_Proto": "https"}
    asked += [node.ask(path, **headers) for node in server.nodes for path in NOT_KEPT[1:]]
    for answer in asked:
        assert answer.status == 503, answer.asked
        assert answer.headers["retry-after"] == "60"
        assert answer.headers["cache-control"] == "no-store"
        assert "Le site est momentanément indisponible" in answer.text
