"""Squarified layout and the SVG around it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.charts.text import BOLDER, measure_text
from fairlead.charts.treemap import Box, Tile, divide_into_boxes, draw_treemap

values = st.lists(st.floats(1e-3, 1e9), min_size=1, max_size=60)


@given(values, st.floats(10, 2000), st.floats(10, 2000))
def test_areas_are_in_proportion_and_inside(
    drawn: list[float], width: float, height: float
) -> None:
    drawn = sorted(drawn, reverse=True)
    boxes = divide_into_boxes(drawn, Box(0, 0, width, height))
    assert len(boxes) == len(drawn)
    for value, box in zip(drawn, boxes, strict=True):
        share = width * height * value / sum(drawn)
        assert box.width * box.height == pytest.approx(share, rel=1e-6, abs=1e-6)
        assert -1e-6 <= box.x <= box.x + box.width <= width * (1 + 1e-6)
        assert -1e-6 <= box.y <= box.y + box.height <= height * (1 + 1e-6)


@given(st.lists(st.integers(1, 100), min_size=2, max_size=25))
def test_no_two_rectangles_overlap(drawn: list[int]) -> None:
    boxes = divide_into_boxes(sorted(drawn, reverse=True), Box(0, 0, 300, 200))
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            assert across <= 1e-6 or down <= 1e-6


def test_equal_values_become_squares() -> None:
    boxes = divide_into_boxes([1, 1, 1, 1], Box(0, 0, 100, 100))
    assert all(box.width == box.height == 50 for box in boxes)


def test_published_example_keeps_its_proportions() -> None:
    """The areas 6, 6, 4, 3, 2, 2, 1 in 6 by 4 of the paper: its first row is two of 3 by 2."""
    boxes = divide_into_boxes([6, 6, 4, 3, 2, 2, 1], Box(0, 0, 6, 4))
    assert [(box.width, box.height) for box in boxes[:2]] == [(3, 2), (3, 2)]
    assert [round(box.width * box.height, 9) for box in boxes] == [6, 6, 4, 3, 2, 2, 1]


def test_words_are_escaped_and_drawn_where_they_fit() -> None:
    tiles = [Tile("<Gears & shafts>", 90, level=4, detail="1 bn"), Tile("Tiny", 0.01)]
    picture = draw_treemap(tiles, width=400, height=200, title='Imports of "A"')
    root = ET.fromstring(picture)  # noqa: S314  made by us a line above
    texts = [text.text for text in root.iter() if text.tag.endswith("text")]
    assert texts == ["<Gears & shafts>", "1 bn"]
    assert root.get("aria-label") == 'Imports of "A"'
    assert len([one for one in root.iter() if one.tag.endswith("title")]) == 2


def test_a_tile_without_value_is_refused() -> None:
    with pytest.raises(ValueError, match="Expected values above 0, got another for 'none'"):
        draw_treemap([Tile("none", 0)], width=10, height=10, title="")
    assert draw_treemap([], width=10, height=10, title="").startswith("<svg")


def test_semibold_labels_are_cut_earlier_than_regular_ones() -> None:
    label = "Parts of refrigeration plants and of machines"
    picture = draw_treemap([Tile(label, 1.0)], width=215, height=200, title="t")
    root = ET.fromstring(picture)  # noqa: S314  made by us
    lines = [one.text or "" for one in root.iter() if one.tag.endswith("text")]
    assert " ".join(lines) == label
    for line in lines:
        assert measure_text(line, 15) * BOLDER <= 215 - 12


def test_a_detail_with_hard_spaces_is_written_where_it_fits() -> None:
    detail = "1,4\N{NO-BREAK SPACE}млрд\N{NO-BREAK SPACE}$ · Китай 60\N{NO-BREAK SPACE}%"
    tile = Tile(label="Насосы", value=1.0, detail=detail)
    assert detail in draw_treemap([tile], width=400, height=200, title="t")
    assert detail not in draw_treemap([tile], width=100, height=200, title="t")
