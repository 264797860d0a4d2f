"""Numbers as people read them in a drawing."""

from __future__ import annotations

_UNITS = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))


def short(value: float) -> str:
    """Return an amount in three digits: ``1.24 bn``, ``560 k``, ``-12.5 m``, ``870``."""
    for size, unit in _UNITS:
        if abs(value) >= size * 0.9995:
            return f"{_three(value / size)} {unit}"
    return _three(value)


def number(value: float) -> str:
    """Return a number in full, never as a power of ten: ``5,404,390,012``, ``0.5``."""
    return f"{value:,.0f}" if abs(value) >= 1e5 else f"{value:,.6g}"


def _three(value: float) -> str:
    digits = 0 if abs(value) >= 99.95 else 1 if abs(value) >= 9.995 else 2
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(value: float, *, digits: int = 0) -> str:
    """Return a share as a percentage with a narrow space: ``43 %``; ``<1 %`` when nearly none."""
    if 0 < value < 0.5 / 10 ** (digits + 2):
        return f"<{10**-digits:.{digits}f}\u202f%"
    return f"{value * 100:.{digits}f}\u202f%"
