"""How much of a file is read at most."""

from django.utils.translation import gettext as _

from events.imports.values import UnreadableFileError

MOST_BYTES = 20 * 1024 * 1024
MOST_EVENTS = 20_000
# Dates of one event that comes back, each an event of its own.
MOST_OCCURRENCES = 200
# Places, organisers… that a file names: the preview has a field for each.
MOST_WORDS = 5_000
# Of the name or address of a file, in characters.
LONGEST_SOURCE = 500


def too_many_events() -> UnreadableFileError:
    return UnreadableFileError(
        _("Ce fichier contient plus de %(most)s événements : partagez-le en plusieurs.")
        % {"most": MOST_EVENTS}
    )


def too_many_words() -> UnreadableFileError:
    return UnreadableFileError(
        _(
            "Ce fichier nomme plus de %(most)s lieux, organisateurs, thèmes, pays et groupes : "
            "partagez-le en plusieurs."
        )
        % {"most": MOST_WORDS}
    )


def too_many_occurrences() -> str:
    return _("Il a plus de %(most)s dates : ce n’est pas une rencontre de l’agenda.") % {
        "most": MOST_OCCURRENCES
    }
