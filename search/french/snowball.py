"""Snowball's stemmer of French."""

import threading

import Stemmer

__all__ = ["stem"]

# A stemmer must not be used by two threads at once: each has its own.
_of_thread = threading.local()


def stem(word: str) -> str:
    try:
        stemmer = _of_thread.stemmer
    except AttributeError:
        stemmer = _of_thread.stemmer = Stemmer.Stemmer("french")
    return stemmer.stemWord(word)
