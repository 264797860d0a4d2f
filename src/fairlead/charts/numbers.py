"""Numbers on a picture and beside it, in the language of its reader."""

from __future__ import annotations

from fairlead.ui import formats


def format_short(value: float) -> str:
    """Return an amount in few figures and a word: ``1.2B``, ``560K``, ``1,2 млрд``."""
    return formats.format_compact(value)


def format_number(value: float) -> str:
    """Return a number in full, never as a power of ten: ``5,404,390,012``, ``0.5``."""
    return formats.number(value) if abs(value) >= 1e5 else formats.figure(value)


def format_share(value: float, *, digits: int = 0) -> str:
    """Return a share as a percentage: ``43%``; ``<1%`` when nearly none."""
    if 0 < value < 0.5 / 10 ** (digits + 2):
        return f"<{formats.share(10.0 ** -(digits + 2), digits=digits)}"
    return formats.share(value, digits=digits)
