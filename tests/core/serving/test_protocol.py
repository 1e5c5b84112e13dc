"""Kept pages are handed out where the bytes come in; all else is read as uvicorn reads it."""

import time
from contextlib import suppress

import httptools
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_lianes.core.serving.protocol import (
    LONGEST_HEAD,
    LONGEST_PLAIN_HEAD,
    MOST_REMEMBERED,
    read_plainly,
)
from site_lianes.core.serving.threads import environ_of
from tests.core.serving.served import KEPT, LARGE, Application, Connection, head, hello, served

IDLE = 1


def test_a_kept_page_wakes_nobody():
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        for _ in range(3):
            answer = visitor.get("/kept")
            assert (answer.status, answer.body) == (200, KEPT.body)
            assert answer.headers["etag"] == '"1"'
            assert "date" in answer.headers
            assert "server" not in answer.headers
    assert (application.found_ready, application.asked) == (3, [])


def test_a_head_that_was_said_before_is_given_what_is_so_now():
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        assert visitor.get("/kept").body == KEPT.body
        application.has_changed = True
        assert visitor.get("/kept").body == b"0"
        application.has_changed = False
        assert visitor.get("/kept").body == KEPT.body
    assert application.heads_read == 1


def test_of_heads_only_the_last_that_may_have_a_kept_page_are_remembered():
    application = Application(hello)
    with served(application) as port, Connection(port) as visitor:
        for number in range(MOST_REMEMBERED + 1):
            visitor.get("/kept", f"X-Number: {number}")
            visitor.get("/other", f"X-Number: {number}")
        read = application.heads_read
        visitor.get("/kept", f"X-Number: {MOST_REMEMBERED}")
        assert application.heads_read == read
        visitor.get("/kept", "X-Number: 0")
        visitor.get("/other", f"X-Number: {MOST_REMEMBERED}")
        assert application.heads_read == read + 2


def test_its_head_alone_is_given_too():
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        assert visitor.get("/kept", method="HEAD").headers["content-length"] == "7"
        assert visitor.get("/kept").body == KEPT.body
    assert application.asked == []


def test_one_connection_has_kept_pages_and_others_in_turn():
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        for _ in range(3):
            assert visitor.get("/kept").body == KEPT.body
            visitor.send(head("/", "Content-Length: 3", method="POST") + b"abc")
            assert visitor.receive().body == b"3"
    assert (application.found_ready, len(application.asked)) == (3, 3)


@pytest.mark.parametrize(
    "data",
    [
        head("/kept", method="POST"),
        head("/kept", method="OPTIONS"),
        head("/kept", "Content-Length: 0"),
        head("/kept", "Transfer-Encoding: chunked") + b"0\r\n\r\n",
        head("/kept", "Upgrade: websocket", "Connection: Upgrade"),
        head("/kept", "Connection: close"),
        head("/kept", "Connection: keep-alive, close"),
        head("/kept", "X-Name: café"),
        head("/kept", "X_Name: a"),
        head("/kept", "X-Empty:"),
        head("/kept", f"X-Long: {'x' * LONGEST_PLAIN_HEAD}"),
        head("/kep%74"),
        head("/kept").replace(b"HTTP/1.1", b"HTTP/1.0"),
        head("/kept", "Cookie: a=1", "Cookie: sessionid=2"),
        b"GET http://site.example/kept HTTP/1.1\r\nHost: site.example\r\n\r\n",
    ],
)
def test_what_is_said_otherwise_is_read_by_uvicorn(data):
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.send(data)
        assert visitor.receive().status == 200
    assert application.found_ready == 0
    assert [each["PATH_INFO"] for each in application.asked] == ["/kept"]


def test_a_host_that_is_said_twice_is_not_that_of_a_kept_page():
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.get("/kept", "Host: forged.example")
    assert application.asked[0]["HTTP_HOST"] == "site.example,forged.example"


