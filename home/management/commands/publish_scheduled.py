import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


class Command(publish_scheduled.Command):
    """Wagtail's, page by page: each is done whole or not at all, whatever becomes of another.

    Wagtail forgets the hour of a page before it publishes it, in no transaction, and leaves all the
    others when one fails.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = timezone.now()
        failed = []
        for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            due = {"set_expired": True, "log_action": "wagtail.unpublish.scheduled"}
            failed += self.attempt(page.unpublish, **due)
        scheduled = Revision.objects.filter(approved_go_live_at__lt=now)
        for revision in scheduled.order_by("approved_go_live_at"):
            failed += self.attempt(revision.publish, log_action="wagtail.publish.scheduled")
        if failed:
            # A timer says so where its failures are read.
            raise failed[0]

    def attempt(self, action: Any, **due: Any) -> list[Exception]:
        try:
            with transaction.atomic():
                action(**due)
        except Exception as error:
            logger.exception("%s waits.", action.__self__)
            return [error]
        return []
