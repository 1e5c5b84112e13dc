"""What of a file can be looked at further: each event once, of words that can be stored."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from events.dates import YEARS
from events.imports.finding import key_of
from events.imports.named import words_of
from events.imports.values import ImportedEvent, Refusal

LONGEST_WHERE = 100


def sift(read: Iterable[ImportedEvent | Refusal]) -> Iterator[ImportedEvent | Refusal]:
    """The events of a file and its refusals, in their order; some events become refusals."""
    seen: dict[str, str] = {}
    for each in read:
        if isinstance(each, Refusal):
            yield Refusal(_storable(each.where), _storable(each.title), _storable(each.reason))
        elif reason := _why_not(each):
            yield Refusal(_storable(each.where), _storable(each.title), reason)
        else:
            key = f"uid:{each.uid}" if each.uid else key_of(each)
            if key in seen:
                reason = _("Déjà dans ce fichier : %(where)s.") % {"where": seen[key]}
                yield Refusal(each.where, each.title, reason)
                continue
            seen[key] = each.where
            yield replace(each, where=each.where[:LONGEST_WHERE], title=each.title.strip())


def _why_not(event: ImportedEvent) -> str:
    texts = [value for value in vars(event).values() if isinstance(value, str)]
    texts += [word.in_words for word in words_of(event)]
    if any(text != _storable(text) for text in texts):
        return _("Le texte contient un caractère interdit.")
    if not event.title.strip():
        return _("Sans titre.")
    if event.starts_at.year not in YEARS:
        return _("L’année est hors de portée : entre %(first)s et %(last)s.") % {
            "first": YEARS[0],
            "last": YEARS[-1],
        }
    return ""


def _storable(text: str) -> str:
    """Without what no database keeps: the null character and halves of characters."""
    return text.replace("\0", "").encode(errors="ignore").decode()
