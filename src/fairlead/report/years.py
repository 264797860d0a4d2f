"""The years that figures are of."""

from __future__ import annotations

from collections.abc import Sequence

from fairlead.ui.formats import join_items


def write_years(years: Sequence[int]) -> str:
    """Return ascending years: 2019–2022 where none is missing, else each."""
    whole = len(years) > 1 and list(years) == list(range(years[0], years[-1] + 1))
    return f"{years[0]}–{years[-1]}" if whole else join_items(map(str, years))
