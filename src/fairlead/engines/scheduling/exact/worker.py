"""Answers questions of satisfiability, alone in its process: run as a script, not imported.

Arguments: the solver's name in python-sat, and how many variables to tell. Standard input: 32-bit
numbers; first the literals to assume for each question in turn, each list ending with 0, after a
count of the lists; then the clauses, each ending with 0. Standard output: for each question the
count of the numbers that follow, or -1 when no assignment exists; then those of the told variables
that are true. A solver cannot be interrupted in the middle of a question; a process can.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence

from pysat.solvers import Solver


def answer_questions(
    solver: str, flat: array[int], questions: Sequence[list[int]], *, told: int
) -> Iterator[array[int] | None]:
    """Yield for each question those of the first ``told`` variables that are true, None for none.

    What the solver learns from one question helps it with the next.
    """
    with Solver(name=solver, bootstrap_with=_read_lists(flat)) as found:
        for assumed in questions:
            if found.solve(assumptions=assumed):
                model = found.get_model()[:told]
                yield array("i", (literal for literal in model if literal > 0))
            else:
                yield None


def pack_questions(flat: array[int], questions: Sequence[list[int]]) -> array[int]:
    """Return the standard input that asks these questions."""
    numbers = array("i", [len(questions)])
    for assumed in questions:
        numbers.extend(assumed)
        numbers.append(0)
    return numbers + flat


def _read_lists(flat: array[int]) -> Iterator[list[int]]:
    begin = 0
    for at, literal in enumerate(flat):
        if literal == 0:
            yield flat[begin:at].tolist()
            begin = at + 1


def _stop_with_parent() -> None:
    """Ask Linux to end this process when the one that asked is gone."""
    if sys.platform == "linux":
        import ctypes

        signal_of_death, kill = 1, 9
        ctypes.CDLL(None).prctl(signal_of_death, kill)


def _run_worker() -> None:
    _stop_with_parent()
    numbers = array("i")
    numbers.frombytes(sys.stdin.buffer.read())
    lists = _read_lists(numbers[1:])
    questions = [next(lists) for _ in range(numbers[0])]
    flat = numbers[1 + sum(len(assumed) + 1 for assumed in questions) :]
    for true in answer_questions(sys.argv[1], flat, questions, told=int(sys.argv[2])):
        answer = array("i", [-1]) if true is None else array("i", [len(true)]) + true
        sys.stdout.buffer.write(answer.tobytes())
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _run_worker()
