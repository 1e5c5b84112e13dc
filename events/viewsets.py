from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from events.models import Country, Organiser, Place


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "site"
    menu_label = _("Lieux")
    menu_name = "lieux"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "town", "postal_code"]
    panels = [
        FieldPanel("name"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("town")]),
        FieldPanel("access"),
    ]


class OrganiserViewSet(SnippetViewSet):
    model = Organiser
    icon = "user"
    menu_label = _("Organisateurs")
    menu_name = "organisateurs"
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "link"]
    panels = [FieldPanel("name"), FieldPanel("name_in_sentence"), FieldPanel("link")]


class CountryViewSet(SnippetViewSet):
    model = Country
    icon = "globe"
    menu_label = _("Pays partenaires")
    menu_name = "pays"
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["name", "city", "time_zone"]
    search_fields = ["name"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("city"), FieldPanel("time_zone")]
