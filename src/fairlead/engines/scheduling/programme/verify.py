"""Whether a programme keeps its rules, and what it is worth: plain loops, apart from the search."""

from __future__ import annotations

from collections.abc import Sequence

from fairlead.engines.scheduling.programme.problem import ProgrammeProblem


def verify(problem: ProgrammeProblem, starts: Sequence[int], rooms: Sequence[int]) -> list[str]:
    """Return what is wrong with a programme, a sentence for each fault; nothing for a sound one.

    A start of -1 is a session without a place. Rules that two fixed sessions break between them
    are no fault of the programme.
    """
    faults = []
    placed = [one for one in range(problem.size) if starts[one] >= 0]
    fixed = {one for one in placed if problem.fixed_start[one] >= 0}
    for one in range(problem.size):
        if problem.fixed_start[one] >= 0:
            if (starts[one], rooms[one]) != (problem.fixed_start[one], problem.fixed_room[one]):
                faults.append(f"Session {one} is fixed and was moved.")
        elif starts[one] >= 0 and not problem.allowed[one, rooms[one], starts[one]]:
            faults.append(f"Session {one} may not begin there.")
    shared = problem.list_hard()
    for place, one in enumerate(placed):
        for other in placed[place + 1 :]:
            if one in fixed and other in fixed:
                continue
            gap = max(
                starts[other] - starts[one] - int(problem.lengths[one]),
                starts[one] - starts[other] - int(problem.lengths[other]),
            )
            if rooms[one] == rooms[other] and gap < 0:
                faults.append(f"Sessions {one} and {other} have one room.")
            if (one, other) in shared:
                far = problem.halls[rooms[one]] != problem.halls[rooms[other]]
                if gap < (problem.way if far else 0):
                    faults.append(f"Sessions {one} and {other} share a person.")
    return faults


def find_objective(problem: ProgrammeProblem, starts: Sequence[int], rooms: Sequence[int]) -> float:
    """Return what a programme is worth, as `ProgrammeProblem` has it."""
    worth = 0.0
    for one in range(problem.size):
        if starts[one] >= 0:
            worth += float(problem.values[one]) - float(problem.fit[one, rooms[one]])
    for (one, other), weight in problem.list_soft().items():
        if starts[one] < 0 or starts[other] < 0:
            continue
        if (
            starts[one] < starts[other] + problem.lengths[other]
            and starts[other] < starts[one] + problem.lengths[one]
        ):
            worth -= weight
    return worth
