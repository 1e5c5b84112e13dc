"""What the event is called: by a label, the subject of a mail, the first line, else a sentence."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from events.paste.headers import Header
from events.paste.text_lines import Line
from events.paste.values import Proposal
from events.texts import folding
from events.texts.french_dates.days import all_days
from events.texts.french_dates.tokens import tokenise
from events.texts.spans import Span

LONGEST = 150
_LONGEST_LINE = 140
_LABEL = re.compile(
    r"^\W*(?:titre|intitule|evenement|nom(?: de l'evenement)?|objet)\s*:\s*(?P<value>.+)$"
)
_FIELD = re.compile(
    r"^\W*(?:dates?|lieu|ou|quand|horaires?|heures?|adresse|organis\w+|tarifs?|prix|contact|public|"
    r"inscriptions?|date limite[\w' ]*|themes?|pays|en ligne|visio\w*|infos?|renseignements|"
    r"places)\s*[:?]"
)
_GREETING = re.compile(
    r"^\W*(?:bonjour|bonsoir|salut|coucou|hello|cher|chers|chere|cheres|madame|mesdames|monsieur|"
    r"messieurs|a toutes|a tous|mes amis|amies)\b"
)
_SLOGAN = re.compile(
    r"^\W*(?:(?:rappel|invitation|attention|important|save the date|a vos agendas?|pour l'agenda|"
    r"pour info\w*|info(?:s)?|communique(?: de presse)?|agenda|actualites?|newsletter|"
    r"lettre d'info\w*|accueil|date a retenir|a noter|changement de date|nouveau|evenement|"
    r"flash info)\b[\s\w,'-]{0,25})"
    r"[\s!:.]*$"
)
_CLOSING = re.compile(
    r"^\W*(?:bien |tres )?(?:cordialement|amicalement|solidairement|a bientot|merci)\b"
)
# Minutes announce the next meeting, an invitation what one is invited to.
_MINUTES = re.compile(
    r"^(?:compte[ -]rendu|pv|procès[ -]verbal|relevé de décisions|convocation|invitation|annonce)"
    r"\s+"
    r"(?:de la|de l['’]|du|des?|à la|à l['’]|à|au|aux|pour)\s*(?:l['’]|la |le )?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r" (?:se (?:reunira|reunit|tiendra|deroulera|retrouve)|aura lieu|auront lieu|est organise|sera|"
    r"initialement|prevue?s? |est (?:prevu|reporte|programme|fixe)|c'est|a lieu|ont lieu|est )"
)
_INVITED = re.compile(
    r"(?:convie|convier|invite|inviter|organisent?|proposent?|participer|assister|pour|confirme)"
    r"(?:e?s?|z|nt)?(?: de participer)? (?:a |au |aux )?"
    r"(?P<value>(?:l'|la |le |les |un |une |notre |sa |son |des )[^.;!?\n]{4,150})"
)
_STOPS = re.compile(
    r",? (?:qui|que|le \w* ?\d|du \d|les \d|chez|de \d|a \d|ce |cet |dans |pour le |avec |"
    r"initialement|prevue?s? )|(?<=[\w»]),|:"
)
_DETERMINER = re.compile(
    r"^(?:(?:le|la|les|notre|nos|votre|un|une|des|sa|son|petit|petite|prochain|prochaine|prochains|"
    r"prochaines|d'accord pour)\s+|l['’])+",
    re.IGNORECASE,
)
# What a date leaves behind when it goes.
_BEFORE_DATE = re.compile(
    r"(?:[\s,(–—|-]|\b(?:le|du|au|les|des|de|à|ce|dès|jusqu['’]|a|rendez-vous|partir|entre|date|prévue?)\b)+$",
    re.IGNORECASE,
)
_BORDERS = " \t,;:.-–—|/*•·>#_=~"
_EMOJI = re.compile(r"^[^\w«\"“(]+|[^\w»\"”)!?…]+$")
_ENOUGH = 4
_MOST_LINES = 12


def title_of(
    text: str,
    lines: list[Line],
    headers: Iterable[Header],
    dated: tuple[Span, ...],
    heading: Span | None = None,
) -> Proposal:
    """`lines` are those of the message; `dated` is what says when: it is no part of a title."""
    dated += tuple(each.span for each in all_days(tokenise(text)))
    for candidate in _candidates(text, lines, headers, dated, heading):
        if len(re.findall(r"\w", candidate.value)) >= _ENOUGH:
            return candidate
    return Proposal(doubts=(_("Aucun titre reconnu : donnez-en un."),))


def _candidates(
    text: str,
    lines: list[Line],
    headers: Iterable[Header],
    dated: tuple[Span, ...],
    heading: Span | None,
) -> Iterator[Proposal]:
    for line in lines:
        if found := _LABEL.match(line.folded):
            yield _proposal(text, line.within(*found.span("value")), dated)
    if heading:
        yield _proposal(text, heading, dated)
    for header in headers:
        if header.subject and not _SLOGAN.match(folding.letters(text[slice(*header.subject)])):
            yield _proposal(text, header.subject, dated)
    yield from _from_lines(text, lines, dated)


def _from_lines(text: str, lines: list[Line], dated: tuple[Span, ...]) -> Iterator[Proposal]:
    first = [line for line in lines[:_MOST_LINES] if not _is_furniture(line)]
    if first and not _GREETING.match(lines[0].folded) and _is_a_title(first[0], dated):
        yield _proposal(text, first[0].span, dated)
    for line in first:
        yield from _from_sentence(text, line, dated)
    for line in first:
        if _is_a_title(line, dated):
            yield _proposal(text, line.span, dated)


def _is_furniture(line: Line) -> bool:
    said = line.folded
    is_path = said.count(" > ") >= 1 and len(said) < _LONGEST_LINE
    is_other = _FIELD.match(said) or _GREETING.match(said) or _SLOGAN.match(said)
    is_other = is_other or _CLOSING.match(said)
    is_published = re.match(r"^\W*(?:publie|mis|poste|envoye)\w* (?:le|en ligne)", said)
    return line.is_blank or bool(is_other or is_path or is_published)


def _is_a_title(line: Line, dated: tuple[Span, ...]) -> bool:
    """Short, and no sentence; or with a date in it, in front of which a title may stand."""
    has_date = any(line.span.meets(each) for each in dated)
    is_sentence = line.text.rstrip().endswith((".", ",")) or _VERB.search(line.folded)
    return has_date or (len(line.text) <= _LONGEST_LINE and not is_sentence)


def _proposal(text: str, span: Span, dated: tuple[Span, ...]) -> Proposal:
    """The words without what says when, and what stands after that."""
    inside = [each for each in dated if each.meets(span)]
    end = min((each.start for each in inside), default=span.end)
    words = text[span.start : end]
    if inside:
        words = _BEFORE_DATE.sub("", words)
    if inside and len(re.findall(r"\w", words)) < _ENOUGH:
        last = max(each.end for each in inside)
        words = text[last : span.end]
        span = Span(last, span.end)
    tidy = _EMOJI.sub("", words).strip(_BORDERS)
    tidy = " ".join(tidy.split())
    if minutes := _MINUTES.match(tidy):
        tidy = tidy[minutes.end() :]
        tidy = tidy[:1].upper() + tidy[1:]
    if _VERB.search(folding.letters(tidy)) or len(tidy) > LONGEST:
        return Proposal("")
    at = text.find(tidy[1:10], span.start) - 1 if tidy else -1
    return Proposal(tidy, (Span(at, at + len(tidy)),) if at >= 0 else ())


def _from_sentence(text: str, line: Line, dated: tuple[Span, ...]) -> Iterator[Proposal]:
    """ "Le prochain groupe pays Mali se réunira…", "vous convier à l’inauguration de…"."""
    pieces = []
    verb = _VERB.search(line.folded)
    if verb and verb.start() <= _LONGEST_LINE:
        start = max(line.folded.rfind(sign, 0, verb.start()) for sign in (". ", ": ", "! ", ", "))
        pieces.append((start + 2 if start >= 0 else 0, verb.start()))
    if invited := _INVITED.search(line.folded):
        pieces.append(invited.span("value"))
    doubt = _("Titre tiré d’une phrase : vérifiez-le.")
    for start, end in pieces:
        span = line.within(start, end)
        limit = min((each.start for each in dated if each.meets(span)), default=span.end)
        words = text[span.start : limit]
        if stop := _STOPS.search(folding.letters(words)):
            words = words[: stop.start()]
        words = _DETERMINER.sub("", _BEFORE_DATE.sub("", words) if limit < span.end else words)
        words = " ".join(words.split()).strip(_BORDERS)
        if len(words.split()) > 1:
            at = text.find(words.split()[0], span.start)
            yield Proposal(words[:1].upper() + words[1:], (Span(at, at + len(words)),), (doubt,))
