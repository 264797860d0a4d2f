"""Changes on the day: pages, agendas, calendars and the database's rules follow them at once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.apps.meetings.test_constraints import hold, make_run, person

from fairlead.apps.congress.content import read_version
from fairlead.apps.congress.domain.change_draft import ConflictRefusal, Place, edit_session
from fairlead.apps.congress.domain.change_on_day import (
    cancel_session,
    delay_session,
    hold_after_all,
    move_session,
)
from fairlead.apps.congress.domain.draft_programme import draft_programme
from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.models import LiveChange, Room, Session, Speaker
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.calendar_feed import write_feed
from fairlead.apps.meetings.domain.release_sessions import change_and_tell
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.models import FollowedSession, Timetable
from fairlead.apps.meetings.queries.agenda import read_agenda
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.transfer.remove import remove_edition
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(edition: Edition) -> Session:
    """Return the session on the second day, at which two speak."""
    return Session.objects.get(edition=edition, code="power")


def read_page(edition: Edition, rest: str = "programme/?day=2024-07-09") -> str:
    """Return a public page in one line."""
    return " ".join(Client().get(f"/{edition.code}/{rest}").content.decode().split())


def test_what_is_late_is_so_on_pages_agendas_and_in_calendars(session: Session) -> None:
    edition = session.edition
    assert "late:" not in read_page(edition)
    visitor = person("v1")
    FollowedSession.objects.create(participation=visitor, session=session)
    made, told = change_and_tell(session, lambda: delay_session(session, 20, by=COMMAND_LINE))
    assert (made.number, told) == (1, 3)
    assert "late: begins at 12:20" in read_page(edition)
    assert 'data-begins="2024-07-09T07:20:00+00:00' in read_page(edition)
    assert "EventRescheduled" in read_page(edition, "programme/power/")
    assert "DTSTART;TZID=" in (ics := read_page(edition, "programme.ics"))
    assert "20240709T122000" in ics
    entry = next(one for one in read_agenda(visitor).entries if one.session == session.pk)
    assert (f"{entry.begins:%H:%M}", entry.sequence, entry.late) == ("12:20", 1, 20)
    letters = {one.person_id: one for one in Message.objects.filter(purpose="programme_now")}
    assert visitor.person_id in letters
    assert "12:20" in letters[visitor.person_id].subject
    with pytest.raises(Refusal):
        delay_session(session, 20, by=COMMAND_LINE)
    with pytest.raises(Refusal, match="720"):
        delay_session(session, -1, by=COMMAND_LINE)


def test_what_is_cancelled_frees_its_room_and_its_speakers(
    edition: Edition, session: Session
) -> None:
    slot = next(
        one for one in Slot.objects.filter(edition=edition)
        if one.starts_at.astimezone(edition.zone).hour == 12 and one.date == session.date
    )  # fmt: skip
    Speaker.objects.filter(session=session).delete()
    Speaker.objects.create(session=session, participation=person("g1"), position=0)
    timetable = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    hold(timetable, "r3", slot, representative=person("g1"))
    cancel_session(session, by=COMMAND_LINE)
    assert release_timetable(timetable).left == ()
    assert "cancelled" in read_page(edition)
    assert "EventCancelled" in read_page(edition, "programme/power/")
    assert "STATUS:CANCELLED" in read_page(edition, "programme.ics")
    assert "power" not in read_page(edition, "programme.json").lower()
    agenda = read_agenda(person("g1"))
    assert [one.session for one in agenda.cancelled] == [session.pk]
    feed = write_feed(edition, agenda, say=str, now=edition.loaded_at).decode()
    assert "STATUS:CANCELLED" in feed
    with pytest.raises(Refusal, match="meeting"):
        hold_after_all(session, by=COMMAND_LINE)
    session.refresh_from_db()
    assert session.cancelled
    other = Session.objects.get(edition=edition, code="open")
    moved = move_session(
        other, Place(session.date, session.start, session.room_id), by=COMMAND_LINE
    )
    assert moved.before["start"] == "10:00:00"
    with pytest.raises(Refusal, match="cancelled"):
        delay_session(session, 5, by=COMMAND_LINE)
    assert read_page(edition, "programme/?view=grid&day=2024-07-09").count("programme-cell") == 1


def test_what_is_moved_says_so_and_comes_into_the_drafts(edition: Edition) -> None:
    held = Session.objects.get(edition=edition, code="open")
    draft = draft_programme(edition)
    room = Room.objects.create(edition=edition, name=LocalizedText({"en": "Small hall"}))
    with pytest.raises(ConflictRefusal):
        move_session(held, Place(dt.date(2024, 7, 9), dt.time(12, 30), room.pk), by=COMMAND_LINE)
    with pytest.raises(Refusal):
        move_session(held, Place(dt.date(2024, 9, 9), dt.time(12), room.pk), by=COMMAND_LINE)
    move_session(held, Place(held.date, dt.time(15), room.pk), by=COMMAND_LINE)
    page = read_page(edition, "programme/?day=2024-07-08")
    assert "moved" in page
    assert "Small hall" in page
    assert "Small hall" in read_page(edition, f"screens/rooms/{room.pk}/")
    edit_session(draft, "open", {"kind": "plenary"}, by=COMMAND_LINE)
    assert read_version(draft)["open"]["place"]["start"] == "15:00"


def test_what_changed_on_the_day_is_only_added_to(session: Session) -> None:
    delay_session(session, 20, by=COMMAND_LINE)
    rows = LiveChange.objects.filter(session=session)
    for change in (lambda: rows.update(before={}), lambda: rows.update(number=2), rows.delete):
        with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
            change()
    rows.update(account=None)  # as when it goes
    assert rows.get().number == 1


def test_what_changed_on_the_day_goes_with_its_session(session: Session) -> None:
    delay_session(session, 20, by=COMMAND_LINE)
    edition = session.edition
    remove_edition(edition)
    assert not LiveChange.objects.exists()
