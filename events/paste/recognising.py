"""What a pasted text proposes for each field of an event: a pure function of what is known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from events.choices import Mode
from events.imports.matching import Known
from events.imports.named import COUNTRY, GROUP, ORGANISER, PLACE, THEME
from events.paste import naming
from events.paste.body import body_of, foot_of
from events.paste.contacts import Contacts, contacts_of, has_personal_address
from events.paste.headers import headers, quoted
from events.paste.known_places import named_place
from events.paste.place import place_of
from events.paste.text_lines import Line, lines_of
from events.paste.title import title_of
from events.paste.values import Pasted, Proposal, Proposals, When
from events.paste.when.choosing import Scope, when_of
from events.paste.when.roles import sentences
from events.texts.spans import Span

_ONLINE = re.compile(
    r"en ligne|visio|distanciel|a distance|webinaire|webinar|"
    r"(?<![^\W_])(?:zoom|teams|jitsi|bbb)(?![^\W_])"
)
# "S’inscrire en ligne" says how one registers, not how one takes part.
_NOT_ONLINE = re.compile(
    r"(?:inscri\w+|reserv\w+|formulaire|billetterie|paiement|don) en ligne|mis\w* en ligne"
)
_BOTH = re.compile(r"hybride|(?:presentiel|sur place) (?:et|ou) (?:en |a )?(?:visio|ligne|distan)")
_PRICE = re.compile(
    r"(?:^|\n)\W*(?:tarifs?|prix|participation(?: aux frais)?|paf)\s*:\s*(?P<said>[^\n]{1,150})|"
    r"(?P<free>(?:entree|participation|acces|evenement|rencontre)s? (?:libre|gratuite?)s?"
    r"(?: et gratuite?s?)?|"
    r"(?<![^\W_])(?:gratuit|prix libre)(?![^\W_]))"
)
_CANCELLED = re.compile(r"(?<![^\W_])annulee?s?(?![^\W_])")


@dataclass(frozen=True)
class Site:
    """What the site knows: names by kind, and the words that stand around its pages."""

    names: Mapping[str, Iterable[Known]]
    around: tuple[str, ...] = ()

    def known(self, kind: str) -> list[Known]:
        return list(self.names.get(kind, ()))


def recognise(pasted: Pasted, site: Site) -> Proposals:
    return _Recognising(pasted, site).proposals()


class _Recognising:
    def __init__(self, pasted: Pasted, site: Site) -> None:
        self.pasted, self.site, self.text = pasted, site, pasted.text
        self.lines = lines_of(self.text)
        self.headers = headers(self.text, self.lines)
        foot = foot_of(self.lines, site.around)
        self.quoted = quoted(self.text, self.lines)
        self.ignored = tuple(each.span for each in self.headers) + ((foot,) if foot else ())
        self.subjects = [each.subject for each in self.headers if each.subject]
        # A subject says what and when; the other lines of a header, who wrote and when.
        around = _without(self.ignored, self.subjects)
        self.hidden = (*around, *((self.quoted,) if self.quoted else ()))
        self.message = self._message()

    def _message(self) -> list[Line]:
        """The lines of the message itself; what is written above a forwarded one is left out."""
        forwarded = [each for each in self.headers if each.subject]
        start = forwarded[-1].span.end if forwarded else 0
        out = (*self.ignored, *((self.quoted,) if self.quoted else ()))
        found = [line for line in self.lines if not any(line.span.meets(each) for each in out)]
        after = [line for line in found if line.span.start >= start]
        return after or found

    def proposals(self) -> Proposals:
        when, title = self._when_and_title()
        readable = naming.readable(self.text, self.hidden)
        title_span = title.spans[0] if title.spans else None
        contacts = contacts_of(self.text, sentences(self.text), self.hidden)
        place = self._place(readable)
        price = self._price(readable)
        organisers = self._organisers(readable, place)
        said = (
            *title.spans[:1],
            *_spans_of(when),
            *place.spans,
            *price.spans,
            *contacts.online_link.spans,
        )
        organiser_spans = tuple(span for each in organisers for span in each.spans)
        return Proposals(
            title=title,
            when=when,
            mode=_mode(readable, place, contacts),
            place=place,
            kind=Proposal(naming.kind_of(title.value or "")),
            group=naming.group_of(readable, self.site.known(GROUP), title_span),
            themes=naming.themes_of(readable, self.site.known(THEME), title_span),
            countries=naming.countries_of(readable, self.site.known(COUNTRY)),
            organisers=organisers,
            price=price,
            body=self._body(when, (*said, *organiser_spans)),
            **vars(contacts),
        )

    def _body(self, when: When, said: tuple[Span, ...]) -> Proposal:
        body = body_of(self.text, self._around(), said)
        doubts = []
        if when.is_relative:
            doubts.append(
                _("Le texte compte les jours (« demain », « mardi prochain ») : dites la date.")
            )
        if has_personal_address(body):
            doubts.append(_("Une adresse électronique personnelle y serait publique."))
        return Proposal(body, (), tuple(doubts))

    def _around(self) -> tuple[Span, ...]:
        """All but the message."""
        start = self.message[0].span.start if self.message else 0
        return (*self.ignored, *self.hidden, Span(0, start))

    def _when_and_title(self) -> tuple[When, Proposal]:
        sent = next((each.sent for each in reversed(self.headers) if each.sent), None)
        first = [line.span for line in self.message if not line.is_blank][:2]
        headings = (*self.subjects, *first, *filter(None, [self.pasted.heading]))
        scope = Scope(
            today=self.pasted.today,
            day=sent or self.pasted.today,
            ignored=tuple(_without(self.ignored, self.subjects)),
            quoted=(self.quoted,) if self.quoted else (),
            headings=headings,
        )
        when = when_of(self.text, scope)
        title = title_of(
            self.text, self.message, self.headers, _spans_of(when), self.pasted.heading
        )
        if title and self._is_cancelled():
            doubt = _("Le texte parle d’une annulation : vérifiez laquelle.")
            title = replace(title, doubts=(*title.doubts, doubt))
        return when, title

    def _is_cancelled(self) -> bool:
        return any(_CANCELLED.search(line.folded) for line in self.message)

    def _place(self, readable: str) -> Proposal:
        found = place_of(self.text, self.message, self.hidden)
        return named_place(readable, self.site.known(PLACE), found)

    def _organisers(self, readable: str, place: Proposal) -> tuple[Proposal, ...]:
        found = naming.organisers_of(self.text, readable, self.message, self.site.known(ORGANISER))
        # "À la MRES" says where, and not who.
        is_place = [
            any(one.meets(other) for one in each.spans for other in place.spans) for each in found
        ]
        return tuple(each for each, is_there in zip(found, is_place, strict=True) if not is_there)

    def _price(self, readable: str) -> Proposal:
        found = _PRICE.search(readable)
        if not found:
            return Proposal()
        span = Span(*found.span("said" if found["said"] else "free"))
        words = self.text[slice(*span)].strip()
        return Proposal(words[:1].upper() + words[1:], (span,))


def _without(ignored: tuple[Span, ...], kept: list[Span]) -> Iterable[Span]:
    for span in ignored:
        start = span.start
        for each in sorted(kept):
            if each.meets(span):
                yield Span(start, each.start)
                start = each.end
        yield Span(start, span.end)


def _spans_of(when: When) -> tuple[Span, ...]:
    return (*when.start.spans, *when.deadline.spans)


def _mode(readable: str, place: Proposal, contacts: Contacts) -> Proposal:
    said = _NOT_ONLINE.sub(lambda found: " " * len(found.group()), readable)
    online = _ONLINE.search(said)
    spans = (Span(*online.span()),) if online else ()
    if _BOTH.search(said) or (contacts.online_link and place):
        return Proposal(Mode.HYBRID, spans)
    if contacts.online_link or (online and not place):
        return Proposal(Mode.ONLINE, spans)
    if online:
        doubt = _("Le texte parle d’un lieu et d’une participation en ligne.")
        return Proposal(Mode.HYBRID, spans, (doubt,))
    return Proposal(Mode.ON_SITE)
