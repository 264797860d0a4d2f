"""Why a pair is not on a list, in the organiser's words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fairlead.chain.matching.absence import Absence, explain_absence
from fairlead.chain.matching.match import MatchParams, match
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

SMALL = Path(__file__).parents[2] / "folder" / "small"


@pytest.fixture(scope="module")
def fair() -> Fair:
    return read_fair(SMALL)


def ask(fair: Fair, owner: str, partner: str, *, top: int = 50) -> Absence:
    return explain_absence(fair, owner, partner, params=MatchParams.chosen(top=top))[0]


def test_a_listed_pair_is_told_its_rank(fair: Fair) -> None:
    found = ask(fair, "v2", "bearing")
    assert (found.cause, found.said) == ("listed", "It is on the list, at rank 1.")
    assert "They offer what you seek: Ball bearings (HS 848210)" in found.speaks


@pytest.mark.parametrize(
    ("owner", "partner", "said"),
    [
        ("v1", "gear", "a request was made already"),
        ("gear", "v3", "declined"),
        ("s1", "bearing", "no shared language"),
        ("bearing", "pump", "a request was made already"),  # staff of the pump house did
    ],
)
def test_a_filter_is_named(fair: Fair, owner: str, partner: str, said: str) -> None:
    for found in explain_absence(fair, owner, partner):
        assert found.cause == "stopped"
        assert said in found.said


def test_others_that_fit_better_are_said_to(fair: Fair) -> None:
    unasked = replace(fair, requests=fair.requests.slice(0, 0))
    found = ask(unasked, "v2", "pump", top=1)
    assert found.cause == "fit"
    assert found.score < found.needed
    assert f"the list ends at {found.needed:.3f}" in found.said


def test_answers_agree_with_the_lists(fair: Fair) -> None:
    rows = match(fair, params=MatchParams.chosen(top=2)).matches.to_pylist()
    ranks = {(row["owner"], row["partner"]): row["rank"] for row in rows}
    for person in ("v1", "v2", "v3", "s1"):
        for exhibitor in ("gear", "bearing", "pump", "chip"):
            one, other = explain_absence(fair, person, exhibitor, params=MatchParams.chosen(top=2))
            assert one.rank == ranks.get((person, exhibitor), 0)
            assert other.rank == ranks.get((exhibitor, person), 0)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("zz", "gear", '--why-not: "zz": expected the id of an exhibitor, visitor'),
        ("g1", "pump", "people of an exhibitor are met through it: ask for gear"),
        ("mine", "gear", "this organisation has no stand"),
        ("v1", "v2", "people do not meet each other"),
        ("gear", "gear", "expected two different ids"),
    ],
)
def test_who_has_no_list_is_named(fair: Fair, one: str, other: str, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        explain_absence(fair, one, other)
    assert said in str(caught.value)
