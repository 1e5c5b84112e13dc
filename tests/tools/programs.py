"""Programs of a server, as this machine has them. Debian keeps some out of a user's PATH."""

import os
import shutil

PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def find_nginx() -> str | None:
    return shutil.which("nginx", path=PATH)


def find_pg_dump() -> str | None:
    return shutil.which("pg_dump")


def find_systemd() -> str | None:
    return shutil.which("systemd-analyze")
