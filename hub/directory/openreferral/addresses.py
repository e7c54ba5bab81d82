"""Which addresses the hub may ask: https, without a name and a password, on the public internet.

Store-free, and asks nobody but the system's resolver.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from hub.errors import BadInput
from hub.views.words import clean_line

_LONGEST_ADDRESS = 2000
_HOST = re.compile(r"[a-z0-9_.-]{1,253}|[0-9a-f:.]{2,45}", re.IGNORECASE)

_NOT_PUBLIC = tuple(
    ip_network(net)
    for net in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        *("::/8", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20"),
        *("5f00::/16", "fc00::/7", "fe80::/9", "ff00::/8"),
    )
)
"""The registries of special-purpose addresses (RFC 6890 and after), and what was so before."""
_NAT64 = ip_network("64:ff9b::/96")

Resolve = Callable[[str, int], list[str]]
"""A host's name and a port -> its numeric addresses."""


def look_up(host: str, port: int) -> list[str]:
    """What the system's resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(number: str) -> bool:
    """Whether an address is one of the public internet, whatever it is wrapped in."""
    try:
        address: IPv4Address | IPv6Address = ip_address(number.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if address.sixtofour is not None and not is_public(str(address.sixtofour)):
            return False
        if address in _NAT64:
            return is_public(str(IPv4Address(int(address) & 0xFFFFFFFF)))
    return address.is_global and not any(address in net for net in _NOT_PUBLIC)


def checked_address(address: str, schemes: tuple[str, ...] = ("https",)) -> SplitResult:
    """The parts of an address that may be asked. Raises BadInput."""
    hint = "It should look like this: https://directory.example.org/services"
    plain = address.isascii() and address.isprintable() and " " not in address
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise BadInput("That isn't a web address.", hint=hint) from None
    if parts.scheme not in schemes:
        raise BadInput(
            f"The hub reads feeds only over https, not {clean_line(parts.scheme)[:20] or 'that'}.",
            hint=hint,
        )
    if "@" in parts.netloc:
        raise BadInput(
            "There is a name or a password in the address.",
            hint="Leave out what stands before the @. Feeds are public.",
        )
    if (
        not plain
        or len(address) > _LONGEST_ADDRESS
        or not _HOST.fullmatch(parts.hostname or "")
        or port == 0
        or "\\" in address
    ):
        raise BadInput("That isn't a web address.", hint=hint)
    return parts._replace(netloc=parts.netloc.lower(), fragment="")
