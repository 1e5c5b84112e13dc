"""What is typed, taken apart: phrases between quotation marks, and words. Pure."""

import re
from dataclasses import dataclass

from search import french
from search.french import Token

MOST_CHARACTERS = 200
MOST_WORDS = 12
PHRASES = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”')


@dataclass(frozen=True)
class Typed:
    """The words of a query, those of its phrases among them, in their order."""

    text: str
    words: tuple[Token, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


def typed(text: str) -> Typed:
    """Any string is a query; of a long one, the beginning."""
    text = " ".join(text[:MOST_CHARACTERS].replace("\0", " ").split())
    tokens = french.tokens(text)[:MOST_WORDS]
    phrases = [phrase for parts in PHRASES.findall(text) for phrase in parts if phrase]
    folded = [tuple(token.word for token in french.tokens(phrase)) for phrase in phrases]
    return Typed(text, looked_for(tokens), tuple(filter(None, folded)))


def looked_for(tokens: list[Token]) -> tuple[Token, ...]:
    """Without the words that are everywhere, unless there are no others."""
    return tuple(token for token in tokens if not token.is_stop) or tuple(tokens)
