"""The floor of the synthetic fair: halls of back-to-back rows of stands, with aisles between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.demo.firms import Firm
from fairlead.demo.size import Size
from fairlead.demo.world import PARTNER, stream

MARGIN = 4.0  # metres kept free along the walls
AISLE = 4.0
DEPTH = 6.0
_WIDTHS = {"micro": 3.0, "small": 4.0, "medium": 6.0, "large": 12.0}


@dataclass(frozen=True, slots=True)
class Stand:
    """A rectangle in a hall, in metres from its upper left corner."""

    id: str
    hall: str
    number: str
    x: float
    y: float
    width: float
    exposition: str | None
    depth: float = DEPTH


def make_stands(firms: list[Firm], size: Size, *, seed: int) -> tuple[dict[str, Stand], int]:
    """Return each exhibitor's stand by its id, and how many halls they fill.

    The partner country's exposition comes first, then the others, then firms by sector.
    """
    draw = stream(seed, "floor")
    exhibitors = [firm for firm in firms if firm.exhibits]
    exhibitors.sort(key=lambda f: (f.exposition != PARTNER, f.exposition or "~", f.sector, f.id))
    rows = _place_rows(size)
    hall, row, x, place = 1, 0, MARGIN, 0
    stands = {}
    for firm in exhibitors:
        width = _WIDTHS[firm.scale] + float(draw.integers(0, 3))
        if x + width > size.hall_width - MARGIN:
            row, x, place = row + 1, MARGIN, 0
            if row == len(rows):
                hall, row = hall + 1, 0
        place += 1
        number = f"{chr(ord('A') + row)}{place:02d}"
        stands[firm.id] = Stand(
            f"{hall}-{number}", str(hall), number, x, rows[row], width, firm.exposition
        )
        x += width
    return stands, hall


def _place_rows(size: Size) -> list[float]:
    """Return the upper edge of each row: two rows back to back, then an aisle."""
    tops: list[float] = []
    top = MARGIN
    while top + 2 * DEPTH <= size.hall_depth - MARGIN:
        tops += [top, top + DEPTH]
        top += 2 * DEPTH + AISLE
    return tops


def measure_expositions(stands: dict[str, Stand], size: Size) -> dict[str, float]:
    """Return each exposition's floor area, gangways included; the partner's is as announced."""
    areas: dict[str, float] = {}
    for stand in stands.values():
        if stand.exposition is not None:
            areas[stand.exposition] = areas.get(stand.exposition, 0.0) + stand.width * stand.depth
    areas = {code: float(np.ceil(1.3 * area / 10) * 10) for code, area in areas.items()}
    return areas | {PARTNER: size.partner_area_m2}
