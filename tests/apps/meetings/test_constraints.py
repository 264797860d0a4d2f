"""What the database itself never lets happen to a timetable."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.models import Edition, Run, Slot
from fairlead.apps.meetings.models import Meeting, MeetingRequest, Table, Timetable
from fairlead.apps.people.models import Participation

pytestmark = pytest.mark.django_db


def make_run(edition: Edition) -> Run:
    """Return a run of the scheduling engine."""
    return Run.objects.create(
        edition=edition,
        step="scheduling",
        engine_version="0",
        seed=0,
        input_digest="",
        status="optimal",
        seconds=0.0,
    )


@pytest.fixture
def timetable(edition: Edition) -> Timetable:
    """Return an empty draft."""
    return Timetable.objects.create(edition=edition, version=1, run=make_run(edition))


@pytest.fixture
def slots(edition: Edition) -> list[Slot]:
    """Return the slots."""
    return list(Slot.objects.filter(edition=edition))


def hold(timetable: Timetable, request: str, slot: Slot, **given: Any) -> Meeting:
    """Return a request held in a slot; online unless told otherwise."""
    found = MeetingRequest.objects.get(edition=timetable.edition, code=request)
    place = {"place": "online"} | given
    return Meeting.objects.create(timetable=timetable, request=found, slot=slot, **place)


def person(code: str) -> Participation:
    """Return the participant of that code."""
    return Participation.objects.get(code=code)


def taken() -> set[tuple[str, int]]:
    """Return who is taken in which slot of any timetable."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person.code, slot.number FROM meetings_attendance"
            " JOIN people_participation person ON person.id = participation_id"
            " JOIN meetings_meeting meeting ON meeting.id = meeting_id"
            " JOIN fairs_slot slot ON slot.id = meeting.slot_id"
        )
        return set(cursor.fetchall())


def refused(name: str) -> Any:
    """Return a context in which the database must refuse by the rule of that name."""
    return pytest.raises(IntegrityError, match=name)


def test_a_requester_is_booked_once(timetable: Timetable, slots: list[Slot]) -> None:
    hold(timetable, "r1", slots[0])
    with refused("booking_person_once"), transaction.atomic():
        hold(timetable, "r2", slots[0])
    hold(timetable, "r2", slots[1])
    assert taken() == {("v1", 1), ("v1", 2)}


def test_a_representative_is_booked_once(timetable: Timetable, slots: list[Slot]) -> None:
    hold(timetable, "r1", slots[0], representative=person("g1"))
    with refused("booking_person_once"), transaction.atomic():
        hold(timetable, "r3", slots[0], representative=person("g1"))
    hold(timetable, "r3", slots[0], representative=person("g2"))
    assert taken() == {("v1", 1), ("g1", 1), ("v2", 1), ("g2", 1)}


def test_a_requester_who_represents_is_booked_once(timetable: Timetable, slots: list[Slot]) -> None:
    hold(timetable, "r6", slots[0], representative=person("b1"))
    with refused("booking_person_once"), transaction.atomic():
        hold(timetable, "r4", slots[0], representative=person("u1"))


def test_nobody_meets_themselves(timetable: Timetable, slots: list[Slot]) -> None:
    with refused("meeting_representative"), transaction.atomic():
        hold(timetable, "r6", slots[0], representative=person("u1"))


def test_another_version_is_another_world(timetable: Timetable, slots: list[Slot]) -> None:
    hold(timetable, "r1", slots[0])
    edition = timetable.edition
    other = Timetable.objects.create(edition=edition, version=2, run=make_run(edition))
    hold(other, "r1", slots[0])


