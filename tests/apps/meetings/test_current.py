"""What the database never lets happen to the meetings that hold now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from tests.apps.meetings.test_constraints import hold, make_run, person, refused
from tests.texts import english

from fairlead.apps.congress.models import Session, Speaker
from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.models import (
    Attendee,
    Booking,
    Change,
    Meeting,
    MeetingRequest,
    PlaceBooking,
    RequestEvent,
    RequestParty,
    Table,
    Timetable,
    Unheld,
)
from fairlead.apps.people.models import Availability, Participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(edition: Edition) -> Timetable:
    """Return the current timetable, empty; every request but the declined one is accepted."""
    MeetingRequest.objects.filter(edition=edition, state="pending").update(state="accepted")
    return find_or_make_current(edition)


@pytest.fixture
def slots(edition: Edition) -> list[Slot]:
    """Return the slots: six of half an hour on each of two days, from ten."""
    return list(Slot.objects.filter(edition=edition))


def booked() -> set[str]:
    """Return the codes of those who are booked."""
    return set(Booking.objects.values_list("participation__code", flat=True))


def test_a_meeting_books_people_and_place(now: Timetable, slots: list[Slot]) -> None:
    stand = Exhibitor.objects.get(organisation__code="gear").stand
    held = hold(
        now, "r1", slots[0], place="stand", stand=stand, seat=1, representative=person("g1")
    )
    assert booked() == {"v1", "g1"}
    assert PlaceBooking.objects.get().seat == 1
    held.delete()
    assert not booked()
    assert not PlaceBooking.objects.exists()
    assert list(Change.objects.order_by("sequence").values_list("sequence", "kind")) == [
        (0, "booked"),
        (1, "cancelled"),
    ]


def test_times_that_overlap_are_refused_whatever_their_lengths(
    now: Timetable, slots: list[Slot]
) -> None:
    tables = list(Table.objects.filter(edition=now.edition))
    hold(now, "r3", slots[1], slots=3, place="table", table=tables[0])
    with refused("booking_person_once"), transaction.atomic():
        hold(now, "r4", slots[3])
    with refused("booking_table_once"), transaction.atomic():
        hold(now, "r6", slots[2], place="table", table=tables[0])
    with refused("meeting_length"), transaction.atomic():
        hold(now, "r6", slots[5], slots=2)
    hold(now, "r4", slots[4])
    hold(now, "r6", slots[4], place="table", table=tables[0])


def test_a_draft_of_long_meetings_does_not_overlap(edition: Edition, slots: list[Slot]) -> None:
    draft = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    tables = list(Table.objects.filter(edition=edition))
    hold(draft, "r3", slots[1], slots=3, place="table", table=tables[0])
    with refused("booking_person_once"), transaction.atomic():
        hold(draft, "r4", slots[3])
    with refused("booking_table_once"), transaction.atomic():
        hold(draft, "r6", slots[2], place="table", table=tables[0])


REFUSED: dict[str, Callable[[Timetable, list[Slot]], Any]] = {
    "meeting_accepted": lambda now, slots: hold(now, "r7", slots[0]),
    "meeting_representative": lambda now, slots: hold(
        now, "r1", slots[0], representative=person("b1")
    ),
    "meeting_stand": lambda now, slots: hold(
        now, "r1", slots[0], place="stand", stand=Stand.objects.get(code="2-A1"), seat=1
    ),
    "meeting_available": lambda now, slots: hold(now, "r1", slots[3]),
    "meeting_speaking": lambda now, slots: hold(now, "r5", slots[10], representative=person("c1")),
    "booking_by_hand": lambda now, slots: Booking.objects.all().delete(),
    "timetable_kept": lambda now, slots: Timetable.objects.filter(pk=now.pk).delete(),
}


@pytest.mark.parametrize("rule", REFUSED)
def test_what_is_false_is_refused(now: Timetable, slots: list[Slot], rule: str) -> None:
    hold(now, "r3", slots[0])
    with refused(rule), transaction.atomic():
        REFUSED[rule](now, slots)


def test_nobody_meets_more_often_in_a_day_than_is_allowed(
    now: Timetable, slots: list[Slot]
) -> None:
    Edition.objects.update(max_meetings_per_day=1)
    hold(now, "r3", slots[0])
    with refused("meeting_day_limit"), transaction.atomic():
        hold(now, "r4", slots[1])
    hold(now, "r4", slots[6])


def _shorten(_now: Timetable) -> None:
    Availability.objects.filter(participation__code="v1").update(end="10:15")


LATER: dict[str, Callable[[Timetable], Any]] = {
    "meeting_available": _shorten,
    "meeting_speaking": lambda now: Speaker.objects.create(
        session=Session.objects.get(code="open"), participation=person("g1"), position=5
    ),
    "meeting_representative": lambda now: Participation.objects.filter(code="g1").update(
        organisation=None
    ),
    "meeting_accepted": lambda now: MeetingRequest.objects.filter(code="r1").update(
        state="cancelled"
    ),
    "slot_taken": lambda now: Slot.objects.filter(number=1).update(number=9),
    "meeting_day_limit": lambda now: (
        hold(now, "r2", Slot.objects.get(date="2024-07-08", number=2)),
        Edition.objects.update(max_meetings_per_day=1),
    ),
}


@pytest.mark.parametrize("rule", LATER)
def test_nothing_makes_a_meeting_false_afterwards(
    now: Timetable, slots: list[Slot], rule: str
) -> None:
    hold(now, "r1", slots[0], representative=person("g1"))
    with refused(rule), transaction.atomic():
        LATER[rule](now)


def test_a_session_held_again_or_moved_meets_its_speakers_meetings(
    now: Timetable, slots: list[Slot]
) -> None:
    hold(now, "r1", slots[0], representative=person("g1"))
    one = Session.objects.filter(code="open")
    one.update(cancelled=True)
    Speaker.objects.create(session=one.get(), participation=person("g1"), position=5)
    one.update(title=english("Named anew"))
    with refused("meeting_speaking"), transaction.atomic():
        one.update(cancelled=False)
    with refused("meeting_speaking"), transaction.atomic():
        Session.objects.update(cancelled=False, title=english("All at once"))
    day = one.get().date
    one.update(cancelled=False, date=slots[6].date)
    with refused("meeting_speaking"), transaction.atomic():
        one.update(date=day)


def test_an_exhibitor_moves_with_its_meetings(now: Timetable, slots: list[Slot]) -> None:
    gear = Exhibitor.objects.get(organisation__code="gear")
    held = hold(now, "r1", slots[0], place="stand", stand=gear.stand, seat=1)
    free = Stand.objects.exclude(exhibitors__isnull=False).first() or Stand.objects.get(code="2-A1")

    def move(*, meetings: bool) -> None:
        with transaction.atomic():
            Exhibitor.objects.filter(pk=gear.pk).update(stand=free)
            if meetings:
                Meeting.objects.filter(pk=held.pk).update(stand=free)
            connection.check_constraints()

    with refused("meeting_stand"):
        move(meetings=False)
    move(meetings=True)


def test_who_leaves_meets_nobody(now: Timetable, slots: list[Slot]) -> None:
    Availability.objects.all().delete()
    later = dt.timedelta(days=3653)
    Slot.objects.update(starts_at=F("starts_at") + later, ends_at=F("ends_at") + later)
    hold(now, "r1", slots[0], representative=person("g1"))
    Participation.objects.filter(code="v1").update(state="cancelled")
    assert not booked()
    assert set(MeetingRequest.objects.filter(requester__code="v1").values_list("state")) == {
        ("cancelled",)
    }


def test_a_request_leaves_a_history_that_only_grows(edition: Edition) -> None:
    asked = MeetingRequest.objects.filter(code="r2")
    asked.update(state="accepted", changed_by=person("b1"))
    asked.update(assigned=person("b1"))
    asked.update(state="cancelled", reason="Ill")
    events = RequestEvent.objects.filter(request__code="r2")
    assert list(events.values_list("act", "state", "note")) == [
        ("accepted", "accepted", ""),
        ("handed", "accepted", ""),
        ("cancelled", "cancelled", "Ill"),
    ]
    for change in (lambda: events.update(act="declined"), events.delete):
        with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
            change()


def test_asked_again_after_a_refusal_and_not_before(edition: Edition) -> None:
    def ask() -> MeetingRequest:
        first = MeetingRequest.objects.get(code="r7")
        return MeetingRequest.objects.create(
            edition=edition, code="r8", requester=first.requester, recipient=first.recipient
        )

    ask()
    with refused("request_of_pair"), transaction.atomic():
        MeetingRequest.objects.filter(code="r8").update(code="r9")
        ask()


def test_three_parties_meet(now: Timetable, slots: list[Slot]) -> None:
    asked = MeetingRequest.objects.get(code="r3")
    RequestParty.objects.create(
        request=asked, exhibitor=Exhibitor.objects.get(organisation__code="pump")
    )
    held = hold(now, "r3", slots[0], representative=person("g1"))
    Attendee.objects.create(meeting=held, participation=person("u1"))
    assert booked() == {"v2", "g1", "u1"}
    with refused("attendee_party"), transaction.atomic():
        Attendee.objects.create(meeting=held, participation=person("b1"))
    with refused("booking_person_once"), transaction.atomic():
        hold(now, "r6", slots[0])
    with refused("party_fits"), transaction.atomic():
        RequestParty.objects.create(request=asked, participation=person("v2"))
    Attendee.objects.all().delete()
    assert booked() == {"v2", "g1"}


def test_what_was_released_stays_as_it_was(edition: Edition, slots: list[Slot]) -> None:
    draft = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    held = hold(draft, "r1", slots[0], representative=person("g1"))
    hold(draft, "r2", slots[1], representative=person("b1"))
    left = Unheld.objects.create(
        timetable=draft, request=MeetingRequest.objects.get(code="r6"), reason="no_slot"
    )
    assert release_timetable(draft).left == ()
    for change in (
        held.delete,
        lambda: Meeting.objects.filter(pk=held.pk).update(slot=slots[2]),
        lambda: hold(draft, "r3", slots[0]),
        lambda: Attendee.objects.create(meeting=held, participation=person("u1")),
        lambda: write_versions("DELETE FROM meetings_meeting WHERE id = %s", held.pk),
        lambda: write_versions("UPDATE meetings_meeting SET locked = true WHERE id = %s", held.pk),
        lambda: write_versions("UPDATE meetings_timetable SET version = 7 WHERE id = %s", draft.pk),
        Unheld.objects.filter(pk=left.pk).delete,
        lambda: Unheld.objects.filter(pk=left.pk).update(said=[]),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            end_with(change)
    current = Timetable.objects.get(state="current")
    assert set(current.meetings.values_list("request__code", "request__state")) == {
        ("r1", "accepted"),
        ("r2", "accepted"),
    }


def end_with(change: Callable[[], object]) -> None:
    """Do something, and check what the database checks when a transaction ends."""
    change()
    write_versions("SET CONSTRAINTS ALL IMMEDIATE")


def write_versions(statement: str, *given: int) -> None:
    """Run a statement as a load of versions does."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL fairlead.versions = 'on'")
        cursor.execute(statement, given)


def test_a_release_changes_only_what_differs_and_keeps_what_was_promised(
    edition: Edition, slots: list[Slot]
) -> None:
    now = find_or_make_current(edition)
    MeetingRequest.objects.filter(code="r6").update(locked=slots[5])
    promised = hold(now, "r6", slots[5], representative=person("b1"))
    same = hold(now, "r1", slots[0], representative=person("g1"))
    dropped = hold(now, "r3", slots[4], representative=person("g1"))
    draft = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    hold(draft, "r1", slots[0], representative=person("g1"))
    hold(draft, "r2", slots[1], representative=person("b1"))
    hold(draft, "r4", slots[5], representative=person("u1"))
    release = release_timetable(draft)
    assert release.left == (("r4", "booking_person_once"),)
    assert set(now.meetings.values_list("request__code", flat=True)) == {"r1", "r2", "r6"}
    assert now.meetings.filter(pk__in=[promised.pk, same.pk]).count() == 2
    made = Change.objects.filter(pk__gt=release.since)
    assert set(made.values_list("request__code", "kind")) == {
        ("r2", "booked"),
        ("r3", "cancelled"),
    }
    assert not Meeting.objects.filter(pk=dropped.pk).exists()
