"""Profiles take their hours from where the timetable takes them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.fair.needs import list_need_countries
from fairlead.chain.matching.codes import gather_codes
from fairlead.chain.matching.profiles import Sides, gather_sides, pack
from fairlead.folder.fair import Fair, build_table_of_rows
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
