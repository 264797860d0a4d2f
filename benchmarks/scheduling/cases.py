"""What is measured: generated fairs, and what a run of ours on one of them gives."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scheduling.fairs import make_fair
from fairlead.engines.scheduling import MeetingParams, Problem, Stop, solve
from fairlead.engines.scheduling.verification.bound import find_false_claims


@dataclass(frozen=True, slots=True)
class Case:
    """One generated fair, the seconds the weight and then the breaks may take, and who else."""

    name: str
    requests: int
    seconds: float
    comfort: float
    window: int | None = None
    tables: int | None = None
    patchy: float = 0.0
    both: bool = False
    peers: tuple[str, ...] = ("greedy", "ef5d7cd")
    target: str = ""

    @property
    def shape(self) -> dict[str, Any]:
        """Return what `make_fair` is told: 1,000 exhibitors, 20,000 visitors per 100,000."""
        large = max(1, self.requests // 100_000)
        exhibitors = min(1000 * large, max(20, self.requests // 50))
        if self.window:
            exhibitors = self.requests // 40
        several = {"both": True} if self.both else {}
        return {
            "requests": self.requests,
            "exhibitors": exhibitors,
            "visitors": 20 * exhibitors,
            "seed": 1,
            "window": self.window,
            "tables": self.tables,
            "patchy": self.patchy,
            **several,
        }

    def problem(self) -> Problem:
        """Return the fair."""
        return make_fair(**self.shape)


FIRST_BUILD = "ef5d7cd"
"""The commit of the first published figures."""
LARGE = ("greedy", FIRST_BUILD)
SOME = (*LARGE, "CP-SAT", "HiGHS", "Timefold")
ALL = (*SOME, "RC2")
CASES = (
    Case("ordinary", 500, 2, 2, peers=ALL),
    Case("ordinary", 3_000, 2, 2, peers=ALL),
    Case("ordinary", 12_000, 2, 4),
    Case("ordinary", 100_000, 2, 10, target="gap 0.02 % in 2 s, breaks -70 % in 10 s more"),
    Case("ordinary", 400_000, 10, 10, target="gap 0.03 % in 10 s"),
    Case("tight tables", 100_000, 15, 10, tables=600, target="gap 0.05 %"),
    Case("short windows", 500, 2, 2, window=6, peers=ALL),
    Case("short windows", 10_000, 15, 5, window=6, peers=SOME),
    Case("short windows", 40_000, 15, 10, window=6, target="gap 0.15 % in 15 s"),
    Case("short windows", 100_000, 15, 10, window=6, target="gap 0.15 % in 15 s"),
    Case("short windows on both sides", 10_000, 15, 5, window=6, both=True, peers=SOME),
    Case("patchy", 10_000, 15, 5, patchy=0.5, peers=SOME),
    Case("patchy", 30_000, 15, 5, patchy=0.5, target="gap 0.15 % in 15 s"),
    Case("patchy", 100_000, 15, 10, patchy=0.5, target="gap 0.15 % in 15 s"),
    Case("patchy", 100_000, 15, 10, patchy=0.6),
)


@dataclass(frozen=True, slots=True)
class Ours:
    """Our figures of a case: the weight alone first, then in a second run with comfort."""

    weight: float
    gap: float
    proof: str
    status: str
    seconds: float
    breaks: int
    polished: int
    held: float
    """Weight of the second run over the first's: 1, but for runs that the clock ends."""
    wrong: int
    """False claims the verifier found in the second result."""
    gigabytes: float


def measure(case: Case) -> Ours:
    """Return our figures; the compiled search is loaded before the clock runs."""
    problem = case.problem()
    only_weight = MeetingParams(polish=False, share=1.0)
    solve(CASES[0].problem(), stop=Stop(seconds=0.01))
    first = solve(problem, stop=Stop(seconds=case.seconds), params=only_weight)
    total = case.seconds + case.comfort
    both = solve(
        problem, stop=Stop(seconds=total), params=MeetingParams(share=case.seconds / total)
    )
    memory = _gigabytes()
    return Ours(
        weight=first.weight,
        gap=first.gap,
        proof=str(first.proof).replace("_", " "),
        status=str(first.status),
        seconds=first.runtime,
        breaks=first.breaks,
        polished=both.breaks,
        held=both.weight / first.weight,
        wrong=len(find_false_claims(problem, both)),
        gigabytes=memory,
    )


def _gigabytes() -> float:
    """Return the most memory this process has had, what it was started from left out."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e9
