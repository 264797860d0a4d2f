"""The way from one stand to another goes along the aisles."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fairlead.charts.floor_plan import Plot, View, draw
from fairlead.charts.floor_way import find_way

HALL = (60.0, 40.0)


def stand(number: str, x: float, y: float, width: float = 6, depth: float = 6) -> Plot:
    return Plot(number=number, x=x, y=y, width=width, depth=depth, title=number)


def test_it_goes_around_a_stand_in_between() -> None:
    plots = [stand("A", 0, 10), stand("wall", 20, 0, 4, 36), stand("B", 40, 10)]
    way = find_way(plots, start=plots[0], end=plots[2], hall=HALL)
    assert way[0] == (3.5, 13.5)
    assert way[-1] == (43.5, 13.5)
    assert max(y for _, y in way) > 36, "past the end of the wall"
    assert all(x == to_x or y == to_y for (x, y), (to_x, to_y) in pairwise(way))
    svg = draw(plots, view=View(0, 0, *HALL), hall=HALL, label="Hall", way=way)
    assert svg.count('class="way"') == 1
    assert 'class="way"' not in draw(plots, view=View(0, 0, *HALL), hall=HALL, label="Hall")


def test_it_comes_in_at_the_door() -> None:
    plots = [stand("A", 0, 0)]
    way = find_way(plots, start=(30.0, 40.0), end=plots[0], hall=HALL)
    assert way[0] == (30.5, 39.5)
    assert way[-1] == (3.5, 3.5)


def test_where_no_way_leads_it_is_the_straight_line() -> None:
    plots = [stand("A", 0, 10), stand("wall", 20, 0, 4, 40), stand("B", 40, 10)]
    assert find_way(plots, start=plots[0], end=plots[2], hall=HALL) == ((3, 13), (43, 13))


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 3)), min_size=2, max_size=20))
def test_it_crosses_no_other_stand(places: set[tuple[int, int]]) -> None:
    plots = [stand(f"{x}-{y}", x * 10.0 + 1, y * 10.0 + 1, 7, 7) for x, y in sorted(places)]
    way = find_way(plots, start=plots[0], end=plots[-1], hall=HALL)
    for (x, y), (to_x, to_y) in pairwise(way):
        steps = int(max(abs(to_x - x), abs(to_y - y)))
        for step in range(steps + 1):
            at = (x + (to_x - x) * step / max(steps, 1), y + (to_y - y) * step / max(steps, 1))
            assert not any(
                one.x < at[0] < one.x + one.width and one.y < at[1] < one.y + one.depth
                for one in plots[1:-1]
            )
