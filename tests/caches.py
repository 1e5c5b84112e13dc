from django.core.cache import caches

from events.models.agenda_entry import kept_index


def empty_caches() -> None:
    """Primary keys come again after a rollback: what was kept under one is of another object."""
    for cache in caches.all():
        cache.clear()
    kept_index.forget()
