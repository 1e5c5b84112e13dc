from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from site_lianes.core.models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Thèmes")
    menu_name = "themes"
    menu_order = 140
    add_to_admin_menu = True
    # A copy of a word would be its twin, which is refused.
    copy_view_enabled = False
    list_display = ["name", "slug", "merged_into"]
    search_fields = ["name"]
    panels = [
        FieldPanel(
            "name",
            help_text=_(
                "Le mot que lisent les visiteurs, par exemple : « eau et assainissement »."
            ),
        ),
        FieldPanel("slug"),
        # A plain list: the window that chooses among snippets would offer merged themes too.
        FieldPanel("merged_into", widget=forms.Select),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        return Theme.objects.select_related("merged_into")
