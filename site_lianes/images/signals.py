from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from site_lianes.images.models import CustomImage
from site_lianes.images.renditions import make_renditions


@receiver(post_save, sender=CustomImage)
def make_renditions_at_once(instance: CustomImage, raw: bool = False, **_: Any) -> None:
    """The person who uploads waits for the resizing, once; no visitor ever does."""
    if not raw:
        make_renditions(instance)
