"""What the event's form has in place of Wagtail's fields: a name is found, a day is read."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.telepath import register
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser, SnippetChooserAdapter

from events import dates

STYLE = {"all": ["staff/event-form.css"]}
CALENDARS = forms.Script("staff/calendars.js", type="module")


class SuggestingChooser(AdminSnippetChooser):
    """A chooser with a field that proposes what exists as one types, and what does not yet.

    Its script asks the chooser's own results, and gives the chooser what was taken: without it,
    or for a long look, the chooser's window is there.
    """

    template_name = "events/widgets/suggesting_chooser.html"
    # The one that the form has read already.
    known: Model | None = None

    def __init__(self, model: type, *, find_text: str, new_text: str, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        self.find_text, self.new_text = find_text, new_text

    def get_instance(self, value: Any) -> Model | None:
        if self.known and str(self.known.pk) == str(value):
            return self.known
        return super().get_instance(value)

    def get_context(self, name: str, value_data: dict, attrs: dict) -> dict[str, Any]:
        results = self.model.snippet_viewset.chooser_viewset.get_url_name("choose_results")
        return super().get_context(name, value_data, attrs) | {"results_url": reverse(results)}

    @cached_property
    def media(self) -> forms.Media:
        scripts = [forms.Script("staff/suggesting.js", type="module")]
        return super().media + forms.Media(js=scripts, css=STYLE)


class SuggestingChooserAdapter(SnippetChooserAdapter):
    """The form's own script finds the chooser by its name, and makes none again."""

    def js_args(self, widget: SuggestingChooser) -> list[Any]:
        return ["", *super().js_args(widget)[1:]]


register(SuggestingChooserAdapter(), SuggestingChooser)


class SuggestingChooserViewSet(SnippetChooserViewSet):
    """Gives every field for its model the chooser that proposes names."""

    texts: dict[str, str] = {}

    @cached_property
    def widget_class(self) -> SuggestingChooser:
        return SuggestingChooser(self.model, icon=self.icon, **self.texts)


class MomentInput(AdminDateTimeInput):
    """A day and an hour to type, and the same in words: a slip of one day is seen at once."""

    template_name = "events/widgets/moment_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, usual_end_of: str = "") -> None:
        super().__init__(attrs)
        # The name of the field with the start, for the field of an end: one is proposed from it.
        self.usual_end_of = usual_end_of

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["in_words"] = self._in_words(value)
        context["widget"]["usual_end_of"] = self.usual_end_of
        return context

    @staticmethod
    def _in_words(value: Any) -> str:
        """ "jeudi 17 octobre 2019"; nothing of what is no date, which the form says."""
        if isinstance(value, str):
            try:
                value = forms.DateTimeField().to_python(value)
            except ValidationError:
                return ""
        return dates.weekday_and_day(value) if isinstance(value, datetime) else ""

    @property
    def media(self) -> forms.Media:
        scripts = [CALENDARS, forms.Script("staff/moments.js", type="module")]
        return super().media + forms.Media(js=scripts, css=STYLE)
