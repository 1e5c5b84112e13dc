"""One machine without HTTPS: what `make run` serves.

The secret key is made on this machine at the first start and kept beside the data.
"""

import os
import secrets

from site_lianes.settings.base import *

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS += env.list("ALLOWED_HOSTS", default=[])

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    key_file = DATA_DIR / "secret-key"
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    try:
        # Created in one step and private, so that two processes never make two keys.
        with os.fdopen(os.open(key_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as key:
            key.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    SECRET_KEY = key_file.read_text()
