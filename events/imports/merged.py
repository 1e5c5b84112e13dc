"""What imports remember, once two places, organisers… are merged: it names what stays."""

from typing import Any

from django.db.models import Model, TextField
from django.db.models.functions import Cast

from events.imports.fields import NAMING, in_order
from events.imports.named import kind_of
from events.imports.vocabulary import MODELS
from events.models import ImportedFrom


def follow_in_provenance(old: Model, new: Model) -> None:
    """Neither is the merge an edit of the staff, nor what the next import would change."""
    (kind,) = (kind for kind, model in MODELS.items() if model is type(old))
    (name,) = (name for name, (named, _) in NAMING.items() if named == kind)
    # Of the many that were imported, those whose words mean something with this key.
    written = ImportedFrom.objects.annotate(text=Cast("words", TextField()))
    changed = []
    for imported in written.filter(text__contains=f": {old.pk}").iterator():
        words = {
            word: new.pk if (kind_of(word), pk) == (kind, old.pk) else pk
            for word, pk in imported.words.items()
        }
        facts = imported.facts | _facts(name, imported.facts.get(name), old.pk, new.pk)
        if (words, facts) != (imported.words, imported.facts):
            imported.words, imported.facts = words, facts
            changed.append(imported)
    ImportedFrom.objects.bulk_update(changed, ["words", "facts"], batch_size=500)


def _facts(name: str, value: Any, old: int, new: int) -> dict[str, Any]:
    if isinstance(value, list):
        return {name: in_order(name, [new if pk == old else pk for pk in value])}
    return {name: new} if value == old else {}
