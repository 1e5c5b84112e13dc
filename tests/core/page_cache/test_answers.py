"""What the page cache answers: the same as Django, compressed, validated, for those it may."""

import gzip
from math import inf

import brotli
import pytest
from django.core.cache import caches
from wagtail.models import PageViewRestriction

from site_lianes.core.page_cache import wsgi
from site_lianes.core.page_cache.generation import Known
from site_lianes.core.page_cache.keeping import LONG_AGO, told_to_a_proxy
from tests.factories import home_page

ASKED_AGAIN = "max-age=0, must-revalidate"
# What nginx is told.
FOR_NGINX = "x-accel-expires"


@pytest.fixture
def by_nginx(visitors):
    visitors.cache.is_behind_proxy = True
    return visitors


# -- How it is answered --------------------------------------------------------------------------


def test_kept_answers_have_the_headers_of_the_others(visitors, event):
    visitors.get("/agenda/")
    kept, anew = visitors.get("/agenda/"), visitors.get_anew("/agenda/")
    own = ("etag", "content-length", "vary", "cache-control")
    assert {name: value for name, value in kept.headers.items() if name not in own} == {
        name: value for name, value in anew.headers.items() if name not in own
    }
    assert "content-security-policy" in kept.headers
    assert kept.headers["vary"] == "Cookie, Accept-Encoding"
    assert kept.headers["cache-control"] == ASKED_AGAIN
    assert FOR_NGINX not in kept.headers
    assert kept.headers["content-length"] == str(len(kept.body))


PLAIN = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/agenda/",
    "QUERY_STRING": "",
    "HTTP_HOST": "testserver",
    "HTTP_ACCEPT_ENCODING": "br",
    "wsgi.url_scheme": "http",
}


def test_what_is_kept_is_ready_for_whoever_may_have_it(visitors, event):
    ready = visitors.cache.ready_for(PLAIN)
    assert ready() is None
    kept = visitors.get("/agenda/", accept_encoding="br")
    assert ready().body == kept.body
    assert {name.lower(): value for name, value in ready().headers} == kept.headers
    for other in (
        {"REQUEST_METHOD": "POST"},
        {"QUERY_STRING": "inconnu=1"},
        {"HTTP_HOST": "forged.example"},
        {"HTTP_COOKIE": "sessionid=1"},
    ):
        assert visitors.cache.ready_for(PLAIN | other) is None
    assert visitors.cache.ready_for(PLAIN | {"wsgi.url_scheme": "https"})() is None
    event.unpublish()
    assert ready() is None


def test_what_is_ready_is_told_by_what_the_visitor_has(visitors, event):
    kept = visitors.get("/agenda/", accept_encoding="br")
    ready = visitors.cache.ready_for(PLAIN | {"HTTP_IF_NONE_MATCH": kept.headers["etag"]})
    assert (ready().status, ready().body) == ("304 Not Modified", b"")
    head = visitors.cache.ready_for(PLAIN | {"REQUEST_METHOD": "HEAD"})()
    assert (dict(head.headers)["Content-Length"], head.body) == (str(len(kept.body)), b"")
    event.title = "Rencontre déplacée"
    event.save_revision().publish()
    visitors.get("/agenda/")
    assert ready().status == "200 OK"


@pytest.mark.parametrize("is_behind_proxy", [False, True])
def test_lines_say_what_headers_say(visitors, event, is_behind_proxy):
    visitors.cache.is_behind_proxy = is_behind_proxy
    visitors.get("/agenda/")
    ready = visitors.cache.ready_for(PLAIN)()
    start, *lines = ready.lines.decode().split("\r\n")
    assert start == f"HTTP/1.1 {ready.status}"
    assert lines == [*(f"{name}: {value}" for name, value in ready.headers), ""]
    assert lines[0].startswith("X-Accel-Expires: ") == is_behind_proxy


