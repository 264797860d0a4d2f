"""When meetings begin and end, those of several slots with the last of these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fairlead.apps.fairs.models import Slot


@dataclass(frozen=True, slots=True)
class Times:
    """When a meeting begins and ends."""

    starts_at: dt.datetime
    ends_at: dt.datetime


def build_times(slots: Iterable[Slot]) -> Callable[[Slot, int], Times]:
    """Return what finds the times of a meeting by its first slot and how many it lasts.

    ``slots`` are those of the edition. A meeting whose last slot is not among them ends with its
    first.
    """
    ends = {(one.date, one.number): one.ends_at for one in slots}

    def find(first: Slot, length: int) -> Times:
        last = ends.get((first.date, first.number + length - 1), first.ends_at)
        return Times(first.starts_at, last)

    return find
