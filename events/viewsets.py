from django.forms import modelform_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from events.models import Country, Organiser, Place, SchoolHoliday
from events.vocabulary.forms import OrganiserForm, PlaceForm
from events.vocabulary.panels import UsesPanel
from events.vocabulary.viewsets import VocabularyChooserViewSet, VocabularyViewSet
from site_lianes.core.viewsets import ThemeViewSet


class PlaceChooserViewSet(VocabularyChooserViewSet):
    """Choose a place, or make it without leaving the event's form."""

    creation_form_class = modelform_factory(
        Place, PlaceForm, fields=["name", "street", "postal_code", "town", "access"]
    )
    creation_tab_label = create_action_label = _("Nouveau lieu")
    texts = {
        "find_text": _("Chercher un lieu : son nom, sa commune"),
        "new_text": creation_tab_label,
        "choose_one_text": _("Parcourir les lieux"),
        "choose_another_text": _("Choisir un autre lieu"),
        "clear_choice_text": _("Retirer ce lieu"),
        "link_to_chosen_text": _("Modifier la fiche du lieu"),
    }


class OrganiserChooserViewSet(VocabularyChooserViewSet):
    creation_form_class = modelform_factory(
        Organiser, OrganiserForm, fields=["name", "name_in_sentence"]
    )
    creation_tab_label = create_action_label = _("Nouvel organisateur")
    texts = {
        "find_text": _("Chercher un organisateur"),
        "new_text": creation_tab_label,
        "choose_one_text": _("Parcourir les organisateurs"),
        "choose_another_text": _("Choisir un autre organisateur"),
        "clear_choice_text": _("Retirer cet organisateur"),
        "link_to_chosen_text": _("Modifier la fiche de l’organisateur"),
    }


class PlaceViewSet(VocabularyViewSet):
    model = Place
    chooser_viewset_class = PlaceChooserViewSet
    icon = "site"
    menu_label = _("Lieux")
    menu_name = "lieux"
    menu_order = 110
    add_to_admin_menu = True
    list_display = ["name", "town", "postal_code"]
    panels = [
        UsesPanel(),
        FieldPanel("name"),
        FieldPanel("is_another"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("town")]),
        FieldPanel("access"),
    ]


class OrganiserViewSet(VocabularyViewSet):
    model = Organiser
    chooser_viewset_class = OrganiserChooserViewSet
    icon = "user"
    menu_label = _("Organisateurs")
    menu_name = "organisateurs"
    menu_order = 120
    add_to_admin_menu = True
    list_display = ["name", "link"]
    # A copy of a name would be its twin, which is refused.
    copy_view_enabled = False
    panels = [
        UsesPanel(),
        FieldPanel("name"),
        FieldPanel("is_another"),
        FieldPanel("name_in_sentence"),
        FieldPanel("link"),
    ]


class CountryViewSet(VocabularyViewSet):
    model = Country
    icon = "globe"
    menu_label = _("Pays partenaires")
    menu_name = "pays"
    menu_order = 230
    add_to_settings_menu = True
    list_display = ["name", "city", "time_zone"]
    search_fields = ["name"]
    copy_view_enabled = False
    panels = [
        UsesPanel(),
        FieldPanel("name"),
        FieldPanel("is_another"),
        FieldPanel("slug", help_text=_("Il reste dans les adresses déjà envoyées.")),
        FieldPanel("city"),
        FieldPanel("time_zone"),
    ]


class MergeableThemeViewSet(VocabularyViewSet, ThemeViewSet):
    """Themes as events use them."""

    panels = [UsesPanel(), *ThemeViewSet.panels]


class SchoolHolidayViewSet(SnippetViewSet):
    model = SchoolHoliday
    icon = "calendar-alt"
    menu_label = _("Vacances scolaires")
    menu_name = "vacances"
    menu_order = 235
    add_to_settings_menu = True
    list_display = ["name", "first_day", "last_day"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
    ]
