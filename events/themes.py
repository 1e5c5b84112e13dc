"""What a merge of themes does to the events that carry them."""

from events.models import EventTheme
from site_lianes.core.models import Theme


def replace_theme(old: Theme, new: Theme) -> list[int]:
    """Give `new` to the events that carry `old`, each once; returns their primary keys.

    By the rows of the events. Drafts go on naming `old` until `EventPage.save` publishes them.
    """
    carriers = EventTheme.objects.filter(tag=old)
    changed = list(carriers.values_list("content_object", flat=True))
    with_both = EventTheme.objects.filter(tag=new).values("content_object")
    carriers.filter(content_object__in=with_both).delete()
    carriers.update(tag=new)
    return changed
