from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.models import Synonyms


class AddSynonymsView(CreateView):
    """`?expressions=…` is the first line: what somebody looked for in vain."""

    def get_initial(self) -> dict[str, str]:
        typed = self.request.GET.get("expressions")
        return {"expressions": f"{typed}\n"} if typed else {}


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    add_view_class = AddSynonymsView
    icon = "list-ul"
    menu_label = _("Synonymes")
    menu_name = "synonymes"
    # In the menu of the search.
    menu_item_is_registered = True
    list_display = ["__str__"]
    ordering = ["expressions"]
    search_fields = ["expressions"]
    # A copy would say what is said already.
    copy_view_enabled = False
    panels = [FieldPanel("expressions")]
