"""From one place of the fair to the next: how long one walks."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from fairlead.apps.exhibition.models import Stand
from fairlead.folder.localized_text import LocalizedText

_METRES_A_MINUTE = 70.0  # of somebody who makes way for others


@dataclass(frozen=True, slots=True)
class HallPlace:
    """A hall, as far as ways need it: a model takes longer to make than an agenda has."""

    code: str
    name: LocalizedText
    width: float
    depth: float


@dataclass(frozen=True, slots=True)
class StandPlace:
    """Where a stand is."""

    number: str
    x: float
    y: float
    width: float
    depth: float
    hall: HallPlace


def read_place(stand: Stand) -> StandPlace:
    """Return where a stand is, which was read with its hall."""
    hall = stand.hall
    there = HallPlace(hall.code, hall.name, hall.width, hall.depth)
    return StandPlace(stand.number, stand.x, stand.y, stand.width, stand.depth, there)


def count_walking_minutes(start: StandPlace, end: StandPlace, *, between_halls: int) -> int:
    """Return the minutes from a stand to another, along the aisles.

    In a hall one goes along its sides. Where halls lie is not known: to another one goes to the
    door, taken to be in the middle of the hall's front, and ``between_halls`` minutes on.
    """
    if start.hall.code == end.hall.code:
        (x, y), (to_x, to_y) = _find_middle(start), _find_middle(end)
        return ceil((abs(x - to_x) + abs(y - to_y)) / _METRES_A_MINUTE)
    inside = _find_way_to_door(start) + _find_way_to_door(end)
    return between_halls + ceil(inside / _METRES_A_MINUTE)


def _find_middle(stand: StandPlace) -> tuple[float, float]:
    return stand.x + stand.width / 2, stand.y + stand.depth / 2


def _find_way_to_door(stand: StandPlace) -> float:
    x, y = _find_middle(stand)
    return abs(x - stand.hall.width / 2) + abs(stand.hall.depth - y)
