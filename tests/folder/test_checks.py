"""Rules across rows and files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair

Complain = Callable[[], list[str]]
Edit = Callable[[str, str, str], None]


def test_a_sound_fair_has_no_problem(small: Fair) -> None:
    assert check_fair(small) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("offers.csv", "o3,pump", "o2,pump",
         'offers.csv:4: id "o2": expected each id once, it is already on line 3'),
        ("requests.csv", "r2,v1,bearing", "r2,v1,gear",
         'requests.csv:3: requester "v1 gear": expected each requester and recipient once '
         "among pending and accepted requests, it is already on line 2"),
        ("stands.csv", "1-A2,1,A2", "1-A2,1,A1",
         'stands.csv:3: hall "1 A1": expected each hall and number once, it is already on line 2'),
        ("stands.csv", "1-A2,1,A2", "1-A2,1,A1\u200e",
         'stands.csv:3: number "A1\ufffd": expected a number as it is painted, of at most 500 '
         "characters; character 3 is the invisible U+200E: take it out"),
        ("stands.csv", "1-A2,1,A2", "1-A2,1,A\u31641",
         'stands.csv:3: number "A\u31641": expected a number as it is painted, of at most 500 '
         "characters; character 2 is the invisible U+3164: take it out"),
        ("sessions.csv", "s1|c1", "s1|c9",
         'sessions.csv:3: speakers "c9": expected the id of a row in people.csv'),
        ("organisations.csv", "1-B1", "1-B9",
         'organisations.csv:5: stand "1-B9": expected the id of a row in stands.csv'),
        ("stands.csv", "1-B1,1,B1", "1-B1,7,B1",
         'stands.csv:4: hall "7": expected the code of a hall in fair.toml: 1, 2'),
        ("stands.csv", "0,10,9,6", "52,10,9,6",
         'stands.csv:4: x "52": expected a stand inside hall 1, it ends at 61 m of 60 m'),
        ("stands.csv", "0,10,9,6", "0,35,9,6",
         'stands.csv:4: y "35": expected a stand inside hall 1, it ends at 41 m of 40 m'),
        ("stands.csv", "0,10,9,6", "0,2.5,5,6",
         'stands.csv:4: id "1-B1": expected stands apart, this one overlaps line 2'),
        ("availability.csv", "2024-07-09,09", "2024-07-10,09",
         'availability.csv:3: date "2024-07-10": '
         "expected a day of the fair, 2024-07-08 to 2024-07-09"),
        ("availability.csv", "09:00,18:00", "18:00,18:00",
         'availability.csv:3: end "18:00": expected a time later than the start, 18:00'),
        ("sessions.csv", "2024-07-09,12:00", "2024-07-08,10:59",
         'sessions.csv:3: room "Main hall": '
         "expected one session at a time, the room is taken by the one on line 2"),
        ("sessions.csv", "2024-07-09,12:00,13:15", "2024-07-09,12:00,12:00",
         'sessions.csv:3: end "12:00": expected another time than the start'),
        ("sessions.csv", "2024-07-08,10:00,11:00", "2024-07-08,23:00,12:01",
         'sessions.csv:3: room "Main hall": '
         "expected one session at a time, the room is taken by the one on line 2"),
        ("needs.csv", "n3,pump,", "n3,pump,KAZ",
         'needs.csv:4: organisation "pump": expected exactly one of organisation and economy'),
        ("needs.csv", "n3,pump,", "n3,,",
         "needs.csv:4: organisation: expected exactly one of organisation and economy"),
        ("people.csv", "c1,Person Five,chip", "c1,Person Five,",
         "people.csv:6: organisation: expected the organisation of a person whose role is "
         "exhibitor"),
        ("requests.csv", "r4,v2,pump", "r4,u1,mine",
         'requests.csv:5: recipient "mine": expected an exhibitor: this organisation has no stand: '
         "give it one in organisations.csv (it may share another's, and meet at tables or online), "
         "or take the rows out"),
        ("requests.csv", "r4,v2,pump", "r4,c1,chip",
         'requests.csv:5: recipient "chip": expected another organisation than the requester\'s '
         "own"),
        ("requests.csv", "2024-07-08,1", "2024-07-08,",
         "requests.csv:2: locked_slot: expected both locked_date and locked_slot, or none"),
        ("requests.csv", "2024-07-08,1", "2024-07-08,7",
         'requests.csv:2: locked_slot "7": expected a slot from 1 to 6'),
        ("requests.csv", "2024-07-08,1", "2024-07-12,1",
         'requests.csv:2: locked_date "2024-07-12": '
         "expected a day of the fair, 2024-07-08 to 2024-07-09"),
        ("requests.csv", "r2,v1,bearing,,pending,stand,,",
         "r2,v1,bearing,,pending,stand,2024-07-08,1",
         'requests.csv:3: locked_slot "1": expected one meeting of v1 at a time, see line 2'),
        ("projects.csv", ",plant,,,", ",plant,plant,,",
         'projects.csv:3: excludes "plant": '
         "expected a project other than itself, those it requires and those that require it"),
    ],
)  # fmt: skip
def test_one_broken_rule(
    edit: Edit, problems: Complain, file: str, old: str, new: str, said: str
) -> None:
    edit(file, old, new)
    assert problems() == [said]


def test_prerequisites_in_a_circle(edit: Edit, problems: Complain) -> None:
    edit("projects.csv", "0.6,,,,", "0.6,chips,,,")
    assert problems() == [
        'projects.csv:2: requires "chips": expected prerequisites without a circle',
        'projects.csv:3: requires "plant": expected prerequisites without a circle',
    ]


def test_rules_about_days_are_silent_without_settings(edit: Edit, problems: Complain) -> None:
    edit("fair.toml", "days = 2", "days = two")
    edit("offers.csv", "o3,pump", "o2,pump")
    assert [line.split(":")[0] for line in problems()] == ["fair.toml", "offers.csv"]


@pytest.mark.parametrize(
    ("kind", "state", "slot", "slots", "said"),
    [
        ("locked", "accepted", 6, 2,
         'locked_slot "6": expected a slot from 1 to 5: its 2 slots end on that day'),
        ("locked", "accepted", 1, 7, 'slots "7": expected no more than the 6 slots of a day'),
        ("locked", "accepted", 7, 2, 'locked_slot "7": expected a slot from 1 to 6'),
        ("proposed", "pending", 5, 3,
         'proposed_slot "5": expected a slot from 1 to 4: its 3 slots end on that day'),
    ],
)  # fmt: skip
def test_a_meeting_of_several_slots_fits_into_its_day(
    folder: Path, problems: Complain, kind: str, state: str, slot: int, slots: int, said: str
) -> None:
    _ask(folder, kind, f"r1,v1,gear,{state},stand,2024-07-08,{slot},{slots}")
    assert problems() == [f"requests.csv:2: {said}"]


@pytest.mark.parametrize("slot", [1, 3])
def test_a_person_has_one_locked_meeting_in_each_of_its_slots(
    folder: Path, problems: Complain, slot: int
) -> None:
    longer = "r1,v1,gear,accepted,stand,2024-07-08,2,2"
    _ask(folder, "locked", longer, f"r2,v1,bearing,pending,stand,2024-07-08,{slot},2")
    assert problems() == [
        f'requests.csv:3: locked_slot "{slot}": expected one meeting of v1 at a time, see line 2'
    ]


def test_a_person_who_is_asked_has_one_locked_meeting_at_a_time(
    folder: Path, problems: Complain
) -> None:
    header = "id,requester,person,recipient,assigned,state,place,locked_date,locked_slot\n"
    rows = (
        "r1,v1,v3,,,accepted,table,2024-07-08,1",
        "r2,v2,v3,,,accepted,table,2024-07-08,1",
        "r3,v2,,gear,g1,accepted,stand,2024-07-08,2",
        "r4,v1,,pump,u1,accepted,stand,2024-07-08,2",
        "r5,c1,,gear,g1,pending,stand,2024-07-08,2",
        "r6,v3,,gear,g1,declined,stand,2024-07-08,2",
    )
    (folder / "requests.csv").write_text(header + "".join(f"{row}\n" for row in rows))
    (folder / "request_parties.csv").write_text("request,number,person\nr4,3,s1\nr3,3,s1\n")
    said = [
        'requests.csv:3: locked_slot "1": expected one meeting of v3 at a time, see line 2',
        'requests.csv:5: locked_slot "2": expected one meeting of s1 at a time, see line 4',
        'requests.csv:6: locked_slot "2": expected one meeting of g1 at a time, see line 4',
    ]
    assert [line for line in problems() if "at a time" in line] == said


@pytest.mark.parametrize("rows", [
    ("r1,v1,gear,accepted,stand,2024-07-08,1,6",),
    ("r1,v1,gear,accepted,stand,2024-07-08,2,2", "r2,v1,bearing,pending,stand,2024-07-08,4,3"),
])  # fmt: skip
def test_locked_meetings_of_several_slots_fill_a_day(folder: Path, rows: tuple[str, ...]) -> None:
    _ask(folder, "locked", *rows)
    assert read_fair(folder).requests.num_rows == len(rows)


def _ask(folder: Path, kind: str, *rows: str) -> None:
    """Write these requests alone: locked in a slot, or with one that is proposed."""
    names = f"id,requester,recipient,state,place,{kind}_date,{kind}_slot,slots"
    (folder / "requests.csv").write_text("\n".join((names, *rows, "")), newline="")
    for name in ("request_parties.csv", "request_history.csv"):
        (folder / name).unlink()
