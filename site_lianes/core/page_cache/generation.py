"""Which content there is: known to each process within a quarter of a second of any change."""

import logging
from threading import Event, Lock, Thread
from time import time
from typing import NamedTuple

from django.core.cache import caches
from django.db import Error, connection
from wagtail.models import Site

from site_lianes.core.models import ContentChange

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 0.25


class Known(NamedTuple):
    """Empty if it is not known yet: then nothing is kept."""

    generation: str = ""
    # When this was so, in seconds since 1970.
    at: float = 0


class Generation:
    """Asks the database now and then, so that no visitor's request has to.

    While the database does not answer, the last content that is known stays.
    """

    def __init__(self) -> None:
        self.known = Known()
        self._start, self._wake, self._thread = Lock(), Event(), None

    def watch(self) -> None:
        """Look regularly from now on, in a thread: at the first request, in the worker itself."""
        if self._thread is None:
            with self._start:
                if self._thread is None:
                    self._thread = Thread(target=self._watch, name="generation", daemon=True)
                    self._thread.start()

    def look_soon(self) -> None:
        self._wake.set()

    def look(self) -> None:
        at = time()
        found = ContentChange.objects.generation()
        if found != self.known.generation:
            # Another process, or SQL, may have changed what this one keeps of it in memory.
            Site.clear_site_root_paths_cache()
            caches["local"].clear()
        self.known = Known(found, at)

    def _watch(self) -> None:
        answers = True
        while True:
            try:
                self.look()
                answers = True
            except Exception as error:
                # Whatever it is: if the thread ended, pages would stay as they are for ever.
                if answers or not isinstance(error, Error):
                    logger.exception("Pages are kept as they are: the database does not answer")
                answers = False
                connection.close()
            # As each second begins too: what nginx may show without asking hangs on it.
            self._wake.wait(SECONDS_BETWEEN_LOOKS - time() % SECONDS_BETWEEN_LOOKS)
            self._wake.clear()
