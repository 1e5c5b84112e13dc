"""Which addresses of the internet are those of public machines, and which a name has."""

import re
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

IPAddress = IPv4Address | IPv6Address

# Special in practice, though they are in public ranges: of protocols, of relays, and what tells
# the machines of one host of servers about themselves.
_NOT_PUBLIC_IPV4 = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
# Public IPv6 is here, but for what carries IPv4, tells examples or is for tests.
_GLOBAL_IPV6 = IPv6Network("2000::/3")
_NOT_PUBLIC_IPV6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3ffe::/16", "3fff::/20"))
)
# Of a network without IPv4, whose resolver writes IPv4 in IPv6: RFC 6052.
_NAT64 = IPv6Network("64:ff9b::/96")
# 127.1, 0x7f.0.0.1, 2130706433: numbers that some resolvers take for addresses.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)


def is_public(ip: IPAddress) -> bool:
    if isinstance(ip, IPv6Address):
        carried = ip.ipv4_mapped or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if carried:
            return is_public(carried)
        return ip in _GLOBAL_IPV6 and not any(ip in network for network in _NOT_PUBLIC_IPV6)
    is_special = ip.is_private or ip.is_multicast or ip.is_reserved or ip.is_link_local
    in_special = any(ip in network for network in _NOT_PUBLIC_IPV4)
    return ip.is_global and not is_special and not in_special


def resolved(host: str, port: int, seconds: float) -> list[IPAddress]:
    """The addresses of a host; none if it is a number in another form than that of addresses."""
    try:
        return [ip_address(host)]
    except ValueError:
        pass
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return []
    return list(dict.fromkeys(ip_address(address[0]) for *_, address in _ask(host, port, seconds)))


def _ask(host: str, port: int, seconds: float) -> list[Any]:
    """What the resolver says, if it does in time: it has no time limit of its own to set."""
    answers: SimpleQueue[list[Any] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise answer
    return answer
