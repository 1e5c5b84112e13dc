"""The sizes in which the site shows images, made when an image is saved.

A template that asks for another size still works, but its first visitor waits for it: add the
size here.
"""

from site_lianes.images.models import CustomImage

# Logos stand on plates of 160 by 72 CSS pixels; twice that for dense screens.
LOGO_SPEC = "max-320x144"
PHOTO_SPECS = ("width-400", "width-800", "width-1200")
# Networks that show a link do not all read WebP; JPEG would keep the original's GPS coordinates.
# At quality 60 a photo of this size stays under the 300 kB that messengers accept.
SHARE_SPEC = "fill-1200x630|exactly-1200x630|format-jpeg|jpegquality-60|stripmetadata"
# Half the size that networks ask for: a smaller photo would be a blur.
SMALLEST_TO_SHARE = (600, 315)


def make_renditions(image: CustomImage) -> None:
    """Make the renditions of an image that are missing."""
    share = () if image.is_svg() else (SHARE_SPEC,)
    image.get_renditions(LOGO_SPEC, *PHOTO_SPECS, *share)


def is_large_enough_to_share(image: CustomImage) -> bool:
    width, height = SMALLEST_TO_SHARE
    return not image.is_svg() and image.width >= width and image.height >= height
