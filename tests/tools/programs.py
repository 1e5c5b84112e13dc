"""Programs of a server, as this machine has them. Debian keeps some out of a user's PATH."""

import os
import shutil
import subprocess
from pathlib import Path

PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def find_nginx() -> str | None:
    return shutil.which("nginx", path=PATH)


def find_pg_dump() -> str | None:
    return shutil.which("pg_dump")


def find_systemd() -> str | None:
    return shutil.which("systemd-analyze")


def find_postgresql() -> Path | None:
    """Where the programs of the server are, which Debian keeps out of the PATH."""
    if not shutil.which("pg_config"):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        return found[-1].parent if found else None
    bindir = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
    folder = Path(bindir.stdout.strip())
    return folder if (folder / "initdb").exists() else None
