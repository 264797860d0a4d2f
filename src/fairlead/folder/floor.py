"""Stands on the floor: inside their hall, and no two on the same ground."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from fairlead.folder.fair_settings import FairSettings
from fairlead.folder.input_errors import InputError
from fairlead.folder.rows import Rows

_TOUCH = 1e-6  # metres: stands that share a wall do not overlap


def check_floor(stands: Rows, settings: FairSettings | None) -> Iterator[InputError]:
    """Yield stands in unknown halls, beyond a hall's walls, or on another stand's ground."""
    table = stands.table
    halls = table["hall"].to_pylist()
    boxes = np.column_stack(
        [table[name].to_numpy().astype(np.float64) for name in ("x", "y", "width", "depth")]
    )
    sizes = {hall.code: (hall.width, hall.depth) for hall in settings.halls} if settings else None
    if sizes is not None:
        yield from _find_outside(stands, halls, boxes, sizes)
    members: dict[str, list[int]] = {}
    for row, hall in enumerate(halls):
        if hall is not None and not np.isnan(boxes[row]).any():
            members.setdefault(hall, []).append(row)
    for rows in members.values():
        yield from _find_overlaps(stands, np.array(rows), boxes[rows])


def _find_outside(
    stands: Rows,
    halls: list[str | None],
    boxes: NDArray[np.float64],
    sizes: dict[str, tuple[float, float]],
) -> Iterator[InputError]:
    for row, hall in enumerate(halls):
        line = int(stands.lines[row])
        if hall is None:
            continue
        if hall not in sizes:
            expected = f"expected the code of a hall in fair.toml: {', '.join(sizes) or 'none'}"
            yield InputError("stands.csv", expected, line=line, field="hall", value=hall)
            continue
        x, y, width, depth = boxes[row]
        for name, low, size, limit in (
            ("x", x, width, sizes[hall][0]),
            ("y", y, depth, sizes[hall][1]),
        ):
            if low + size > limit + _TOUCH:
                expected = f"expected a stand inside hall {hall}, it ends at {low + size:g} m"
                expected += f" of {limit:g} m"
                yield InputError("stands.csv", expected, line=line, field=name, value=f"{low:g}")


def _find_overlaps(
    stands: Rows, rows: NDArray[np.int64], boxes: NDArray[np.float64]
) -> Iterator[InputError]:
    """Sweep from left to right: a stand is compared with those that begin before it ends."""
    order = np.argsort(boxes[:, 0], kind="stable")
    rows, boxes = rows[order], boxes[order]
    x, y, width, depth = boxes.T
    ends = np.searchsorted(x, x + width - _TOUCH)
    for here, end in enumerate(ends):
        there = slice(here + 1, int(end))
        shared = np.minimum(y[here] + depth[here], y[there] + depth[there])
        shared = shared - np.maximum(y[here], y[there])
        for offset in np.flatnonzero(shared > _TOUCH):
            first, second = sorted((int(rows[here]), int(rows[here + 1 + offset])))
            expected = f"expected stands apart, this one overlaps line {int(stands.lines[first])}"
            line = int(stands.lines[second])
            shown = stands.table["id"][second].as_py() or ""
            yield InputError("stands.csv", expected, line=line, field="id", value=shown)
