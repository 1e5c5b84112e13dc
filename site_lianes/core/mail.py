"""The post of the site: nothing that is sent waits for the mail server, or is lost with it.

A message leaves once what it speaks of is stored. One that the server does not take is kept in
`DATA_DIR/courrier`, a file each, and `send_waiting_mail` tries again: see docs/operations.md.
"""

import json
import logging
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from smtplib import SMTP
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

logger = logging.getLogger(__name__)

BY_SMTP = "django.core.mail.backends.smtp.EmailBackend"
KEPT = timedelta(days=3)


@dataclass(frozen=True)
class Letter:
    """A message as it goes over the wire, which text alone describes."""

    sender: str
    recipients: list[str]
    content: str
    written_at: str

    @classmethod
    def from_message(cls, message: EmailMessage) -> Self:
        # Bytes as text, one for one: their own encoding is said in the message.
        content = message.message().as_bytes(linesep="\r\n").decode("latin-1")
        return cls(message.from_email, message.recipients(), content, timezone.now().isoformat())

    @property
    def is_too_old(self) -> bool:
        return datetime.fromisoformat(self.written_at) < timezone.now() - KEPT


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        letters = [Letter.from_message(each) for each in email_messages if each.recipients()]
        transaction.on_commit(partial(post, letters), robust=True)
        return len(letters)


def post(letters: list[Letter]) -> None:
    """Hand them over, and keep those that are not taken.

    While others wait, the server is not asked: nobody who saves a page waits for it twice.
    """
    for letter in letters if waiting() else deliver(letters):
        keep(letter)


def deliver(letters: list[Letter]) -> list[Letter]:
    """Those that the server did not take."""
    connection = get_connection(BY_SMTP)
    try:
        connection.open()
    except OSError:
        logger.exception("The mail server takes nothing: %d messages wait.", len(letters))
        return letters
    connection.fail_silently = True
    left = [letter for letter in letters if not _takes(connection.connection, letter)]
    connection.close()
    return left


def _takes(server: SMTP, letter: Letter) -> bool:
    try:
        server.sendmail(letter.sender, letter.recipients, letter.content.encode("latin-1"))
    except OSError:  # SMTPException is one
        logger.exception("A message to %s waits.", ", ".join(letter.recipients))
        return False
    return True


def send_waiting() -> None:
    """Try again, the oldest first; those that nobody takes for days are given up."""
    waited = {path: Letter(**json.loads(path.read_text(encoding="utf-8"))) for path in waiting()}
    if not waited:
        return
    left = deliver(list(waited.values()))
    for path, letter in waited.items():
        if letter in left and not letter.is_too_old:
            continue
        if letter in left:
            logger.error("A message to %s is given up.", ", ".join(letter.recipients))
        path.unlink(missing_ok=True)


def waiting() -> list[Path]:
    return sorted(_drawer().glob("*.json"))


def keep(letter: Letter) -> None:
    """Readable by the site alone: it may hold a link that changes a password."""
    drawer = _drawer()
    drawer.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = drawer / f"{letter.written_at}-{uuid4().hex}"
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(letter), file)
    # Whole before it has the name by which it is found.
    path.rename(path.with_name(f"{path.name}.json"))


def _drawer() -> Path:
    return Path(settings.DATA_DIR) / "courrier"
