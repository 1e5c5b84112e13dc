"""The two databases' full-text engines, behind one small interface."""

from search.engines import postgresql, sqlite
from search.engines.base import Engine

ENGINES = {"sqlite": sqlite.ENGINE, "postgresql": postgresql.ENGINE}


def engine_for(vendor: str) -> Engine:
    return ENGINES[vendor]


__all__ = ["Engine", "engine_for"]
