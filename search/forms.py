from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_QUERY = 200


class SearchForm(forms.Form):
    """Reads `?q=`. Whatever is typed becomes words that every search backend can take."""

    q = forms.CharField(
        label=_("Rechercher"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    @property
    def words(self) -> str:
        """The query as plain words: no quotation mark, no control character, a bounded length."""
        typed = self.data.get("q", "")[:LONGEST_QUERY]
        kept = (c if c.isalnum() or c in "-'’" else " " for c in typed)
        return " ".join("".join(kept).split())
