"""From one place of the fair to the next: how long one walks."""

from __future__ import annotations

from math import ceil

from fairlead.apps.exhibition.models import Stand

_METRES_A_MINUTE = 70.0  # of somebody who makes way for others


def count_walking_minutes(start: Stand, end: Stand, *, between_halls: int) -> int:
    """Return the minutes from a stand to another, along the aisles.

    In a hall one goes along its sides. Where halls lie is not known: to another one goes to the
    door, taken to be in the middle of the hall's front, and ``between_halls`` minutes on.
    """
    if start.hall_id == end.hall_id:
        (x, y), (to_x, to_y) = _find_middle(start), _find_middle(end)
        return ceil((abs(x - to_x) + abs(y - to_y)) / _METRES_A_MINUTE)
    inside = _find_way_to_door(start) + _find_way_to_door(end)
    return between_halls + ceil(inside / _METRES_A_MINUTE)


def _find_middle(stand: Stand) -> tuple[float, float]:
    return stand.x + stand.width / 2, stand.y + stand.depth / 2


def _find_way_to_door(stand: Stand) -> float:
    x, y = _find_middle(stand)
    return abs(x - stand.hall.width / 2) + abs(stand.hall.depth - y)
