"""A database server named by an address."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from fairlead.config.environment import Environment

_EXPECTED = "expected an address such as postgresql://user:password@host:5432/fairlead"


def parse_connection(env: Environment, name: str, address: str) -> dict[str, Any]:
    """Return Django's settings for the address ``postgresql://user:password@host:port/name``.

    What follows ``?`` (sslmode, connect_timeout, host of a socket) goes to the driver. A wrong
    address is noted in ``env``, without its password.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        env.blame(name, _EXPECTED)
        return {"ENGINE": "django.db.backends.postgresql"}
    if parts.scheme not in {"postgresql", "postgres"} or len(parts.path) < 2:
        env.blame(name, _EXPECTED)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
    }
