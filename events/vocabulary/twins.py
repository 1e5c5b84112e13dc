"""Two spellings of one name: what stands there already, told before it is stored again."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from events.texts.folding import folded
from site_lianes.core.merging import Mergeable


def twin_of(instance: Mergeable, said: dict[str, Any]) -> Mergeable | None:
    """What else has this name, and this town, without accents, case or hyphens.

    What is in the list comes before what was merged. A former name of its own is no twin.
    """
    wanted = _folded(said)
    if not wanted[0]:
        return None
    others = type(instance).objects.exclude(pk=instance.pk)
    rows = others.order_by().values_list("pk", *said)
    same = [pk for pk, *values in rows if _folded(dict(zip(said, values, strict=True))) == wanted]
    found = others.select_related("merged_into").filter(pk__in=same)
    ordered = found.order_by(F("merged_into").asc(nulls_first=True), "pk")
    return next((each for each in ordered if each.current != instance), None)


def warning(twin: Mergeable) -> str:
    if twin.merged_into:
        said = {"name": twin, "current": twin.current}
        return _("« %(name)s » a été fusionné avec « %(current)s » : choisissez celui-ci.") % said
    return _("« %(name)s » existe déjà : choisissez-le plutôt que d’en faire un double.") % {
        "name": twin
    }


def _folded(said: dict[str, Any]) -> list[str]:
    return [folded(value or "") for value in said.values()]
