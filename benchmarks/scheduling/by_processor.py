"""Prints what a build reaches on a patchy fair in so many processor seconds, on a busy machine too.

    cd BUILD && python THIS/benchmarks/scheduling/by_processor.py 100000 --window 6

The build of the folder one stands in is measured, which may be an older one than this file's: its
python, its `benchmarks.scheduling.fairs` and its engine. The time limit is counted in seconds that
all threads of the process compute.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fairlead.engines.scheduling.relaxation import RelaxationRun
    from fairlead.engines.scheduling.search.state import State

time.perf_counter = time.process_time  # before the engine is imported, which keeps time by it


def main() -> None:
    """Measure one fair and print its figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("requests", type=int)
    asked.add_argument("--seconds", type=float, default=15.0)
    asked.add_argument("--patchy", type=float, default=0.5)
    asked.add_argument("--window", type=int)
    given = asked.parse_args()
    sys.path.insert(0, str(Path.cwd()))
    from benchmarks.scheduling.fairs import make_fair
    from fairlead.engines.scheduling import MeetingParams, Stop, solve

    _let_programs_go_on()
    fair = make_fair(
        given.requests,
        exhibitors=given.requests // 100,
        visitors=given.requests // 5,
        seed=1,
        window=given.window,
        patchy=given.patchy,
    )
    solve(make_fair(500, exhibitors=20, visitors=400, seed=1), stop=Stop(seconds=0.5))
    began = time.process_time()
    params = MeetingParams(polish=False, share=1.0)
    found = solve(fair, stop=Stop(seconds=given.seconds), params=params)
    print(
        f"{found.status}: {found.weight:,.0f} of {found.bound:,.0f}, "
        f"{100 * (1 - found.weight / found.bound):.3f} % below, "
        f"{time.process_time() - began:.1f} processor seconds"
    )


def _let_programs_go_on() -> None:
    """Leave it to the search to end a linear program: HiGHS keeps time by the clock."""
    try:
        from fairlead.engines.scheduling import relaxation
    except ImportError:  # an older build
        return
    begin = relaxation.RelaxationRun.__init__

    def begin_without_clock(run: RelaxationRun, state: State, *, seconds: float) -> None:
        begin(run, state, seconds=100 * seconds)

    relaxation.RelaxationRun.__init__ = begin_without_clock  # type: ignore[assignment, method-assign]


if __name__ == "__main__":
    main()
