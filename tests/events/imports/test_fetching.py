"""What is fetched, from a real local server; nothing is ever asked of a private address."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from events.imports import fetching
from events.imports.fetching import fetch, fetch_where
from events.imports.limits import MOST_BYTES
from events.imports.public_addresses import is_public
from events.imports.values import UnreadableFileError
from tests.events.imports.files import calendar, vevent

CALENDAR = calendar(vevent())
NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104 - to be refused
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.1.2.3",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a00:1",
    "64:ff9b:1::808:808",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
OTHER_WRITINGS = [
    "localhost",
    "2130706433",
    "017700000001",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "127.1",
    "127.0.0.1.",
    "１２７.0.0.1",
    "127。0。0。1",
    "[::ffff:7f00:1]",
    "[fe80::1%25lo]",
]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers[self.path.partition("?")[0]]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for part in body:
                self.wfile.write(part)
        except OSError:  # the client has had enough
            pass

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked, server.answers = [], {}
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def connections(monkeypatch) -> list[tuple[str, int]]:
    """The addresses to which a connection is made."""
    made = []
    real = socket.create_connection

    def create_connection(address, *args, **kwargs):
        made.append(address)
        return real(address, *args, **kwargs)

    monkeypatch.setattr(socket, "create_connection", create_connection)
    return made


@pytest.fixture
def names(monkeypatch) -> dict[str, list[str]]:
    """The addresses that names have; an empty list never answers."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def getaddrinfo(host, port, *args, **kwargs):
        if host not in known:
            return real(host, port, *args, **kwargs)
        if not known[host]:
            time.sleep(2)
        families = [socket.AF_INET6 if ":" in ip else socket.AF_INET for ip in known[host]]
        return [
            (family, socket.SOCK_STREAM, 6, "", (ip, port))
            for family, ip in zip(families, known[host], strict=True)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known


def answer(server, path: str, *body: bytes, status: int = 200, **headers: str) -> str:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    server.answers[path] = (status, named, body)
    return f"http://127.0.0.1:{server.server_port}{path}"


def redirect(server, path: str, location: str, status: int = 302) -> str:
    return answer(server, path, status=status, Location=location)


def here(server):
    """As in production, but for this very server."""
    allowed = (ip_address("127.0.0.1"), server.server_port)
    return lambda ip, port: (ip, port) == allowed or fetching._may_reach(ip, port)  # noqa: SLF001


def test_a_file_is_fetched_as_it_is(server):
    address = answer(server, "/agenda.ics", CALENDAR, Content_Type="text/calendar")
    assert fetch_where(f"{address}?année=2026", here(server)) == CALENDAR
    ((path, headers),) = server.asked
    assert path == "/agenda.ics?ann%C3%A9e=2026"
    assert headers["Host"] == f"127.0.0.1:{server.server_port}"
    assert headers["Accept-Encoding"] == "identity"


def test_chunks_are_put_together(server, monkeypatch):
    monkeypatch.setattr(Handler, "protocol_version", "HTTP/1.1")
    chunks = [b"%x\r\n%s\r\n" % (len(part), part) for part in (CALENDAR[:50], CALENDAR[50:])]
    address = answer(server, "/a", *chunks, b"0\r\n\r\n", Transfer_Encoding="chunked")
    assert fetch_where(address, here(server)) == CALENDAR


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server, status):
    answer(server, "/b", CALENDAR)
    assert fetch_where(redirect(server, "/a", "b", status), here(server)) == CALENDAR


def test_three_redirects_are_followed_and_no_more(server):
    answer(server, "/end", CALENDAR)
    for path, location in (("/3", "/end"), ("/2", "/3"), ("/1", "/2")):
        address = redirect(server, path, location)
    assert fetch_where(address, here(server)) == CALENDAR
    with pytest.raises(UnreadableFileError, match="trop de fois"):
        fetch_where(redirect(server, "/0", "/1"), here(server))


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_no_connection_is_made_to_an_address_that_is_not_public(ip, names, connections):
    names["agenda.example"] = [ip]
    names["deux.example"] = ["8.8.8.8", ip]
    host = f"[{ip}]" if ":" in ip else ip
    for address in (f"http://{host}/", f"https://{host}/", "http://agenda.example/"):
        with pytest.raises(UnreadableFileError, match="site public"):
            fetch(address)
    with pytest.raises(UnreadableFileError, match="site public"):
        fetch("webcal://deux.example/agenda.ics")
    assert connections == []


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_no_redirect_leads_to_an_address_that_is_not_public(ip, server, names, connections):
    names["agenda.example"] = [ip]
    host = f"[{ip}]" if ":" in ip else ip
    for location in (f"http://{host}/", f"//{host}:80/", "https://agenda.example/"):
        with pytest.raises(UnreadableFileError, match="site public"):
            fetch_where(redirect(server, "/a", location), here(server))
    assert set(connections) == {("127.0.0.1", server.server_port)}


@pytest.mark.parametrize("host", OTHER_WRITINGS)
def test_no_other_writing_of_an_address_is_let_through(host, connections):
    with pytest.raises(UnreadableFileError):
        fetch(f"http://{host}/")
    assert connections == []


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "80.67.169.12", "2001:910:800::12", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(ip):
    assert is_public(ip_address(ip))


def test_the_connection_goes_to_the_address_that_was_looked_at(names, monkeypatch):
    """Also when the name has another one an instant later."""
    names["agenda.example"] = ["8.8.8.8"]
    made = []

    def create_connection(address, **kwargs):
        made.append(address)
        names["agenda.example"] = ["127.0.0.1"]
        raise OSError

    monkeypatch.setattr(socket, "create_connection", create_connection)
    with pytest.raises(UnreadableFileError, match="ne répond pas"):
        fetch("https://agenda.example/agenda.ics")
    assert made == [("8.8.8.8", 443)]


