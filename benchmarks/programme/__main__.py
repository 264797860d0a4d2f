"""``python -m benchmarks.programme``: 400 sessions, 25 rooms, 4 days; the engine, then CP-SAT.

Both get the same arrays; what each finds is checked and valued by the engine's verifier, which
shares no code with the search. Seconds are wall time and the processor's of this process.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path
from typing import Any

from benchmarks.programme.instance import make_instance
from benchmarks.programme.peer import solve_by_cp_sat
from fairlead.engines.scheduling.programme import solve, verify
from fairlead.engines.scheduling.programme.verify import find_objective


def main() -> None:
    """Measure, and print or write the table."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--sessions", type=int, default=400)
    reader.add_argument("--rooms", type=int, default=25)
    reader.add_argument("--days", type=int, default=4)
    reader.add_argument("--limit", type=float, default=10)
    reader.add_argument("--seeds", type=int, default=2)
    reader.add_argument("--write", type=Path)
    given = reader.parse_args()
    warm = make_instance(sessions=10, rooms=2, days=1, seed=0)
    solve(warm, iterations=1000)  # the compiled code is loaded
    rows = [
        "| seed | by | open | points lost | at least lost, by its bound | gap | wall s | CPU s |"
        " faults |",
        "|---:|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for seed in range(1, given.seeds + 1):
        problem = make_instance(
            sessions=given.sessions, rooms=given.rooms, days=given.days, seed=seed
        )
        most = float(problem.values.sum())
        own, spent = _measure(lambda: solve(problem, seconds=given.limit))  # noqa: B023
        peer, peer_spent = _measure(
            lambda: solve_by_cp_sat(problem, seconds=given.limit)  # noqa: B023
        )
        for name, starts, places, bound, took in (
            ("fairlead", own.starts.tolist(), own.rooms.tolist(), own.bound, spent),
            (f"CP-SAT ({peer.status})", peer.starts, peer.rooms, peer.bound, peer_spent),
        ):
            worth = find_objective(problem, starts, places)
            faults = verify(problem, starts, places)
            known = 0 < bound <= 2 * most  # CP-SAT may end before it has any
            least = f"{most - bound:,.0f} | {(bound - worth) / bound:.3%}" if known else "- | -"
            rows.append(
                f"| {seed} | {name} | {sum(one < 0 for one in starts)} | {most - worth:,.0f} |"
                f" {least} | {took[0]:.1f} | {took[1]:.1f} | {len(faults)} |"
            )
    text = "\n".join(rows) + "\n"
    print(text)
    if given.write:
        given.write.write_text(text, encoding="utf-8")


def _measure(do: Any) -> tuple[Any, tuple[float, float]]:
    began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    found = do()
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    return found, (time.perf_counter() - began, spent)


if __name__ == "__main__":
    main()
