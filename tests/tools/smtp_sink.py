"""A mail server that keeps what it is given: aiosmtpd, on a port of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class Sink:
    """`letters` are what was received, in order."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.port = 0
        self._refused: set[str] = set()

    def refuse(self, address: str) -> None:
        self._refused.add(address)

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["to"] == address]

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        if address in self._refused:
            return "550 no such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - SMTP's word
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


class AnyPort(Controller):
    """Port 0: the system chooses one."""

    def _trigger_server(self) -> None:
        # aiosmtpd knocks at the port it was given to see whether it answers.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running_sink() -> Iterator[Sink]:
    sink = Sink()
    controller = AnyPort(sink, hostname="127.0.0.1", port=0)
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()
