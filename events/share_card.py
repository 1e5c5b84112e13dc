"""The picture that networks and messengers show with a link: 1200 × 630, drawn from words alone.

Pure functions: the same card gives the same bytes, and its digest names them.
"""

import hashlib
import io
import math
import unicodedata
from bisect import bisect_right
from dataclasses import astuple, dataclass
from functools import lru_cache

from anyascii import anyascii
from font_caladea import font_files
from PIL import Image, ImageDraw, ImageFont

from site_lianes.core.typography import NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, french

# Raised when the drawing changes, so that addresses change with it.
DESIGN = 1
WIDTH, HEIGHT = 1200, 630
BAND_TOP = 548
LEFT, TOP, RIGHT = 136, 60, 1130
TEXT_WIDTH = RIGHT - LEFT
GAP = 26

# As in static/css/tokens.css.
PAPER, INK, INK_SOFT, EARTH = "#fdfbf5", "#12291d", "#3b5044", "#8a3c15"
VINE, FOOT, FOOT_INK = "#9dbd9f", "#12372a", "#eff5ea"

TITLE_SIZES = range(112, 39, -4)
LINE_HEIGHT = 1.14


@dataclass(frozen=True)
class ShareCard:
    title: str
    date: str = ""
    details: str = ""
    status: str = ""
    signature: str = ""

    @property
    def digest(self) -> str:
        drawn = repr((DESIGN, *astuple(self))).encode()
        return hashlib.blake2b(drawn, digest_size=8).hexdigest()

    @property
    def in_words(self) -> str:
        """What is written on it, for those who do not see it."""
        words = (self.status, self.title, self.date, self.details)
        return french(" – ".join(filter(None, words)))


@lru_cache(maxsize=64)
def draw(card: ShareCard) -> bytes:
    """The card as a PNG of some 30 kB."""
    image = _background().copy()
    pen = ImageDraw.Draw(image)
    facts_top = BAND_TOP - GAP - 8
    date = card.date.replace(" à ", f" à{NO_BREAK_SPACE}")
    facts = ((card.details, _font(36), INK_SOFT), (date, _font(40, bold=True), EARTH))
    for text, font, colour in facts:
        lines = _fitted(text, font, 2 if card.date else 4)
        facts_top -= _height(lines, font) + (GAP / 2 if lines else 0)
        _write(pen, (LEFT, facts_top), lines, font, colour)
    top = _draw_status(pen, card.status) if card.status else TOP
    _draw_title(pen, card.title, top, facts_top - GAP)
    font = _font(36, bold=True)
    _write(pen, (LEFT, BAND_TOP + 19), _fitted(card.signature, font, 1), font, FOOT_INK)
    return _png(image)


def _draw_status(pen: ImageDraw.ImageDraw, status: str) -> int:
    """A plate with the status; gives where the title may begin."""
    font, padding = _font(34, bold=True), 18
    right = LEFT + pen.textlength(_drawable(status), font) + 2 * padding
    pen.rounded_rectangle((LEFT, TOP, right, TOP + 54), radius=6, fill=EARTH)
    _write(pen, (LEFT + padding, TOP + 6), [_drawable(status)], font, PAPER)
    return TOP + 54 + GAP


def _draw_title(pen: ImageDraw.ImageDraw, title: str, top: float, bottom: float) -> None:
    """In the largest letters that fit; cut with an ellipsis when the smallest do not."""
    for size in TITLE_SIZES:
        font = _font(size, bold=True)
        lines = _wrapped(title, font)
        if _height(lines, font) <= bottom - top:
            break
    else:
        lines = _fitted(title, font, int((bottom - top) / _height([""], font)))
    _write(pen, (LEFT, top), lines, font, INK)


def _write(
    pen: ImageDraw.ImageDraw,
    corner: tuple[float, float],
    lines: list[str],
    font: ImageFont.FreeTypeFont,
    colour: str,
) -> None:
    left, top = corner
    for number, line in enumerate(lines):
        pen.text((left, top + _height(lines[:number], font)), line, fill=colour, font=font)


def _height(lines: list[str], font: ImageFont.FreeTypeFont) -> float:
    return len(lines) * font.size * LINE_HEIGHT


def _fitted(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """The lines of a text, `most` of them at most, the last one with an ellipsis if cut."""
    lines = _wrapped(text, font)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > TEXT_WIDTH:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in _drawable(text).split(" "):
        for piece in _pieces(word, font):
            longer = f"{lines[-1]} {piece}".lstrip()
            if font.getlength(longer) <= TEXT_WIDTH:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line for line in lines if line]


def _pieces(word: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The word, or what can stand on a line each when it is longer than a line."""
    pieces = []
    while word and font.getlength(word) > TEXT_WIDTH:
        lengths = range(1, len(word) + 1)
        length = bisect_right(lengths, TEXT_WIDTH, key=lambda n: font.getlength(word[:n]))
        pieces.append(word[:length])
        word = word[length:]
    return [*pieces, word]


def _drawable(text: str) -> str:
    """The text in the letters that the font has: "Ɓamako" for a reader, "Bamako" on the card."""
    composed = unicodedata.normalize("NFC", french(text))
    words = composed.replace(NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE)
    return " ".join(filter(None, "".join(map(_letter, words)).split(" ")))


@lru_cache(maxsize=2048)
def _letter(character: str) -> str:
    if character.isspace():
        return NO_BREAK_SPACE if character == NO_BREAK_SPACE else " "
    font = _font(40, bold=True)
    if bytes(font.getmask(character)) != bytes(font.getmask("\U0010ffff")):
        return character
    return anyascii(character) if character.isalnum() or character == "\u2011" else ""


@lru_cache(maxsize=64)
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_files["CaladeaBold" if bold else "Caladea"], size)


@lru_cache(maxsize=1)
def _background() -> Image.Image:
    """Paper, the band of the foot, and the vine, drawn three times as large to be smooth."""
    scale = 3
    image = Image.new("RGB", (WIDTH * scale, HEIGHT * scale), PAPER)
    pen = ImageDraw.Draw(image)
    spine = [(68 + 15 * math.sin(y / 58), y) for y in range(-6, BAND_TOP + 6)]
    pen.line([(x * scale, y * scale) for x, y in spine], VINE, 5 * scale, joint="curve")
    for number, y in enumerate(range(40, BAND_TOP - 30, 84)):
        leaf = _leaf(*spine[y], 1 if number % 2 else -1)
        pen.polygon([(x * scale, y * scale) for x, y in leaf], fill=VINE)
    pen.rectangle((0, BAND_TOP * scale, WIDTH * scale, HEIGHT * scale), fill=FOOT)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _leaf(x: float, y: float, side: int) -> list[tuple[float, float]]:
    """A leaf that grows upwards from a point of the vine, to the left (-1) or the right (1)."""
    length, breadth, tilt = 46, 11, math.radians(38)
    steps = [step / 24 for step in range(25)]
    edge = [(t * length, breadth * math.sin(math.pi * t**0.85)) for t in steps]
    outline = edge + [(along, -across) for along, across in reversed(edge)]
    cos, sin = math.cos(tilt), math.sin(tilt)
    return [(x + side * (a * cos - b * sin), y - (a * sin + b * cos)) for a, b in outline]


def _png(image: Image.Image) -> bytes:
    output = io.BytesIO()
    # Few colours in all: a palette makes the file a third of its size, and the eye sees none of it.
    image.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        output, "PNG", optimize=True
    )
    return output.getvalue()
