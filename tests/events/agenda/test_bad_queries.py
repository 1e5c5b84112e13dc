"""Whatever is asked of the agenda, it answers; what it cannot understand, it says in French."""

from urllib.parse import quote, urlencode

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.events.agenda.reading import AGENDA, ask, elements, listed_titles, words
from tests.events.test_dates import paris
from tests.factories import EventPageFactory, GroupPageFactory, OrganiserFactory, ThemeFactory
from tests.profile import IS_THOROUGH
from tests.visitors import as_visitors

pytestmark = pytest.mark.django_db

EXAMPLES = 2000 if IS_THOROUGH else 150
NOW = paris(2026, 10, 8, 15)

NO_CHOICE = "Un des choix demandés n’existe pas : il n’est pas pris en compte."
NO_PERIOD = "La période demandée n’existe pas : elle n’est pas prise en compte."
NO_DATE = "La date demandée n’existe pas : elle n’est pas prise en compte."
NO_PAGE = "La page demandée n’existe pas : voici la première."
NO_PAGE_SO_FAR = "La page demandée n’existe pas : voici la dernière."
NULL = "Le caractère nul n’est pas autorisé."

FACETS = ["theme", "territoire", "pays", "type", "mode", "groupe", "organisateur"]
KEYS = [*FACETS, "periode", "du", "au", "mois", "page", "theme[]", "x", "", "annee", "statut"]
TEXTS = [
    *("", " ", "\0", "eau\0", "%00", "\ud800", "\udfff\ud800", "é", "\u202e", "﷽", "🌍"),
    *("eau", "nord", "lille", "passes", "a-venir", "toutes", "None", "null", "nan", "1e9"),
    *("0", "-1", "2", "99999999999999999999", "9" * 5000, "٣", "２", "²", "1.5", "1_000"),
    *("2019", "0", "0000", "99999", "-2019", "２０１９", "2026.0", "2026-10", "2026-13", "2026-00"),
    *("0000-00", "0001-01", "0202-05", "9999-12", "99999-01", "٢٠٢٦-١٠", "2026-10-01"),
    *("0001-01-01", "9999-12-31", "1950-01-01", "2100-12-31", "2101-01-01", "2026-02-30"),
    *("٢٠٢٦-٠١-٠١", "31/12/2026", "01/01/0001", "2026-12-31T00:00", "' OR 1=1 --", "../.."),
    *("a" * 10_000, "é" * 10_000, "\0" * 10_000, "<script>", "&amp;", "#", "eau,sante"),
]
queries = st.lists(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(TEXTS) | st.text(max_size=40)), max_size=12
)


@pytest.fixture
def events():
    """One of these days about water, one that is past, at an interval of years."""
    with time_machine.travel(NOW, tick=False):
        water = ThemeFactory(slug="eau")
        EventPageFactory(title="puits", themes=[water], organisers=[OrganiserFactory()])
        EventPageFactory(title="école", themes=[ThemeFactory()])
        EventPageFactory(title="ancienne", themes=[water], starts_at=paris(2019, 10, 17, 18))
        # As the page cache has pages made for visitors.
        with as_visitors():
            yield


def encoded(pairs: list[tuple[str, str]]) -> str:
    """A query; a lone surrogate is sent as the octets that stand for it in no language."""
    return "?" + "&".join(
        f"{quote(key)}={quote(value, errors='surrogatepass')}" for key, value in pairs
    )


def notices(client, query: str) -> list[str]:
    return [words(each) for each in elements(ask(client, query).tree, "p", **{"class": "notice"})]


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pairs=queries)
def test_no_query_ever_breaks_the_agenda(client, events, pairs):
    assert client.get(AGENDA + encoded(pairs)).status_code in {200, 404}


def test_no_text_breaks_the_agenda_wherever_it_stands(client, events):
    for text in TEXTS:
        everywhere = [(key, text) for key in KEYS if key != "mois"] * 2
        assert client.get(AGENDA + encoded(everywhere)).status_code == 200
        assert client.get(AGENDA + encoded([("mois", text)])).status_code in {200, 404}


