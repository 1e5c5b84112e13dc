"""The analysis of French text: pure functions, which know neither Django nor the index."""

from search.french.folding import fold
from search.french.stems import main_term, terms
from search.french.stop_words import STOP_WORDS
from search.french.tokens import Token, tokens, tokens_with, words_and_terms

__all__ = [
    "STOP_WORDS",
    "Token",
    "fold",
    "main_term",
    "terms",
    "tokens",
    "tokens_with",
    "words_and_terms",
]
