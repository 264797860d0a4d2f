"""Addresses of visitors in the network, and the block that each is counted with."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network


def read_address(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a text is, or None for another text.

    One of IPv4 that came by a socket of IPv6 (::ffff:192.0.2.7) is that of IPv4.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def find_block(client: str) -> str:
    """Return the network that a visitor's address is counted with: /24, or /48 of IPv6."""
    address = read_address(client)
    if address is None:
        return "unknown"
    return str(ip_network((address, 24 if address.version == 4 else 48), strict=False))
