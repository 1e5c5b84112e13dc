"""What the text names that the site knows: themes, countries, groups, organisers."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from events.choices import Kind
from events.imports.matching import Known
from events.paste.text_lines import Line
from events.paste.theme_words import WORDS
from events.paste.values import Proposal
from events.texts import folding
from events.texts.addresses import LINK, MAIL
from events.texts.folding import folded
from events.texts.spans import Span

_ADDRESS = re.compile(f"{LINK}|{MAIL}")
# A name counts that many times.
_MOST_TIMES = 20
_MOST_THEMES, _MOST_COUNTRIES = 3, 4
_ORGANISERS = re.compile(
    r"^\W*(?:co-?)?organis(?:ateur|atrice|e|ation|ee|es|ees)s?(?:\(s\)|·s)?(?: par)?\s*:"
    r"\s*(?P<value>.+)$"
)
_ORGANISED = re.compile(
    r"(?<![^\W_])(?:co-?)?(?:organise|propose|porte|initie)e?s? par (?P<value>[^.;:!?\n(]+)|"
    r"(?:a l'initiative|a l'invitation) d(?:e|u|es) (?P<invited>[^.;:!?\n(,]+)"
)
_ACTIVE = re.compile(
    r"^\W*(?P<value>(?:l'|le |la |les )?[^.,;:!?\n]{3,80}?) "
    r"(?:organisent?|vous proposent?|vous invitent?|vous convient?|ont le plaisir|a le plaisir)"
)
_SEPARATORS = re.compile(
    r"\s*(?:,|;|/|&|\n)\s*(?:et\s+)?|\s+(?:et|ainsi que|avec)\s+", re.IGNORECASE
)
# With a capital it is a part of the name: "Les Amis de Ségou".
_ARTICLE = re.compile(r"^(?:par\s+)?(?:l['’]|(?:de la|de l['’]|le|la|les|du|des|de|notre|nos)\s+)")
# In a sentence, what follows the names.
_ENDS = re.compile(
    r",? (?:au|aux|a la|a l'|a|dans|en|chez|pour|le|ce|du \d|avec le soutien) .*$|, .{40,}$"
)
_PRONOUNS = {"il", "elle", "on", "nous", "ils", "elles", "reseau", "president", "equipe"}
_MOST_ORGANISERS = 6
_LONGEST_NAME = 100
_KINDS = (
    (Kind.COUNTRY_GROUP, r"groupe[- ]pays"),
    (Kind.THEMATIC_GROUP, r"groupe thematique|groupe de travail"),
    (Kind.GENERAL_ASSEMBLY, r"assemblee generale|(?<![^\W_])ag(?![^\W_])"),
    (Kind.WEBINAR, r"webinaire|webinar"),
    (Kind.FESTIVAL, r"festival|festisol"),
    (Kind.SCREENING, r"projection|cine-|film"),
    (Kind.TRAINING, r"(?<![^\W_])(?:formation|stage)"),
    (Kind.WORKSHOP, r"(?<![^\W_])atelier"),
    (Kind.DROP_IN, r"permanence"),
)


def readable(text: str, hidden: Iterable[Span]) -> str:
    """A text folded letter by letter, with blanks for what does not tell of the event.

    The address of a page or of a person may hold the name of a country or of a theme.
    """
    found = folding.letters(text)
    addresses = [Span(*match.span()) for match in _ADDRESS.finditer(found)]
    for start, end in (*hidden, *addresses):
        found = f"{found[:start]}{' ' * (end - start)}{found[end:]}"
    return found


def kind_of(title: str) -> str:
    said = folding.letters(title)
    return next((kind.value for kind, words in _KINDS if re.search(words, said)), "")


def themes_of(readable: str, known: Iterable[Known], title: Span | None) -> Proposal:
    """Those that the text names, by their names or by words that mean nothing else."""
    names = [(known_, name) for known_ in known for name in _names_of_theme(known_.name)]
    found = _all_named(readable, names)
    ranked = sorted(
        found.items(),
        key=lambda item: (
            not (title and any(span.meets(title) for span in item[1])),
            -len(item[1]),
            item[1][0].start,
        ),
    )
    return _several(
        ranked,
        _MOST_THEMES,
        {each.pk: each.name for each in known},
        _("D’autres thèmes sont nommés : %(names)s."),
    )


def _names_of_theme(name: str) -> Iterator[str]:
    """ "ECSI (éducation à la citoyenneté…)" has two names."""
    yield name
    if found := re.fullmatch(r"(.+?) ?\((.+)\)", name):
        yield from found.groups()
    yield from WORDS.get(folded(name), ())


def countries_of(readable: str, known: Iterable[Known]) -> Proposal:
    known = list(known)
    found = _all_named(readable, [(each, each.name) for each in known])
    in_order = sorted(found.items(), key=lambda item: item[1][0].start)
    return _several(
        in_order,
        _MOST_COUNTRIES,
        {each.pk: each.name for each in known},
        _("D’autres pays sont nommés : %(names)s."),
    )


def group_of(readable: str, known: Iterable[Known], title: Span | None) -> Proposal:
    known = list(known)
    found = _all_named(readable, [(each, each.name) for each in known])
    if not found:
        return Proposal()
    in_title = [pk for pk, spans in found.items() if title and any(s.meets(title) for s in spans)]
    pk = (in_title or list(found))[0]
    names = [each.name for each in known if each.pk in found]
    doubt = _("Plusieurs groupes sont nommés : %(names)s.") % {"names": ", ".join(names)}
    return Proposal(pk, tuple(found[pk][:1]), (doubt,) if len(found) > 1 else ())


def _several(
    found: list[tuple[int, list[Span]]], most: int, names: dict[int, str], others: str
) -> Proposal:
    kept, left = found[:most], found[most:]
    doubts = (others % {"names": ", ".join(names[pk] for pk, _spans in left)},) if left else ()
    # The first words that say it are enough to show where it comes from.
    return Proposal(tuple(pk for pk, _ in kept), tuple(spans[0] for _, spans in kept), doubts)


def _all_named(readable: str, names: list[tuple[Known, str]]) -> dict[int, list[Span]]:
    """Where each is named; a longer name hides the shorter that is a part of it."""
    found: dict[int, list[Span]] = {}
    taken: list[Span] = []
    for known, name in sorted(names, key=lambda pair: -len(pair[1])):
        pattern = folding.pattern_of(name)
        for match in islice(pattern.finditer(readable), _MOST_TIMES) if pattern else ():
            span = Span(*match.span())
            if not any(span.meets(each) for each in taken):
                taken.append(span)
                found.setdefault(known.pk, []).append(span)
    return {pk: sorted(spans) for pk, spans in found.items()}


def organisers_of(
    text: str, readable: str, lines: list[Line], known: Iterable[Known]
) -> tuple[Proposal, ...]:
    """Each name after "organisé par" or before "organisent"; else those known that are named."""
    known = list(known)
    pieces = list(_pieces(lines, readable))
    found: dict[str, Proposal] = {}
    for piece in pieces:
        for span in _names_in(text, readable, piece, known):
            name = _ARTICLE.sub("", text[slice(*span)].strip(' "«»“”.')).strip()
            name = name[:1].upper() + name[1:]
            found.setdefault(folded(name), Proposal(name, (span,)))
    if found:
        return tuple(found.values())[:_MOST_ORGANISERS]
    named = _all_named(readable, [(each, each.name) for each in known])
    doubt = _("Nommé dans le texte, sans qu’il soit dit organisateur.")
    names = {each.pk: each.name for each in known}
    others = [Proposal(names[pk], (spans[0],), (doubt,)) for pk, spans in named.items()]
    return tuple(others)[:_MOST_ORGANISERS]


def _pieces(lines: list[Line], readable: str) -> Iterator[Span]:
    for line in lines:
        said = readable[slice(*line.span)]
        if found := _ORGANISERS.match(said):
            yield line.within(*found.span("value"))
            continue
        for found in _ORGANISED.finditer(said):
            group = "value" if found["value"] else "invited"
            start, end = found.span(group)
            yield line.within(start, start + len(_ENDS.sub("", said[start:end])))
        if found := _ACTIVE.match(said):
            is_name = folded(found["value"]).split()[-1:] and not (
                set(folded(found["value"]).split()) & _PRONOUNS
            )
            if is_name:
                yield line.within(*found.span("value"))


def _names_in(text: str, readable: str, piece: Span, known: list[Known]) -> Iterator[Span]:
    """The names of the site first, which may hold an "et"; what is left is parted."""
    part = readable[slice(*piece)]
    taken: list[Span] = []
    for each in sorted(known, key=lambda known_: -len(known_.name)):
        pattern = folding.pattern_of(each.name)
        for match in islice(pattern.finditer(part), _MOST_TIMES) if pattern else ():
            span = Span(piece.start + match.start(), piece.start + match.end())
            if not any(span.meets(other) for other in taken):
                taken.append(span)
    start = piece.start
    spans: list[Span] = []
    for span in [*sorted(taken), Span(piece.end, piece.end)]:
        spans += _parted(text, Span(start, span.start))
        spans += [span] if span.start < span.end else []
        start = span.end
    yield from (span for span in spans if len(text[slice(*span)].strip()) <= _LONGEST_NAME)


def _parted(text: str, piece: Span) -> Iterator[Span]:
    words, start = text[slice(*piece)], 0
    for sign in [*_SEPARATORS.finditer(words), None]:
        end = sign.start() if sign else len(words)
        said = words[start:end].strip(' .:-–—"«»“”')
        if len(_ARTICLE.sub("", f"{said} ").strip()) > 2:  # noqa: PLR2004
            at = words.index(said, start)
            yield Span(piece.start + at, piece.start + at + len(said))
        start = sign.end() if sign else end
