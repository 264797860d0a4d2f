"""Heatmaps, columns, numbers and words."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.charts.heatmap import Group, Series, draw_columns, draw_heatmap
from fairlead.charts.numbers import format_number, format_share, format_short
from fairlead.charts.text import measure_text, wrap
from fairlead.ui.texts import speaking

DAYS = (Group("Mon", ("10", "11")), Group("Tue", ("10", "11", "12")))


def hints(picture: str) -> list[str]:
    """Return the words behind the shapes of a picture."""
    root = ET.fromstring(picture)  # noqa: S314  made by us
    return [one.text or "" for one in root.iter() if one.tag.endswith("title")]


def test_heatmap_has_a_cell_for_each_hall_and_hour() -> None:
    picture = draw_heatmap(
        ["Hall 1", "A & B"], DAYS, [[1, 2, 3, 4, 5], [0] * 5], width=600, title="t"
    )
    said = hints(picture)
    assert len(said) == 10
    assert "Hall 1, Tue 12: 5" in said
    assert "A & B, Mon 10: 0" in said


def test_columns_stack_their_series() -> None:
    stands = Series("at stands", (1, 0, 5, 2, 0), "teal")
    tables = Series("at tables", (1, 0, 0, 2, 0), "grey")
    picture = draw_columns(DAYS, [stands, tables], width=600, height=200, title="t")
    root = ET.fromstring(picture)  # noqa: S314
    bars = [one for one in root.iter() if one.tag.endswith("rect")]
    assert len(bars) == 5, "no bar for nothing"
    heights = [float(bar.get("height", "0")) for bar in bars]
    assert heights[2] == pytest.approx(5 * heights[0], rel=0.02)
    assert hints(picture)[3] == "Tue 11: at stands 2, at tables 2"


def test_nothing_to_draw_is_still_a_picture() -> None:
    assert hints(draw_heatmap([], DAYS, [], width=300, title="t")) == []
    assert hints(draw_columns([], [], width=300, height=100, title="t")) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"), (7, "7"), (870, "870"), (999.6, "1K"), (1240, "1.2K"), (56_000, "56K"),
        (1.5e6, "1.5M"), (-12.5e6, "-12M"), (999_999_999, "1B"), (4.2e12, "4.2T"),
    ],
)  # fmt: skip
def test_short_numbers(value: float, words: str) -> None:
    assert format_short(value) == words


def test_numbers_in_full() -> None:
    assert format_number(5_404_390_012.4) == "5,404,390,012"
    assert format_number(1036.6741) == "1,036.67"
    assert format_number(6276) == "6,276"


def test_numbers_are_written_as_the_reader_does() -> None:
    with speaking("ru"):
        assert (format_short(1.5e6), format_number(1036.6741), format_share(0.004)) == (
            "1,5\N{NO-BREAK SPACE}млн",
            "1\N{NO-BREAK SPACE}036,67",
            "<1\N{NO-BREAK SPACE}%",
        )


def test_shares() -> None:
    assert format_share(0.432) == "43%"
    assert format_share(0.004) == "<1%"
    assert format_share(0) == "0%"
    assert format_share(0.00004, digits=2) == "<0.01%"


@given(st.text(max_size=60), st.floats(1, 400), st.integers(0, 5))
def test_wrapped_lines_fit(text: str, width: float, most: int) -> None:
    lines = wrap(text, width=width, size=12, most=most)
    assert len(lines) <= most
    assert all(measure_text(line, 12) <= width + 1e-9 for line in lines)
    if most and measure_text(" ".join(text.split()), 12) <= width and width >= 12:
        assert " ".join(lines) == " ".join(text.split())
