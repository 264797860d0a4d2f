"""Codes that nobody can guess and that people can read out."""

from __future__ import annotations

import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


def draw_code(prefix: str, *, length: int = 12) -> str:
    """Return a new code: the prefix, a hyphen and ``length`` letters and digits."""
    return f"{prefix}-" + "".join(secrets.choice(_LETTERS) for _ in range(length))
