"""Texts that no one should type: any character, the engines' own languages, endless words."""

import sys
from random import Random

from hypothesis import strategies as st

# What FTS5, tsquery, LIKE and SQL would understand.
OPERATORS = r"""
" ' '' "" \ \\ * :* ^ : :A & | ! <-> <2> && || ( ) (( NEAR( NEAR/2 AND OR NOT - -- ; % _ { }
{title}: + ~ = += ~= , . ... $1 $$ %s %(a)s ? « » “ ” ’ ‘ l’ aujourd’hui /* */ @@ # [ ]
"""
SIGNS = ("\0", *OPERATORS.split())
WORDS = (
    "réseau",
    "Mali",
    "MALI",
    "eau",
    "leau",
    "hydroponie",
    "de",
    "les",
    "mlai",
    "jumel",
    "59000",
)
SURROGATES = range(0xD800, 0xE000)
LONGEST_WORD, MOST_WORDS = 100_000, 5_000


def any_text() -> st.SearchStrategy[str]:
    """As hypothesis makes them, so that what fails is made as short as can be."""
    characters = st.characters(codec="utf-8")
    pieces = st.sampled_from([*SIGNS, *WORDS]) | st.text(characters, max_size=8)
    long_words = st.builds(
        str.__mul__, st.text(characters, min_size=1, max_size=3), st.integers(1, 20_000)
    )
    many_words = st.builds(
        lambda word, times: f"{word} " * times, pieces, st.integers(1, MOST_WORDS)
    )
    joined = st.builds(str.join, st.sampled_from(["", " "]), st.lists(pieces, max_size=20))
    return st.text(characters, max_size=60) | joined | long_words | many_words


def random_text(random: Random) -> str:
    """As many as one wants, and quickly: one in fifty is a word, or a row of words, without end."""
    length = random.randint(1, 24)
    if random.random() < 1 / 50:
        piece = random.choice([any_character(random), *SIGNS, *WORDS])
        return random.choice(
            [piece * (LONGEST_WORD // len(piece or " ")), f"{piece} " * MOST_WORDS]
        )
    makers = (any_character, lambda drawn: drawn.choice(SIGNS), lambda drawn: drawn.choice(WORDS))
    pieces = [random.choice(makers)(random) for _ in range(length)]
    return random.choice(["", " "]).join(pieces)


def any_character(random: Random) -> str:
    """Of any plane; half of them from the first, where most letters are."""
    last = random.choice([0x2FFF, sys.maxunicode])
    number = random.randint(0, last)
    return "\0" if number in SURROGATES else chr(number)
