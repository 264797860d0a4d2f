"""Versions of the programme: drafted on the side, kept up with what holds, released, restored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from tests.apps.meetings.test_constraints import hold, make_run, person

from fairlead.apps.congress.content import merge_said, read_current, read_version
from fairlead.apps.congress.domain.change_draft import (
    ConflictRefusal,
    Place,
    add_session,
    edit_session,
    place_session,
    place_sessions,
    redo_step,
    remove_session,
    undo_step,
    unplace_session,
)
from fairlead.apps.congress.domain.change_on_day import move_session
from fairlead.apps.congress.domain.draft_programme import (
    draft_programme,
    find_or_make_draft,
    record_held,
    restore_programme,
    throw_draft_away,
)
from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.domain.release_programme import release_programme
from fairlead.apps.congress.models import PlannedSpeaker, Programme, Room, Session
from fairlead.apps.congress.queries.programme_changes import (
    count_kinds,
    list_release_changes,
    list_version_changes,
)
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.models import Timetable
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer
from fairlead.apps.people.models import Account
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
DAY, NEXT = dt.date(2024, 7, 8), dt.date(2024, 7, 9)


@pytest.fixture
def draft(edition: Edition) -> Programme:
    """Return a draft of the two sessions: "open", and "power" on the next day, in one room."""
    return draft_programme(edition)


@pytest.fixture
def room(edition: Edition) -> Room:
    """Return a second room."""
    return Room.objects.create(edition=edition, name=LocalizedText({"en": "Small hall"}))


def put(draft: Programme, code: str, room: Room | int, start: dt.time, date: dt.date = DAY) -> None:
    """Put a session into a room."""
    number = room.pk if isinstance(room, Room) else room
    place_session(draft, code, Place(date, start, number), by=COMMAND_LINE)


def test_a_draft_changes_nothing_until_it_is_released(draft: Programme, room: Room) -> None:
    before = read_current(draft.edition)
    assert read_version(draft) == before
    put(draft, "open", room, dt.time(15))
    unplace_session(draft, "power", by=COMMAND_LINE)
    edit_session(draft, "open", {"title": {"en": "Grand opening"}}, by=COMMAND_LINE)
    said = {"title": {"en": "Pitch"}, "minutes": 30}
    added = add_session(find_or_make_draft(draft.edition), said, by=COMMAND_LINE).codes[0]
    assert read_current(draft.edition) == before
    assert count_kinds(list_release_changes(draft)) == [
        ("cancelled", 1), ("moved", 1), ("renamed", 1)
    ]  # fmt: skip
    done = release_programme(draft, by=COMMAND_LINE)
    assert {one.code: one.kinds for one in done.changes} == {
        "power": ("cancelled",),
        "open": ("moved", "renamed"),
    }
    held = Session.objects.get(edition=draft.edition)
    assert (held.code, held.room_id, held.start, held.end) == (
        "open", room.pk, dt.time(15), dt.time(16)
    )  # fmt: skip
    assert str(held.title["en"]) == "Grand opening"
    # What is still to be scheduled goes on into the next draft.
    waiting = {
        code for code, said in read_version(draft_programme(draft.edition)).items()
        if said["place"] is None
    }  # fmt: skip
    assert waiting == {"power", added}


def test_a_release_happens_once_and_what_was_released_stays(draft: Programme, room: Room) -> None:
    put(draft, "open", room, dt.time(15))
    first = record_held(draft.edition)
    assert first is not None
    release_programme(draft, by=COMMAND_LINE)
    first.refresh_from_db()
    assert (first.state, draft.state) == ("superseded", "released")
    for act in (
        lambda: release_programme(draft, by=COMMAND_LINE),
        lambda: put(draft, "open", room, dt.time(16)),
        lambda: throw_draft_away(draft),
    ):
        with pytest.raises(Refusal, match="not a draft"):
            act()
    with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
        draft.sessions.update(minutes=5)
    session = draft.sessions.exclude(speakers=None).first()
    assert session is not None
    other = PlannedSpeaker.objects.filter(session=session)
    for change in (
        lambda: other.update(moderates=True),
        other.delete,
        lambda: draft.sessions.filter(pk=session.pk).delete(),
        lambda: draft.sessions.create(code="more", title={"en": "More"}, minutes=30),
        lambda: Programme.objects.filter(pk=draft.pk).update(version=9),
        lambda: Programme.objects.filter(pk=draft.pk).update(state="draft", released_at=None),
        lambda: Programme.objects.filter(pk=first.pk).update(state="released"),
        lambda: write_as_sql("DELETE FROM congress_programme WHERE id = %s", first.pk),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            end_with(change)


def end_with(change: Callable[[], object]) -> None:
    """Do something, and check what the database checks when a transaction ends."""
    change()
    write_as_sql("SET CONSTRAINTS ALL IMMEDIATE")


def write_as_sql(statement: str, *given: int) -> None:
    """Run a statement as it is."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def test_each_change_is_undone_and_redone(draft: Programme, room: Room) -> None:
    states = [read_version(draft)]
    put(draft, "open", room, dt.time(15))
    states.append(read_version(draft))
    unplace_session(draft, "power", by=COMMAND_LINE)
    states.append(read_version(draft))
    places = {"power": Place(DAY, dt.time(9), room.pk), "open": Place(DAY, dt.time(9), room.pk)}
    assert place_sessions(draft, places, by=COMMAND_LINE).codes == ("power",)
    states.append(read_version(draft))
    for before in reversed(states[:-1]):
        undo_step(draft, by=COMMAND_LINE)
        assert read_version(draft) == before
    assert undo_step(draft, by=COMMAND_LINE) is None
    for after in states[1:]:
        redo_step(draft, by=COMMAND_LINE)
        assert read_version(draft) == after
    assert redo_step(draft, by=COMMAND_LINE) is None
    undo_step(draft, by=COMMAND_LINE)
    unplace_session(draft, "open", by=COMMAND_LINE)
    assert redo_step(draft, by=COMMAND_LINE) is None


