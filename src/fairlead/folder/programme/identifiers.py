"""Identifiers in the forms that the schedule formats ask for."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://fairlead.invalid/programme")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ3789"  # none that is taken for another
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CODE = re.compile(r"[0-9A-Z]{6}")
_ACRONYM = re.compile(r"[a-z0-9_][a-z0-9_]{3,}")
_SLUG = re.compile(r"[a-z0-9_]{4,}-[a-z0-9_-]{3,}[a-z0-9]")


def make_guid(*names: str) -> str:
    """Return the same UUID for the same names always."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(names)))


def derive_guid(edition: str, code: str) -> str:
    """Return the identifier of a session that has none but its code in an edition."""
    return make_guid(edition, "session", code)


def make_code(guid: str) -> str:
    """Return six capitals and digits from a UUID; two may meet."""
    number = int.from_bytes(hashlib.sha256(guid.encode()).digest()[:8], "big")
    return "".join(_LETTERS[number // len(_LETTERS) ** place % len(_LETTERS)] for place in range(6))


def make_acronym(text: str) -> str:
    """Return an acronym of at least four small letters and digits for any text."""
    if is_acronym(text):
        return text
    plain = _make_plain(text).replace("-", "_").strip("_")
    return plain if is_acronym(plain) else f"fair_{plain}".rstrip("_")


def make_slug(acronym: str, number: int, title: str) -> str:
    """Return a slug in the form ``acronym-number-title``, at most 80 characters of title."""
    words = _make_plain(title)[:80].strip("-")
    return f"{acronym}-{number}-{words}" if len(words) > 1 else f"{acronym}-{number}-session"


def is_guid(text: str) -> bool:
    """Return whether a text is a UUID as the formats have it."""
    return _GUID.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Return whether a text is six capitals or digits."""
    return _CODE.fullmatch(text) is not None


def is_acronym(text: str) -> bool:
    """Return whether a text is an acronym that both formats take."""
    return _ACRONYM.fullmatch(text) is not None


def is_slug(text: str) -> bool:
    """Return whether a text is a slug that both formats take."""
    return _SLUG.fullmatch(text) is not None


def _make_plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
