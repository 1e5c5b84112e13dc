"""The database notes each change of the content, in its transaction, whoever makes it."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from events.models import EventPage
from search.models import AskedWords
from site_lianes.core.models import ContentChange, Theme
from site_lianes.core.page_cache import triggers
from tests.core.page_cache.visiting import begin_another_transaction
from tests.factories import EventPageFactory, OfficeFactory, ThemeFactory, make_user

pytestmark = pytest.mark.django_db


def generation() -> str:
    return ContentChange.objects.generation()


def is_noted(change) -> bool:
    begin_another_transaction()
    before = generation()
    change()
    return generation() != before


def test_the_list_of_what_never_shows_names_what_exists():
    models = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    labels = {config.label for config in apps.get_app_configs()}
    assert models | labels >= triggers.NEVER_SHOWN


@pytest.mark.parametrize(
    "change",
    [
        lambda theme: ThemeFactory(),
        lambda theme: theme.delete(),
        lambda theme: Theme.objects.update(name="autre"),
        lambda theme: Theme.objects.bulk_create([Theme(name="mer", slug="mer")]),
        lambda theme: Theme(pk=theme.pk, name="autre", slug="autre").save_base(raw=True),
        lambda theme: EventPageFactory().themes.through.objects.create(
            tag=theme, content_object=EventPage.objects.first()
        ),
    ],
)
def test_every_way_to_change_something_is_noted(change):
    theme = ThemeFactory()
    assert is_noted(lambda: change(theme))


def test_what_never_shows_is_not_noted(client):
    event = EventPageFactory()
    event.title = "Un brouillon"
    assert not is_noted(event.save_revision)
    user = make_user("Rédaction")
    assert not is_noted(lambda: client.force_login(user))
    words = AskedWords(key="eau", words="eau", day=timezone.localdate(), times=1, found=1)
    assert not is_noted(words.save)
    assert is_noted(lambda: event.save_revision().publish())


def roll_back_a_change() -> None:
    with transaction.atomic():
        ThemeFactory()
        transaction.set_rollback(True)


def test_a_change_that_is_rolled_back_was_none():
    assert not is_noted(roll_back_a_change)


def test_a_change_after_one_that_is_rolled_back_is_noted():
    assert is_noted(lambda: (roll_back_a_change(), ThemeFactory()))


def test_without_its_row_nothing_would_be_noted_and_the_generation_says_so():
    ContentChange.objects.all().delete()
    assert generation() == ""


def test_triggers_that_are_missing_are_made_again_and_the_others_stay():
    def existing():
        with connection.cursor() as cursor:
            return triggers._existing(cursor)  # noqa: SLF001

    before = existing()
    triggers.remove(connection)
    assert existing() == {}
    assert not is_noted(ThemeFactory)
    assert generation() == "", "pages would be kept for ever"
    assert is_noted(lambda: triggers.install(connection))
    assert existing() == before
    assert is_noted(ThemeFactory)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_migration_can_be_taken_back():
    call_command("migrate", "core", "0002", verbosity=0)
    try:
        OfficeFactory()
    finally:
        call_command("migrate", verbosity=0)
    assert is_noted(ThemeFactory)
