"""Answers one question of satisfiability, alone in its process: run as a script, not imported.

Arguments: the solver's name in python-sat and how many variables to tell. Standard input: clauses
as 32-bit numbers, each clause ending with 0. Standard output: nothing when no assignment exists;
else a 0, then those of the told variables that are true, as 32-bit numbers. A solver cannot be
interrupted in the middle of a question; a process can.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator

from pysat.solvers import Solver


def satisfy(solver: str, flat: array[int], told: int) -> array[int] | None:
    """Return those of the first ``told`` variables that are true, or None when none can be."""
    with Solver(name=solver, bootstrap_with=_clauses(flat)) as found:
        if not found.solve():
            return None
        return array("i", (literal for literal in found.get_model()[:told] if literal > 0))


def _clauses(flat: array[int]) -> Iterator[list[int]]:
    begin = 0
    for at, literal in enumerate(flat):
        if literal == 0:
            yield flat[begin:at].tolist()
            begin = at + 1


def _die_with_parent() -> None:
    """Ask Linux to end this process when the one that asked is gone."""
    if sys.platform == "linux":
        import ctypes

        signal_of_death, kill = 1, 9
        ctypes.CDLL(None).prctl(signal_of_death, kill)


def _main() -> None:
    _die_with_parent()
    flat = array("i")
    flat.frombytes(sys.stdin.buffer.read())
    true = satisfy(sys.argv[1], flat, int(sys.argv[2]))
    if true is not None:
        sys.stdout.buffer.write(array("i", [0]).tobytes() + true.tobytes())


if __name__ == "__main__":
    _main()
