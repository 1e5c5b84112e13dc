"""Pictures drawn by the code: word marks for the funders, landscapes for events.

The funders' real logos are trademarks that the staff upload; a word mark holds their place.
"""

import math
import textwrap
from html import escape
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 320, 144

# Sky, then hills from far to near.
PALETTES = (
    ("#f3dfc1", "#d9a066", "#a4632f", "#3f6b4f", "#12372a"),
    ("#dcebdf", "#a9cdb1", "#6aa27b", "#2f6f4f", "#12372a"),
    ("#f6e7d3", "#e0b58a", "#8fae8b", "#4c7f63", "#1d4a39"),
)


def word_mark(name: str) -> ContentFile:
    """An SVG that says the name in as large a type as its plate allows."""
    size, lines = max(
        ((_fitting_size(lines), lines) for lines in _ways_to_wrap(name)), key=lambda way: way[0]
    )
    first = HEIGHT / 2 - 1.2 * size * (len(lines) - 1) / 2 + size * 0.35
    spans = "".join(
        f'<tspan x="{WIDTH // 2}" y="{first + 1.2 * size * i:.1f}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><text fill="#12372a" font-family="Georgia, serif" '
        f'font-size="{size:.1f}" text-anchor="middle">{spans}</text></svg>'
    )
    return ContentFile(svg.encode(), name="logo.svg")


def _ways_to_wrap(name: str) -> list[list[str]]:
    longest_word = max(map(len, name.split()))
    return [textwrap.wrap(name, width) for width in range(longest_word, len(name) + 1)]


def _fitting_size(lines: list[str]) -> float:
    """The largest type in which these lines stay on the plate, up to 44 units."""
    widest = max(map(len, lines))
    return min(44, HEIGHT * 0.8 / (1.2 * len(lines)), WIDTH * 0.94 / (0.58 * widest))


def landscape(number: int) -> ContentFile:
    """A picture of hills, different for each number."""
    sky, *hills = PALETTES[number % len(PALETTES)]
    width, height = 1600, 900
    picture = Image.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((1080, 140, 1260, 320), fill="#fbf7ee")
    for rank, colour in enumerate(hills):
        base = height * (0.45 + 0.14 * rank)
        ridge = [
            (x, base - 70 * math.sin(x / (260 - 30 * rank) + number + 1.7 * rank))
            for x in range(0, width + 20, 20)
        ]
        draw.polygon([(0, height), *ridge, (width, height)], fill=colour)
    content = BytesIO()
    picture.save(content, "PNG")
    return ContentFile(content.getvalue(), name=f"collines-{number}.png")
