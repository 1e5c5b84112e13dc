"""A connection that is over at a moment, however slowly the other side goes on."""

import io
import socket
import time


class Deadline:
    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """How many seconds; a TimeoutError if none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class TimedSocket:
    """What `http.client` asks of a socket, whose own time limit is that of each read alone."""

    def __init__(self, plain: socket.socket, deadline: Deadline) -> None:
        self._plain = plain
        self._deadline = deadline

    def sendall(self, content: bytes) -> None:
        self._plain.settimeout(self._deadline.left())
        self._plain.sendall(content)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedStream(self._plain, self._deadline))

    def close(self) -> None:
        """Left to who has opened it: an answer is read after its connection is closed."""


class _TimedStream(io.RawIOBase):
    def __init__(self, plain: socket.socket, deadline: Deadline) -> None:
        self._plain = plain
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, room: bytearray) -> int:
        self._plain.settimeout(self._deadline.left())
        return self._plain.recv_into(room)
