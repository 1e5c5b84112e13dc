"""The site's own scripts: a browser runs each by the digest of its content, and nothing else.

The digests are read once, when the process starts, from the sources: a script imports nothing, so
that `collectstatic` leaves it as it is, byte for byte.
"""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path


def digest(script: Path) -> str:
    """What the Content-Security-Policy and the `integrity` attribute call this file."""
    return f"sha256-{b64encode(sha256(script.read_bytes()).digest()).decode()}"


def digests(directory: Path) -> dict[str, str]:
    """The digest of each script of a directory, by its name among the static files."""
    return {f"js/{script.name}": digest(script) for script in sorted(directory.glob("*.js"))}
