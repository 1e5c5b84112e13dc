"""Which pages are kept, and for whom: nobody is given what is for somebody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.core.page_cache.visiting import Visitors
from tests.factories import ThemeFactory, make_user

FORGED = "evil.example"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/agenda/",
        "/agenda/?theme=eau",
        "/agenda/?periode=toutes&theme=eau",
        "/agenda/rencontre/",
        "/agenda.ics",
        "/agenda.atom",
        "/agenda.json?theme=eau",
        "/agenda.csv",
        "/abonnement/?theme=eau",
        "/sitemap.xml",
        "/robots.txt",
        "/opensearch.xml",
    ],
)
def test_a_public_page_is_made_once(visitors, event, address):
    assert visitors.get(address).status == 200
    assert visitors.is_kept(address)
    assert visitors.get(address).body == visitors.get_anew(address).body


@pytest.mark.parametrize(
    "address",
    [
        "/recherche/",
        "/recherche/?q=eau",
        "/recherche/suggestions/?q=eau",
        "/agenda/?inconnu=1",
        "/agenda/?theme=inconnu",
        "/agenda/?periode=inconnue",
        "/agenda/?page=2",
        "/agenda/?du=2026-01-01",
        "/agenda/?page=1&page=2",
        "/agenda.ics?theme=inconnu",
        "/agenda",
        "/nulle-part/",
        "/admin/login/",
        "/api/v2/evenements/",
        "/?" + "a" * 600,
    ],
)
def test_other_addresses_make_no_entry(visitors, event, address):
    assert not visitors.is_kept(address)
    assert len(visitors.cache.store) == 0


def test_what_they_have_in_common_with_others_is_made_once(visitors, event):
    cost = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            visitors.get("/recherche/?q=eau")
        cost.append(len(captured))
    assert cost[1] < cost[0]
    with CaptureQueriesContext(connection) as captured:
        visitors.get("/recherche/?q=eau", cookie="sessionid=x")
    assert len(captured) > cost[1]


def test_an_event_costs_no_query_whatever_is_added_to_its_address(
    visitors, event, django_assert_num_queries
):
    made = visitors.get("/agenda/rencontre/?a=1")
    visitors.cache.generation.watch = lambda: None
    # The index of the agenda, which each transaction, as a test is one, makes for itself.
    with django_assert_num_queries(1):
        assert visitors.get("/agenda/rencontre/?b=2").body == made.body
    assert visitors.get_anew("/agenda/rencontre/").body == made.body


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "sessionid=x"},
        {"cookie": "a=b; csrftoken=x"},
        {"cookie": "messages=x"},
        {"authorization": "Basic x"},
        {"range": "bytes=0-1"},
        {"host": FORGED},
        {"host": "testserver:81"},
        {"host": f"testserver, {FORGED}"},
    ],
)
def test_other_visitors_are_answered_by_django(visitors, event, headers):
    assert not visitors.is_kept("/agenda/", **headers)
    assert len(visitors.cache.store) == 0
    visitors.get("/agenda/")
    assert not visitors.is_kept("/agenda/", **headers)


def test_cookies_of_others_change_nothing(visitors, event):
    visitors.get("/agenda/")
    assert visitors.is_kept("/agenda/", cookie="_pk_id=1; consent=yes")
    assert len(visitors.cache.store) == 1


def test_what_campaigns_add_to_an_address_changes_nothing(visitors, event):
    page = visitors.get("/agenda/?utm_source=lettre&theme=eau&fbclid=x&periode=")
    assert visitors.get("/agenda/?theme=eau").body == page.body
    assert (visitors.calls, len(visitors.cache.store)) == (1, 1)
    assert b"utm_source" not in page.body


def test_a_query_in_another_order_is_the_same(visitors, event):
    ThemeFactory(slug="sante")
    for address in ("?theme=sante&theme=eau", "?theme=eau&theme=sante", "?theme=eau&&theme=sante"):
        assert visitors.is_kept(f"/agenda/{address}")
    assert visitors.calls == 1


def test_signed_in_staff_see_their_bar_and_nobody_else_does(visitors, event, client):
    client.force_login(make_user("Publication"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert b"wagtail-userbar" in visitors.get("/agenda/", cookie=cookie).body
    assert b"wagtail-userbar" not in visitors.get("/agenda/").body
    assert b"wagtail-userbar" in visitors.get("/agenda/", cookie=cookie).body


@pytest.mark.parametrize("kind", ["login", "password"])
def test_a_restricted_page_is_kept_for_nobody(visitors, event, kind):
    assert visitors.is_kept("/agenda/rencontre/")
    PageViewRestriction.objects.create(page=event, restriction_type=kind, password="mot")  # noqa: S106
    assert visitors.get("/agenda/rencontre/").status == {"login": 302, "password": 200}[kind]
    assert event.title.encode() not in visitors.get("/agenda/rencontre/").body
    assert not visitors.is_kept("/agenda/rencontre/")


def test_a_form_is_for_django(visitors, event):
    visitors.get("/agenda/")
    assert visitors.get("/agenda/", "POST", b"a=b").status in (403, 405)


def test_https_and_http_are_not_mixed(settings, visitors, event):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    visitors = Visitors()
    assert visitors.is_kept("/agenda/", x_forwarded_proto="https")
    assert visitors.get("/agenda/").status == 301
    assert visitors.get("/agenda/", x_forwarded_proto="http").status == 301
