"""The plan shows the stands in view, where they are, and leads to them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.charts.floor_plan import Plot, View, draw, view_around

HALL = (60.0, 40.0)
WHOLE = View(0, 0, *HALL)


def plot(number: str = "A1", **changes: object) -> Plot:
    """Return a stand of 6 by 3 metres."""
    values = {"x": 12, "y": 6, "width": 6, "depth": 3, "title": number, **changes}
    return Plot(number, **values)  # type: ignore[arg-type]


def test_a_stand_is_drawn_to_the_metre_with_its_name_and_link() -> None:
    svg = draw([plot(title="A1: <Gears>", address="/x/?a=1&b")], view=WHOLE, hall=HALL, label="H")
    assert '<rect class="stand" x="12" y="6" width="6" height="3"/>' in svg
    assert "<title>A1: &lt;Gears&gt;</title>" in svg
    assert '<a href="/x/?a=1&amp;b">' in svg
    assert 'viewBox="-1 -1 62 42"' in svg


def test_the_marked_stand_has_the_anchor_and_a_ring() -> None:
    svg = draw([plot("A1"), plot("A2", here=True)], view=WHOLE, hall=HALL, label="H")
    assert svg.count('id="here"') == svg.count('class="ring"') == 1


@pytest.mark.parametrize(
    ("name", "glyph"),
    [("Donaudampfschifffahrtsgesellschaft", 0.62), ("上海精密轴承与齿轮制造股份有限公司", 1.0)],
)
def test_a_long_name_is_cut_to_the_stand(name: str, glyph: float) -> None:
    """A Chinese character is as wide as the type is high, a Latin letter less."""
    svg = draw([plot(width=14, depth=8, name=name)], view=WHOLE, hall=HALL, label="H")
    size, shown = re.findall(r'font-size="([\d.]+)">([^<]*)</text>', svg)[-1]
    assert shown.endswith("…")
    assert name.startswith(shown[:-1])
    assert (len(shown) - 1) * glyph * float(size) + 0.62 * float(size) <= 14
    assert len(shown) > 4


def test_stands_out_of_view_are_left_out() -> None:
    assert "<title>" not in draw([plot()], view=View(30, 20, 10, 10), hall=HALL, label="H")


def test_a_number_too_long_to_read_is_left_out() -> None:
    assert "<text" not in draw(
        [plot("A-very-long-number-of-a-stand")], view=WHOLE, hall=HALL, label="H"
    )


@given(x=st.floats(0, 54), y=st.floats(0, 37), width=st.floats(1, 200), depth=st.floats(1, 200))
def test_a_view_around_a_stand_lies_in_the_hall_and_shows_it(
    x: float, y: float, width: float, depth: float
) -> None:
    here = Plot("A", x, y, 6, 3, "")
    view = view_around(here, hall=HALL, size=(width, depth))
    assert view.x >= 0
    assert view.y >= 0
    assert view.x + view.width <= HALL[0] + 1e-9
    assert view.y + view.depth <= HALL[1] + 1e-9
    assert view.shows(here)


@given(st.floats(0, 1000, allow_nan=False))
def test_lengths_are_written_without_exponents(x: float) -> None:
    here = Plot("A", x, 0, 6, 3, "")
    svg = draw([here], view=View(0, 0, 2000, 40), hall=(2000, 40), label="H")
    assert re.search(r'class="stand" x="\d+(\.\d{1,2})?"', svg)
