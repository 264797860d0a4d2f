"""The colours of the pages can be read: WCAG contrast of every text on its ground."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fairlead.ui

TOKENS = (Path(fairlead.ui.__path__[0]) / "static/fairlead/tokens.css").read_text()
SHEET = (Path(fairlead.ui.__path__[0]) / "static/fairlead/fairlead.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--fl-([\w-]+): (#[0-9a-f]{6});", part))
    for part in TOKENS.split("@media (prefers-color-scheme: dark)")
)
TEXTS = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "sunken"),
    ("ink-soft", "paper"), ("ink-soft", "surface"), ("ink-soft", "sunken"), ("ink-soft", "ramp-0"),
    ("brand", "paper"), ("brand", "surface"), ("brand", "sunken"),
    ("brand-deep", "brand-wash"), ("brand-deep", "paper"), ("on-brand", "brand"),
    ("on-brand", "brand-deep"), ("on-brand", "ramp-4"),
    ("signal", "signal-wash"), ("on-signal", "signal"), ("paper", "ink"),
    ("ink", "ramp-0"), ("ink", "ramp-1"), ("ink", "ramp-2"), ("surface", "ramp-3"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out(scheme: dict[str, str], *, text: str, ground: str) -> None:
    assert contrast(scheme[text], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "sunken"])
def test_the_focus_ring_and_the_edges_of_fields_stand_out(
    scheme: dict[str, str], *, ground: str
) -> None:
    assert contrast(scheme["signal"], scheme[ground]) >= 3
    if ground != "sunken":
        assert contrast(scheme["line-strong"], scheme[ground]) >= 3


def test_dark_changes_every_colour() -> None:
    assert set(DARK) == set(LIGHT)


def test_the_sheet_uses_tokens_that_exist_and_logical_sides() -> None:
    used = set(re.findall(r"var\(--fl-([\w-]+)\)", SHEET))
    known = set(re.findall(r"--fl-([\w-]+):", TOKENS))
    assert used <= known
    sides = r"(?:margin|padding|border|inset)-(?:left|right)|[;{ ](?:left|right):"
    assert re.findall(r"float:(?! inline-| none)", SHEET) == []
    assert re.findall(sides, SHEET) == []