def test_a_head_may_come_in_parts():
    data = head("/kept")
    with served(Application(hello)) as port, Connection(port) as visitor:
        for part in (data[:1], data[1:20], data[20:-1], data[-1:]):
            visitor.send(part)
            time.sleep(0.05)
        assert visitor.receive().status == 200
        assert visitor.get("/kept").body == KEPT.body


def test_requests_that_come_together_are_answered_in_order():
    asked = [head("/", "Content-Length: 2", method="POST") + b"ab", head("/kept"), head("/")]
    with served(Application(hello)) as port, Connection(port) as visitor:
        visitor.send(b"".join(asked))
        assert [visitor.receive().body for _ in asked] == [b"2", b"0", b"0"]
        assert visitor.get("/kept").body == KEPT.body


def test_a_kept_page_waits_for_the_answer_before_it():
    def slow(environ, start_response):
        time.sleep(0.3)
        return hello(environ, start_response)

    with served(Application(slow)) as port, Connection(port) as visitor:
        visitor.send(head("/"))
        time.sleep(0.1)
        visitor.send(head("/kept"))
        assert [visitor.receive().body for _ in range(2)] == [b"0", b"0"]


def test_what_a_visitor_does_not_read_fills_no_memory():
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        for _ in range(40):
            visitor.send(head("/large"))
            time.sleep(0.01)
        # The rest waits behind what has not been read, as uvicorn makes it wait.
        assert 0 < application.found_ready < 20
        answers = [visitor.receive().body for _ in range(40)]
    assert answers[0] == LARGE.body
    assert set(answers) == {LARGE.body, b"0"}


# -- Connections ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/kept", "/"])
def test_a_connection_that_is_left_is_closed(path):
    with served(Application(hello), seconds_idle=IDLE) as port, Connection(port) as visitor:
        visitor.get(path)
        assert visitor.is_closed()


@pytest.mark.parametrize("begins_with", [b"", b"\r\n", b"GET /ke", b"GET /kept HTTP/1.1\r\nHost:"])
def test_so_is_one_that_never_asks(begins_with):
    with served(Application(hello), seconds_idle=IDLE) as port, Connection(port) as visitor:
        visitor.send(begins_with)
        assert visitor.is_closed()


def test_what_follows_a_body_is_no_header():
    """Whoever comes without nginx would otherwise say by it that nginx had spoken."""
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.send(head("/", "Transfer-Encoding: chunked", method="POST"))
        visitor.send(b"1\r\na\r\n0\r\nX-Forwarded-Proto: https\r\nCookie: a=b\r\n\r\n")
        assert visitor.receive().body == b"1"
        visitor.get("/", "X-Forwarded-Proto: http")
    assert [each.get("HTTP_X_FORWARDED_PROTO") for each in application.asked] == [None, "http"]
    assert "HTTP_COOKIE" not in application.asked[0]


def test_another_protocol_is_not_spoken_nor_written_about(caplog):
    with served(Application(hello)) as port, Connection(port) as visitor:
        lines = ("Upgrade: websocket", "Connection: Upgrade")
        assert visitor.get("/kept", *lines).status == 200
    assert "WebSocket" not in caplog.text


def test_a_connection_in_use_stays_open():
    with served(Application(hello), seconds_idle=IDLE) as port, Connection(port) as visitor:
        for path in ("/kept", "/kept", "/", "/kept", "/kept", "/kept"):
            visitor.get(path)
            time.sleep(IDLE * 0.6)
        assert visitor.get("/kept").body == KEPT.body


def test_a_kept_page_closes_no_upload_that_follows_on_its_connection():
    with served(Application(hello), seconds_idle=IDLE) as port, Connection(port) as visitor:
        visitor.get("/kept")
        visitor.send(head("/", "Content-Length: 2", method="POST") + b"a")
        time.sleep(IDLE * 2)
        visitor.send(b"b")
        assert visitor.receive().body == b"2"


