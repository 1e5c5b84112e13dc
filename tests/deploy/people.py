"""Those who use a site behind nginx: visitors in number, and one of the staff at work."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from lxml import html

from tests.deploy.nodes import HOST, Answer, Server, answer_of

# Between two requests of one of them: somebody who clicks fast.
PAUSE = 0.02


class Connection(http.client.HTTPSConnection):
    """To nginx, kept for the next request as browsers do."""

    def __init__(self, server: Server) -> None:
        super().__init__(HOST, server.https, timeout=10)
        self._server = server

    def connect(self) -> None:
        self.sock = self._server.tls()

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> Answer:
        return answer_of(self, path, method, {"Host": HOST, **headers}, body)


Act = Callable[[Connection], Answer]


@dataclass
class Visitors:
    """Ask address after address, each on a connection of its own; note what fails, what is slow."""

    server: Server
    addresses: list[str]
    answers: int = 0
    failures: list[str] = field(default_factory=list)
    longest: float = 0.0
    _gone: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def asking(self, count: int, *others: Act) -> Iterator[None]:
        """`count` visitors, and others who do something over and over, for as long as the block."""
        acts = [self._next_page(first) for first in range(count)] + list(others)
        threads = [threading.Thread(target=self._repeat, args=[act]) for act in acts]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._gone.set()
            for thread in threads:
                thread.join()

    def _next_page(self, first: int) -> Act:
        own = cycle(self.addresses[first:] + self.addresses[:first])
        return lambda connection: connection.ask(next(own))

    def _repeat(self, act: Act) -> None:
        with closing(Connection(self.server)) as connection:
            while not self._gone.wait(PAUSE):
                asked = time.monotonic()
                try:
                    answer = act(connection)
                except (OSError, http.client.HTTPException, AssertionError) as error:
                    self.failures.append(repr(error))
                    connection.close()
                else:
                    self.answers += 1
                    if answer.status >= 400:
                        self.failures.append(f"{answer.status} {answer.asked}")
                self.longest = max(self.longest, time.monotonic() - asked)


class Staff:
    """Somebody signed in to the admin, by HTTPS and through nginx."""

    def __init__(self, server: Server) -> None:
        self._connection, self._cookies = Connection(server), {}
        self.get("/admin/login/")
        password = (server.data / "admin-password").read_text().strip()
        self.post("/admin/login/", username="admin", password=password, next="/admin/")

    def close(self) -> None:
        self._connection.close()

    def get(self, path: str) -> Answer:
        return self._ask(path, "GET")

    def post(self, path: str, **fields: Any) -> Answer:
        """Send a form, which must be taken: it is answered by the address of another page."""
        answer = self._ask(path, "POST", urlencode(fields, doseq=True))
        if answer.status == 200:
            errors = html.fromstring(answer.text).find_class("error-message")
            raise AssertionError(f"{path}: {[error.text_content() for error in errors]}")
        assert "login" not in answer.headers.get("location", ""), path
        return answer

    def _ask(self, path: str, method: str, body: str | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if method == "POST":
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"https://{HOST}",
                "X-CSRFToken": self._cookies["__Host-csrftoken"],
            }
        answer = self._connection.ask(path, method, body, **headers)
        self._cookies |= answer.cookies
        return answer
