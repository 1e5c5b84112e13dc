"""What visitors send is whole before Django has it, and none of them keeps a thread waiting."""

import tempfile
import threading
from contextvars import ContextVar
from io import BytesIO

import pytest

from site_lianes.core.serving.threads import LARGEST_IN_MEMORY, PIECE, environ_of
from tests.core.serving.served import SECONDS, Application, Connection, head, hello, served


@pytest.mark.parametrize("size", [0, 1, LARGEST_IN_MEMORY + 100_000])
def test_a_form_arrives_whole(size):
    with served(Application(hello)) as port, Connection(port) as visitor:
        visitor.send(head("/", f"Content-Length: {size}", method="POST") + b"x" * size)
        assert visitor.receive().body == str(size).encode()


def test_what_comes_in_pieces_without_a_length_arrives_whole():
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.send(head("/", "Transfer-Encoding: chunked", method="POST"))
        visitor.send(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        assert visitor.receive().body == b"5"
        assert application.asked[0]["CONTENT_LENGTH"] == "5"


def test_whoever_asks_first_whether_to_send_is_told_to():
    with served(Application(hello)) as port, Connection(port) as visitor:
        visitor.send(head("/", "Content-Length: 3", "Expect: 100-continue", method="POST"))
        assert visitor.receive().status == 100
        visitor.send(b"abc")
        assert visitor.receive().body == b"3"


def test_uploads_that_stand_still_stop_nobody():
    with served(Application(hello), threads=1) as port:
        stalled = [Connection(port) for _ in range(5)]
        for each in stalled:
            each.send(head("/", "Content-Length: 100", method="POST") + b"x" * 50)
        with Connection(port) as visitor:
            assert visitor.get().status == 200
        for each in stalled:
            each.send(b"x" * 50)
            assert each.receive().body == b"100"
            each.socket.close()


def test_a_form_that_is_cut_short_is_no_form():
    with served(application := Application(hello)) as port:
        with Connection(port) as visitor:
            visitor.send(head("/", "Content-Length: 100", method="POST") + b"x" * 50)
        with Connection(port) as visitor:
            visitor.get()
    assert [each["REQUEST_METHOD"] for each in application.asked] == ["GET"]


def test_a_file_that_the_disk_cannot_take_is_refused_in_french(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    size = LARGEST_IN_MEMORY + 1
    with served(application := Application(hello)) as port:
        with Connection(port) as visitor:
            visitor.send(head("/", f"Content-Length: {size}", method="POST") + b"x" * size)
            answer = visitor.receive()
        assert (answer.status, answer.headers["retry-after"]) == (503, "60")
        with Connection(port) as visitor:
            assert visitor.get().status == 200
    assert [each["REQUEST_METHOD"] for each in application.asked] == ["GET"]


class Film:
    """Twenty megabytes, one after the other."""

    def __init__(self) -> None:
        self.made, self.is_closed = 0, threading.Event()

    def __iter__(self):
        for _ in range(20):
            self.made += 1
            yield b"m" * 1_000_000

    def close(self) -> None:
        self.is_closed.set()

    def show(self, environ, start_response):
        if environ["PATH_INFO"] != "/film":
            return hello(environ, start_response)
        start_response("200 OK", [("Content-Length", "20000000")])
        return self


def test_what_is_larger_than_a_piece_arrives_whole():
    film = Film()
    with served(Application(film.show)) as port, Connection(port) as visitor:
        assert visitor.get("/film").body == b"m" * 20_000_000
        assert film.is_closed.wait(SECONDS)
        assert visitor.get().status == 200


def test_whoever_reads_slowly_stops_nobody_and_fills_no_memory():
    film = Film()
    with served(Application(film.show), threads=1) as port, Connection(port) as slow:
        slow.send(head("/film"))
        with Connection(port) as visitor:
            for _ in range(50):
                assert visitor.get().status == 200
        assert 0 < film.made < 15
        assert slow.receive().body == b"m" * 20_000_000


def test_what_nobody_waits_for_any_more_is_not_made():
    film = Film()
    with served(Application(film.show)) as port:
        with Connection(port) as visitor:
            visitor.send(head("/film"))
        assert film.is_closed.wait(SECONDS)
    assert film.made < 20


def test_pages_are_made_by_one_call_to_a_thread():
    names = []

    def page(environ, start_response):
        start_response("200 OK", [("Content-Length", str(PIECE - 1))])
        for _ in range(PIECE - 1):
            yield b"p"
        names.append(threading.current_thread().name)

    with served(Application(page), threads=4) as port, Connection(port) as visitor:
        assert len(visitor.get().body) == PIECE - 1
    assert len(names) == 1


def test_a_thread_finds_again_what_it_kept():
    """As Django keeps its connections to caches: where a request would begin with none."""
    kept = ContextVar("kept", default=0)

    def count(environ, start_response):
        kept.set(kept.get() + 1)
        start_response("200 OK", [("Content-Length", "1")])
        return [str(kept.get()).encode()]

    with served(Application(count)) as port, Connection(port) as visitor:
        assert [visitor.get().body for _ in range(3)] == [b"1", b"2", b"3"]


@pytest.mark.parametrize("begins", [False, True])
def test_an_application_that_fails_ends_one_answer_and_no_other(begins, caplog):
    def fail(environ, start_response):
        if environ["PATH_INFO"] == "/":
            return hello(environ, start_response)
        start_response("200 OK", [("Content-Length", str(2 * PIECE))])
        if not begins:
            raise ValueError
        return iter(lambda: b"m" * PIECE if not environ.setdefault("seen", []) else 1 / 0, None)

    with served(Application(fail)) as port:
        with Connection(port) as visitor:
            assert visitor.get("/fails").status == (200 if begins else 500)
            assert visitor.is_closed()
        with Connection(port) as visitor:
            assert visitor.get().status == 200
    assert "Exception in ASGI application" in caplog.text


# -- The environment -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/caf%C3%A9/", "/café/"),
        # As old links and hand-made programs have it.
        ("/café/".encode().decode("latin-1"), "/café/"),
        ("/a%20b/%2F", "/a b//"),
        ("//elsewhere.example/", "//elsewhere.example/"),
    ],
)
def test_paths_are_bytes_in_latin_1(asked, path):
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        assert visitor.get(f"{asked}?q=%C3%A9&r=/").status == 200
    [environ] = application.asked
    assert environ["PATH_INFO"] == path.encode().decode("latin-1")
    assert environ["QUERY_STRING"] == "q=%C3%A9&r=/"


