"""Whatever is asked, accepted, moved, cancelled and released, and in whatever order: all holds.

A checker that shares nothing with domain or triggers but the tables looks after every step.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.apps.meetings.test_constraints import make_run

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.answer_request import (
    accept_request,
    cancel_request,
    decline_request,
    propose_time,
)
from fairlead.apps.meetings.domain.hand_request import hand_request
from fairlead.apps.meetings.domain.move_meeting import move_meeting
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.domain.request_meeting import Wish, request_meeting
from fairlead.apps.meetings.models import Meeting, MeetingRequest, Timetable
from fairlead.apps.people.models import Availability, Participation
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.read import read_fair

NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
PEOPLE = ("g1", "g2", "b1", "u1", "c1", "v1", "v2", "v3")
FIRMS = ("gear", "bearing", "pump", "chip")
people, firms, slots = st.sampled_from(PEOPLE), st.sampled_from(FIRMS), st.integers(0, 11)
requests = st.integers(0, 30)


class Fair(RuleBasedStateMachine):
    """A small fair on which people do what they like; what is refused changes nothing."""

    def __init__(self) -> None:
        """Begin with no request."""
        super().__init__()
        small = read_fair(Path(__file__).parents[2] / "folder" / "small")
        self.edition = load_fair(small, replace=True)
        MeetingRequest.objects.filter(edition=self.edition).delete()
        self.slots = list(Slot.objects.filter(edition=self.edition))
        self.versions = 0

    def person(self, code: str) -> Participation:
        """Return a participant."""
        return Participation.objects.get(edition=self.edition, code=code)

    def pick(self, number: int) -> MeetingRequest | None:
        """Return one of the requests there are."""
        found = list(MeetingRequest.objects.filter(edition=self.edition).order_by("pk"))
        return found[number % len(found)] if found else None

    @staticmethod
    def attempt(act: Any, *given: Any, **named: Any) -> None:
        """Do something that may be refused, in words or by the database."""
        try:
            with transaction.atomic():
                act(*given, **named)
        except Refusal as refused:
            assert str(refused) != "This cannot be done.", refused.rule  # noqa: PT017

    @rule(who=people, firm=firms, place=st.sampled_from(["stand", "table", "online"]))
    def ask(self, who: str, firm: str, place: str) -> None:
        """Ask an exhibitor."""
        host = Exhibitor.objects.get(edition=self.edition, organisation__code=firm)
        wish = Wish(place=place, for_firm=self.person(who).organisation_id is not None)
        self.attempt(request_meeting, author=self.person(who), whom=host, wish=wish, now=NOW)

    @rule(number=requests, who=people, slot=st.none() | slots)
    def accept(self, number: int, who: str, slot: int | None) -> None:
        """Accept a request, with a time or without."""
        if (asked := self.pick(number)) is not None:
            at = None if slot is None else self.slots[slot]
            self.attempt(accept_request, asked, by=self.person(who), slot=at, now=NOW)

    @rule(number=requests, who=people, slot=slots)
    def propose(self, number: int, who: str, slot: int) -> None:
        """Propose another time."""
        if (asked := self.pick(number)) is not None:
            self.attempt(propose_time, asked, self.slots[slot], by=self.person(who), now=NOW)

    @rule(number=requests, who=people)
    def decline(self, number: int, who: str) -> None:
        """Decline a request."""
        if (asked := self.pick(number)) is not None:
            self.attempt(decline_request, asked, by=self.person(who), now=NOW)

    @rule(number=requests, who=people, other=people)
    def hand(self, number: int, who: str, other: str) -> None:
        """Hand a request to a colleague."""
        if (asked := self.pick(number)) is not None:
            self.attempt(hand_request, asked, self.person(other), by=self.person(who), now=NOW)

    @rule(number=requests, who=people)
    def cancel(self, number: int, who: str) -> None:
        """Cancel a request or its meeting."""
        if (asked := self.pick(number)) is not None:
            self.attempt(cancel_request, asked, by=self.person(who), now=NOW)

    @rule(number=requests, slot=slots)
    def move(self, number: int, slot: int) -> None:
        """Move a meeting."""
        if (asked := self.pick(number)) is not None:
            self.attempt(move_meeting, asked, self.slots[slot], by=None, now=NOW)

    @rule(who=people, day=st.integers(0, 1), hour=st.integers(10, 12))
    def be_there(self, who: str, day: int, hour: int) -> None:
        """Say when one is free, if no meeting stands against it."""
        date = self.edition.first_day + dt.timedelta(days=day)
        try:
            with transaction.atomic():
                Availability.objects.get_or_create(
                    edition=self.edition,
                    participation=self.person(who),
                    date=date,
                    start=dt.time(hour),
                    end=dt.time(hour + 1),
                )
        except IntegrityError as error:
            assert "meeting_available" in str(error)  # noqa: PT017

    @rule(places=st.lists(slots, min_size=1, max_size=5))
    def release(self, places: list[int]) -> None:
        """Release a version that holds requests at these times, as far as they fit together."""
        self.versions += 1
        draft = Timetable.objects.create(
            edition=self.edition, version=self.versions, run=make_run(self.edition)
        )
        found = MeetingRequest.objects.filter(
            edition=self.edition, state__in=("pending", "accepted"), recipient__isnull=False
        )
        for asked, place in zip(found.order_by("-pk"), places, strict=False):
            try:
                with transaction.atomic():
                    Meeting.objects.create(
                        timetable=draft, request=asked, slot=self.slots[place], place="online"
                    )
            except IntegrityError as error:
                assert "booking_person_once" in str(error)  # noqa: PT017
        release_timetable(draft)

    @invariant()
    def everything_holds(self) -> None:
        """Check the tables by themselves."""
        held = list(
            Meeting.objects.filter(timetable__edition=self.edition, timetable__state="current")
            .select_related("request", "slot", "representative")
            .order_by("pk")
        )
        taken: dict[tuple[Any, ...], int] = defaultdict(int)
        daily: dict[tuple[int, dt.date], int] = defaultdict(int)
        for meeting in held:
            assert meeting.request.state == "accepted"
            if meeting.representative is not None:
                assert meeting.representative.organisation_id == meeting.request.recipient_id
            people = {meeting.request.requester_id, meeting.representative_id}
            for person in (one for one in people if one is not None):
                taken["person", person, meeting.slot_id] += 1
                daily[person, meeting.slot.date] += 1
            if meeting.table_id is not None:
                taken["table", meeting.table_id, meeting.slot_id] += 1
            if meeting.stand_id is not None:
                taken["seat", meeting.stand_id, meeting.seat, meeting.slot_id] += 1
        assert not [one for one, count in taken.items() if count > 1]
        assert all(count <= 4 for count in daily.values())
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM meetings_booking")
            (booked,) = cursor.fetchone()
        assert booked == sum(1 for one in taken if one[0] == "person")


@pytest.mark.django_db
def test_whatever_people_do_the_promises_hold() -> None:
    run_state_machine_as_test(
        Fair,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
