"""Claims about breaks: counted and refuted anew, against trying every timetable."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.scheduling.makers import fair, random_fair

from fairlead.engines.scheduling import (
    PriceCertificate,
    Proof,
    Refutation,
    Result,
    Status,
    solve,
)
from fairlead.engines.scheduling.exact._reference import find_fewest_breaks_by_trying
from fairlead.engines.scheduling.verification.bound import check_claims, find_false_claims
from fairlead.engines.scheduling.verification.breaks import (
    NEVER,
    count_fewest_breaks_alone,
    explain_impossible,
)
from fairlead.engines.scheduling.verification.refutation import Verdict, judge

LONG = 60.0


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), fairness=st.sampled_from([None, 0, 1, 2]))
def test_the_second_solver_says_what_trying_says(seed: int, fairness: int | None) -> None:
    problem = replace(random_fair(seed, requests=4, changing=False), fairness=fairness)
    best = find_fewest_breaks_by_trying(problem)
    counted = sum(count_fewest_breaks_alone(problem))
    if best is None:
        assert judge(problem, -1, seconds=LONG) == Verdict.AGREES
        return
    assert explain_impossible(problem) is None
    assert counted <= best
    assert judge(problem, best, seconds=LONG) == Verdict.DISAGREES
    if best > 0:
        assert judge(problem, best - 1, seconds=LONG) == Verdict.AGREES


def test_breaks_of_one_alone() -> None:
    # 0 has three meetings and is away in slot 1; on two days of two slots there is none to need.
    pairs = [(0, 1), (0, 2), (0, 3)]
    assert count_fewest_breaks_alone(fair(pairs, slots_per_day=(4,), off={0: [1]}))[0] == 1
    assert count_fewest_breaks_alone(fair(pairs, slots_per_day=(2, 2), off={0: [1]}))[0] == 0
    assert count_fewest_breaks_alone(fair(pairs, slots_per_day=(3,), off={0: [1]}))[0] == NEVER
    # One of two meetings can only be first and the other only last.
    assert count_fewest_breaks_alone(fair(pairs[:2], off={1: [1, 2], 2: [0, 1]}))[0] == 1


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (fair([(0, 1), (0, 2), (0, 3)], slots_per_day=(2,)), "person 0 has more meetings (3)"),
        (fair([(0, 1), (2, 3)], slots_per_day=(1,), tables=1), "2 meetings are at shared tables"),
        (fair([(0, 1)], off={1: [0, 1, 2]}), "request 0 has no slot"),
        (
            fair([(0, 2), (1, 2)], organisation=[4, 4, 5], once_per_pair=True),
            "organisations that meet once",
        ),
    ],
)
def test_why_not_all_can_be_held(problem: object, reason: str) -> None:
    assert reason in str(explain_impossible(problem))  # type: ignore[arg-type]


def round_table() -> Result:
    """Return the proved result of five who all meet, for which five slots are needed.

    Its proof is put as a solver's refutation, whatever the search proved it by.
    """
    result = solve(ROUND, objective="breaks")
    refutation = Refutation(result.breaks - 1, "x", 1, 1)
    return replace(result, proof=Proof.UNSATISFIABILITY, certificate=refutation)


PAIRS = [(a, b) for a in range(5) for b in range(a)]
ROUND = fair(PAIRS, slots_per_day=(5,), tables=2, fairness=4)


def test_a_refutation_is_put_to_another_solver() -> None:
    result = round_table()
    assert (result.status, result.proof) == (Status.OPTIMAL, Proof.UNSATISFIABILITY)
    assert len(check_claims(ROUND, result).unchecked) == 1
    found = check_claims(ROUND, result, seconds=LONG)
    assert (found.false, found.unchecked) == ([], [])
    assert "Glucose 4, asked in other words, agrees" in found.shown[0]


def test_what_glucose_does_not_answer_soon_is_refuted_and_followed() -> None:
    # Seven who all meet in seven slots are out in one each, five of them between two meetings.
    seven = [(a, b) for a in range(7) for b in range(a)]
    problem = fair(seven, slots_per_day=(7,), tables=9)
    assert judge(problem, 4, seconds=LONG, conflicts=1) == Verdict.FOLLOWED
    assert judge(problem, 5, seconds=LONG, conflicts=1) == Verdict.DISAGREES
    assert judge(problem, 4, seconds=0.0, conflicts=1) == Verdict.NO_ANSWER


def test_a_lie_about_breaks_is_found() -> None:
    result = round_table()
    more = replace(result, bound=result.bound + 1, certificate=Refutation(result.breaks, "x", 1, 1))
    lies = find_false_claims(ROUND, more, seconds=LONG)
    assert any("below the bound" in lie for lie in lies)
    assert any("another solver found one" in lie for lie in lies)
    unfounded = replace(result, certificate=None)
    assert any("the bound is" in lie for lie in find_false_claims(ROUND, unfounded))
    never = replace(
        result,
        status=Status.INFEASIBLE,
        certificate=None,
        slot=np.full(len(PAIRS), -1, dtype=np.int32),
        held=0,
        weight=0.0,
        breaks=0,
        waiting=0,
        spread=0,
    )
    assert find_false_claims(ROUND, never) == ["nothing shows that there is no timetable"]


def test_meetings_alone_never_show_that_there_is_no_timetable() -> None:
    problem = fair([(0, 1), (1, 2)])
    forged = replace(solve(problem), status=Status.INFEASIBLE)
    assert "nothing shows that there is no timetable" in find_false_claims(problem, forged)


def test_a_bound_between_two_numbers_is_the_higher_one() -> None:
    # Anyone who is away in the middle has a break; nobody needs two.
    problem = fair([(0, 1), (0, 2)], off={0: [1]})
    right = solve(problem, objective="breaks")
    assert (right.breaks, find_false_claims(problem, right)) == (1, [])
    refuted = Refutation(at_most=1, solver="any", variables=0, clauses=0)
    forged = replace(
        right, status=Status.FEASIBLE, breaks=2, bound=1.5, certificate=refuted,
        proof=Proof.UNSATISFIABILITY,
    )  # fmt: skip
    found = check_claims(problem, forged, seconds=LONG, bound_alone=True)
    assert any("with 1 breaks or fewer" in words for words in found.false)


def test_an_empty_timetable_is_no_timetable_of_all_meetings() -> None:
    problem = fair([(0, 1), (1, 2)])
    right = solve(problem, objective="breaks")
    nothing = np.full(2, -1, dtype=np.int32)
    forged = replace(
        right, slot=nothing, table=nothing, held=0, weight=0.0, breaks=0, waiting=0, spread=0
    )
    assert right.status == forged.status == Status.OPTIMAL
    assert find_false_claims(problem, right) == []
    assert "request 0 is not held" in find_false_claims(problem, forged)


def test_a_price_that_is_no_number_proves_nothing() -> None:
    problem = fair([(0, 1), (1, 2)])
    right = solve(problem)
    assert isinstance(right.certificate, PriceCertificate)
    prices = np.full_like(right.certificate.participant, np.nan)
    forged = replace(right, certificate=replace(right.certificate, participant=prices))
    with pytest.raises(ValueError, match="zero or more"):
        find_false_claims(problem, forged)
