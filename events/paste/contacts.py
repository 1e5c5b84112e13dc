"""Links, addresses and telephones of a text, and what each of them is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from events.imports.readers import words
from events.imports.readers.places import is_call
from events.paste.values import Proposal
from events.paste.when.roles import Sentence
from events.texts.addresses import LINK, MAIL, PHONE
from events.texts.spans import Span

_LINK, _MAIL, _PHONE = (re.compile(pattern, re.IGNORECASE) for pattern in (LINK, MAIL, PHONE))
_MOST = 100
_AFTER_LINK = ".,;:!?)]}'’"
_REGISTER = re.compile(
    r"inscri|reserv|\bresa\b|billet|formulaire|repon[ds]|reponse|confirm|participation"
)
_FORMS = re.compile(
    r"framaforms|forms\.gle|docs\.google\.com/forms|forms\.office|helloasso|eventbrite|weezevent|"
    r"billetweb|yurplan|tally\.so|typeform|lime|inscri|formulaire|register|billet|sondages?\."
)
_PRIVATE = re.compile(
    r"@(?:gmail|googlemail|orange|wanadoo|free|laposte|hotmail|outlook|live|yahoo|sfr|icloud|aol|"
    r"protonmail|proton|bbox|numericable|neuf)\.\w+$"
)


@dataclass(frozen=True)
class Contacts:
    online_link: Proposal
    registration_link: Proposal
    registration_email: Proposal
    registration_phone: Proposal
    contact_email: Proposal
    contact_phone: Proposal


@dataclass(frozen=True)
class _Found:
    value: str
    span: Span
    is_to_register: bool


def contacts_of(text: str, sentences: list[Sentence], ignored: tuple[Span, ...]) -> Contacts:
    def found(pattern: re.Pattern[str]) -> list[_Found]:
        return list(_found(pattern, text, sentences, ignored))

    links = [each for each in found(_LINK) if words.link(each.value)]
    calls = [each for each in links if is_call(each.value)]
    forms = [
        each
        for each in links
        if each not in calls and (each.is_to_register or _FORMS.search(each.value.lower()))
    ]
    mails, phones = found(_MAIL), found(_PHONE)
    return Contacts(
        online_link=_one(calls, _("Plusieurs liens de visioconférence")),
        registration_link=_one(forms, _("Plusieurs liens d’inscription")),
        registration_email=_personal(_for_registration(mails)),
        registration_phone=_for_registration(phones),
        contact_email=_personal(_to_ask(mails)),
        contact_phone=_to_ask(phones),
    )


def _found(
    pattern: re.Pattern[str], text: str, sentences: list[Sentence], ignored: tuple[Span, ...]
) -> Iterator[_Found]:
    for match in islice(pattern.finditer(text), _MOST):
        value = match.group()
        if pattern is _LINK:
            value = _trimmed(value)
        span = Span(match.start(), match.start() + len(value))
        if any(span.meets(each) for each in ignored):
            continue
        if pattern is _LINK and value.lower().startswith("www."):
            value = f"https://{value}"
        around = [each.text for each in sentences if each.span.meets(span)]
        yield _Found(value, span, any(map(_REGISTER.search, around)))


def _trimmed(link: str) -> str:
    """Without the sign that ends the sentence; a parenthesis is kept with the one it closes."""
    trimmed = link.rstrip(_AFTER_LINK)
    return (
        link[: len(trimmed) + 1]
        if link[len(trimmed) :].startswith(")") and "(" in trimmed
        else trimmed
    )


def _one(found: list[_Found], several: str) -> Proposal:
    distinct = list(dict.fromkeys(each.value for each in found))
    if not distinct:
        return Proposal()
    doubts = (f"{several} : {', '.join(distinct[:4])}.",) if len(distinct) > 1 else ()
    spans = tuple(each.span for each in found if each.value == distinct[0])
    return Proposal(distinct[0], spans, doubts)


def _for_registration(found: list[_Found]) -> Proposal:
    return _first([each for each in found if each.is_to_register])


def _to_ask(found: list[_Found]) -> Proposal:
    registers = {each.value for each in found if each.is_to_register}
    return _first([each for each in found if each.value not in registers])


def _first(found: list[_Found]) -> Proposal:
    """Others may be told in the text: a contact among several is proposed, with a doubt."""
    return _one(found, _("Plusieurs dans le texte"))


def has_personal_address(text: str) -> bool:
    return any(_PRIVATE.search(found.group().lower()) for found in _MAIL.finditer(text))


def _personal(proposal: Proposal) -> Proposal:
    if not proposal or not has_personal_address(proposal.value):
        return proposal
    doubt = _("Cette adresse semble personnelle : elle serait publique.")
    return Proposal(proposal.value, proposal.spans, (*proposal.doubts, doubt))
