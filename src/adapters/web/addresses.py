"""Which addresses a user may make us visit: those of the open web, and no others."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from services.recipes.ports import PageUnavailableError, UnsafeAddressError

Resolve = Callable[[str, int], tuple[str, ...]]
"""Returns the addresses of a host name."""

_PORTS = {"http": 80, "https": 443}
_TRANSLATED = IPv6Network("64:ff9b::/96")  # an IPv4 address behind a NAT64 gateway


@dataclass(frozen=True, slots=True)
class Target:
    """A page and the checked address it is fetched from."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def system_resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host name by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def checked_target(
    url: str, resolve: Resolve, allowed: frozenset[tuple[str, int]] = frozenset()
) -> Target:
    """Return where a URL leads, if every address of its host is public.

    The page must be fetched from this very address: a name may resolve differently a moment
    later. `allowed` are pairs of address and port that tests open explicitly.

    Raises:
        UnsafeAddressError: Another scheme, a port of its own, credentials, a private address.
        PageUnavailableError: The host has no address.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise UnsafeAddressError("no address") from error
    host = parts.hostname or ""
    if parts.scheme not in _PORTS or not host or parts.username is not None:
        raise UnsafeAddressError("not an http or https address")
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise PageUnavailableError("the host has no address") from error
    if not addresses:
        raise PageUnavailableError("the host has no address")
    for address in addresses:
        if (address, port) not in allowed and not (is_public(address) and port in _PORTS.values()):
            raise UnsafeAddressError("not an address of the open web")
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, host, port, path + query, addresses[0])


def is_public(address: str) -> bool:
    """Whether an address is of the open web, also when it hides in another form."""
    ip = ip_address(address.partition("%")[0])
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and _hidden_is_public(ip)


def _hidden_is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv4Address):
        return True
    hidden = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _TRANSLATED:
        hidden.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return all(each is None or is_public(str(each)) for each in hidden)
