"""Serves the site: `python -m site_lianes.core.serving --port 8000`.

`make run` and the systemd unit start it so. What the site itself needs is in its settings.
"""

import logging.config
import os
from argparse import ArgumentParser

import uvicorn
from django.conf import settings

from site_lianes.core.serving.protocol import KeptPagesProtocol

OPTIONS = {
    "http": KeptPagesProtocol,
    "loop": "uvloop",
    "ws": "none",
    "lifespan": "off",
    # Django reads what nginx says of the visitor, by its own settings.
    "proxy_headers": False,
    "server_header": False,
    # The log is the site's, and names no visitor.
    "access_log": False,
    "log_config": None,
    # As long as nginx keeps a connection for later.
    "timeout_keep_alive": 75,
    # A busy machine takes long to load the site: a worker that is slow to say so is not hung.
    "timeout_worker_healthcheck": 60,
}


def main() -> None:
    parser = ArgumentParser(prog="site_lianes.core.serving", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--stop-within", type=int, default=3, help="seconds for what is under way")
    asked = parser.parse_args()
    if asked.workers > 1:
        # The process that watches over them says when one had to be replaced.
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_lianes.settings.local")
        logging.config.dictConfig(settings.LOGGING)
        logging.getLogger("uvicorn.error").setLevel("INFO")
    uvicorn.run(
        "site_lianes.asgi:application",
        host=asked.host,
        port=asked.port,
        workers=asked.workers,
        timeout_graceful_shutdown=asked.stop_within,
        **OPTIONS,
    )
    # A thread that is still at work would be waited for, by Python, for as long as it takes.
    logging.shutdown()
    os._exit(0)


if __name__ == "__main__":
    main()
