import pytest
from wagtail.models import Page, PageViewRestriction

from tests.factories import EventPageFactory, home_page

pytestmark = pytest.mark.django_db


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_restrictions_on_a_page_and_above_it_apply_and_others_do_not(django_assert_num_queries):
    event, other = EventPageFactory.create_batch(2)
    expected = {restrict(event), restrict(event.get_parent()), restrict(home_page())}
    restrict(other)
    with django_assert_num_queries(1):
        assert set(event.get_view_restrictions()) == expected
    assert set(Page.get_view_restrictions(event)) == expected


def test_an_alias_is_restricted_as_its_source_is():
    source = EventPageFactory()
    restriction = restrict(source)
    alias = source.create_alias(update_slug="alias")
    assert list(alias.get_view_restrictions()) == [restriction]
    assert list(Page.get_view_restrictions(alias)) == [restriction]
