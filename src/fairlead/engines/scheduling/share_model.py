"""Who of a team is at each meeting, as rules of a solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from fairlead.engines.scheduling.team import BookedMeeting, Team

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


def ask_solver(team: Team, meetings: Sequence[BookedMeeting]) -> list[int] | None:
    """Return who is at each meeting, as CP-SAT finds it; None where there is no way.

    Fewest whom their meetings avoid come first, then who was at them before.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    who = state_shares(model, team, [(one, model.new_constant(1)) for one in meetings])
    pairs = list(zip(who, meetings, strict=True))
    kept = sum(
        mine[meeting.wish] * (1 + meeting.stays) for mine, meeting in pairs if meeting.wish in mine
    )
    avoided = sum(mine[one] for mine, meeting in pairs for one in meeting.avoids & mine.keys())
    model.maximize(kept - avoided * (2 * len(meetings) + 1))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [next(one for one, x in mine.items() if solver.value(x)) for mine in who]


def state_shares(
    model: cp_model.CpModel, team: Team, meetings: Sequence[tuple[BookedMeeting, cp_model.IntVar]]
) -> list[dict[int, cp_model.IntVar]]:
    """State that of each meeting that is held one representative has it; return the variables.

    Each is of the representatives who are there all the time and may be sent.
    """
    who: list[dict[int, cp_model.IntVar]] = []
    at: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    of_day: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    in_all: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    rested: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    for meeting, held in meetings:
        span = meeting.span
        able = [one for one in range(len(team.hours)) if team.can_attend(one, meeting)]
        mine = {one: model.new_bool_var("") for one in able}
        who.append(mine)
        model.add(sum(mine.values()) == held)
        for one, variable in mine.items():
            day, rest = team.day[span.start], team.limits_of(one).rest
            of_day[one, day].append(variable)
            in_all[one].append(variable)
            for t in span:
                at[one, t].append(variable)
            for t in range(span.start, min(span.stop + rest, len(team.day))) if rest else ():
                if team.day[t] == day:  # the rest ends with the day
                    rested[one, t].append(variable)
    for listed in at.values():
        model.add_at_most_one(listed)
    for listed in rested.values():
        model.add_at_most_one(listed)
    sums = [(listed, team.limits_of(one).a_day) for (one, _), listed in of_day.items()]
    sums += [(listed, team.limits_of(one).in_all) for one, listed in in_all.items()]
    for listed, most in sums:
        if most is not None and len(listed) > most:
            model.add(sum(listed) <= most)
    if team.in_row is not None:
        night = [t for t in range(1, len(team.day)) if team.day[t] != team.day[t - 1]]
        for begin, end in pairwise([0, *night, len(team.day)]):
            for first in range(begin, end - team.in_row):
                for one in range(len(team.hours)):
                    window = range(first, first + team.in_row + 1)
                    listed = [variable for t in window for variable in at[one, t]]
                    if len(listed) > team.in_row:
                        model.add(sum(listed) <= team.in_row)
    return who
