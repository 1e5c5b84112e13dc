"""The QR code that a printed page carries back to its address."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=1024)
def qr_svg(address: str) -> SafeString:
    """An SVG to stand in a page: no style, no script, and none of the address in its markup.

    Level M can lose 15 % to a fold or a stain. The quiet zone of four modules is part of it.
    """
    code = segno.make_qr(address, error="m")
    svg = code.svg_inline(omitsize=True, light="#fff", svgclass="event-qr__code", lineclass=None)
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308 - numbers only
