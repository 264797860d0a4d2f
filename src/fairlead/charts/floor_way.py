"""The way from one place of a hall to another, along its aisles."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from fairlead.charts.floor_plan import Plot

Point = tuple[float, float]
_CELLS = 160  # along the longer side of a hall at most
_STEPS = ((1, 0), (-1, 0), (0, 1), (0, -1))


def find_way(
    plots: Iterable[Plot], *, start: Plot | Point, end: Plot, hall: tuple[float, float]
) -> tuple[Point, ...]:
    """Return the corners of a shortest way that crosses no other stand, in metres.

    The floor is looked at in squares of a metre, or larger ones in a large hall. From a stand one
    steps out on any side. Where no way is found between the stands, it is the straight line.
    """
    size = max(1.0, max(hall) / _CELLS)
    columns, rows = (max(1, round(side / size)) for side in hall)
    here = start if isinstance(start, Plot) else None
    taken = {
        cell
        for plot in plots
        if plot not in (here, end)
        for cell in _list_cells(plot, size, columns, rows)
    }
    begin, goal = (_find_cell(one, size, columns, rows) for one in (start, end))
    cells = _search(begin, goal, taken - {begin, goal}, columns, rows)
    if not cells:
        return _find_middle(start), _find_middle(end)
    return _keep_corners([((x + 0.5) * size, (y + 0.5) * size) for x, y in cells])


def _find_middle(place: Plot | Point) -> Point:
    if isinstance(place, Plot):
        return place.x + place.width / 2, place.y + place.depth / 2
    return place


def _find_cell(place: Plot | Point, size: float, columns: int, rows: int) -> tuple[int, int]:
    x, y = _find_middle(place)
    return min(max(int(x / size), 0), columns - 1), min(max(int(y / size), 0), rows - 1)


def _list_cells(plot: Plot, size: float, columns: int, rows: int) -> Iterable[tuple[int, int]]:
    """Return the squares whose middle lies within a stand."""
    across, down = (
        range(max(0, round(begin / size)), min(most, round((begin + length) / size)))
        for begin, length, most in ((plot.x, plot.width, columns), (plot.y, plot.depth, rows))
    )
    return ((x, y) for x in across for y in down)


def _search(
    begin: tuple[int, int], goal: tuple[int, int], taken: set[tuple[int, int]], columns: int,
    rows: int,
) -> list[tuple[int, int]]:  # fmt: skip
    """Return the squares of a shortest way, one beside the other; none where there is none."""
    came: dict[tuple[int, int], tuple[int, int]] = {goal: goal}
    waiting = deque([goal])
    while waiting and begin not in came:
        x, y = at = waiting.popleft()
        for along, down in _STEPS:
            beside = (x + along, y + down)
            inside = 0 <= beside[0] < columns and 0 <= beside[1] < rows
            if inside and beside not in came and beside not in taken:
                came[beside] = at
                waiting.append(beside)
    if begin not in came:
        return []
    found = [begin]
    while found[-1] != goal:
        found.append(came[found[-1]])
    return found


def _keep_corners(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points at which a way begins, turns and ends."""
    kept = list(points[:1])
    for (before, at), (_, after) in zip(pairwise(points), pairwise(points[1:]), strict=False):
        if (at[0] - before[0], at[1] - before[1]) != (after[0] - at[0], after[1] - at[1]):
            kept.append(at)
    return (*kept, points[-1]) if len(points) > 1 else tuple(points)