def test_another_address_of_a_name_is_tried(server, names):
    names["agenda.example"] = ["127.0.0.2", "127.0.0.1"]
    address = answer(server, "/a", CALENDAR).replace("127.0.0.1", "agenda.example")
    assert fetch_where(address, lambda ip, port: ip.is_loopback) == CALENDAR
    assert server.asked[0][1]["Host"] == f"agenda.example:{server.server_port}"


def test_the_certificate_is_that_of_the_name(server, names, monkeypatch):
    asked = []

    def wrap_socket(_context, plain, server_hostname):
        asked.append((_context.verify_mode.name, _context.check_hostname, server_hostname))
        raise OSError

    monkeypatch.setattr("ssl.SSLContext.wrap_socket", wrap_socket)
    names["agenda.example"] = ["127.0.0.1"]
    with pytest.raises(UnreadableFileError, match="ne répond pas"):
        fetch_where(f"webcal://agenda.example:{server.server_port}/", here(server))
    assert asked == [("CERT_REQUIRED", True, "agenda.example")]


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy"])
def test_no_proxy_of_the_environment_is_used(name, server, monkeypatch, connections):
    monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert fetch_where(answer(server, "/a", CALENDAR), here(server)) == CALENDAR
    assert connections == [("127.0.0.1", server.server_port)]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "agenda.example",
        "//agenda.example/",
        "ftp://agenda.example/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "javascript:alert(1)",
        "http://",
        "http:///agenda.ics",
        "http://[",
        "http://[::1",
        "http://agenda.example:0x50/",
        "http://agenda.example:99999/",
        "http://quelquun:secret@agenda.example/",
        "http://quelquun@agenda.example/",
        "http://127.0.0.1\\@agenda.example/",
        "http://agenda.example/\r\nHost: 127.0.0.1",
        "http://agenda .example/",
        "http://agenda..example/",
        f"http://{'a' * 300}.example/",
        "http://\ud800.example/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address, connections):
    with pytest.raises(UnreadableFileError) as refused:
        fetch(address)
    assert str(refused.value)
    assert connections == []


@pytest.mark.parametrize("port", [22, 25, 6379, 8000, 8443])
def test_no_other_port_is_asked(port, names, connections):
    names["agenda.example"] = ["8.8.8.8"]
    with pytest.raises(UnreadableFileError):
        fetch(f"http://agenda.example:{port}/")
    assert connections == []


@pytest.mark.parametrize(
    ("answered", "reason"),
    [
        ({"status": 404}, "« 404 »"),
        ({"status": 204}, "« 204 »"),
        ({"status": 302}, "« 302 »"),
        ({"Content_Encoding": "gzip"}, "compressé"),
        ({"Content_Encoding": "br"}, "compressé"),
        ({"Content_Length": "10"}, "ne répond pas"),
        ({"Transfer_Encoding": "chunked"}, "ne répond pas"),
        ({"Location": "file:///etc/passwd", "status": 301}, "http://"),
        ({"Location": "http://[", "status": 301}, "ne répond pas"),
        ({"X": "y" * 70_000}, "ne répond pas"),
        ({f"X{number}": "y" for number in range(150)}, "ne répond pas"),
    ],
)
def test_an_answer_that_is_no_file_says_why(server, answered, reason):
    with pytest.raises(UnreadableFileError, match=reason):
        fetch_where(answer(server, "/a", **answered), here(server))


@pytest.mark.parametrize("beginning", [b"PK\x03\x04", b"\x1f\x8b\x08"])
def test_archives_are_refused(server, beginning):
    with pytest.raises(UnreadableFileError, match="archive"):
        fetch_where(answer(server, "/a", beginning + b"x" * 100), here(server))


def test_no_more_is_read_than_a_file_may_have(server):
    sent = []

    def endless() -> Iterator[bytes]:
        while True:
            sent.append(2**20)
            yield b"x" * 2**20

    address = answer(server, "/a")
    server.answers["/a"] = (200, {}, endless())
    with pytest.raises(UnreadableFileError, match="20 Mo"):
        fetch_where(address, here(server))
    assert sum(sent) < 3 * MOST_BYTES


@pytest.mark.parametrize("slow", ["headers", "body"])
def test_an_answer_that_comes_drop_by_drop_is_given_up(server, monkeypatch, slow):
    stop = threading.Event()

    def drops() -> Iterator[bytes]:
        while not stop.is_set():
            time.sleep(0.02)
            yield b"x"

    def trickle(handler) -> None:
        for drop in drops():
            handler.wfile.write(drop)
            handler.wfile.flush()

    address = answer(server, "/a")
    server.answers["/a"] = (200, {}, drops())
    if slow == "headers":
        monkeypatch.setattr(Handler, "send_response", lambda handler, _status: trickle(handler))
        monkeypatch.setattr(server, "handle_error", lambda *_: None)
    try:
        with pytest.raises(UnreadableFileError, match="ne répond pas"):
            fetch_where(address, here(server), seconds=0.3)
    finally:
        stop.set()


def test_a_name_that_is_long_to_resolve_is_given_up(names):
    names["agenda.example"] = []
    with pytest.raises(UnreadableFileError, match="ne répond pas"):
        fetch_where("http://agenda.example/", lambda ip, port: True, seconds=0.1)
