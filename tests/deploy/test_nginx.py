"""nginx in front of the site, with the configuration that `deploy/nginx` writes."""

import json
import math
import re
import ssl
import subprocess
import time
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

from tests.deploy.nodes import Answer, Server
from tests.deploy.server import running_server
from tests.tools.programs import find_nginx
from tests.tools.waiting import wait_until

pytestmark = [pytest.mark.nginx, pytest.mark.once]

FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("server")) as server:
        yield server


def first(pattern: str, answer: Answer) -> str:
    return re.search(pattern, answer.text)[1]


def test_nginx_finds_nothing_wrong_with_the_configuration(server):
    conf = server.data / "nginx" / "nginx.conf"
    tested = subprocess.run(
        [find_nginx(), "-t", "-c", str(conf)], capture_output=True, text=True, check=False
    )
    assert tested.returncode == 0
    assert "[warn]" not in tested.stderr
    assert "@" not in "".join(
        line.partition("#")[0]
        for file in (server.data / "nginx").rglob("*.conf")
        if "lianes" in str(file.relative_to(server.data / "nginx"))
        for line in file.read_text().splitlines()
        if "@file" not in line
    )


# -- Who is answered ------------------------------------------------------------------------------


def test_everything_is_by_https(server):
    answer = server.get_plainly("/agenda/?theme=eau")
    assert answer.status == 301
    assert answer.headers["location"] == "https://lianes.example/agenda/?theme=eau"
    assert server.get("/", host="www.lianes.example").headers["location"] == (
        "https://lianes.example/"
    )
    assert "max-age=31536000" in server.get("/").headers["strict-transport-security"]


def test_tls_is_recent_and_speaks_http_2(server):
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        with server.tls(minimum_version=version, maximum_version=version) as connection:
            assert connection.selected_alpn_protocol() == "h2"


@pytest.mark.parametrize("host", ["espion.example", "127.0.0.1", "lianes.example.espion.example"])
def test_another_name_is_not_answered(server, host):
    with pytest.raises(OSError, match=r"closed connection|reset"):
        server.get("/", host=host)
    with pytest.raises(OSError, match=r"closed connection|reset"):
        server.get_plainly("/", host=host)
    with pytest.raises(ssl.SSLError):
        server.tls(name="espion.example")


def test_prometheus_asks_the_nodes_and_nobody_else_can(server):
    assert server.get("/metrics").status == 404
    assert "lianes_database_up 1.0" in server.nodes[0].ask("/metrics").text
    assert server.nodes[0].ask("/metrics", X_Forwarded_For="198.51.100.7").status == 404


def test_whether_the_site_is_ready_is_never_kept(server):
    for path in ("/sante/", "/sante/pret/"):
        answer = server.get(path)
        assert answer.status == 200
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex"


