"""A meeting problem in one file: read, solved, its result in figures."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from fairlead.engines.scheduling import Musts, Problem, Progress, Result, Stop, solve
from fairlead.engines.scheduling.checks import check
from fairlead.engines.scheduling.fewest.solve import solve_fewest
from fairlead.engines.scheduling.formats.dzn import FAIRNESS, parse_dzn
from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.formats.meetings_json import parse_json
from fairlead.engines.scheduling.result import Fewest, Leasts, Unit
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.source import MAX_CSV_BYTES, read_given

__all__ = ["Progress", "Result", "ScheduleFile", "Stop", "Unit"]

Objective = Literal["meetings", "breaks"]
_COUNTED = re.compile(
    r"\b(?:requests?|persons?|slots?|tables?|day)(?: from)? \d+\b"
    r"(?:(?:-|, | and | to )\d+\b(?! more))*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ScheduleFile:
    """A problem as its file counts: meetings, slots and tables from ``first`` (0 or 1)."""

    name: str
    problem: Problem
    objective: Objective
    first: int


def read_schedule_file(path: Path, *, fairness: int | None = None) -> ScheduleFile:
    """Return the problem of a `.dzn` file or a `fairlead-meetings/1` JSON file.

    The default objective is "breaks" for `.dzn`, "meetings" for JSON. ``fairness`` replaces the
    file's own. Raises `InvalidInput` with the line or element that is wrong.
    """
    text = read_text(path)
    published = path.suffix.lower() == ".dzn"
    try:
        if published:
            problem = parse_dzn(text, fairness=FAIRNESS if fairness is None else fairness)
        else:
            problem = parse_json(text, fairness=fairness)
        check(problem)
    except FormatError as error:
        message = f"expected {error.expected}"
        if error.element:
            message = f"{error.element}: {message}"
        place = f"{path.name}:{error.line}" if error.line else path.name
        raise report_invalid(place, message) from None
    except ValueError as error:
        words = renumber_as_file(str(error), 1 if published else 0)
        raise report_invalid(path.name, words) from None
    return ScheduleFile(
        path.name, problem, "breaks" if published else "meetings", 1 if published else 0
    )


def expect_use_of_fairness(fairness: int | None, objective: Objective) -> None:
    """Raise `InvalidInput` for a fairness that an objective knows nothing of."""
    if fairness is not None and objective != "breaks":
        expected = f"expected the objective breaks, of which it is a rule, got {objective}"
        raise report_invalid("--fairness", expected, value=str(fairness))


def solve_schedule_file(
    file: ScheduleFile,
    *,
    objective: Objective | None = None,
    fewest: Unit | None = None,
    person: int | None = None,
    seconds: float | None = None,
    gap: float | None = None,
    seed: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> Result:
    """Return the timetable of a file's problem; ``progress`` is told how the run goes.

    ``fewest``: every request in as few slots or days as possible, instead of an objective;
    ``person``: as few of this person's, counted as the file counts.
    """
    if person is not None and not 0 <= person - file.first < file.problem.people:
        last = file.problem.people - 1 + file.first
        expected = f"expected a person of {file.name}, a number from {file.first} to {last}"
        raise report_invalid("--person", expected, value=str(person))

    def tell(now: Progress) -> bool:
        if progress is not None:
            progress(now)
        return False

    stop = Stop(seconds=seconds, gap=gap, callback=tell if progress else None)
    try:
        if fewest is not None:
            one = None if person is None else person - file.first
            result = solve_fewest(file.problem, unit=fewest, person=one, stop=stop, seed=seed)
        else:
            asked = objective or file.objective
            result = solve(file.problem, objective=asked, stop=stop, seed=seed)
        return replace(result, reason=renumber_as_file(result.reason, file.first))
    except ValueError as error:
        raise report_invalid(file.name, str(error)) from None


def summarise_result(result: Result) -> dict[str, object]:
    """Return a result's figures for JSON; a bound that is not known is None."""
    return {
        "status": str(result.status),
        "objective": result.objective,
        "requested": result.requested,
        "held": result.held,
        "weight": _convert_to_plain(result.weight),
        "bound": _convert_to_plain(result.bound),
        "gap": _convert_to_plain(result.gap),
        "proof": str(result.proof),
        "breaks": result.breaks,
        "waiting": result.waiting,
        "walking": _convert_to_plain(result.walking),
        "spread": result.spread,
        "seconds": round(result.runtime, 3),
        "compile_seconds": round(result.compile_seconds, 3),
        "interrupted": result.interrupted,
        **({"ended": str(result.ended)} if result.ended else {}),
        **({"musts": _summarise_musts(result.musts)} if result.musts else {}),
        **({"min_meetings": _summarise_leasts(result.leasts)} if result.leasts else {}),
        **({"fewest": _summarise_fewest(result.fewest)} if result.fewest else {}),
        **({"reason": result.reason} if result.reason else {}),
    }


def _summarise_leasts(leasts: Leasts) -> dict[str, object]:
    days = [
        {"person": person, "day": day, "missing": count}
        for person, day, count in leasts.missing
        if day >= 0
    ]
    return {
        "asked": leasts.asked,
        "missing": leasts.total,
        "bound": leasts.bound,
        "proof": str(leasts.proof),
        "people": {str(person): count for person, day, count in leasts.missing if day < 0},
        **({"days": days} if days else {}),
    }


def _summarise_fewest(fewest: Fewest) -> dict[str, object]:
    return {
        "unit": fewest.unit,
        "used": fewest.used,
        "bound": fewest.bound,
        "proof": str(fewest.proof),
    }


def _summarise_musts(musts: Musts) -> dict[str, object]:
    return {
        "requested": musts.requested,
        "held": musts.held,
        "weight": _convert_to_plain(musts.weight),
        "bound": _convert_to_plain(musts.bound),
        "proof": str(musts.proof),
    }


def renumber_as_file(rule: str, first: int) -> str:
    """Return words with requests, people, slots, tables and days counted from ``first``."""

    def shift(found: re.Match[str]) -> str:
        return re.sub(r"\d+", lambda number: str(int(number[0]) + first), found[0])

    return _COUNTED.sub(shift, rule)


def read_text(path: Path, *, limit: int = MAX_CSV_BYTES) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark."""
    try:
        return read_given(path, limit=limit).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        expected = f"expected UTF-8 text, byte {error.start} is not"
        raise report_invalid(path.name, expected) from None


def _convert_to_plain(number: float) -> float | int | None:
    if not math.isfinite(number):
        return None
    return int(number) if number == int(number) else round(number, 6)
