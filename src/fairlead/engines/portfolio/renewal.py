"""Sustainable manufacturing and renewal: what is used and given off for a unit, before and after.

Indicators are named by the numbers of published standards: GRI Standards (301: 2016, 302: 2016,
303: 2018, 305: 2016, 306: 2020) and the OECD's Sustainable Manufacturing Indicators (2011, I1-I3,
O1-O8, P1-P7). What no standard has is marked so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Basis = Literal["measured", "estimated"]
Better = Literal["less", "more"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is looked at: its numbers in the standards, and which direction is better.

    ``per_unit``: it is divided by what is made; a share or an age is not. ``scope``: of emissions.
    """

    code: str
    gri: str
    oecd: str
    better: Better = "less"
    per_unit: bool = True
    scope: int = 0


INDICATORS = (
    Indicator("energy", "302-3", "O2"),
    Indicator("emissions_1", "305-1", "O4", scope=1),
    Indicator("emissions_2", "305-2", "O4", scope=2),
    Indicator("emissions_3", "305-3", "", scope=3),
    Indicator("water", "303-5", "O1"),
    Indicator("recycled_input", "301-2", "I3", better="more", per_unit=False),
    Indicator("waste_in_use", "306-4", "", better="more", per_unit=False),
    Indicator("equipment_age", "", "", per_unit=False),
    Indicator("equipment_replaced", "", "", better="more", per_unit=False),
    Indicator("second_life", "", "", better="more", per_unit=False),
)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured or estimated of an indicator, by whom, and where it is published.

    ``before`` and ``after`` are of the same time, in ``unit``; emissions may be given as an
    activity (kWh, t of coal) with ``factor``, what one unit of it gives off, and its source.
    """

    code: str
    before: float | None
    after: float | None
    unit: str
    basis: Basis
    who: str
    source: str = ""
    factor: float = 1.0
    factor_source: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if self.code not in BY_CODE:
            raise ValueError(f"Expected an indicator of {tuple(BY_CODE)}, got {self.code!r}.")
        if self.basis not in ("measured", "estimated"):
            raise ValueError(f"Expected measured or estimated, got {self.basis!r}.")
        if not self.who.strip():
            raise ValueError(f"Expected who measured or estimated {self.code}.")
        for value in (self.before, self.after, self.factor):
            if value is not None and not 0 <= value < float("inf"):
                raise ValueError(f"Expected numbers of 0 or more of {self.code}, got {value}.")
        if self.factor != 1 and not self.factor_source.strip():
            raise ValueError(f"Expected the source of the factor of {self.code}.")


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """An indicator before and after, per unit where it is one of those, and what changes.

    ``change`` is (after - before) / before, None where it is undefined; ``improves`` says whether
    that is the better direction.
    """

    reading: Reading
    before: float | None
    after: float | None
    change: float | None
    improves: bool | None


def compare_renewal(
    readings: Sequence[Reading], *, made_before: float | None, made_after: float | None
) -> tuple[IndicatorChange, ...]:
    """Return each reading per unit made, before and after: value x factor / units made."""
    return tuple(
        _compare(reading, made_before=made_before, made_after=made_after) for reading in readings
    )


def _compare(
    reading: Reading, *, made_before: float | None, made_after: float | None
) -> IndicatorChange:
    indicator = BY_CODE[reading.code]
    before = _divide(reading.before, reading.factor, made_before, per_unit=indicator.per_unit)
    after = _divide(reading.after, reading.factor, made_after, per_unit=indicator.per_unit)
    change = (after - before) / before if before and after is not None else None
    improves = None
    if before is not None and after is not None and before != after:
        improves = (after < before) == (indicator.better == "less")
    return IndicatorChange(reading, before, after, change, improves)


def _divide(
    value: float | None, factor: float, made: float | None, *, per_unit: bool
) -> float | None:
    if value is None or (per_unit and not made):
        return None
    return value * factor / made if per_unit and made else value * factor


def sum_emissions(readings: Sequence[Reading], scopes: Sequence[int] = (1, 2, 3)) -> float | None:
    """Return emissions after the project in the year, of the scopes; None where none is given."""
    found = [
        one.after * one.factor
        for one in readings
        if BY_CODE[one.code].scope in scopes and one.after is not None
    ]
    return sum(found) if found else None
