"""Profiles take their hours from where the timetable takes them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.fair.needs import list_need_countries
from fairlead.chain.matching.absence import explain_absence
from fairlead.chain.matching.codes import gather_codes
from fairlead.chain.matching.match import MatchParams, match
from fairlead.chain.matching.profiles import Sides, gather_sides, pack
from fairlead.folder.codes import list_languages
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")


def gather(fair: Fair) -> Sides:
    return gather_sides(fair, gather_codes(fair))


def test_a_speaker_is_not_free_during_the_own_session() -> None:
    sides = gather(SMALL)
    row = sides.people.index("s1")
    slots = free_slots(SMALL, ["s1"])
    assert not slots.all()
    assert sides.people_profiles.free[row].tolist() == pack(slots)[0].tolist()
    assert sides.people_profiles.capacity[row] <= slots.sum()


def test_the_meetings_left_are_those_that_a_persons_limits_allow() -> None:
    """The own daily limit for the fair's, counted day by day; then the limit on all days."""
    usual = SMALL.settings.meetings.max_per_day
    assert usual is not None
    by_day = SMALL.settings.slots_by_day

    def count(person: str, **own: int | None) -> float:
        rows = [
            {**one, "max_per_day": None, "max_meetings": None}
            | (own if one["id"] == person else {})
            for one in SMALL.people.to_pylist()
        ]
        bare = dataclasses.replace(
            SMALL,
            people=build_table_of_rows("people", rows),
            requests=SMALL.requests.slice(0, 0),
        )
        sides = gather(bare)
        return float(sides.people_profiles.capacity[sides.people.index(person)])

    free = free_slots(SMALL, ["v2"])[0]
    ends = np.cumsum(by_day)[:-1]
    on_days = [int(part.sum()) for part in np.split(free, ends)]
    assert count("v2") == sum(min(many, usual) for many in on_days) > 1
    assert count("v2", max_per_day=1) == sum(min(many, 1) for many in on_days)
    assert count("v2", max_per_day=99) == sum(on_days)
    assert count("v2", max_meetings=1) == 1


@pytest.mark.parametrize("person", ["v1", "v2", "v3", "s1"])
def test_the_hours_are_those_of_the_timetable(person: str) -> None:
    sides = gather(SMALL)
    row = sides.people.index(person)
    assert np.array_equal(sides.people_profiles.free[row], pack(free_slots(SMALL, [person]))[0])


def test_touching_spans_join() -> None:
    day, noon = SMALL.settings.dates[0], dt.time(10, 15)
    rows = [
        {"person": "v2", "date": day, "start": dt.time(10), "end": noon},
        {"person": "v2", "date": day, "start": noon, "end": dt.time(10, 30)},
    ]
    fair = dataclasses.replace(SMALL, availability=build_table_of_rows("availability", rows))
    sides = gather(fair)
    free = sides.people_profiles.free[sides.people.index("v2")]
    assert free.tolist() == pack(free_slots(fair, ["v2"]))[0].tolist()
    assert free.any(), "half an hour in two pieces holds the slot from 10:00 to 10:30"


def test_a_need_is_of_its_economy_or_of_its_organisations() -> None:
    home = dict(
        zip(
            SMALL.organisations["id"].to_pylist(),
            SMALL.organisations["country"].to_pylist(),
            strict=True,
        )
    )
    needs = SMALL.needs.to_pylist()
    assert {bool(need["economy"]) for need in needs} == {True, False}, "both kinds are there"
    expected = [need["economy"] or home[need["organisation"]] for need in needs]
    assert list_need_countries(SMALL).to_pylist() == expected


def test_a_delegate_whose_ministry_has_a_stand_still_looks_for_the_economys_needs() -> None:
    """Others of an exhibitor are met through it; nobody is shown the own stand."""
    people = [
        one | ({"organisation": "chip"} if one["id"] in ("v1", "v3") else {})
        for one in SMALL.people.to_pylist()
    ]
    fair = dataclasses.replace(SMALL, people=build_table_of_rows("people", people))
    fair = dataclasses.replace(fair, requests=SMALL.requests.slice(0, 0))
    sides = gather(fair)
    assert "v3" in sides.people
    assert "v1" not in sides.people
    lists = match(fair, params=MatchParams.chosen(top=50)).matches.to_pylist()
    shown = {row["partner"] for row in lists if row["owner"] == "v3"}
    assert shown
    assert "chip" not in shown
    assert explain_absence(fair, "v3", "gear")[0].owner == "v3"
    with pytest.raises(InvalidInput, match="ask for chip"):
        explain_absence(fair, "v1", "gear")


def test_any_number_of_languages_is_told_apart() -> None:
    """As many people as there are languages, one each; firms speak the first, the last, or both."""
    names = sorted(list_languages())
    assert len(names) > 128
    one = dict(SMALL.organisations.to_pylist()[0])
    spoken = {"a": names[:1], "b": names[-1:], "c": [names[0], names[-1]]}
    firms = [one | {"id": key, "languages": said, "stand": None} for key, said in spoken.items()]
    stands = SMALL.organisations["stand"].drop_null().to_pylist()[:3]
    firms = [firm | {"stand": stand} for firm, stand in zip(firms, stands, strict=True)]
    people = [
        {"id": f"p-{name}", "name": name, "role": "visitor", "country": "BLR", "languages": [name]}
        for name in names
    ]
    fair = Fair(
        settings=SMALL.settings,
        stands=SMALL.stands,
        organisations=build_table_of_rows("organisations", firms),
        people=build_table_of_rows("people", people),
    )
    lists = match(fair, params=MatchParams.chosen(top=200)).matches.to_pylist()
    met = {key: {row["partner"] for row in lists if row["owner"] == key} for key in spoken}
    first, last = f"p-{names[0]}", f"p-{names[-1]}"
    assert {who for who in met["a"] if who.startswith("p-")} == {first}
    assert {who for who in met["b"] if who.startswith("p-")} == {last}
    assert {who for who in met["c"] if who.startswith("p-")} == {first, last}