def test_everybody_undoes_their_own_steps(draft: Programme, room: Room) -> None:
    ada, bo = (Doer(Account.objects.create(email=f"{one}@example.org")) for one in ("ada", "bo"))
    first = read_version(draft)
    unplace_session(draft, "power", by=ada)
    edit_session(draft, "open", {"title": {"en": "Grand opening"}}, by=bo)
    undo_step(draft, by=ada)
    assert read_version(draft)["power"] == first["power"]
    assert read_version(draft)["open"]["title"] == {"en": "Grand opening"}
    redo_step(draft, by=ada)
    edit_session(draft, "power", {"title": {"en": "Steam"}}, by=bo)
    with pytest.raises(Refusal, match=r"^bo@example.org has changed this since"):
        undo_step(draft, by=ada)
    for _ in range(2):
        undo_step(draft, by=bo)
    undo_step(draft, by=ada)
    assert read_version(draft) == first


def test_undoing_leaves_what_changed_meanwhile(draft: Programme, room: Room) -> None:
    edit_session(draft, "open", {"title": {"en": "Grand opening"}}, by=COMMAND_LINE)
    held = Session.objects.get(edition=draft.edition, code="open")
    move_session(held, Place(NEXT, dt.time(17), room.pk), by=COMMAND_LINE)
    moved = {"date": "2024-07-09", "start": "17:00", "room": room.pk}
    undo_step(draft, by=COMMAND_LINE)
    assert read_version(draft)["open"] == read_current(draft.edition)["open"]
    redo_step(draft, by=COMMAND_LINE)
    assert read_version(draft)["open"]["place"] == moved
    assert read_version(draft)["open"]["title"] == {"en": "Grand opening"}


def test_a_release_is_shown_as_it_will_be(draft: Programme, room: Room) -> None:
    put(draft, "open", room, dt.time(15))
    held = Session.objects.get(edition=draft.edition, code="power")
    move_session(held, Place(NEXT, dt.time(17), room.pk), by=COMMAND_LINE)
    Session.objects.create(
        edition=draft.edition, code="late", title=LocalizedText({"en": "Late"}), date=NEXT,
        start=dt.time(20), end=dt.time(21), room=held.room,
    )  # fmt: skip
    shown = list_release_changes(draft)
    assert [one.code for one in shown] == ["open"]
    assert list(release_programme(draft, by=COMMAND_LINE).changes) == shown


