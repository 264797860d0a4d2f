"""Places that the engine proposes go into the draft in one step, and keep the rules."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.sites import factories as make

from fairlead.apps.congress.content import read_version
from fairlead.apps.congress.domain.change_draft import add_session, undo_step
from fairlead.apps.congress.domain.draft_programme import draft_programme
from fairlead.apps.congress.domain.set_opening import set_opening
from fairlead.apps.congress.models import Programme, Room, RoomHours
from fairlead.apps.congress.queries.board import read_board
from fairlead.apps.delegations.queries.commitments import read_elsewhere
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Availability
from fairlead.apps.pipeline.runs.programme import find_places, record_places

pytestmark = pytest.mark.django_db


def test_open_sessions_get_places_without_conflicts_and_undo_takes_them_back() -> None:
    edition = make.edition(days=2)
    rooms = [
        Room.objects.create(edition=edition, name={"en": name}, capacity=many, features=features)
        for name, many, features in (("Large", 300, ["stage"]), ("Small", 40, []))
    ]
    RoomHours.objects.create(
        room=rooms[1], date=edition.first_day, opens=dt.time(9), closes=dt.time(12)
    )
    speaker, late = make.participation(edition), make.participation(edition)
    Availability.objects.create(
        edition=edition, participation=late, date=edition.last_day,
        start=dt.time(13), end=dt.time(18),
    )  # fmt: skip
    held = make.unsaved_session(
        edition, "held", rooms[0], date=edition.first_day, start=dt.time(22)
    )
    held.save()
    make.speaks(held, speaker)
    draft = draft_programme(edition)
    for number in range(12):
        said = {
            "title": {"en": f"Session {number}"},
            "track": {"en": "Metals" if number % 2 else "Energy"},
            "minutes": 45,
            "expected": 200 if number < 3 else 30,
            "needs": ["stage"] if number == 3 else [],
            "people": [[(late if number == 4 else speaker).pk, False]],
        }
        add_session(draft, said, by=COMMAND_LINE, code=f"n{number}")
    before = read_version(draft)
    told: list[str] = []
    asked, found = find_places(
        draft, seconds=30, progress=lambda _step, words, _done: told.append(str(words))
    )
    assert told[0] == "placing sessions"
    assert told[-1].startswith("12 sessions were given a room and a time.")
    done = record_places(draft, asked, found, by=COMMAND_LINE)
    assert len(done.codes) == 12
    board = read_board(draft, read_elsewhere(edition))
    assert board.find_all() == {}
    assert board.sessions["held"] == before["held"]
    places = {code: board.placed[code] for code in done.codes}
    assert all(places[f"n{number}"].room == rooms[0].pk for number in range(4))
    assert places["n4"].begins.date() == edition.last_day
    assert places["n4"].begins.hour >= 13
    assert all(dt.time(9) <= one.begins.time() <= dt.time(17, 15) for one in places.values())
    run = Programme.objects.get(pk=draft.pk).run
    assert run is not None
    assert run.objective is not None
    assert run.bound is not None
    assert run.objective <= run.bound
    undo_step(draft, by=COMMAND_LINE)
    assert read_version(draft) == before


def test_the_engine_keeps_the_hours_of_the_fair() -> None:
    edition = make.edition(days=2)
    hours = [(edition.first_day, dt.time(11, 30), dt.time(13)),
             (edition.last_day, dt.time(20), dt.time(1))]  # fmt: skip
    set_opening(edition, hours, by=COMMAND_LINE)
    edition.refresh_from_db()
    Room.objects.create(edition=edition, name={"en": "Only"})
    held = make.unsaved_session(
        edition, "late", Room.objects.get(), date=edition.first_day, start=dt.time(22)
    )
    held.save()
    draft = draft_programme(edition)
    for number in range(6):
        said = {"title": {"en": f"Session {number}"}, "minutes": 60}
        add_session(draft, said, by=COMMAND_LINE, code=f"n{number}")
    record_places(draft, *find_places(draft, seconds=30), by=COMMAND_LINE)
    board = read_board(draft)
    assert {code: [one.rule for one in found] for code, found in board.find_all().items()} == {
        "late": ["fair_closed"]
    }
    placed = sorted(one.begins for code, one in board.placed.items() if code != "late")
    # The sixth would begin at midnight, on no day of the fair.
    assert [one.date() for one in placed] == [edition.first_day] + [edition.last_day] * 4
    assert placed[0].time() >= dt.time(11, 30)
