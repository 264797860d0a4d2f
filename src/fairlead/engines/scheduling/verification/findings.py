"""What checking a result's claims found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Findings:
    """What checking a result's claims found, in sentences."""

    false: list[str]
    """Claims that do not hold."""
    shown: list[str]
    """What no timetable can do better, and why."""
    unchecked: list[str]
    """Claims for which the time was not enough, or the timetable was not there."""
