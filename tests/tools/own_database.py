"""A PostgreSQL database of one's own on a server, for as long as it is needed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import environ
import psycopg
from psycopg import sql

POSTGRESQL = ("postgres://", "postgresql://", "psql://", "pgsql://")


@contextmanager
def own_database(address: str, purpose: str, template: str = "template1") -> Iterator[str]:
    """The address of a new database on the server of `address`; `template` is one to copy."""
    parts = urlsplit(address)
    name = f"lianes_{purpose}_{os.getpid()}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with connect(address) as connection:
        connection.execute(drop)
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield f"{parts.scheme}://{parts.netloc}/{name}?{parts.query}"
        finally:
            connection.execute(drop)


def connect(address: str) -> psycopg.Connection[Any]:
    """To the server, whatever database the address names. A psycopg.Error if none answers."""
    server = environ.Env.db_url_config(address)
    keywords = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    access = {name: server[key] for name, key in keywords.items() if server.get(key)}
    return psycopg.connect(dbname="postgres", autocommit=True, connect_timeout=5, **access)