@pytest.mark.parametrize(
    ("now", "known_at", "until", "told"),
    [
        (1000.9, 1000.0, inf, "@1000"),
        (1000.9, 1000.0, 1001.0, "@1000"),
        # It changes by itself before this second is over.
        (1000.1, 1000.0, 1000.9, LONG_AGO),
        # Something may have been published since.
        (1001.0, 1000.9, inf, LONG_AGO),
        # The clock was put back.
        (999.9, 1000.0, inf, LONG_AGO),
        (1000.9, 0.0, inf, LONG_AGO),
    ],
)
def test_nginx_shows_a_copy_for_a_second_that_was_looked_into(now, known_at, until, told):
    assert told_to_a_proxy(now, known_at, until) == ("X-Accel-Expires", told)


def test_a_kept_answer_says_to_nginx_what_is_so_when_it_is_given(by_nginx, event, monkeypatch):
    etag = by_nginx.get("/agenda/").headers["etag"]
    by_nginx.cache.generation.watch = lambda: None
    by_nginx.cache.generation.known = Known(by_nginx.cache.generation.known.generation, 1000.25)
    for now, told in ((1000.75, "@1000"), (1001.0, LONG_AGO)):
        monkeypatch.setattr(wsgi, "time", lambda moment=now: moment)
        assert by_nginx.get("/agenda/").headers[FOR_NGINX] == told
        assert by_nginx.get("/agenda/", if_none_match=etag).headers[FOR_NGINX] == told
        assert by_nginx.get("/nulle-part/").headers[FOR_NGINX] == told


def test_a_proxy_may_keep_what_is_asked_for_each_time_and_nothing_else(by_nginx, event):
    asked = (("/agenda/", 200), ("/agenda.ics", 200), ("/nulle-part/", 404), ("/agenda", 301))
    for address, status in asked:
        answer = by_nginx.get(address)
        assert answer.status == status
        assert FOR_NGINX in answer.headers
    for address in ("/agenda/", "/agenda.ics"):
        names = [*by_nginx.get(address).headers]
        assert names.index(FOR_NGINX) < names.index("cache-control"), "nginx keeps nothing"
    # What says itself how long it may be kept, and what is for one visitor.
    for address in ("/opensearch.xml", "/admin/login/", "/agenda/?inconnu=1"):
        assert FOR_NGINX not in by_nginx.get(address).headers
    PageViewRestriction.objects.create(page=event, restriction_type="password", password="mot")  # noqa: S106
    assert FOR_NGINX not in by_nginx.get("/agenda/rencontre/").headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br;q=1.0", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, *", "gzip"),
        ("*", "br"),
        ("gzip;q=0, br;q=0", None),
        ("identity", None),
        ("zstd", None),
        ("", None),
    ],
)
def test_each_is_given_an_encoding_that_it_reads(visitors, event, accepted, encoding):
    read = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    for _ in range(2):
        answer = visitors.get("/agenda/", accept_encoding=accepted)
        assert answer.headers.get("content-encoding") == encoding
        assert read(answer.body) == visitors.get("/agenda/").body
        assert answer.headers["content-length"] == str(len(answer.body))


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("address", ["/agenda/?inconnu=1", "/recherche/?q=eau", "/nulle-part/"])
def test_what_is_not_kept_is_compressed_alike(visitors, event, address, encoding):
    read = {"br": brotli.decompress, "gzip": gzip.decompress}[encoding]
    answer = visitors.get(address, accept_encoding=encoding)
    assert answer.headers["content-encoding"] == encoding
    assert answer.headers["content-length"] == str(len(answer.body))
    assert "Accept-Encoding" in answer.headers["vary"]
    plain = visitors.get(address)
    assert read(answer.body) == plain.body
    assert "content-encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["vary"]


def test_the_validator_of_a_feed_that_is_not_kept_is_weak_once_it_is_compressed(visitors, event):
    address = "/agenda.ics?inconnu=1"
    plain, compressed = (visitors.get(address, accept_encoding=each) for each in ("", "br"))
    assert compressed.headers["etag"] == f"W/{plain.headers['etag']}"
    assert visitors.get(address, if_none_match=compressed.headers["etag"]).status == 304


