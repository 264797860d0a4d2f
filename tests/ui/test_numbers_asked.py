"""Figures as people type them: exact, and never read as another number than was meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fairlead.ui.numbers_asked import parse_figure


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("80600000000", "80600000000"),
        ("1 000 000,50", "1000000.50"),
        ("1\u00a0000.5", "1000.5"),
        (" 12,5 ", "12.5"),
    ],
)
def test_a_figure_is_exact(typed: str, meant: str) -> None:
    assert parse_figure(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["", "NaN", "1e5", "-5", "1,000", "1,000,000", "1 00 000", "1.000,5"]
)
def test_what_may_mean_two_numbers_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match="expected a figure"):
        parse_figure(typed)
