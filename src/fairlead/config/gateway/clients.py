"""Whose request it is, behind proxies or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

Network = IPv4Network | IPv6Network


def find_client(
    peer: str, headers: Iterable[tuple[bytes, bytes]], trusted: Sequence[Network]
) -> str:
    """Return the visitor's address: the peer's, or what trusted proxies say of it.

    X-Forwarded-For is read from its end: as long as the address is that of a trusted proxy, the
    one before it counts. What a visitor wrote into the header itself is never believed.
    """
    address = peer
    if not trusted or not _is_trusted(address, trusted):
        return address
    named = b",".join(value for name, value in headers if name == b"x-forwarded-for")
    for entry in reversed(named.decode("latin-1").split(",")):
        text = entry.strip()
        if not _is_address(text):
            return address
        address = text
        if not _is_trusted(address, trusted):
            return address
    return address


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_trusted(text: str, trusted: Sequence[Network]) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return any(address in network for network in trusted)
