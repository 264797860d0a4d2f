"""Small fairs of every rule against a model written by itself, and the page of their figures."""

from __future__ import annotations

import pytest
from benchmarks.scheduling.changes import CHANGES, compare
from benchmarks.scheduling.sections import join_sections, split_sections
from benchmarks.scheduling.small import KINDS, compute_goal, make_small, solve_plainly

from fairlead.engines.scheduling import MeetingParams, Stop, solve
from fairlead.engines.scheduling.verification.bound import find_false_claims


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [0, 2])
def test_every_rule_is_proved_as_another_model_proves_it(kind: str, seed: int) -> None:
    problem = make_small(kind, 30, seed)
    result = solve(problem, params=MeetingParams(polish=False))
    assert result.status == "optimal"
    assert find_false_claims(problem, result) == []
    answer = solve_plainly(problem, seconds=60.0, workers=1)
    assert answer.note == "optimal"
    assert answer.value == compute_goal(problem, result.slot)


@pytest.mark.parametrize("change", CHANGES)
def test_a_replan_is_the_best_in_all_its_aims(change: str) -> None:
    found = compare(change, "precedences", 40, 0, seconds=60.0)
    assert found.fewest
    assert found.ours == found.theirs


def test_one_section_is_renewed_beside_the_others() -> None:
    page = "# Page\n\nOld head.\n\n## One\n\nold\n\n### Part\n\nof one\n\n## Three\n\nkept\n"
    sections = split_sections(page)
    assert sections == {"One": "old\n\n### Part\n\nof one", "Three": "kept"}
    sections |= {"One": "new", "Two": "first"}
    renewed = join_sections("# Page\n\nNew head.", sections, order=["One", "Two"])
    assert (
        renewed == "# Page\n\nNew head.\n\n## One\n\nnew\n\n## Two\n\nfirst\n\n## Three\n\nkept\n"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_ends_long_before_its_limit_where_nothing_is_left_to_gain(kind: str) -> None:
    result = solve(make_small(kind, 30, 1), stop=Stop(seconds=3_600.0))
    assert result.status == "optimal"
