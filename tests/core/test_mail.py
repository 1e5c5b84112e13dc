"""The post: what leaves, what waits, and that nobody waits with it."""

import socket
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from site_lianes.core import mail
from tests.tools.smtp_sink import Sink, running_sink

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SUBJECT = "À relire : « Forum de l’eau à Fâches-Thumesnil »"


@pytest.fixture
def post_office(settings, tmp_path):
    """The site with a mail server that answers."""
    settings.DATA_DIR = tmp_path
    settings.EMAIL_BACKEND = "site_lianes.core.mail.EmailBackend"
    with running_sink() as sink:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        yield sink


@pytest.fixture
def no_server(post_office, settings):
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]


def write(subject: str = SUBJECT, to: str = "camille@lianes.example") -> int:
    return EmailMessage(subject, "Bonjour, à bientôt…", "site@lianes.example", [to]).send()


def subjects(sink: Sink) -> list[str]:
    return [letter["subject"] for letter in sink.letters]


def test_a_message_arrives_as_it_was_written(post_office):
    assert write() == 1
    letter = post_office.letters[0]
    assert (letter["subject"].strip(), letter["to"]) == (SUBJECT, "camille@lianes.example")
    assert letter.get_content().strip() == "Bonjour, à bientôt…"
    assert mail.waiting() == []


def test_a_message_leaves_with_what_it_speaks_of_or_not_at_all(post_office):
    with transaction.atomic():
        write("Dit trop tôt")
        transaction.set_rollback(True)
    with transaction.atomic():
        write("Dit à temps")
        assert post_office.letters == []
    assert subjects(post_office) == ["Dit à temps"]


def test_what_an_absent_server_does_not_take_is_kept_and_leaves_later(
    post_office, no_server, settings
):
    assert write("Un") == 1
    write("Deux")
    assert [path.stat().st_mode & 0o777 for path in mail.waiting()] == [0o600, 0o600]
    call_command("send_waiting_mail")
    assert len(mail.waiting()) == 2

    settings.EMAIL_PORT = post_office.port
    call_command("send_waiting_mail")
    assert subjects(post_office) == ["Un", "Deux"]
    assert mail.waiting() == []


@pytest.mark.parametrize("host", ["nowhere.invalid", "127.0.0.1"])
def test_a_server_that_cannot_be_reached_is_no_error_of_the_page(
    post_office, no_server, settings, host
):
    settings.EMAIL_HOST = host
    connection = django_mail.get_connection()
    # As Wagtail does: it opens the connection itself, outside of any guard.
    connection.open()
    assert connection.send_messages([EmailMessage("Un", "", "", ["a@lianes.example"])]) == 1
    assert len(mail.waiting()) == 1


def test_while_one_waits_nobody_waits_for_the_server(post_office, no_server, settings):
    write("Un")
    settings.EMAIL_PORT = post_office.port
    write("Deux")
    assert post_office.letters == []
    call_command("send_waiting_mail")
    assert subjects(post_office) == ["Un", "Deux"]


def test_an_address_that_is_refused_keeps_no_other_from_leaving(post_office):
    post_office.refuse("personne@lianes.example")
    write("Perdu", "personne@lianes.example")
    write("Reçu")
    call_command("send_waiting_mail")
    assert subjects(post_office) == ["Reçu"]
    assert len(mail.waiting()) == 1


def test_after_three_days_it_is_given_up(post_office, time_machine):
    post_office.refuse("personne@lianes.example")
    write("Perdu", "personne@lianes.example")
    time_machine.move_to(timezone.now() + timedelta(days=3, minutes=1))
    call_command("send_waiting_mail")
    assert mail.waiting() == []


def test_what_has_no_recipient_is_no_message(post_office):
    assert EmailMessage("Sans adresse", "", "", []).send() == 0
    assert mail.waiting() == []
