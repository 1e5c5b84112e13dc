"""What a date of a text is the date of: told by the words around it."""

import re
from enum import Enum
from typing import NamedTuple

from events.texts import folding
from events.texts.spans import Span


class Role(Enum):
    EVENT = "event"
    DEADLINE = "deadline"
    # Of a text or of what it tells: a publication, a meeting that is over.
    PUBLICATION = "publication"
    PAST = "past"
    # What was planned and is no more.
    FORMER = "former"
    # Until when something can be seen.
    UNTIL = "until"
    # Of the message that is answered.
    QUOTED = "quoted"


class Sentence(NamedTuple):
    span: Span
    # Folded letter by letter.
    text: str


# An end of line, or a full stop before a capital.
_END = re.compile(r"\n+|(?<=[.!?;…])[ \u00a0]+(?=[^\W\da-zàâçéèêîôùû]|«)")
_REGISTER = re.compile(
    r"inscri|reserv|repon[ds]|reponse|candidat|depos|confirm|enregistr|dossier|r\.?s\.?v\.?p"
)
_CLOSING = r"date limite|limite d|dernier delai|cloture|clotur|au plus tard|deadline|d'ici(?: au)?"
_BEFORE_DEADLINE = re.compile(rf"(?:\bavant|\bd'ici|{_CLOSING})[^,;]{{0,45}}$")
_UNTIL = re.compile(r"\bjusqu'(?:au|a)(?: la| le)?[^,;]{0,12}$")
_AFTER_DEADLINE = re.compile(r"^[^,;]{0,12}(?:dernier delai|au plus tard|delai de rigueur)")
_PUBLICATION = re.compile(
    r"(?:publie|poste|mis(?:e)? en ligne|mis(?:e)? a jour|modifie|envoye|redige|paru|diffuse|"
    r"recu|imprime|derniere mise a jour|date de publication|courrier|mail|message)e?s?"
    r"(?: du| le| par [^,:]{1,40})?(?: le)? ?:? ?\(?$"
)
# "Lille, le 3 mars 2026", alone on its line.
_LETTER = re.compile(r"^\W*(?:fait a )?(?:[^\W\d_]|[' -]){2,30}, le $")
_PAST = re.compile(
    r"compte[ -]rendu|proces[ -]verbal|\bpv\b|releve de decisions|retour sur|\bbilan\b|"
    r"suite a |\blors d|s'(?:est|etait|etaient|sont) (?:reuni|tenu|deroule)|"
    r"\b(?:a|ont|avait) eu lieu|\bdepuis|\bne[e]? le|\bcree?|\bfonde|\bloi\b|adopte|"
    r"\bavait\b|\bavaient\b|derniere (?:reunion|rencontre)|precedente"
)
_FORMER = re.compile(r"initialement|(?:report|deplace|decale|avance)[eé]?e?s? du\b")
_MOVED = re.compile(r"\b(?:reporte|deplace|decale|avance)e?s?\b")
_CANCELLED = re.compile(r"^[^,;]{0,40}\b(?:est |sera )?annule")
_LABEL = re.compile(r"^\W*(?:date(?: et (?:heure|lieu|horaire)s?)?|quand|jour|dates)\s*[:?]\s*$")
_TO_COME = re.compile(
    r"aura lieu|se tiendra|se deroulera|se reunira|se reunit|se retrouve|prochaine?s?\b|"
    r"rendez-vous|\brdv\b|convie|invite|organise|propose|retrouv|participe"
)


def sentences(text: str) -> list[Sentence]:
    folded = folding.letters(text)
    found, start = [], 0
    for end in [*_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        if folded[start:stop].strip():
            found.append(Sentence(Span(start, stop), folded[start:stop]))
        start = end.end() if end else stop
    return found


def role_of(sentence: Sentence, span: Span, after_mention: int) -> Role:
    """The role of the date at `span`; the one before it in its sentence ends at `after_mention`."""
    start, end = span.start - sentence.span.start, span.end - sentence.span.start
    since = max(0, after_mention - sentence.span.start)
    before, after = sentence.text[since:start], sentence.text[end:]
    before = re.sub(r"\b(?:le|du|au|les|des) $", "", before).rstrip(" :(") + " "
    for role, is_so in (
        (Role.DEADLINE, _is_deadline(before, sentence.text[:start], after, sentence.text)),
        (Role.PUBLICATION, _is_publication(before, sentence.text[:start], after)),
        (Role.FORMER, _is_former(before, after)),
        (Role.UNTIL, _UNTIL.search(sentence.text[since:start].rstrip() + " ")),
        (Role.PAST, _PAST.search(before) and not _TO_COME.search(before)),
    ):
        if is_so:
            return role
    return Role.EVENT


def _is_deadline(before: str, whole_before: str, after: str, sentence: str) -> bool:
    if _BEFORE_DEADLINE.search(before.rstrip()) or _AFTER_DEADLINE.search(after):
        return True
    if before.rstrip().endswith(" pour") and _REGISTER.search(sentence):
        return True
    until = _UNTIL.search(whole_before.rstrip() + " ") or before.startswith(("jusqu'",))
    return bool(until and _REGISTER.search(sentence))


def is_of_registration(sentence: Sentence) -> bool:
    return bool(_REGISTER.search(sentence.text))


def _is_publication(before: str, whole_before: str, after: str) -> bool:
    is_letter = _LETTER.search(whole_before) and not after.strip(" .,")
    return bool(_PUBLICATION.search(before.rstrip()) or is_letter)


def _is_former(before: str, after: str) -> bool:
    if _FORMER.search(before):
        return True
    # "Prévue le 5 mars, elle est reportée au 19": the first of the two.
    is_moved_after = re.search(
        r"^[^.]{0,30}\b(?:est|sera|etait) (?:reporte|deplace|decale|avance)", after
    )
    return bool(is_moved_after or _CANCELLED.search(after)) and not _MOVED.search(before)


def is_labelled(sentence: Sentence, span: Span) -> bool:
    return bool(_LABEL.search(sentence.text[: span.start - sentence.span.start].rstrip() + " "))


def is_to_come(sentence: Sentence, span: Span) -> bool:
    return bool(_TO_COME.search(sentence.text[: span.start - sentence.span.start]))
