"""The whole chain: critical imports, matches, timetable, projects."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pyarrow as pa

from fairlead.chain.dependency import CriticalImports, assess_imports
from fairlead.chain.matching import MatchTables, match
from fairlead.chain.portfolio import Choice, choose_projects
from fairlead.chain.scheduling import Timetable, schedule_meetings
from fairlead.chain.step import SKIPPED, Progress, Step, silent
from fairlead.folder.fair import Fair


@dataclass(frozen=True, slots=True)
class ChainResult:
    """What the chain found, step by step; the schemas are those of each step's tables."""

    imports: CriticalImports
    matches: pa.Table
    matching: Step
    timetable: Timetable
    choice: Choice

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps in the order of the chain."""
        return self.imports.step, self.matching, self.timetable.step, self.choice.step


def run_chain(fair: Fair, *, seed: int = 0, progress: Progress = silent) -> ChainResult:
    """Return the result of every step on one fair; the same fair and seed give the same tables.

    A step with nothing to work on is skipped and says so. Raises InvalidInput when the flows
    cannot be read or locked meetings contradict one another.
    """
    imports = assess_imports(fair, progress=progress)
    progress("dependency", imports.step.summary, 1.0)
    began = time.perf_counter()
    found = match(fair, seed=seed, progress=lambda words: progress("matching", words, None))
    matching = _matching_step(found, seconds=time.perf_counter() - began)
    progress("matching", matching.summary, 1.0)
    timetable = schedule_meetings(fair, seed=seed, progress=progress)
    progress("scheduling", timetable.step.summary, 1.0)
    choice = choose_projects(fair, seed=seed, progress=progress)
    progress("portfolio", choice.step.summary, 1.0)
    return ChainResult(imports, found.matches, matching, timetable, choice)


def _matching_step(found: MatchTables, *, seconds: float) -> Step:
    count = found.matches.num_rows
    if not count:
        return Step(name="matching", status=SKIPPED, summary="Nobody to match.", seconds=seconds)
    owners = len(found.matches["owner"].unique())
    return Step(
        name="matching",
        status=found.status,
        summary=f"{count:,} suggestions in the lists of {owners:,} people and exhibitors.",
        measure="expected meetings of the lists",
        objective=found.objective,
        seconds=seconds,
    )
