"""A mail server named by an address."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from fairlead.config.environment import Environment

_EXPECTED = (
    "expected an address such as smtp://user:password@mail.example.org:587 (STARTTLS), "
    "smtps://mail.example.org:465 (TLS) or smtp://localhost:25?tls=no"
)
_SECONDS = 30


def parse_mail_server(env: Environment, name: str, address: str) -> dict[str, Any]:
    """Return Django's settings for the server ``smtp://user:password@host:port``.

    ``smtp`` begins in the open and must turn to TLS, unless it says ``?tls=no``; ``smtps`` begins
    with TLS. A wrong address is noted in ``env``, without its password.
    """
    try:
        parts = urlsplit(address)
        port, options = parts.port, dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError:
        env.blame(name, _EXPECTED)
        return {}
    plain = options.pop("tls", "yes")
    if (
        parts.scheme not in {"smtp", "smtps"}
        or not parts.hostname
        or parts.path not in {"", "/"}
        or options
        or plain not in {"yes", "no"}
    ):
        env.blame(name, _EXPECTED)
        return {}
    tls = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "fairlead.apps.messages.mail_smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if tls else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": tls,
        "EMAIL_USE_TLS": not tls and plain == "yes",
        "EMAIL_TIMEOUT": _SECONDS,
    }
