"""When an import counts as critical: thresholds, the floor and the persistence rule."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Side = Literal["import", "export"]
Rule = Literal["geodep", "commission"]
# Exact comparison multiplies squared dollars by a threshold's denominator: it must stay small.
FINEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Criteria:
    """Thresholds of CEPII's GeoDep (C1-C4) and of the European Commission (CDI1-CDI3).

    A criterion holds when its value is strictly above its threshold, compared exactly in whole
    dollars. ``persistence`` is the share of the judged years in which C1 to C3 must hold (C4;
    two of three). ``floor`` is the smallest value in dollars worth judging, ``reexport_share``
    the part of its exports that a first partner must itself buy for the re-export warning.
    ``rule`` says which of the two sets ``critical`` follows.

    Raises `ValueError` for a threshold out of range or finer than a millionth.
    """

    concentration: float = 0.4
    world_concentration: float = 0.4
    coverage: float = 1.0
    outside_share: float = 0.5
    persistence: tuple[int, int] = (2, 3)
    floor: int = 0
    reexport_share: float = 0.5
    rule: Rule = "geodep"

    def __post_init__(self) -> None:
        """Refuse what cannot be a threshold."""
        for name in ("concentration", "world_concentration", "outside_share", "reexport_share"):
            _check_within(name, getattr(self, name), most=1.0)
        _check_within("coverage", self.coverage, most=1e6)
        needed, of = self.persistence
        if not 0 < needed <= of:
            raise ValueError(f"Expected persistence as (years, of years), got {self.persistence}.")
        if self.floor < 0:
            raise ValueError(f"Expected floor >= 0 dollars, got {self.floor}.")
        if self.rule not in ("geodep", "commission"):
            raise ValueError(f'Expected rule "geodep" or "commission", got "{self.rule}".')


def _check_within(name: str, value: float, *, most: float) -> None:
    if not 0 <= value <= most:
        raise ValueError(f"Expected {name} between 0 and {most:g}, got {value}.")
    read_exactly(value)


def read_exactly(threshold: float) -> Fraction:
    """Return the threshold as the decimal the user wrote: 0.4 is 2/5, not the nearest double."""
    fraction = Fraction(str(threshold))
    if fraction.denominator > FINEST:
        raise ValueError(f"Expected a threshold with at most six decimals, got {threshold}.")
    return fraction
