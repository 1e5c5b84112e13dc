"""What is left of a text for the page: its paragraphs, without what the other fields say."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from events.paste.text_lines import Line
from events.texts.folding import folded, letters
from events.texts.spans import Span

_SAID_ELSEWHERE = re.compile(
    r"^\W*(?:titre|intitule|objet|dates?(?: et (?:heures?|lieu|horaires?))?|quand|jour|lieu|ou|"
    r"adresse|horaires?|heures?|(?:co-?)?organis\w+(?: par)?|en ligne|tarifs?|prix|themes?|"
    r"date limite[\w' ]*)\s*[:?]"
)
_FURNITURE = re.compile(
    r"^\W*(?:description|presentation|details?|a propos)\s*:?\s*$|"
    r"^\W*(?:publie|poste|mis(?:e)? (?:en ligne|a jour)|imprime)\b.{0,60}$|"
    r"^[^>.]{2,40}(?: > [^>.]{2,80})+$|"
    r"^\W*(?:a vos agendas?|save the date|date a retenir)\W*$"
)
_GREETING = re.compile(
    r"^\W*(?:bonjour|bonsoir|salut|coucou|hello|chere?s?|madame|mesdames|monsieur|messieurs)\b.{0,60}$"
)
_CLOSING = re.compile(
    r"^\W*(?:(?:bien |tres )?(?:cordialement|amicalement|fraternellement|solidairement)|"
    r"(?:bien )?a (?:bientot|vous|toutes? et a tous|tres vite|demain)|"
    r"a (?:lun|mar|mercre|jeu|vendre|same)di\b|"
    r"(?:sinceres|meilleures|cordiales) salutations|bonne (?:journee|reception|semaine)|"
    r"dans l'attente|au plaisir|-- ?$|envoye de mon)"
)
_MOST_SIGNED, _LONGEST_SIGNED = 8, 90
_WRAPPED = 55
_LIST = re.compile(r"^\s*(?:[-–—*•·▪►>]|\d{1,2}[.)]|\d{1,2} ?h)\s*\S")
_QUOTE = re.compile(r"^(?:>\s?)+")
# Of the lines of a foot, how many the site knows; how alike a line with a slip is.
_SHARE, _FEWEST, _ALIKE = 0.6, 3, 0.86
_SHORT, _LONG = 120, 8


def foot_of(lines: list[Line], known: Iterable[str]) -> Span | None:
    """The end of a page of the site: its lines are what stands around every page."""
    names = [words for each in known if (words := folded(each))]
    marks = [_is_known(folded(line.text), names) for line in lines]
    for number, is_known in enumerate(marks):
        near, after = marks[number : number + _FEWEST + 1], marks[number:]
        if is_known and sum(near) >= _FEWEST and sum(after) >= _SHARE * len(after):
            return Span(lines[number].span.start, lines[-1].span.end)
    return None


def _is_known(said: str, names: list[str]) -> bool:
    """Whether a line is one of them, a part of one, or one and little more; slips apart."""
    if not said:
        return False
    return any(
        said == name
        or (len(said) >= _LONG and said in name)
        or (len(name) >= _SHARE * len(said) and name in said)
        or _is_a_slip(said, name)
        for name in names
    )


def _is_a_slip(said: str, name: str) -> bool:
    if len(said) > _SHORT or abs(len(said) - len(name)) > 2:  # noqa: PLR2004
        return False
    return SequenceMatcher(None, said, name).ratio() >= _ALIKE


def body_of(text: str, ignored: tuple[Span, ...], said: Iterable[Span]) -> str:
    """`ignored` is around the message; `said` are the words that a title, a date, a place have."""
    said = list(said)
    paragraphs: list[list[str]] = [[]]
    for start, words in _raw_lines(text):
        span = Span(start, start + len(words))
        line = _QUOTE.sub("", words).strip()
        if any(span.meets(each) for each in ignored):
            continue
        if not line:
            paragraphs.append([])
        elif not _is_said(span, words, said):
            paragraphs[-1].append(line)
    kept = [each for paragraph in paragraphs for each in _joined(paragraph)]
    return "\n".join(_unsigned([each for each in kept if not _is_furniture(each)]))


def _raw_lines(text: str) -> Iterable[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _is_said(span: Span, words: str, said: list[Span]) -> bool:
    """Whether nothing is left of a line once what other fields say is taken away."""
    if _SAID_ELSEWHERE.match(letters(words)) and any(span.meets(each) for each in said):
        return True
    left = "".join(
        character
        for number, character in enumerate(words, start=span.start)
        if not any(start <= number < end for start, end in said)
    )
    return not re.search(
        r"\w{3,}", re.sub(r"\b(?:le|la|les|du|de|des|au|à|et|dès|partir)\b", "", left)
    )


def _joined(lines: list[str]) -> list[str]:
    """Lines that a mail has wrapped are one; those of a poster or a list stay apart."""
    found: list[str] = []
    before = ""
    for line in lines:
        is_wrapped = len(before) >= _WRAPPED and not before.endswith((".", "!", "?", ":", ";", "…"))
        if found and is_wrapped and not _LIST.match(line) and line[:1].islower():
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
        before = line
    return found


def _is_furniture(line: str) -> bool:
    said = letters(line)
    return bool(_FURNITURE.match(said) or _GREETING.match(said) or not re.search(r"\w", said))


def _unsigned(lines: list[str]) -> list[str]:
    """Without the formula that ends a letter, and the names under it."""
    for number, line in enumerate(lines):
        after = lines[number:]
        is_end = len(after) <= _MOST_SIGNED and all(len(each) <= _LONGEST_SIGNED for each in after)
        if is_end and _CLOSING.match(letters(line)):
            return lines[:number]
    return lines