def test_what_changes_meanwhile_comes_into_the_draft(draft: Programme, room: Room) -> None:
    put(draft, "open", room, dt.time(15))
    held = Session.objects.get(edition=draft.edition, code="open")
    held.start, held.end = dt.time(11), dt.time(12)
    held.title = LocalizedText({"en": "Opened"})
    held.save()
    Session.objects.filter(code="power").delete()
    Session.objects.create(
        edition=draft.edition, code="late", title=LocalizedText({"en": "Late"}), date=NEXT,
        start=dt.time(18), end=dt.time(19), room=held.room,
    )  # fmt: skip
    edit_session(draft, "open", {"kind": "panel"}, by=COMMAND_LINE)
    said = read_version(draft)
    assert said["open"]["place"]["start"] == "15:00"
    assert said["open"]["title"] == {"en": "Opened"}
    assert said["power"]["place"] is None
    assert said["late"]["place"]["start"] == "18:00"
    assert {one.code: one.kinds for one in list_release_changes(draft)} == {
        "open": ("moved", "details")
    }
    # What came in otherwise is its own version before the release.
    release_programme(draft, by=COMMAND_LINE)
    assert [(one.version, one.origin, one.state) for one in Programme.objects.all()] == [
        (1, "recorded", "superseded"),
        (2, "drafted", "released"),
        (3, "recorded", "superseded"),
    ]


def test_a_version_is_compared_and_restored(draft: Programme, room: Room) -> None:
    first = record_held(draft.edition)
    assert first is not None
    put(draft, "open", room, dt.time(15))
    unplace_session(draft, "power", by=COMMAND_LINE)
    release_programme(draft, by=COMMAND_LINE)
    changes = {one.code: one.kinds for one in list_version_changes(draft, first)}
    assert changes == {"power": ("new",), "open": ("moved",)}
    again = restore_programme(first)
    assert (again.made_from, again.origin) == (first.version, "restored")
    release_programme(again, by=COMMAND_LINE)
    assert read_current(draft.edition) == read_version(first)


def test_what_is_hard_is_refused_and_nothing_changes(draft: Programme, room: Room) -> None:
    before = read_version(draft)
    main = Session.objects.get(edition=draft.edition, code="power").room
    for place, rule in (
        (Place(NEXT, dt.time(12, 30), main.pk), "room_taken"),
        (Place(NEXT, dt.time(12, 30), room.pk), "speaker_twice"),
    ):
        with pytest.raises(ConflictRefusal) as refused:
            place_session(draft, "open", place, by=COMMAND_LINE)
        assert rule in {one.rule for one in refused.value.conflicts}
    for place in (Place(dt.date(2024, 8, 1), dt.time(9), room.pk), Place(DAY, dt.time(9), 0)):
        with pytest.raises(Refusal):
            place_session(draft, "open", place, by=COMMAND_LINE)
    with pytest.raises(Refusal, match="released"):
        remove_session(draft, "open", by=COMMAND_LINE)
    assert read_version(draft) == before
    assert undo_step(draft, by=COMMAND_LINE) is None


def test_a_release_is_refused_where_a_speaker_has_a_meeting(
    edition: Edition, draft: Programme
) -> None:
    slot = Slot.objects.filter(edition=edition).order_by("date", "number")[0]
    timetable = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    hold(timetable, "r3", slot, representative=person("g1"))
    release_timetable(timetable)
    begins = slot.starts_at.astimezone(edition.zone)
    room = Session.objects.filter(edition=edition)[0].room
    edit_session(draft, "power", {"people": [[person("g1").pk, False]]}, by=COMMAND_LINE)
    unplace_session(draft, "open", by=COMMAND_LINE)
    put(draft, "power", room, begins.time(), begins.date())
    with pytest.raises(Refusal, match="meeting"):
        release_programme(draft, by=COMMAND_LINE)
    assert Session.objects.filter(edition=edition).count() == 2
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_parts_that_only_one_side_changed_are_merged() -> None:
    base = dict.fromkeys(("title", "place"), 0)
    rest = dict.fromkeys(
        ("track", "description", "kind", "language", "interpretation", "capacity", "access", "guid",
         "stream", "expected", "needs", "people", "minutes")
    )  # fmt: skip
    ours, theirs = base | {"title": 1} | rest, base | {"title": 2, "place": 3} | rest
    merged = merge_said(base | rest, ours, theirs)
    assert (merged["title"], merged["place"]) == (1, 3)