@pytest.mark.parametrize("begins_with", [b"", head("/kept")])
def test_a_head_without_end_is_refused(begins_with):
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        if begins_with:
            visitor.get("/kept")
        line = b"X-Long: " + b"x" * 990 + b"\r\n"
        visitor.send(b"GET / HTTP/1.1\r\n")
        # What is on its way when the connection is closed is lost, and the answer may be, too.
        with suppress(ConnectionError):
            for _ in range(8 * LONGEST_HEAD // len(line)):
                visitor.send(line)
            assert visitor.receive().status == 400
    assert application.asked == []


@pytest.mark.parametrize("data", [b"\x00\xff" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"])
def test_what_is_no_request_is_refused(data):
    with served(application := Application(hello)) as port, Connection(port) as visitor:
        visitor.send(data)
        assert visitor.receive().status == 400
        assert visitor.is_closed()
    assert application.asked == []


# -- The plain head ------------------------------------------------------------------------------

NAMES = st.sampled_from(
    ["Host", "host", "Accept-Encoding", "Cookie", "Connection", "If-None-Match", "Range", "Expect"]
) | st.sampled_from(
    ["Content-Length", "Transfer-Encoding", "Upgrade", "X_Host", "X Host", "", "Content-Type"]
)
VALUES = st.one_of(
    st.sampled_from(["site.example", "gzip, br", "keep-alive", "close", "0", "", " a ", "a\tb"]),
    st.text(st.characters(max_codepoint=255), max_size=10),
)
LINES = st.lists(
    st.tuples(NAMES, st.sampled_from([": ", ":", " : ", ""]), VALUES).map("".join), max_size=5
)
PATHS = st.one_of(
    st.sampled_from(["/", "//", "/a/?b=c", "/a?b?c", "/#a", "*", "/a%41", "/é", "http://x/"]),
    st.text(st.characters(max_codepoint=255), max_size=10).map("/{}".format),
)


class Parsed(dict):
    """The ASGI request that uvicorn's parser makes of a head."""

    def __init__(self, data: bytes) -> None:
        super().__init__(root_path="", scheme="http", server=("", 0), client=("", 0), headers=[])
        parser = httptools.HttpRequestParser(self)
        parser.feed_data(data)
        self |= {"method": parser.get_method().decode(), "http_version": parser.get_http_version()}

    def on_url(self, url: bytes) -> None:
        found = httptools.parse_url(url)
        self |= {"raw_path": found.path, "query_string": found.query or b""}

    def on_header(self, name: bytes, value: bytes) -> None:
        self["headers"].append((name.lower(), value))


class NoBody:
    def seek(self, *_: int) -> int:
        return 0


@given(st.sampled_from(["GET", "HEAD", "POST", "get"]), PATHS, LINES)
def test_a_plain_head_says_what_the_parser_finds_in_it(method, path, lines):
    data = head(path, *lines, method=method)
    if environ := read_plainly(data, "http"):
        whole = environ_of(Parsed(data), NoBody())
        assert environ.items() <= whole.items()
        assert {name for name in whole if name.startswith("HTTP_")} <= environ.keys()


def test_most_browsers_ask_plainly():
    """The head of a page that Chromium asks for."""
    lines = (
        "Connection: keep-alive",
        'sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24"',
        "Upgrade-Insecure-Requests: 1",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
        "Accept: text/html,application/xhtml+xml;q=0.9,image/avif,*/*;q=0.8",
        "Accept-Encoding: gzip, deflate, br, zstd",
        "Accept-Language: fr-FR,fr;q=0.9",
    )
    environ = read_plainly(head("/agenda/?theme=education&page=2", *lines), "https")
    assert environ["PATH_INFO"] == "/agenda/"
    assert environ["QUERY_STRING"] == "theme=education&page=2"
    assert environ["HTTP_HOST"] == "site.example"
    assert environ["HTTP_ACCEPT_ENCODING"] == "gzip, deflate, br, zstd"
    assert environ["wsgi.url_scheme"] == "https"
