"""What is shown for a look: the text with its marks, the form with its origins and doubts."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from events.paste.forms import ReviewForm
from events.paste.highlights import Mark, Piece, marks_of, pieces_of
from events.paste.sent_forms import PastedForm
from events.paste.values import Pasted, Proposal, Proposals

_LONGEST_QUOTE = 80


class Review:
    def __init__(
        self, pasted: Pasted, sent: PastedForm, found: Proposals, form: ReviewForm
    ) -> None:
        self.pasted, self.sent, self.found, self.form = pasted, sent, found, form
        self.marks = marks_of(found)
        for name, doubts in self._doubts.items():
            field = form.fields[name]
            field.help_text = self._help(name, str(field.help_text), doubts)

    @property
    def pieces(self) -> list[Piece]:
        return pieces_of(self.pasted.text, self.marks)

    @property
    def doubts(self) -> list[tuple[BoundField, str]]:
        """Each with the field that it is about, in the order of the form."""
        return [
            (self.form[name], doubt)
            for name in self.form.fields
            for doubt in self._doubts.get(name, ())
        ]

    @cached_property
    def _doubts(self) -> dict[str, tuple[str, ...]]:
        return {
            name: tuple(doubts) for name, doubts in self._all_doubts() if name in self.form.fields
        }

    def _all_doubts(self) -> Iterator[tuple[str, Any]]:
        found = self.found
        proposals = vars(found) | {
            "starts_at": found.when.start,
            "ends_at": found.when.end,
            "registration_deadline": found.when.deadline,
            "text": found.body,
        }
        for name, proposal in proposals.items():
            if isinstance(proposal, Proposal):
                yield name, [*proposal.doubts, *self._about(name)]
        for name, proposal in zip(
            (field.name for field in self.form.organiser_fields()), found.organisers, strict=True
        ):
            unknown = not self.form.fields[name].initial and not proposal.doubts
            text = _("Cet organisateur n’est pas reconnu : rattachez-le, créez-le, ou laissez.")
            yield name, [*proposal.doubts, *([text] if unknown else [])]

    def _about(self, name: str) -> Iterator[str]:
        """What the site says of a value that the text alone would not make doubtful."""
        if name == "place" and self.form.is_place_unknown:
            yield _(
                "« %(place)s » n’est pas un lieu du site : choisissez-le, créez-le, ou laissez."
            ) % {"place": self.found.place.value.in_words}
        if name == "title" and self.form.twins:
            yield _("Une rencontre de ce titre est déjà ce jour-là dans l’agenda.")

    def _help(self, name: str, help_text: str, doubts: tuple[str, ...]) -> SafeString:
        links = format_html_join(
            ", ",
            '<a href="#mot-{}">« {} »</a>',
            ((number, _shortened(self._words(mark))) for number, mark in self._marks_of(name)),
        )
        origin = format_html(
            '<span class="paste-origin">{} : {}</span>', _("Lu dans le texte"), links
        )
        told = format_html_join(
            "",
            '<span class="paste-doubt"><strong>{} :</strong> {}</span>',
            ((_("À vérifier"), doubt) for doubt in doubts),
        )
        return format_html("{}{}{}", help_text, origin if links else "", told)

    def _marks_of(self, name: str) -> list[tuple[int, Mark]]:
        """Numbered as in the text; each organiser has its own."""
        numbered = list(enumerate(self.marks, start=1))
        if not name.startswith("organiser_"):
            return [(number, mark) for number, mark in numbered if mark.field == name]
        spans = self.found.organisers[int(name.removeprefix("organiser_")) - 1].spans
        return [(number, mark) for number, mark in numbered if mark.span in spans]

    def _words(self, mark: Mark) -> str:
        return " ".join(self.pasted.text[slice(*mark.span)].split())


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…"
