"""What the home of the admin says of the search."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.admin_views import address
from search.models import AskedWords, days_ago
from site_lianes.core.desk import DeskPanel, Line

DAYS = 30


class UnansweredPanel(DeskPanel):
    """What visitors looked for this month, and the site does not find."""

    name = "recherches-sans-resultat"
    order = 247

    def found(self) -> QuerySet:
        asked = AskedWords.objects.filter(day__gt=days_ago(DAYS)).summed()
        return asked.filter(last_found=0).order_by("-asked", "key")

    def heading(self, count: int) -> str:
        text = ngettext(
            "%(count)d recherche sans résultat en 30 jours",
            "%(count)d recherches sans résultat en 30 jours",
            count,
        )
        return text % {"count": count}

    def line(self, found: dict[str, Any]) -> Line:
        words = found["last_words"]
        times = _("%(times)d fois") % {"times": found["asked"]}
        return Line(words, address("asked_words", found="0", period=str(DAYS), q=words), [times])

    def list_url(self) -> str:
        return address("asked_words", found="0", period=str(DAYS))
