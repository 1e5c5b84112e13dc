"""Tell every process that what stands around the pages has changed; see `home.frame`."""

from typing import Any
from uuid import uuid4

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from home.models import HomePage, NetworkSettings, Office
from partners.models import Funder
from site_lianes.images.models import Rendition

TOP_LEVEL_DEPTH = 3
SHOWN_BY_THE_FRAME = (NetworkSettings, Office, Funder, Rendition)


@receiver([post_save, post_delete])
def renew_frame(instance: Any, raw: bool = False, **_: Any) -> None:
    if raw:  # a page that is being restored knows its own columns only, not yet its depth
        return
    is_top_level = isinstance(instance, Page) and instance.depth <= TOP_LEVEL_DEPTH
    if is_top_level or isinstance(instance, SHOWN_BY_THE_FRAME):
        renew()


@receiver(post_page_move)
def renew_after_move(**_: Any) -> None:
    renew()


def renew() -> None:
    """In the transaction of the change itself: nobody sees one without the other."""
    HomePage.objects.update(frame_key=uuid4())
