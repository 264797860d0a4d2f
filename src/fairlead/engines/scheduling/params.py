"""The settings of the search for the most valuable timetable."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingParams:
    """How `objective="meetings"` searches; the defaults suit fairs of every size."""

    seconds: float = 20.0
    """Time for the whole run when the caller sets no limit."""
    share: float = 0.5
    """Part of the time that may go to the weight; the rest goes to breaks and walking."""
    heat: float = 0.15
    """Temperature at which a loss of weight is kept (see `search.repair.anneal`)."""
    polish: bool = True
    """Whether to improve breaks, walking and fairness after the weight."""
