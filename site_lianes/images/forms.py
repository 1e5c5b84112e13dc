"""What an uploaded image must be before it is stored."""

import warnings
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from py_svg_hush import filter_svg
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from site_lianes.images.renditions import make_renditions


class SafeImageField(WagtailImageField):
    """Refuses what Wagtail would store and then fail on: truncated files, decompression bombs.

    An SVG is rewritten with the elements and attributes that cannot run or load anything.
    """

    default_error_messages = {
        "too_many_pixels": _("Cette image a trop de pixels : réduisez-la avant de l’envoyer."),
        "damaged": _("Ce fichier est abîmé ou incomplet : exportez-le de nouveau."),
        "unsafe_svg": _(
            "Ce fichier SVG n’a pas pu être rendu sûr : exportez-le de nouveau, ou en PNG."
        ),
    }

    def to_python(self, data: Any) -> UploadedFile | None:
        with warnings.catch_warnings():
            # Our own limit, WAGTAILIMAGES_MAX_IMAGE_PIXELS, is below Pillow's warning.
            warnings.simplefilter("ignore", PillowImage.DecompressionBombWarning)
            try:
                file = super().to_python(data)
            except PillowImage.DecompressionBombError as error:
                raise self._invalid("too_many_pixels") from error
            except OSError as error:
                raise self._invalid("damaged") from error
        if file is None:
            return None
        if file.content_type == "image/svg+xml":
            return self._sanitised(file)
        self._decode(file)
        return file

    def _decode(self, file: UploadedFile) -> None:
        """Read every pixel, as the first rendition will."""
        try:
            with PillowImage.open(file) as image:
                image.load()
        except (OSError, SyntaxError, ValueError) as error:
            raise self._invalid("damaged") from error
        finally:
            file.seek(0)

    def _sanitised(self, file: UploadedFile) -> UploadedFile:
        try:
            content = filter_svg(file.read())
        except ValueError as error:
            raise self._invalid("unsafe_svg") from error
        return SimpleUploadedFile(file.name, content, content_type="image/svg+xml")

    def _invalid(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)


class ImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = SafeImageField(
                label=field.label, widget=field.widget, required=field.required
            )

    def save(self, commit: bool = True) -> Any:
        image = super().save(commit)
        if commit and "file" in self.changed_data:
            # Wagtail has just thrown away all renditions, those of the new file included.
            make_renditions(image)
        return image
