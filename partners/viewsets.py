from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from partners.models import Funder


class FunderIndexView(IndexView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Beside "add a funder", the screen that takes several logos at once."""
        if not self.permission_policy.user_has_permission(self.request.user, "add"):
            return super().header_buttons
        logos = HeaderButton(_("Ajouter des logos"), url=reverse("add_logos"), icon_name="upload")
        return [*super().header_buttons, logos]


class FunderViewSet(SnippetViewSet):
    model = Funder
    index_view_class = FunderIndexView
    icon = "group"
    menu_label = _("Financeurs")
    menu_name = "financeurs"
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["name", "link", BooleanColumn("is_shown", label=_("Affiché"))]
    sort_order_field = "sort_order"
    ordering = "sort_order"
    panels = [
        FieldPanel("name"),
        FieldPanel("logo"),
        FieldPanel("link"),
        FieldPanel("is_shown"),
    ]
