"""What a person decides of a name: what of the site it is, or whether to make it."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext

from events.imports.named import Word
from events.imports.vocabulary import CREATE, MODELS, Vocabulary, sketch


def decision_field(
    word: Word, label: str, vocabulary: Vocabulary, user: AbstractUser
) -> forms.ChoiceField:
    """What bears the same name is chosen; what is alike is only proposed."""
    recognised = vocabulary.recognised(word)
    choices: list[tuple[str, Any]] = [("", gettext("Ne pas rattacher"))]
    # The names alone: on a narrow screen, a list shows the beginning of what is chosen.
    if known := [(str(pk), name) for pk, name in vocabulary.choices(word)]:
        choices.append((gettext("Rattacher à"), known))
    if vocabulary.is_missing(word) and may_create(word.kind, user) and sketch(word) is not None:
        choices.append((CREATE, gettext("Créer")))
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        initial=str(recognised or ""),
        help_text=_help(word, vocabulary),
    )


def may_create(kind: str, user: AbstractUser) -> bool:
    model = MODELS.get(kind)
    if model is None:
        return False
    return user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}")


def _help(word: Word, vocabulary: Vocabulary) -> str:
    if vocabulary.recognised(word):
        if word.place:
            return gettext("Reconnu : le même nom et la même commune, aux accents près.")
        return gettext("Reconnu : le même nom, aux accents près.")
    names = [vocabulary.names[word.kind][match.known.pk] for match in vocabulary.matches(word)]
    if names:
        return gettext("Ressemble à : %s. À vous de dire.") % " ; ".join(names)
    if word.kind in MODELS and sketch(word) is None:
        return gettext("Inconnu du site ; le fichier en dit trop peu pour le créer d’ici.")
    return gettext("Inconnu du site.")