@pytest.mark.parametrize(
    ("pair", "notice"),
    [
        *(((facet, "nope"), NO_CHOICE) for facet in FACETS),
        *(((facet, "\0"), NO_CHOICE) for facet in FACETS),
        (("theme", "a" * 10_000), NO_CHOICE),
        (("theme", "\ud800"), NO_CHOICE),
        (("territoire", "75"), NO_CHOICE),
        *((("periode", text), NO_PERIOD) for text in ("nope", "1066", "99999", "２０１９")),
        *((("du", text), NO_DATE) for text in ("foo", "0001-01-01", "2026-02-30", "2026-10")),
        *((("au", text), NO_DATE) for text in ("foo", "9999-12-31", "31/02/2026", "1")),
        *((("mois", text), NO_PERIOD) for text in ("nope", "2026-13", "0000-01", "99999-01")),
        *((("mois", text), NO_PERIOD) for text in ("2026-1", "٢٠٢٦-١٠", "2026-10-01")),
        *((("page", text), NO_PAGE) for text in ("abc", "0", "-1", "1.5", "9" * 5000)),
        *((("page", text), NO_PAGE_SO_FAR) for text in ("2", "99", "9" * 20)),
        *(((name, "\0"), NULL) for name in ("periode", "mois")),
    ],
)
def test_a_bad_value_is_said_and_the_rest_of_the_filter_holds(client, events, pair, notice):
    pairs = [pair, ("theme", "eau")]
    query = encoded(pairs)
    assert notices(client, query) == [notice]
    assert listed_titles(ask(client, query)) == ["puits"]


def test_a_good_choice_holds_beside_a_bad_one_of_its_facet(client, events):
    response = ask(client, "?theme=nope&theme=eau&theme=nope")
    assert listed_titles(response) == ["puits"]
    assert response.context["canonical_query"] == "?theme=eau"


def test_each_bad_value_is_said_once(client, events):
    query = "?theme=nope&pays=nope&periode=nope&du=nope&au=nope&page=nope"
    assert notices(client, query) == [NO_PAGE, NO_PERIOD, NO_DATE, NO_CHOICE]


def test_the_earlier_of_two_days_comes_first_however_they_are_asked_for(client, events):
    response = ask(client, "?du=2026-10-31&au=01/10/2026")
    assert response.context["agenda"].in_words == "2 rencontres du 1er au 31 octobre 2026"
    assert response.context["canonical_query"] == "?du=2026-10-01&au=2026-10-31"
    days = {each["name"]: each["value"] for each in date_fields(response)}
    assert days == {"du": "2026-10-01", "au": "2026-10-31"}


@pytest.mark.parametrize("query", ["", "?du=foo&au=2026-02-30"])
def test_days_that_were_not_asked_for_leave_their_fields_empty(client, events, query):
    assert [each.get("value") for each in date_fields(ask(client, query))] == ["", ""]


@pytest.mark.parametrize("typed_first", [True, False])
def test_what_one_visitor_typed_is_in_no_form_of_another(client, events, typed_first):
    typed = "?periode=passes&du=foo&organisateur=inconnu&mois=2026-99"
    alone = ask(client, "?periode=passes").context["filter_form"]
    queries = [typed, "?periode=passes"] if typed_first else ["?periode=passes", typed]
    with as_visitors():
        assert {ask(client, query).context["filter_form"] for query in queries} == {alone}
        assert b"inconnu" not in ask(client, "?periode=passes").content


def date_fields(response) -> list[dict[str, str]]:
    return [dict(each.attributes) for each in elements(response.tree, "input", type="date")]


def test_ten_thousand_parameters_are_read_and_more_are_refused(client, events):
    """The limit, against floods, leaves room for the longest forms of the staff."""
    assert client.get(AGENDA, {"theme": ["eau"] * 10_000}).status_code == 200
    assert client.get(AGENDA + "?" + urlencode([("theme", "eau")] * 10_001)).status_code == 400


@pytest.mark.parametrize(
    ("page", "notice"), [("abc", NO_PAGE), ("-1", NO_PAGE), ("99", NO_PAGE_SO_FAR)]
)
def test_a_group_says_which_page_it_does_not_have(client, events, page, notice):
    response = client.get(GroupPageFactory().get_url(), {"page": page})
    assert response.context["past"].number == 1
    assert response.context["notices"] == [notice]
