import pytest
from wagtail.models import Page, PageViewRestriction

from tests.factories import EventPageFactory, home_page

pytestmark = pytest.mark.django_db


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_restrictions_on_a_page_and_above_it_apply_and_others_do_not():
    event, other = EventPageFactory.create_batch(2)
    expected = {restrict(event), restrict(event.get_parent()), restrict(home_page())}
    restrict(other)
    assert set(event.get_view_restrictions()) == expected
    assert set(Page.get_view_restrictions(event)) == expected


def test_an_alias_is_restricted_as_its_source_is_however_many_aliases_lie_between():
    source = EventPageFactory()
    restriction = restrict(source)
    alias = source.create_alias(update_slug="alias")
    alias_of_alias = alias.create_alias(update_slug="alias-2")
    for page in (alias, alias_of_alias):
        assert list(page.get_view_restrictions()) == [restriction]
        assert list(Page.get_view_restrictions(page)) == [restriction]


def test_a_page_that_nobody_restricted_costs_one_query(django_assert_num_queries):
    event = EventPageFactory()
    with django_assert_num_queries(1):
        assert not event.get_view_restrictions()
