"""The one event of a calendar as somebody would have written it: it is then read as any text."""

from django.utils.translation import gettext as _

from events import dates
from events.imports.readers.ical_reader import read_ical
from events.imports.values import ImportedEvent, Refusal, UnreadableFileError
from events.paste.values import UnreadableTextError


def text_of_calendar(content: bytes) -> tuple[str, str]:
    """Raises `UnreadableTextError` if it has none that can be taken, or several."""
    try:
        found = [each for _number, each in zip(range(2), read_ical(content), strict=False)]
    except UnreadableFileError as error:
        raise UnreadableTextError(str(error)) from error
    if not found:
        raise UnreadableTextError(_("Ce calendrier ne contient aucun événement."))
    if len(found) > 1:
        raise UnreadableTextError(
            _("Ce calendrier contient plusieurs événements : passez par « Importer ».")
        )
    event = found[0]
    if isinstance(event, Refusal):
        raise UnreadableTextError(event.reason)
    return _text(event), ""


def _text(event: ImportedEvent) -> str:
    when = dates.in_words(event.starts_at, event.ends_at, all_day=event.all_day)
    place = event.place.in_words if event.place else ""
    labelled = (
        (_("Titre"), event.title),
        (_("Date"), when),
        (_("Lieu"), place),
        (_("En ligne"), event.online_link),
        (_("Thèmes"), ", ".join(event.themes)),
    )
    lines = [f"{label} : {words}" for label, words in labelled if words]
    return "\n".join([*lines, "", event.text])
