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
from willow.svg import InvalidSvgSizeAttribute, SvgViewBoxParseError

from site_lianes.images.renditions import make_renditions

# What every output format can be made from; a scanner's 16-bit greys cannot.
USUAL_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK"}


class SafeImageField(WagtailImageField):
    """Refuses what Wagtail would store and then fail on: truncated files, decompression bombs.

    An SVG is rewritten with the elements and attributes that cannot run or load anything.
    """

    default_error_messages = {
        "too_many_pixels": _("Cette image a trop de pixels : réduisez-la avant de l’envoyer."),
        "damaged": _("Ce fichier est abîmé ou incomplet : exportez-le de nouveau."),
        "unusual_colours": _(
            "Les couleurs de ce fichier sont codées d’une façon que les navigateurs ne lisent "
            "pas : exportez-le en JPEG, ou en PNG de 8 bits."
        ),
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
            except (InvalidSvgSizeAttribute, SvgViewBoxParseError) as error:
                raise self._invalid("unsafe_svg") from error
        if file is None:
            return None
        if file.content_type == "image/svg+xml":
            if min(file.image.get_size()) < 1:
                raise self._invalid("unsafe_svg")
            return self._sanitised(file)
        self._decode(file)
        return file

    def _decode(self, file: UploadedFile) -> None:
        """Read every pixel, as the first rendition will."""
        try:
            with PillowImage.open(file) as image:
                image.load()
                mode = image.mode
        except (OSError, SyntaxError, ValueError) as error:
            raise self._invalid("damaged") from error
        finally:
            file.seek(0)
        if mode not in USUAL_MODES:
            raise self._invalid("unusual_colours")

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
