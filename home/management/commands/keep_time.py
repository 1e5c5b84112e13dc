"""What has its hour, each minute: what a timer does on a server, for `make run` alone."""

import logging
import select
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

MINUTE = 60
EACH_MINUTE = ("publish_scheduled", "send_waiting_mail")


class Command(BaseCommand):
    help = _(
        "Chaque minute, publie et retire ce qui est programmé et envoie le courrier en attente."
    )

    def handle(self, **options: Any) -> None:
        while True:
            do_what_is_due()
            if server_has_ended(within=MINUTE):
                return


def do_what_is_due() -> None:
    """One that fails keeps neither the other nor the next minute from it."""
    for command in EACH_MINUTE:
        try:
            call_command(command)
        except Exception:
            logger.exception("%s failed.", command)
        close_old_connections()


def server_has_ended(within: float) -> bool:
    """The server holds the other end of our input for as long as it lives, however it ends."""
    readable, _writable, _failed = select.select([sys.stdin], [], [], within)
    return bool(readable)