def test_a_path_in_another_encoding_is_left_to_django():
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.get("/caf%E9/")
    assert application.asked[0]["PATH_INFO"] == "/caf\xe9/"


def test_headers_are_named_as_in_cgi():
    lines = ("X-Two: 1", "X-Two: 2", "Cookie: a=1", "Cookie: b=2", "Content-Type: text/plain")
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.get("/", *lines, "X_Forwarded_Proto: https")
    [environ] = application.asked
    assert environ["HTTP_X_TWO"] == "1,2"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["CONTENT_TYPE"] == "text/plain"
    # It would pass for what nginx says of the visitor.
    assert "HTTP_X_FORWARDED_PROTO" not in environ
    assert environ["HTTP_HOST"] == "site.example"
    assert environ["REMOTE_ADDR"] == "127.0.0.1"
    assert environ["wsgi.url_scheme"] == "http"


def test_a_host_that_is_said_twice_is_none():
    scope = {
        "method": "GET",
        "root_path": "",
        "raw_path": b"/",
        "query_string": b"",
        "http_version": "1.1",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 40000),
        "scheme": "http",
        "headers": [(b"host", b"site.example"), (b"host", b"forged.example")],
    }
    assert environ_of(scope, BytesIO())["HTTP_HOST"] == "site.example,forged.example"
