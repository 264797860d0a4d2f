"""Whose request it is, behind proxies or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from fairlead.apps.people.domain.visitor_address import read_address

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Sender:
    """An account that sends a file, to the office or to a desk."""

    account: int
    to_office: bool


def find_client(
    peer: str, headers: Iterable[tuple[bytes, bytes]], trusted: Sequence[Network]
) -> str:
    """Return the visitor's address: the peer's, or what trusted proxies say of it.

    X-Forwarded-For is read from its end: as long as the address is that of a trusted proxy, the
    one before it counts. What a visitor wrote into the header itself is never believed. One of
    IPv4 that came by a socket of IPv6 (::ffff:192.0.2.7) is that of IPv4.
    """
    address = read_address(peer)
    if address is None:
        return peer
    if not trusted or not _is_trusted(address, trusted):
        return str(address)
    named = b",".join(value for name, value in headers if name == b"x-forwarded-for")
    for entry in reversed(named.decode("latin-1").split(",")):
        found = read_address(_drop_port(entry.strip()))
        if found is None:
            return str(address)
        address = found
        if not _is_trusted(address, trusted):
            return str(address)
    return str(address)


def _drop_port(entry: str) -> str:
    """Return an entry without the port that some proxies add: 192.0.2.7:5060, [2001:db8::1]:443."""
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry


def _is_trusted(address: IPv4Address | IPv6Address, trusted: Sequence[Network]) -> bool:
    return any(address in network for network in trusted)
