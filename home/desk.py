"""What the home of the admin says of pages, whatever they are about."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.models import Page

from home.reports.scheduled import arrival, departure, scheduled_pages
from home.reports.verification import ageing_pages, due, verified
from site_lianes.core.desk import DeskPanel, Line


class ScheduledPanel(DeskPanel):
    name = "publications-programmees"
    order = 225

    def found(self) -> QuerySet[Page]:
        return scheduled_pages(self.user)

    def heading(self, count: int) -> str:
        text = ngettext(
            "%(count)d publication programmée", "%(count)d publications programmées", count
        )
        return text % {"count": count}

    def line(self, found: Page) -> Line:
        return Line.of_page(found, arrival(found), departure(found))

    def list_url(self) -> str:
        return reverse("scheduled_report")


class VerificationPanel(DeskPanel):
    name = "pages-a-verifier"
    order = 245
    template_name = "home/desk/verification.html"

    def found(self) -> QuerySet[Page]:
        return due(ageing_pages(self.user))

    def heading(self, count: int) -> str:
        text = ngettext("%(count)d page à vérifier", "%(count)d pages à vérifier", count)
        return text % {"count": count}

    def line(self, found: Page) -> Line:
        return Line.of_page(found, verified(found))

    def list_url(self) -> str:
        return reverse("verification_report")
