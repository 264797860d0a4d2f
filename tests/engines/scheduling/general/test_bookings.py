"""Bookings of people whose representatives keep different hours, against sharing them out anew."""

from __future__ import annotations

import json

import numpy as np
import pytest

from fairlead.engines.scheduling.bookings import Bookings
from fairlead.engines.scheduling.formats.meetings_json import parse_json
from fairlead.engines.scheduling.general.place import place_greedily
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.representatives import assign_representatives
from fairlead.engines.scheduling.verification.rules import find_broken_rules


def make_teams(seed: int) -> Problem:
    """Return firms of three representatives each, who have two meetings a day at most."""
    random = np.random.default_rng(seed)
    firms = [
        {
            "representatives": [
                {"unavailable": np.flatnonzero(random.random(8) < 0.4).tolist()} for _ in range(3)
            ]
        }
        for _ in range(2)
    ]
    guests = 12
    document = {
        "format": "fairlead-meetings/1",
        "slots_per_day": [4, 4],
        "max_per_day": 2,
        "people": [*firms, *({} for _ in range(guests))],
        "requests": [[2 + one, firm, 1, firm, 0] for one in range(guests) for firm in range(2)],
        "length": {"0": 2, "3": 2},
    }
    return parse_json(json.dumps(document))


def can_hold(problem: Problem, slot: Ints, request: int, at: int) -> bool:
    """Return whether the rules let a request be held beside the others."""
    beside = slot.copy()
    beside[request] = at
    return not find_broken_rules(problem, beside)


@pytest.mark.parametrize("seed", range(3))
def test_what_fits_is_told_anew_when_others_come_and_go(seed: int) -> None:
    problem = make_teams(seed)
    random = np.random.default_rng(seed)
    bookings = Bookings(problem)
    for _ in range(60):
        request = int(random.integers(problem.requests))
        if bookings.slot[request] >= 0:
            bookings.take(request)
        for at in bookings.find_starts(request):
            assert bookings.fits(request, at) == can_hold(problem, bookings.slot, request, at)
            if bookings.fits(request, at):
                bookings.put(request, at)
                break


def test_the_representatives_of_one_firm_are_those_among_all() -> None:
    problem = make_teams(0)
    slot = place_greedily(problem, problem.weight)
    all_of_them = assign_representatives(problem, slot)
    one_firm = assign_representatives(problem, slot, only={1})
    assert one_firm == {key: one for key, one in all_of_them.items() if key[1] == 1}
    assert one_firm
