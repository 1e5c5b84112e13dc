from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import ReorderView, SnippetViewSet

from site_lianes.core.models import Theme


class ThemeReorderView(ReorderView):
    def get_queryset(self) -> QuerySet[Theme]:
        """Where a theme is dropped is counted among those that the list shows."""
        return Theme.objects.current().order_by("sort_order", "slug")


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Thèmes")
    menu_name = "themes"
    menu_order = 140
    add_to_admin_menu = True
    # A copy of a word would be its twin, which is refused.
    copy_view_enabled = False
    reorder_view_class = ThemeReorderView
    sort_order_field = "sort_order"
    # Moved one by one in the order of visitors, which is another view of the list.
    ordering = "slug"
    list_display = ["name", Column("slug", label=_("Mot dans les adresses"), sort_key="slug")]
    search_fields = ["name"]
    panels = [
        FieldPanel(
            "name",
            help_text=_(
                "Le mot que lisent les visiteurs, par exemple : « eau et assainissement »."
            ),
        ),
        FieldPanel("slug"),
    ]