@pytest.mark.parametrize(
    ("address", "cookie"), [("/agenda/?inconnu=1", "sessionid=perhaps"), ("/admin/login/", "")]
)
def test_the_length_of_what_may_hold_a_secret_is_hidden(visitors, event, address, cookie):
    asked = {"accept_encoding": "br, gzip", "cookie": cookie}
    answers = [visitors.get(address, **asked) for _ in range(20)]
    assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}
    assert len({len(answer.body) for answer in answers}) > 1


def test_each_encoding_has_a_strong_validator_of_its_own(visitors, event):
    etags = {visitors.get("/", accept_encoding=each).headers["etag"] for each in ("br", "gzip", "")}
    assert len(etags) == 3
    assert not any(etag.startswith("W/") for etag in etags)


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_the_page_is_answered_without_the_database(
    visitors, event, known, django_assert_num_queries
):
    etag = visitors.get("/agenda/", accept_encoding="br").headers["etag"]
    visitors.cache.generation.watch = lambda: None
    with django_assert_num_queries(0):
        answer = visitors.get("/agenda/", accept_encoding="br", if_none_match=known.format(etag))
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers == {
        "etag": etag,
        "vary": "Cookie, Accept-Encoding",
        "cache-control": ASKED_AGAIN,
    }


def test_who_has_another_page_is_given_this_one(visitors, event):
    etag = visitors.get("/agenda/", accept_encoding="br").headers["etag"]
    assert visitors.get("/agenda/", accept_encoding="gzip", if_none_match=etag).status == 200
    assert visitors.get("/agenda/", accept_encoding="br", if_none_match='"other"').status == 200
    event.title = "Autre titre"
    event.save_revision().publish()
    assert visitors.get("/agenda/", accept_encoding="br", if_none_match=etag).status == 200


def test_a_feed_is_known_by_its_date_too(visitors, event):
    feed = visitors.get("/agenda.ics")
    date = feed.headers["last-modified"]
    assert visitors.get("/agenda.ics", if_modified_since=date).status == 304
    since = "Thu, 01 Jan 2015 00:00:00 GMT"
    assert visitors.get("/agenda.ics", if_modified_since=since).body == feed.body
    assert visitors.get("/agenda.ics", if_modified_since=date, if_none_match='"x"').status == 200
    assert visitors.calls == 1


def test_the_first_who_asks_with_a_condition_lets_the_page_be_kept(visitors, event):
    date = visitors.get_anew("/agenda.ics").headers["last-modified"]
    assert visitors.get("/agenda.ics", if_modified_since=date).status == 304
    assert visitors.get("/agenda.ics").status == 200
    assert visitors.calls == 1


@pytest.mark.parametrize("address", ["/agenda/", "/agenda.ics", "/recherche/", "/nulle-part/"])
def test_head_says_what_get_does(visitors, event, address):
    for _ in range(2):
        head = visitors.get(address, "HEAD", accept_encoding="gzip")
        assert head.body == b""
        assert head.status == visitors.get(address, accept_encoding="gzip").status
    get, head = (visitors.get("/agenda/", each, accept_encoding="gzip") for each in ("GET", "HEAD"))
    assert get.headers == head.headers


# -- Faults --------------------------------------------------------------------------------------


def test_an_answer_that_failed_is_not_kept(visitors, event, monkeypatch):
    monkeypatch.setattr(type(home_page()), "get_context", lambda *_: 1 / 0)
    assert [visitors.get("/").status for _ in range(2)] == [500, 500]
    assert visitors.calls == 2


def test_kept_pages_need_no_database(visitors, event, django_assert_num_queries):
    visitors.get("/agenda/")
    visitors.cache.generation.watch = lambda: None
    caches["local"].clear()
    with django_assert_num_queries(0):
        assert visitors.get("/agenda/").status == 200
