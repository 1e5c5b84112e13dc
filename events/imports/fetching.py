"""The file at an address on the public internet, and nowhere else.

Whoever types an address makes this server ask for it: it must lead to no machine that trusts this
one. So a name is resolved once, all that it resolves to must be public, and the connection goes to
the very address that was looked at; each redirect begins again.
"""

import http.client
import socket
import ssl
from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

from django.utils.translation import gettext as _

from events.imports.limits import MOST_BYTES
from events.imports.public_addresses import IPAddress, is_public, resolved
from events.imports.readers.decoding import refuse_unreadable
from events.imports.timed_socket import Deadline, TimedSocket
from events.imports.values import UnreadableFileError

SECONDS = 10
MOST_REDIRECTS = 3
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "Accept": "text/calendar, text/csv, application/json, */*;q=0.1",
    "Accept-Encoding": "identity",
    "Connection": "close",
    "User-Agent": "Lianes cooperation (agenda)",
}

MayReach = Callable[[IPAddress, int], bool]


def fetch(address: str) -> bytes:
    """What the address gives; raises `UnreadableFileError` if it may not or cannot be read."""
    return fetch_where(address, _may_reach)


def _may_reach(ip: IPAddress, port: int) -> bool:
    return port in _PORTS.values() and is_public(ip)


def fetch_where(address: str, may_reach: MayReach, seconds: float = SECONDS) -> bytes:
    """`fetch` for what may be reached elsewhere; nobody's address comes here but by `fetch`."""
    deadline = Deadline(seconds)
    address = _without_webcal(address.strip())
    for _step in range(MOST_REDIRECTS + 1):
        try:
            found = _Request(address, may_reach, deadline).answer()
        except (OSError, http.client.HTTPException, ValueError):
            raise UnreadableFileError(_("Cette adresse ne répond pas comme il faut.")) from None
        if isinstance(found, bytes):
            refuse_unreadable(found)
            return found
        address = found
    raise UnreadableFileError(_("Cette adresse renvoie trop de fois vers une autre."))


def _without_webcal(address: str) -> str:
    scheme, colon, rest = address.partition(":")
    return f"https:{rest}" if colon and scheme.lower() in ("webcal", "webcals") else address


class _Request:
    """One request: what it answers, or the address where it says that this is."""

    def __init__(self, address: str, may_reach: MayReach, deadline: Deadline) -> None:
        if any(character.isspace() or not character.isprintable() for character in address):
            raise UnreadableFileError(_("Cette adresse contient des espaces."))
        self.address = address
        self.parts = urlsplit(address)
        self.may_reach = may_reach
        self.deadline = deadline
        if self.parts.scheme not in _PORTS or not self.parts.hostname or "\\" in address:
            raise UnreadableFileError(_("Une adresse commence par http:// ou https://."))
        if "@" in self.parts.netloc:
            raise UnreadableFileError(
                _("Une adresse qui contient un nom d’utilisateur n’est pas lue.")
            )
        self.host = self.parts.hostname
        if ":" not in self.host:
            self.host = self.host.encode("idna").decode().lower()
        self.port = self.parts.port or _PORTS[self.parts.scheme]

    def answer(self) -> bytes | str:
        with self._socket() as plain:
            connection = http.client.HTTPConnection(self.host, self.port)
            connection.default_port = _PORTS[self.parts.scheme]
            # Given, and never made by it: not by a name, not by a proxy, not again.
            connection.auto_open = 0
            connection.sock = TimedSocket(plain, self.deadline)
            connection.request("GET", self._target(), headers=_HEADERS)
            with connection.getresponse() as response:
                return self._read(response)

    def _socket(self) -> socket.socket:
        ips = resolved(self.host, self.port, self.deadline.left())
        if not ips or not all(self.may_reach(ip, self.port) for ip in ips):
            raise UnreadableFileError(_("Cette adresse n’est pas celle d’un site public."))
        plain = self._connected(ips)
        if self.parts.scheme == "http":
            return plain
        try:
            plain.settimeout(self.deadline.left())
            return ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise

    def _connected(self, ips: list[IPAddress]) -> socket.socket:
        *others, last = ips
        for ip in others:
            try:
                return self._connect(ip)
            except OSError:
                continue
        return self._connect(last)

    def _connect(self, ip: IPAddress) -> socket.socket:
        return socket.create_connection((str(ip), self.port), timeout=self.deadline.left())

    def _target(self) -> str:
        query = f"?{self.parts.query}" if self.parts.query else ""
        return quote(f"{self.parts.path or '/'}{query}", safe="/%:@!$&'()*+,;=~-._?[]")

    def _read(self, response: http.client.HTTPResponse) -> bytes | str:
        if response.status in _REDIRECTS and (location := response.getheader("Location")):
            return urljoin(self.address, location)
        if response.status != http.client.OK:
            raise UnreadableFileError(
                _("Cette adresse répond « %(status)s » au lieu d’un fichier.")
                % {"status": response.status}
            )
        if response.getheader("Content-Encoding", "identity").strip().lower() != "identity":
            raise UnreadableFileError(_("Cette adresse ne donne qu’un fichier compressé."))
        # One byte more than is read: `refuse_unreadable` says that it is too long.
        content = response.read(MOST_BYTES + 1)
        if response.length and len(content) <= MOST_BYTES:
            raise http.client.IncompleteRead(content, response.length)
        return content
