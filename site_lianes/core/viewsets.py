from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from site_lianes.core.models import Theme


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Thèmes")
    menu_name = "themes"
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["name", "slug"]
    search_fields = ["name"]
    panels = [
        FieldPanel(
            "name",
            help_text=_(
                "Le mot que lisent les visiteurs, par exemple : « eau et assainissement »."
            ),
        ),
        FieldPanel(
            "slug",
            help_text=_(
                "Le mot dans les adresses des pages. Laissez vide : il est tiré du nom. "
                "Le changer casse les liens déjà envoyés."
            ),
        ),
    ]