def test_bookings_follow_moves_and_removals(timetable: Timetable, slots: list[Slot]) -> None:
    meeting = hold(timetable, "r1", slots[0], representative=person("g1"))
    hold(timetable, "r3", slots[1], representative=person("g1"))
    with refused("booking_person_once"), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(slot=slots[1])
    Meeting.objects.filter(pk=meeting.pk).update(slot=slots[2])
    assert taken() == {("v1", 3), ("g1", 3), ("v2", 2), ("g1", 2)}
    Meeting.objects.filter(pk=meeting.pk).update(representative=None)
    assert taken() == {("v1", 3), ("v2", 2), ("g1", 2)}
    MeetingRequest.objects.filter(code="r1").update(requester=person("s1"))
    assert taken() == {("s1", 3), ("v2", 2), ("g1", 2)}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM meetings_meeting WHERE id = %s", (meeting.pk,))
    assert taken() == {("v2", 2), ("g1", 2)}


def test_a_swap_in_one_statement_is_no_clash(timetable: Timetable, slots: list[Slot]) -> None:
    hold(timetable, "r1", slots[0])
    hold(timetable, "r2", slots[1])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE meetings_meeting SET slot_id = CASE slot_id WHEN %s THEN %s ELSE %s END",
            (slots[0].pk, slots[1].pk, slots[0].pk),
        )
    assert taken() == {("v1", 1), ("v1", 2)}


def test_a_request_is_held_once(timetable: Timetable, slots: list[Slot]) -> None:
    hold(timetable, "r1", slots[0])
    with refused("meeting_of_request"), transaction.atomic():
        hold(timetable, "r1", slots[1])


def test_a_table_is_booked_once(timetable: Timetable, slots: list[Slot]) -> None:
    table = Table.objects.filter(edition=timetable.edition)[0]
    hold(timetable, "r4", slots[0], place="table", table=table)
    with refused("booking_table_once"), transaction.atomic():
        hold(timetable, "r1", slots[0], place="table", table=table)
    hold(timetable, "r1", slots[1], place="table", table=table)


def test_a_seat_is_booked_once(timetable: Timetable, slots: list[Slot]) -> None:
    stand = Exhibitor.objects.get(organisation__code="gear").stand
    hold(timetable, "r1", slots[0], place="stand", stand=stand, seat=1)
    with refused("booking_seat_once"), transaction.atomic():
        hold(timetable, "r3", slots[0], place="stand", stand=stand, seat=1)
    hold(timetable, "r3", slots[0], place="stand", stand=stand, seat=2)


@pytest.mark.parametrize("place", ["stand", "table", "online", "roof"])
def test_a_place_has_what_it_takes(timetable: Timetable, slots: list[Slot], place: str) -> None:
    stand = Stand.objects.all()[0]
    with refused("meeting_place"), transaction.atomic():
        given = {"stand": stand} if place in {"table", "online"} else {}
        hold(timetable, "r1", slots[0], place=place, **given)


def test_one_released_timetable(timetable: Timetable) -> None:
    edition, now = timetable.edition, timezone.now()
    released = {"state": "released", "released_at": now}
    Timetable.objects.filter(pk=timetable.pk).update(**released)
    other = Timetable.objects.create(edition=edition, version=2, run=make_run(edition))
    with refused("timetable_one_released"), transaction.atomic():
        Timetable.objects.filter(pk=other.pk).update(**released)
    with refused("timetable_released_at"), transaction.atomic():
        Timetable.objects.filter(pk=other.pk).update(released_at=now)
    with refused("timetable_transition"), transaction.atomic():
        Timetable.objects.filter(pk=other.pk).update(state="superseded", released_at=now)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"weight": -1}, "request_weight"),
        ({"state": "pending"}, "request_transition"),
        ({"slots": 0}, "request_slots"),
        ({"turn": "nobody"}, "request_turn"),
        ({"preference": "never"}, "request_preference"),
        ({"place": "roof"}, "request_place"),
        ({"code": "r2"}, "meetingrequest_code"),
    ],
)
def test_requests(edition: Edition, change: dict[str, Any], rule: str) -> None:
    with refused(rule), transaction.atomic():
        MeetingRequest.objects.filter(edition=edition, code="r1").update(**change)
