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

Connection = psycopg.Connection[Any]


@contextmanager
def own_database(address: str, purpose: str, template: str = "template1") -> Iterator[str]:
    """The address of a new database on the server of `address`; `template` is one to copy."""
    name = f"lianes_{purpose}_{os.getpid()}"
    with connect(address) as connection:
        create(connection, name, template)
        try:
            yield address_of(address, name)
        finally:
            drop(connection, name)


def address_of(server: str, name: str) -> str:
    parts = urlsplit(server)
    return f"{parts.scheme}://{parts.netloc}/{name}?{parts.query}"


def create(connection: Connection, name: str, template: str = "template1") -> None:
    """Anew, if there is one."""
    drop(connection, name)
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


def drop(connection: Connection, name: str) -> None:
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    connection.execute(statement.format(sql.Identifier(name)))


def connect(address: str) -> Connection:
    """To the server, whatever database the address names. A psycopg.Error if none answers."""
    server = environ.Env.db_url_config(address)
    keywords = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    access = {name: server[key] for name, key in keywords.items() if server.get(key)}
    return psycopg.connect(dbname="postgres", autocommit=True, connect_timeout=5, **access)
