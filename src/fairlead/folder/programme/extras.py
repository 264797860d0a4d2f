"""What another system says of a session besides, kept as name=value and said again in exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fairlead.folder import bounds
from fairlead.folder.programme.programme import ProgrammeSession

_TEXTS = ("slug", "code", "logo", "origin", "feedback", "license")


def split_extras(extras: Iterable[str]) -> dict[str, str]:
    """Return the values by their names."""
    return {name: value for name, equals, value in (one.partition("=") for one in extras) if equals}


def read_extras(extras: Mapping[str, str]) -> dict[str, Any]:
    """Return what they say as fields of a `ProgrammeSession`; the kind is the caller's."""
    said: dict[str, Any] = {name: extras[name] for name in _TEXTS if extras.get(name)}
    if extras.get("recorded") == "no":
        said["is_recorded"] = False
    return said


def write_extras(session: ProgrammeSession, *, kind: str = "") -> tuple[list[str], list[str]]:
    """Return them of a session, and the names of those that cannot be kept, too long or with a |.

    ``kind`` is what the other system calls the kind, where the fair has no such one.
    """
    said = {"kind": kind, **{name: getattr(session, name) for name in _TEXTS}}
    if not session.is_recorded:
        said["recorded"] = "no"
    kept: list[str] = []
    lost: list[str] = []
    for name, value in said.items():
        text = f"{name}={' '.join(value.split())}"
        if not value:
            continue
        fits = "|" not in text and len(text) <= bounds.TEXT_LENGTH and text.isprintable()
        (kept if fits else lost).append(text if fits else name)
    return kept, lost
