"""Whatever is asked of the API, it answers; what it cannot understand, it says in French."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import AgendaEntry
from events.published_json import FIELDS
from tests.events.test_api import API, read
from tests.factories import EventPageFactory
from tests.profile import IS_THOROUGH

pytestmark = pytest.mark.django_db

EXAMPLES = 2000 if IS_THOROUGH else 150

NUMBER = "un nombre entier de 0 à 100 est attendu."
FAR_NUMBER = "un nombre entier de 0 à 1000000 est attendu."
DATE = "une date est attendue, par exemple 2026-10-17T18:00:00+02:00."
YEAR = "l’année est hors de portée : entre 1950 et 2100."
NAMES = f"noms possibles, séparés par des virgules : {', '.join(FIELDS)}."
ORDERS = (
    "noms possibles, séparés par des virgules : starts_at, published_at, changed_at, sequence, uid."
)
UNKNOWN = "Paramètre inconnu. Paramètres possibles : fields, limit, offset, order, changed_since."
REQUIRED = "une valeur est attendue."


@pytest.mark.parametrize(
    ("query", "message"),
    [
        *((f"limit={text}", f"limit : {NUMBER}") for text in ("abc", "-1", "1.5", "101", "1_0")),
        *((f"limit={text}", f"limit : {NUMBER}") for text in ("9" * 5000, "٣", "%20", "%00")),
        *((f"offset={text}", f"offset : {FAR_NUMBER}") for text in ("-1", "9" * 12, "1e3")),
        *((f"order={text}", f"order : {ORDERS}") for text in ("nope", "-", "random", "--uid")),
        *((f"order={text}", f"order : {ORDERS}") for text in ("uid,", "facts", "pk", "uid,%00")),
        *((f"fields={text}", f"fields : {NAMES}") for text in ("nope", "title(a)", "uid,*", "-*")),
        *((f"changed_since={text}", f"changed_since : {DATE}") for text in ("foo", "%00", "1")),
        ("changed_since=2026-02-30", f"changed_since : {DATE}"),
        ("changed_since=99999-01-01", f"changed_since : {DATE}"),
        ("changed_since=0001-01-01", f"changed_since : {YEAR}"),
        ("changed_since=0001-01-01T00:00:00%2B14:00", f"changed_since : {YEAR}"),
        ("changed_since=9999-12-31T23:59:59-12:00", f"changed_since : {YEAR}"),
        *((f"{name}=", f"{name} : {REQUIRED}") for name in ("limit", "order", "fields")),
        ("limit=1&limit=abc", f"limit : {NUMBER}"),
        ("theme=eau", UNKNOWN),
        ("limit=abc&offset=-1", f"limit : {NUMBER} offset : {FAR_NUMBER}"),
    ],
)
def test_a_bad_value_is_told_in_french(client, query, message):
    assert read(client, f"?{query}", 400) == {"message": message}


@pytest.mark.parametrize("query", ["limit=1", "order=uid", "changed_since=2026-10-08", "x="])
def test_an_event_is_asked_for_without_what_is_for_lists(client, query):
    told = read(client, f"{EventPageFactory().uid}/?{query}", 400)
    assert told == {"message": "Paramètre inconnu. Paramètres possibles : fields."}


KEYS = ["limit", "offset", "order", "fields", "changed_since", "format", "_", "search", "uid", ""]
TEXTS = [
    *("", " ", "\0", "abc", "-1", "0", "5", "9" * 5000, "٣", "²", "1.5", "1_000", "+1", "\ud800"),
    *("nope", "title", "_", "*", "-", ",", "_,title", "*,-title", "a(" * 400, "title(uid)", "api"),
    *("starts_at", "-starts_at", "--starts_at", "random", "starts_at,starts_at,-starts_at"),
    *("2026-10-08", "2026-10-08T15:00:00Z", "0001-01-01", "9999-12-31T23:59:59.999999-23:59"),
    *("2026-03-29T02:30", "2026-10-25T02:30", "2026-W41", "20261008", "2026-10-08T25:00"),
    *("2026-10-08T15:00:00 02:00", "2100-12-31T23:59:59-23:59", "1950-01-01T00:00:00+23:59"),
]
queries = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(TEXTS) | st.text(max_size=40)), max_size=6
)


def encoded(pairs: list[tuple[str, str]]) -> str:
    return "?" + "&".join(
        f"{quote(key)}={quote(value, errors='surrogatepass')}" for key, value in pairs
    )


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pairs=queries)
def test_no_query_ever_breaks_it(client, pairs):
    event = AgendaEntry.objects.first() or AgendaEntry.objects.get(pk=EventPageFactory().pk)
    for path in ("", f"{event.uid}/"):
        response = client.get(API + path + encoded(pairs))
        assert response.status_code in {200, 400}
        assert response.status_code == 200 or list(response.json()) == ["message"]


def test_each_text_in_each_place_breaks_nothing(client):
    EventPageFactory()
    for text in TEXTS:
        for key in KEYS:
            assert client.get(API + encoded([(key, text)])).status_code in {200, 400}
