"""What a user may choose about a dependency: side, engine, years, thresholds, by options."""

from __future__ import annotations

import re
from typing import get_args

from fairlead.chain.options import apply_choices, parse_one_of, report_option
from fairlead.engines.dependency import (
    KINDS,
    LEVELS,
    Criteria,
    Engine,
    FileChoices,
    Kind,
    Rule,
    Side,
    Unit,
    VariedCriterion,
)

_SIDES: tuple[Side, ...] = get_args(Side)
_ENGINES: tuple[Engine, ...] = get_args(Engine)
_VARIED: tuple[VariedCriterion, ...] = get_args(VariedCriterion)
_RULES: tuple[Rule, ...] = get_args(Rule)


def parse_criteria(
    *,
    concentration: float,
    world_concentration: float,
    coverage: float,
    outside_share: float,
    persistence: str,
    floor: int,
    rule: str,
) -> Criteria:
    """Return the criteria a user chose; raises `InvalidInput` naming every figure that is none."""
    figures = {
        "concentration": concentration,
        "world_concentration": world_concentration,
        "coverage": coverage,
        "outside_share": outside_share,
        "floor": floor,
    }
    kept = Criteria(
        persistence=_parse_persistence(persistence), rule=parse_one_of("rule", rule, _RULES)
    )
    return apply_choices(kept, figures)


def _parse_persistence(text: str) -> tuple[int, int]:
    years = re.fullmatch(r"\s*(\d+)\s*/\s*(\d+)\s*", text)
    try:
        if years is not None:
            return Criteria(persistence=(int(years[1]), int(years[2]))).persistence
    except ValueError:
        pass
    raise report_option("persistence", text, "expected years of years, such as 2/3")


def parse_side(side: str) -> Side:
    """Return the side a user chose; raises `InvalidInput` for another word."""
    return parse_one_of("side", side, _SIDES)


def parse_engine(name: str) -> Engine:
    """Return the engine a user chose; raises `InvalidInput` for another word."""
    return parse_one_of("engine", name, _ENGINES)


def parse_curve(vary: str) -> VariedCriterion:
    """Return the criterion to vary; raises `InvalidInput` for another word."""
    return parse_one_of("vary", vary, _VARIED)


def parse_kind(kind: str | None) -> Kind | None:
    """Return the kind a user chose (None: look); raises `InvalidInput` for another word."""
    return None if kind is None else parse_one_of("kind", kind, KINDS)


_UNITS = {"dollar": 1.0, "dollars": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_UNIT_EXPECTED = (
    "expected thousand, million, dollars for one of the file's values (1.08), or those by year "
    "(2022=1.05,2023=1.08)"
)


def parse_file_choices(*, unit: str | None, level: int | None, decimal: str | None) -> FileChoices:
    """Return what a user says of a file; raises `InvalidInput` for anything else."""
    if level is not None and level not in LEVELS:
        raise report_option("level", str(level), f"expected {', '.join(map(str, LEVELS))} digits")
    sign = None if decimal is None else parse_one_of("decimal", decimal, ("dot", "comma"))
    return FileChoices(
        unit=None if unit is None else _read_unit(unit),
        level=level,
        decimal=None if sign is None else "dot" if sign == "dot" else "comma",
    )


def _read_unit(text: str) -> Unit:
    word = text.strip().casefold()
    try:
        if word in _UNITS:
            return Unit(always=_UNITS[word])
        if "=" not in word:
            return Unit(always=float(word))
        pairs = [part.split("=") for part in word.split(",")]
        return Unit(by_year=tuple((int(year), float(rate)) for year, rate in pairs))
    except ValueError as error:
        raise report_option("unit", text, _UNIT_EXPECTED) from error


def parse_years(text: str) -> tuple[int, ...]:
    """Return the years of ``2019-2022``, ``2019,2021`` or both mixed, ascending.

    Raises `InvalidInput` for anything else.
    """
    years: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?\s*", part)
        if match is None:
            raise report_option("years", text, "expected years such as 2019-2022 or 2019,2021")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise report_option("years", text, "expected the earlier year first")
        years |= set(range(first, last + 1))
    return tuple(sorted(years))