# -- Files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_static_file_is_kept_for_ever_and_was_compressed_before(server, encoding):
    address = first(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', server.get("/"))
    answer = server.get(address, Accept_Encoding=encoding)
    assert answer.status == 200
    assert answer.headers["cache-control"] == FOREVER
    assert answer.headers["content-encoding"] == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "text/css"
    extension = {"br": ".br", "gzip": ".gz"}[encoding]
    assert answer.body == Path(f"{server.data}{address}{extension}").read_bytes()


def test_an_image_is_kept_for_ever_and_can_do_nothing(server):
    address = first(r'src="(/media/images/[^"]+)"', server.get("/"))
    answer = server.get(address)
    assert answer.status == 200
    assert answer.headers["cache-control"] == FOREVER
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.body == Path(f"{server.data}{address}").read_bytes()
    assert server.get("/media/images/absente.webp").status == 404


def test_originals_and_the_database_have_no_address(server):
    (original, *_) = (server.data / "media" / "original_images").iterdir()
    for path in (
        f"/media/original_images/{original.name}",
        "/media/images/../../db.sqlite3",
        "/media/images/%2e%2e/original_images/" + original.name,
        "/static/../db.sqlite3",
    ):
        assert server.get(path).status in {400, 404}


# -- Pages ----------------------------------------------------------------------------------------


def cached(server: Server) -> list[bytes]:
    files = (server.run / "pages").rglob("*")
    return [file.read_bytes() for file in files if file.is_file()]


def test_a_page_has_the_number_that_its_lines_in_the_logs_have(server):
    number = server.get("/introuvable/").headers["x-request-id"]
    assert len(number) == 32
    log = server.nodes[0].log.read_text()
    assert f'"message": "Not Found: /introuvable/", "request_id": "{number}"' in log
    # nginx writes its line when the answer has gone.
    wait_until(lambda: number in (server.data / "nginx" / "lianes.log").read_text())


def test_the_logs_hold_nothing_of_who_reads_what(server):
    server.get(
        "/recherche/?q=zanzibarine", User_Agent="Navigateur rare", Referer="https://a.example/"
    )
    last = server.get("/agenda/?theme=zanzibarine").headers["x-request-id"]
    wait_until(lambda: last in (server.data / "nginx" / "lianes.log").read_text())
    logs = [*(server.data / "nginx").glob("*.log"), *(node.log for node in server.nodes)]
    said = "".join(log.read_text() for log in logs)
    assert '"path":"/recherche/"' in said
    for personal in ('127.0.0.1"', "zanzibarine", "Navigateur rare", "a.example"):
        assert personal not in said.replace('"node":"127.0.0.1', "")


def test_the_admin_and_what_is_looked_for_are_never_kept(server):
    before = len(cached(server))
    for path in ("/admin/login/", "/recherche/?q=puits", "/recherche/suggestions/?q=puits"):
        assert server.get(path).status == 200
        assert "x-cache" not in server.get(path).headers
    assert len(cached(server)) == before
    assert not any(b"puits" in copy[:600] for copy in cached(server))


def test_a_copy_is_shown_without_asking_to_the_end_of_its_second_and_no_longer(server):
    log, seconds = server.data / "nginx" / "lianes.log", 3
    # Away from the ends of seconds, where a request and its line in the log could part.
    parts = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    for path in ("/plan-du-site-absent/", "/groupes/"):
        server.get(path)
        begin = math.ceil(time.time())
        for moment in (begin + second + part for second in range(seconds) for part in parts):
            time.sleep(max(0, moment - time.time()))
            number = server.get(path).headers["x-request-id"]
        wait_until(lambda number=number: number in log.read_text())
        lines = [
            each for each in map(json.loads, log.read_text().splitlines()) if each["path"] == path
        ]
        by_second = groupby(lines[-seconds * len(parts) :], key=itemgetter("time"))
        answered = [[line["cache"] for line in those] for _, those in by_second]
        # Its copy is shown; but each second begins with a question.
        assert any("HIT" in each for each in answered), answered
        assert {each[0] for each in answered} <= {"REVALIDATED", "EXPIRED"}, answered


def test_somebody_signed_in_gets_and_leaves_no_copy(server):
    server.get("/groupes/")
    before = len(cached(server))
    for cookie in ("__Host-sessionid=quelconque", "__Host-csrftoken=quelconque"):
        assert server.get("/plan-du-site/", Cookie=cookie).status == 200
    assert len(cached(server)) == before


@pytest.mark.parametrize(
    ("cookie", "encoding"), [("", "br"), ("__Host-sessionid=quelconque", "gzip")]
)
def test_pages_are_compressed_for_whoever_asks(server, cookie, encoding):
    asked = {"Accept_Encoding": "gzip, deflate, br, zstd", "Cookie": cookie}
    assert server.get("/groupes/?inconnu=1", **asked).headers["content-encoding"] == encoding


def test_browsers_that_write_their_encodings_in_many_ways_share_copies(server):
    for encoding in ("gzip, deflate", "gzip", "deflate, gzip;q=0.8", "gzip, x-autre"):
        assert server.get("/mentions-legales/", Accept_Encoding=encoding).status == 200
    assert sum(b"gziplianes.example/mentions-legales/\n" in copy for copy in cached(server)) == 1


def test_too_many_passwords_are_refused(server):
    statuses = [server.get("/admin/login/", "POST").status for _ in range(14)]
    assert statuses[0] == 403  # no token of the form
    refused = server.get("/admin/login/", "POST")
    assert (statuses[-1], refused.status, refused.headers["retry-after"]) == (429, 429, "60")
    assert "<h1>Trop de demandes à la fois</h1>" in refused.text


def test_what_is_too_large_is_refused_in_french(server):
    answer = server.get("/admin/images/add/", "POST", Content_Length=str(200 * 1024 * 1024))
    assert answer.status == 413
    assert "retry-after" not in answer.headers
    assert "<h1>Cet envoi est trop lourd</h1>" in answer.text


def test_head_is_answered_like_get(server):
    got, headed = server.get("/agenda/"), server.get("/agenda/", "HEAD")
    assert (headed.status, headed.body) == (200, b"")
    assert headed.headers["content-type"] == got.headers["content-type"]


# -- Without the application ----------------------------------------------------------------------


@pytest.fixture
def stopped(server: Server) -> Iterator[Server]:
    """The application has been killed; what was asked before is in the cache, and old."""
    for path in ("/", "/agenda/", "/sitemap.xml"):
        server.get(path)
    time.sleep(1.1)
    server.nodes[0].process.kill()
    server.nodes[0].stop()
    yield server
    server.nodes[0].start()


def test_what_is_kept_is_served_when_the_application_is_down(server, stopped):
    for path, words in (("/", "Lianes"), ("/agenda/", "Agenda"), ("/sitemap.xml", "<loc>")):
        answer = server.get(path)
        assert answer.status == 200
        assert words in answer.text
        assert server.get(path, "HEAD").status == 200


def test_what_is_not_kept_is_a_page_in_french_that_says_when_to_come_back(server, stopped):
    for path in ("/agenda/?theme=eau", "/admin/", "/recherche/?q=mali"):
        answer = server.get(path)
        assert answer.status == 503
        assert answer.headers["retry-after"] == "60"
        assert answer.headers["cache-control"] == "no-store"
        assert "text/html" in answer.headers["content-type"]
        assert "<h1>Le site est momentanément indisponible</h1>" in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_files_need_no_application(server, stopped):
    address = first(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', server.get("/"))
    assert server.get(address).status == 200


def test_the_site_comes_back_by_itself(server):
    # nginx leaves a node that has failed alone for a few seconds.
    for _ in range(30):
        answer = server.get("/agenda/?theme=eau")
        if answer.status == 200:
            return
        time.sleep(1)
    pytest.fail(f"still {answer.status}")
