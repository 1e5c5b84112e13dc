"""Several logos sent at once, each becoming a funder named after its file."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.images.utils import get_accept_attributes

from partners.models import Funder
from site_lianes.images.forms import SafeImageField
from site_lianes.images.models import CustomImage


def name_from(file: UploadedFile) -> str:
    """The funder's name that a file's name tells: `ville-de-lille.png` gives "ville de lille"."""
    return " ".join(Path(file.name).stem.replace("_", " ").replace("-", " ").split())[:150]


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
        if errors:
            raise forms.ValidationError(errors)
        return files


class LogosForm(forms.Form):
    logos = SeveralImagesField(
        label=_("Logos"),
        widget=_SeveralFilesInput(attrs={"accept": get_accept_attributes()}),
    )

    @transaction.atomic
    def save(self, user: Any) -> list[Funder]:
        """Create a funder per file, or give a new logo to the funder of that name."""
        return [self._save_one(file, user) for file in self.cleaned_data["logos"]]

    @staticmethod
    def _save_one(file: UploadedFile, user: Any) -> Funder:
        name = name_from(file)
        # Compared without accents, case or punctuation, alike on every database.
        known = {slugify(funder.name): funder for funder in Funder.objects.all()}
        funder = known.get(slugify(name)) or Funder(name=name)
        funder.logo = CustomImage.objects.create(
            title=funder.name,
            description=funder.name,
            file=file,
            uploaded_by_user=user,
        )
        if funder.sort_order is None:
            funder.sort_order = Funder.objects.count()
        funder.save()
        return funder
