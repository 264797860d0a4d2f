"""Providers of identities (OpenID Connect) to sign in by, from a TOML file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fairlead.config.environment import Environment
from fairlead.folder.toml_text import parse_toml

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_KEYS = ("id", "name", "issuer", "client_id", "secret")
_EXPECTED = (
    "expected an absolute path of a TOML file with [[provider]] tables, each with id (a-z, 0-9, -),"
    " name, issuer (https://...), client_id and secret"
)


def read_providers(env: Environment, name: str) -> list[dict[str, Any]]:
    """Return the providers of the file that a variable names, as django-allauth takes them."""
    path = env.text(name)
    if not path:
        return []
    try:
        written = parse_toml(Path(path).read_text(encoding="utf-8"))
        rows = written["provider"]
        providers = [_read_provider(row) for row in rows]
    except (OSError, KeyError, TypeError, ValueError) as why:
        env.blame(name, f"{_EXPECTED}: {why}", value=path)
        return []
    if len({one["provider_id"] for one in providers}) < len(providers):
        env.blame(name, "expected a different id for every provider", value=path)
    return providers


def _read_provider(row: dict[str, Any]) -> dict[str, Any]:
    for key in _KEYS:
        if not isinstance(row[key], str) or not row[key]:
            raise ValueError(f"{key} is empty or no text")
    issuer = urlsplit(row["issuer"])
    local = issuer.hostname in ("localhost", "127.0.0.1")
    if not _ID.fullmatch(row["id"]) or not (issuer.scheme == "https" or local):
        raise ValueError(f"provider {row['id']!r} has a wrong id or issuer")
    return {
        "provider_id": row["id"],
        "name": row["name"],
        "client_id": row["client_id"],
        "secret": row["secret"],
        "settings": {"server_url": row["issuer"], "oauth_pkce_enabled": True},
    }


def list_origins(providers: list[dict[str, Any]]) -> list[str]:
    """Return where browsers are sent to sign in, as a policy writes it."""
    addresses = [urlsplit(one["settings"]["server_url"]) for one in providers]
    return sorted({f"{one.scheme}://{one.netloc}" for one in addresses})
