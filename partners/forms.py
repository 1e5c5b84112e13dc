"""Several logos sent at once, each becoming a funder named after its file."""

import re
from pathlib import Path
from typing import Any, NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.images.utils import get_accept_attributes

from partners.models import Funder
from site_lianes.images.forms import SafeImageField
from site_lianes.images.models import CustomImage

# What graphic designers and browsers add to the name of a file, and is no part of a funder's.
_NOISE = re.compile(
    r"""\(\d+\)|\b(logos?|logotype|rvb|rgb|cmjn|cmyk|hd|bd|web|print|quadri|couleurs?|vertical
    |horizontal|cop(ie|y)(\s\d+)?|final|d[ée]finitif|v\d+|\d+\s?(px|dpi|ppp)|\d+x\d+)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def name_from(file: UploadedFile) -> str:
    """The funder's name that a file's name tells: `logo_ville-de-lille_300x200.png` gives
    "Ville de lille".

    A name that is nothing else ("logo.png", "59.png") stays as it is.
    """
    said = " ".join(re.sub(r"[_\-.]", " ", Path(file.name).stem).split())
    name = " ".join(_NOISE.sub(" ", said).split()) or said
    return (name[:1].upper() + name[1:])[:150]


class _SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralImagesField(SafeImageField):
    """Each file must be a valid image; the errors say which file is not."""

    widget = _SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files, errors = [], []
        for upload in data or [None]:
            try:
                files.append(super().clean(upload, initial))
                if not slugify(name_from(upload)):
                    raise forms.ValidationError(_("nommez ce fichier d’après le financeur."))
            except forms.ValidationError as error:
                name = f"{upload.name} : " if upload else ""
                errors.extend(f"{name}{message}" for message in error.messages)
        errors += _same_names(files)
        if errors:
            raise forms.ValidationError(errors)
        return files


def _same_names(files: list[UploadedFile]) -> list[str]:
    """Which of two would be the logo?"""
    first: dict[str, UploadedFile] = {}
    errors = []
    for file in files:
        other = first.setdefault(slugify(name_from(file)), file)
        if other is not file:
            said = {"one": other.name, "other": file.name, "name": name_from(file)}
            text = _("%(one)s et %(other)s donnent le même nom, « %(name)s » : gardez-en un.")
            errors.append(text % said)
    return errors


class Sent(NamedTuple):
    """What became of the files: funders by their names."""

    made: list[str]
    renewed: list[str]


class LogosForm(forms.Form):
    logos = SeveralImagesField(
        label=_("Logos"),
        widget=_SeveralFilesInput(attrs={"accept": get_accept_attributes()}),
    )

    @transaction.atomic
    def save(self, user: Any) -> Sent:
        """Create a funder per file, or give a new logo to the funder of that name."""
        # Compared without accents, case or punctuation, alike on every database.
        known = {slugify(funder.name): funder for funder in Funder.objects.all()}
        sent = Sent([], [])
        for file in self.cleaned_data["logos"]:
            funder = known.get(slugify(name_from(file)))
            (sent.renewed if funder else sent.made).append(
                funder.name if funder else name_from(file)
            )
            self._give_logo(funder or _last_funder(name_from(file)), file, user)
        return sent

    @staticmethod
    def _give_logo(funder: Funder, file: UploadedFile, user: Any) -> None:
        funder.logo = CustomImage.objects.create(
            title=funder.name,
            description=funder.name,
            file=file,
            uploaded_by_user=user,
        )
        funder.save()


def _last_funder(name: str) -> Funder:
    last = Funder.objects.aggregate(last=Max("sort_order"))["last"]
    return Funder(name=name, sort_order=0 if last is None else last + 1)
