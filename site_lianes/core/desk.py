"""The home of the admin: what there is to do today, a panel for each kind of it."""

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from site_lianes.users.models import User

LINES_SHOWN = 5


class Line(NamedTuple):
    """One thing to do: what, where it is done, what helps to decide."""

    text: str
    url: str
    notes: list[str]
    label: str = ""
    key: Any = None

    @classmethod
    def of_page(cls, page: Page, *notes: str, fragment: str = "") -> "Line":
        """To the form of a page, at one of its tabs if need be."""
        url = reverse("wagtailadmin_pages:edit", args=[page.pk]) + fragment
        label = "" if page.live else _("brouillon")
        return cls(page.get_admin_display_title(), url, [*filter(None, notes)], label, page.pk)


class DeskPanel(Component):
    """How many there are, the first ones, the way to all of them. Nothing when there is none."""

    name: ClassVar[str]
    order: ClassVar[int]
    template_name = "core/desk/panel.html"
    # What is said when there is none, if that is worth saying.
    nothing = ""

    class Media:
        css = {"all": ["staff/desk.css"]}

    def __init__(self, user: User) -> None:
        self.user = user

    def found(self) -> QuerySet:
        """All that this person may do something about, the most pressing first."""
        raise NotImplementedError

    def heading(self, count: int) -> str:
        raise NotImplementedError

    def line(self, found: Any) -> Line:
        raise NotImplementedError

    def list_url(self) -> str:
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = self.found()
        count = found.count()
        return {
            "panel": self,
            "count": count,
            "heading": self.heading(count),
            "lines": [self.line(each) for each in found[:LINES_SHOWN]] if count else [],
            "list_url": self.list_url(),
            "csrf_token": (parent_context or {}).get("csrf_token"),
        }

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        context = self.get_context_data(parent_context)
        if not (context["count"] or self.nothing):
            return ""
        return get_template(self.template_name).render(context)


class OpensFilteredMixin:
    """A list whose plain address leads to what one comes for, the rest being one filter away.

    The query is not that of the menu's entry, which the admin marks by its address alone.
    """

    results_only: bool
    opens_with: ClassVar[str]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.GET or self.results_only):
            return redirect(f"{request.path}?{self.opens_with}")
        return super().get(request, *args, **kwargs)
