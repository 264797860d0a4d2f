"""Whether each meeting has a representative who is there: shares no code with the search."""

from __future__ import annotations

from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.verification.meetings import list_meetings


def find_wrong_representatives(
    problem: Problem, slot: Ints, chosen: dict[tuple[int, int], int]
) -> list[str]:
    """Return what is wrong with who is at which meeting, by request and person."""
    there = set(map(tuple, problem.on_duty.tolist()))
    represented = {person for person, _, _ in there}
    wrong = [
        f"request {request} has a representative of person {person}, who is not in it or has none"
        for request, person in chosen
        if person not in represented or person not in problem.parties(request)
    ]
    taken: dict[tuple[int, int, int], int] = {}
    for meeting in list_meetings(problem, slot):
        for person in problem.parties(meeting.request):
            if person not in represented:
                continue
            one = chosen.get((meeting.request, person), -1)
            if one < 0:
                wrong.append(f"request {meeting.request} has no representative of person {person}")
                continue
            words = f"representative {one} of person {person}"
            for at in range(meeting.first, meeting.last + 1):
                if (person, one, at) not in there:
                    wrong.append(f"{words} is not there in slot {at} of request {meeting.request}")
                other = taken.setdefault((person, one, at), meeting.request)
                if other != meeting.request:
                    both = f"request {other} and request {meeting.request}"
                    wrong.append(f"{words} is at {both} in slot {at}")
    return wrong
