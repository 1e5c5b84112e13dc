"""What somebody sends to be read: a text, a page from the clipboard or a file."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.paste.sources.reading import (
    MOST_BYTES,
    MOST_CHARACTERS,
    Source,
    read_file,
    read_html,
    read_pasted,
    too_large,
)
from events.paste.values import Pasted, UnreadableTextError
from events.texts.spans import Span


class PasteForm(forms.Form):
    """One text or one file; `source` is then what it says."""

    text = forms.CharField(
        label=_("Texte"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "autofocus": True, "data-paste-text": True}),
        help_text=_("Un courriel, un message, une affiche, une page : collez-le en entier."),
    )
    # The same text as the clipboard has it for a page, with its links: see static/staff/paste.js.
    html = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-paste-html": True})
    )
    file = forms.FileField(
        label=_("ou un fichier"),
        required=False,
        max_length=255,
        widget=forms.FileInput(
            attrs={
                "accept": ".eml,.ics,.html,.htm,.txt,message/rfc822,text/*",
                "data-paste-file": True,
            }
        ),
        help_text=_(
            "Un message (.eml), une invitation (.ics), une page (.html) ou un texte (.txt)."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if self.errors:
            return cleaned
        if bool(file) == bool(text):
            raise ValidationError(_("Collez un texte, ou choisissez un fichier : l’un des deux."))
        field = "file" if file else "text"
        try:
            return cleaned | {"source": self._read(file, text, cleaned["html"])}
        except UnreadableTextError as error:
            raise ValidationError({field: str(error)}) from error

    def _read(self, file: Any, text: str, html: str) -> Source:
        if file:
            if file.size > MOST_BYTES:
                raise too_large()
            return read_file(file.name, file.read())
        return read_html(html) if html.strip() else read_pasted(text)


class PastedForm(forms.Form):
    """The text that was read, sent along with the values that are proposed for it."""

    pasted = forms.CharField(
        max_length=MOST_CHARACTERS, strip=False, widget=forms.HiddenInput, required=True
    )
    day = forms.DateField(widget=forms.HiddenInput)
    heading_start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    heading_end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    @classmethod
    def of(cls, source: Source, today: date) -> "PastedForm":
        start, end = source.heading or (None, None)
        return cls(
            initial={
                "pasted": source.text,
                "day": today,
                "heading_start": start,
                "heading_end": end,
            }
        )

    def value(self) -> Pasted:
        data = self.cleaned_data
        # A form sends the ends of its lines as two characters.
        text = data["pasted"].replace("\r\n", "\n")
        start, end = data["heading_start"], data["heading_end"]
        heading = Span(start, end) if start is not None and end and start < end else None
        return Pasted(text, data["day"], heading)
