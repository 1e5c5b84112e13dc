"""Several logos sent at once, each becoming a funder named after its file."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.utils import get_accept_attributes

from partners.models import Funder
from site_lianes.images.forms import SafeImageField
from site_lianes.images.models import CustomImage


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
        name = " ".join(Path(file.name).stem.replace("_", " ").replace("-", " ").split())[:150]
        funder = Funder.objects.filter(name__iexact=name).first() or Funder(name=name)
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
