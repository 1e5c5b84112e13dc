"""Is what the page would show whole, and meant for everybody?"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from django.utils.translation import gettext as _

from events.checks.likeness import SHORTEST, words_of
from events.checks.values import CheckedEvent, Remark, Surroundings
from events.texts.addresses import MAIL
from events.texts.folding import folded

_EMAIL = re.compile(MAIL)
# Where people have their own box; an association may have its there too.
MAILBOXES = {
    "aliceadsl", "aol", "bbox", "cegetel", "club-internet", "free", "gmail", "gmx", "googlemail",
    "hotmail", "icloud", "laposte", "live", "mac", "mailo", "me", "msn", "neuf", "numericable",
    "orange", "outlook", "proton", "protonmail", "sfr", "tutanota", "wanadoo", "yahoo", "ymail",
}  # fmt: skip
# Who has one of these in front of the @ is no one person.
ROLES = (
    "accueil", "agenda", "ami", "asso", "bureau", "collectif", "comite", "communication", "contact",
    "coordination", "ecole", "equipe", "evenement", "festival", "groupe", "info", "inscription",
    "jumelage", "mairie", "president", "reseau", "reservation", "secretaria", "tresor", "ville",
)  # fmt: skip
_FILE_NAME = re.compile(
    r"(?:img|dsc|dscn|image|photo|pxl|scan|capture)[ _-]?\d[\w -]*|\d[\d_ -]{7,}", re.IGNORECASE
)
_ENDINGS = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}


def missing_alt_text(event: CheckedEvent, around: Surroundings) -> Iterator[Remark]:
    for picture in event.pictures:
        if not picture.alt.strip():
            sentence = _(
                "L’image « %(title)s » n’a pas de description : dites ce qu’elle montre à qui "
                "ne la voit pas."
            )
            yield Remark(picture.field, sentence % {"title": picture.title})
        elif _is_file_name(picture.alt):
            sentence = _(
                "La description de l’image « %(title)s » est un nom de fichier : « %(alt)s »."
            )
            yield Remark(picture.field, sentence % {"title": picture.title, "alt": picture.alt})


def dead_internal_link(event: CheckedEvent, around: Surroundings) -> Iterator[Remark]:
    for link in around.dead_links:
        sentence = _(
            "Le lien « %(words)s » mène à %(target)s du site que les visiteurs ne trouvent pas."
        )
        target = _("un document") if link.kind == "document" else _("une page")
        yield Remark(link.field, sentence % {"words": link.words or link.target, "target": target})


def no_theme(event: CheckedEvent, around: Surroundings) -> Iterator[Remark]:
    if not event.themes:
        text = _("Aucun thème : la rencontre ne sera trouvée par aucun filtre de thème.")
        yield Remark("themes", text)


def personal_email(event: CheckedEvent, around: Surroundings) -> Iterator[Remark]:
    found = [*event.addresses]
    found += [(text.field, email) for text in event.texts for email in _EMAIL.findall(text.words)]
    for field, email in dict.fromkeys(found):
        if _is_personal(email, event.organisers):
            sentence = _("« %(email)s » semble être une adresse personnelle : elle sera publique.")
            yield Remark(field, sentence % {"email": email})


def _is_file_name(alt: str) -> bool:
    name = PurePath(alt.strip())
    return name.suffix.lower() in _ENDINGS or bool(_FILE_NAME.fullmatch(alt.strip()))


def _is_personal(email: str, organisers: tuple[str, ...]) -> bool:
    """In a box as people have at home, and named after neither a role nor an organiser."""
    name, _at, host = email.lower().rpartition("@")
    if not MAILBOXES & set(host.split(".")[:-1]):
        return False
    name = folded(name.partition("+")[0])
    words = name.split()
    if any(word.startswith(ROLES) for word in words) or "asso" in name:
        return False
    joined = "".join(words)
    known = [word for each in organisers for word in words_of(each) if len(word) >= SHORTEST]
    return not any(word in joined for word in known)
