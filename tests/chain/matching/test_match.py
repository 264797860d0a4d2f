"""Matching a small fair: who is on whose list, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fairlead.chain.matching.lists import build_matches_schema
from fairlead.chain.matching.match import MatchParams, match
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

SMALL = Path(__file__).parents[2] / "folder" / "small"


@pytest.fixture(scope="module")
def fair() -> Fair:
    return read_fair(SMALL)


def entries(fair: Fair, owner: str, *, partner_kind: str) -> list[dict[str, object]]:
    rows = match(fair).matches.to_pylist()
    return [row for row in rows if (row["owner"], row["partner_kind"]) == (owner, partner_kind)]


def unasked(fair: Fair) -> Fair:
    """Return the fair before anybody asked anybody."""
    return replace(fair, requests=fair.requests.slice(0, 0))


def test_the_need_for_bearings_finds_the_bearing_maker_first(fair: Fair) -> None:
    first = entries(unasked(fair), "pump", partner_kind="organisation")[0]
    assert (first["partner"], first["rank"]) == ("bearing", 1)
    assert first["product"] == "HS2022:848210"
    assert (first["sought"], first["offered"], first["offers"]) == ("supply", "supply", "partner")
    assert first["owner_terms"] == "product|cooperation"


def test_the_reason_is_told_in_both_languages(fair: Fair) -> None:
    first = entries(fair, "v2", partner_kind="organisation")[0]
    assert first["partner"] == "bearing"
    assert "They offer what you seek: Ball bearings (HS 848210)" in str(first["reason"])
    assert "Они предлагают то, что вам нужно: Шарикоподшипники (HS 848210)" in str(
        first["reason_ru"]
    )


def test_both_owners_of_a_pair_see_the_same_mutual_score(fair: Fair) -> None:
    mutual = {
        (row["owner"], row["partner"]): row["mutual"] for row in match(fair).matches.to_pylist()
    }
    both = [pair for pair in mutual if pair[::-1] in mutual]
    assert both
    assert all(mutual[pair] == pytest.approx(mutual[pair[::-1]], abs=1e-6) for pair in both)


def test_requested_and_declined_pairs_are_left_out(fair: Fair) -> None:
    listed = {(row["owner"], row["partner"]) for row in match(fair).matches.to_pylist()}
    for request in fair.requests.to_pylist():
        pair = (request["requester"], request["recipient"])
        assert pair not in listed
        assert pair[::-1] not in listed


def test_exhibitors_whose_staff_have_asked_are_left_out_both_ways(fair: Fair) -> None:
    def listed(of: Fair) -> set[tuple[object, object]]:
        return {(row["owner"], row["partner"]) for row in match(of).matches.to_pylist()}

    pair = {("pump", "bearing"), ("bearing", "pump")}  # u1 of the pump house asked
    assert not pair & listed(fair)
    assert pair <= listed(unasked(fair))


def test_nobody_without_a_shared_language_is_proposed(fair: Fair) -> None:
    listed = {(row["owner"], row["partner"]) for row in match(fair).matches.to_pylist()}
    assert ("bearing", "s1") not in listed  # Russian only, English only
    assert ("bearing", "chip") not in listed


def test_exhibitor_staff_and_own_colleagues_are_not_proposed(fair: Fair) -> None:
    people = {row["id"]: row for row in fair.people.to_pylist()}
    for row in match(fair).matches.to_pylist():
        if row["partner_kind"] == "person":
            assert people[row["partner"]]["role"] in ("visitor", "delegate", "speaker")
        assert row["owner"] != row["partner"]


def test_tables_have_their_schema_and_are_the_same_twice(fair: Fair) -> None:
    one, other = match(fair, seed=3), match(fair, seed=3)
    assert one.matches.schema == build_matches_schema(("en", "ru"))
    assert one.matches.equals(other.matches)
    assert one.report.equals(other.report)


def test_the_report_counts_what_the_lists_show(fair: Fair) -> None:
    tables = match(fair)
    rows = tables.matches.to_pylist()
    shown = {
        row["participant"]: row["shown"]
        for row in tables.participants.to_pylist()
        if row["market"] == "organisation-person" and row["kind"] == "person"
    }
    for person, count in shown.items():
        assert count == sum(row["partner"] == person for row in rows)


def test_a_profile_without_codes_is_still_ranked_and_said_so(fair: Fair) -> None:
    tables = match(fair)
    coded = {row["participant"]: row["coded"] for row in tables.participants.to_pylist()}
    assert coded["s1"] is False
    assert any(row["owner"] == "s1" for row in tables.matches.to_pylist())


def test_an_empty_fair_gives_empty_tables(fair: Fair) -> None:
    tables = match(Fair(settings=fair.settings))
    assert tables.matches.num_rows == 0
    assert tables.matches.schema == build_matches_schema(("en", "ru"))
    assert tables.status == "empty"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"congestion": 2.0}, '--congestion: "2": expected congestion from 0 to 1'),
        ({"congestion": float("nan")}, '--congestion: "nan": expected congestion from 0 to 1'),
        ({"top": 0}, '--top: "0": expected top >= 1'),
        ({"diversity": 1.0}, '--diversity: "1": expected diversity from 0 to below 1'),
        ({"exploration": 0.6}, '--exploration: "0.6": expected exploration from 0 to 0.5'),
    ],
)
def test_choices_without_meaning_are_named_each_by_its_option(
    wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        MatchParams.chosen(**wrong)
    assert str(caught.value) == said


def test_all_wrong_choices_are_named_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        MatchParams.chosen(top=-1, congestion=7)
    assert [problem.file for problem in caught.value.problems] == ["--top", "--congestion"]
