"""A schedule of another system becomes the sessions of a fair."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.programme.fair_sessions import draft_programme, take_programme
from fairlead.folder.programme.identifiers import derive_guid
from fairlead.folder.programme.programme import (
    Day,
    Programme,
    ProgrammePerson,
    ProgrammeSession,
)

ZONE = ZoneInfo("Europe/Berlin")
DAY = dt.date(2024, 7, 8)
GUIDS = [f"00000000-0000-4000-8000-{at:012d}" for at in range(9)]


def make(*sessions: tuple[str, int, int, tuple[str, ...]]) -> Programme:
    """Return a programme of sessions: room, begin and length in minutes, names."""
    morning = dt.datetime.combine(DAY, dt.time(6), ZONE)
    return Programme(
        "fair", "Fair", "1", ZONE, (Day(DAY, morning, morning + dt.timedelta(days=1)),),
        tuple(
            ProgrammeSession(
                GUIDS[at], at + 1, f"Session {at}", DAY,
                morning + dt.timedelta(minutes=begin),
                morning + dt.timedelta(minutes=begin + length),
                room, subtitle="Below", description="Text", kind="Workshop", language="de-DE",
                people=tuple(ProgrammePerson(name) for name in names),
            )
            for at, (room, begin, length, names) in enumerate(sessions)
        ),
    )  # fmt: skip


def list_ids(fair: Fair) -> dict[str, str]:
    """Return the ids of sessions by their guids."""
    return {row["guid"]: row["id"] for row in fair.sessions.to_pylist()}


def test_sessions_and_speakers(small: Fair) -> None:
    """Somebody of the fair is known whatever the capitals; others become speakers."""
    programme = make(
        ("One", 0, 60, ("person  FIVE", "New Speaker")), ("Two", 0, 60, ("new speaker",))
    )
    taken = take_programme(small, programme, "s.xml")
    assert check_fair(taken.fair) == []
    first, second = taken.fair.sessions.to_pylist()
    assert first["speakers"] == ["c1", "speaker-0001"]
    assert second["speakers"] == ["speaker-0001"]
    assert taken.new_people == 1
    assert (first["kind"], first["language"]) == ("workshop", "de")
    assert (first["subtitle"], first["description"]) == ("Below", "Text")
    local = dt.datetime(2024, 7, 8, 6, tzinfo=ZONE).astimezone(small.settings.zone)
    assert (first["date"], first["start"]) == (local.date(), local.time())


def test_the_same_schedule_again_keeps_ids(small: Fair) -> None:
    once = take_programme(small, make(("One", 0, 60, ()), ("Two", 0, 60, ())), "s.xml").fair
    moved = make(("Two", 90, 60, ()), ("One", 300, 60, ()))
    again = take_programme(once, moved, "s.xml").fair
    assert list_ids(again) == list_ids(once)


def test_what_a_fair_cannot_hold_is_left_out_and_said(small: Fair) -> None:
    programme = make(("One", 0, 0, ()), ("Two", 0, 24 * 60, ()), ("Three", 900, 300, ()))
    taken = take_programme(small, programme, "s.xml")
    assert [row["title"] for row in taken.fair.sessions.to_pylist()] == ["Session 2"]
    assert len(taken.notes) == 2
    assert check_fair(taken.fair) == [], "past midnight, on the day on which it begins"


def test_names_almost_the_same_are_noted(small: Fair) -> None:
    programme = make(("One", 0, 60, ("Jan Beispielmann",)), ("Two", 0, 60, ("Jan Beispielman",)))
    assert [str(note) for note in take_programme(small, programme, "s.xml").notes] == [
        's.xml: person "Jan Beispielman": perhaps the same as "Jan Beispielmann"'
    ]


def test_an_export_of_the_fair_changes_nothing_of_its_own_sessions(small: Fair) -> None:
    """Identifiers that exports make, and kinds in the words of a language, stay out of the fair."""
    once = take_programme(small, make(("One", 0, 60, ())), "s.xml").fair
    (row,) = once.sessions.to_pylist()
    own = {**row, "guid": None, "extras": None, "kind": "panel"}
    table = build_table_of_rows("sessions", [own], languages=once.settings.languages)
    fair = replace(once, sessions=table)
    (session,) = make(("One", 0, 60, ())).sessions
    guid = derive_guid(fair.settings.code, row["id"])
    again = replace(session, guid=guid, kind="Панельная дискуссия", slug="a-1", code="ABCDEF")
    taken = take_programme(fair, replace(make(), sessions=(again,)), "s.xml").fair
    (kept,) = taken.sessions.to_pylist()
    assert {name: value or None for name, value in kept.items()} == {
        name: value or None for name, value in own.items()
    }


def test_what_a_file_says_nothing_of_stays(small: Fair) -> None:
    """A known session keeps what formats have no place for; a late one its planned times."""
    once = take_programme(small, make(("One", 0, 60, ("Person Five", "Person Nine"))), "s.xml").fair
    (row,) = once.sessions.to_pylist()
    lived = {
        **row, "speakers": ["s1"], "moderators": ["c1"], "capacity": 40, "interpretation": ["ru"],
        "level": "advanced", "title_ru": "Сессия", "delay": 30, "kind": "plenary",
    }  # fmt: skip
    gone = {**row, "id": "gone", "guid": GUIDS[8], "room": "Two", "cancelled": "yes"}
    languages = once.settings.languages
    table = build_table_of_rows("sessions", [lived, gone], languages=languages)
    fair = replace(once, sessions=table)
    late = make(("One", 30, 60, ("Person Five", "Person Nine")))
    (session,) = late.sessions
    exported = replace(late, sessions=(replace(session, title="Сессия", kind="Plenary session"),))
    assert take_programme(fair, exported, "s.xml").fair.sessions.to_pylist() == [lived, gone]
    drafted = draft_programme(fair, exported, "s.xml").fair.programme_sessions.to_pylist()
    said = next(one for one in drafted if one["session"] == row["id"])
    assert (said["start"], said["moderators"], said["speakers"]) == (row["start"], ["c1"], ["s1"])
    moved = make(("One", 31, 60, ()))
    (first, *_) = take_programme(fair, moved, "s.xml").fair.sessions.to_pylist()
    assert first["start"].minute == 31, "another time than the late one is a new plan"
    assert not first["speakers"], "nobody speaks there any more"
    assert not first["delay"], "it is not late to that"
