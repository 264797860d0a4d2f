"""Handing on, another place, and staying away: who comes and where changes, the time stays."""

from __future__ import annotations

import pytest
from tests.apps.meetings.test_constraints import make_run
from tests.apps.meetings.test_requests import NOW, _fair, ask, firm, person, slot

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.answer_links import read_answer
from fairlead.apps.meetings.domain.answer_request import (
    accept_request,
    cancel_request,
    decline_request,
    find_meeting,
)
from fairlead.apps.meetings.domain.change_place import change_place
from fairlead.apps.meetings.domain.hand_request import hand_request
from fairlead.apps.meetings.domain.leave_meetings import leave_meetings
from fairlead.apps.meetings.domain.move_meeting import move_meeting
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken
from fairlead.apps.meetings.domain.request_meeting import request_meeting
from fairlead.apps.meetings.models import Block, Booking, Change, Meeting, MeetingRequest, Timetable
from fairlead.apps.meetings.queries.release_effect import ReleaseComparison
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Participation, Person
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
__all__ = ["_fair"]


def list_booked(asked: MeetingRequest) -> set[str]:
    """Return the codes of who is booked for a request."""
    rows = Booking.objects.filter(meeting__request=asked)
    return set(rows.values_list("participation__code", flat=True))


def hire(code: str, colleague_of: str, role: str = "exhibitor") -> Participation:
    """Return a new person of the organisation of another."""
    other = person(colleague_of)
    return Participation.objects.create(
        edition=other.edition,
        code=code,
        person=Person.objects.create(name=LocalizedText({"en": code}), email=f"{code}@example.org"),
        organisation=other.organisation,
        roles=[role],
    )


def find_calendars(who: str) -> list[str]:
    """Return what the calendar of somebody was told, in order: the methods."""
    rows = Message.objects.filter(person=person(who).person, purpose="meeting").order_by("pk")
    return [
        line.partition(":")[2]
        for row in rows
        for line in row.calendar.splitlines()
        if line.startswith("METHOD:")
    ]


def test_a_request_to_a_person_goes_to_a_colleague_with_the_meeting() -> None:
    asked = ask("v2", person("g1"), place="table")
    hand_request(asked, person("g2"), by=person("g1"), now=NOW)
    asked.refresh_from_db()
    assert asked.invitee == person("g2")
    assert asked.events.get().act == "handed"
    told = Message.objects.get(person=person("g2").person)
    assert "передаёт вам встречу" in told.subject
    token = told.link.rstrip("/").rpartition("/")[2]
    link = read_answer(token)
    assert link is not None
    assert link.participation == person("g2"), "who takes over answers by the mail"
    with pytest.raises(Refusal, match="for others"):
        accept_request(asked, by=person("g1"), now=NOW)
    accept_request(asked, by=person("g2"), slot=slot(1, 2), now=NOW)
    hand_request(asked, person("g1"), by=person("g2"), now=NOW)
    held = find_meeting(asked)
    assert held is not None
    assert (held.slot, held.representative) == (slot(1, 2), person("g1"))
    assert list_booked(asked) == {"v2", "g1"}
    last = Change.objects.filter(request=asked).latest("sequence")
    assert (last.kind, last.gone) == ("changed", [person("g2").pk])


def test_who_asked_for_nobody_else_is_followed_by_a_colleague() -> None:
    asked = ask("g1", firm("pump"))
    accept_request(asked, by=person("u1"), now=NOW)
    hand_request(asked, person("g2"), by=person("g1"), now=NOW)
    assert list_booked(asked) == {"g2", "u1"}
    with pytest.raises(Refusal, match="your own organisation"):
        hand_request(asked, person("v3"), by=person("g2"), now=NOW)


def test_nobody_asks_by_a_colleague_who_was_shut_out() -> None:
    asked = ask("g1", firm("pump"))
    Block.objects.create(edition=asked.edition, by=person("u1"), whom=person("g2"))
    with pytest.raises(Refusal, match="from this colleague"):
        hand_request(asked, person("g2"), by=person("g1"), now=NOW)
    asked.refresh_from_db()
    assert asked.requester == person("g1")


def test_who_is_replaced_loses_it_from_the_calendar() -> None:
    Person.objects.filter(participations__code="g1").update(email="g1@example.org")
    third = hire("g3", "g1")
    asked = ask("v2", firm("gear"))
    accept_request(asked, by=person("g1"), now=NOW)
    assert find_calendars("g1") == ["REQUEST"], "who accepts has it in the calendar as well"
    hand_request(asked, third, by=person("g2"), now=NOW)
    assert find_calendars("g1") == ["REQUEST", "CANCEL"]
    assert find_calendars("g3") == ["REQUEST"]
    cancel_request(asked, by=third, now=NOW)
    assert find_calendars("g3") == ["REQUEST", "CANCEL"]


def test_a_colleague_who_is_busy_takes_nothing_over() -> None:
    asked, other = ask("v2", person("g1"), place="online"), ask("v1", firm("gear"))
    accept_request(asked, by=person("g1"), slot=slot(1, 1), now=NOW)
    accept_request(other, by=person("g2"), slot=slot(1, 1), now=NOW)
    with pytest.raises(SlotTaken) as taken:
        hand_request(asked, person("g2"), by=person("g1"), now=NOW)
    assert taken.value.free[0] == slot(1, 2)
    assert list_booked(asked) == {"v2", "g1"}


def test_drafts_follow_or_leave_it_out() -> None:
    asked, other = ask("v2", person("g1"), place="online"), ask("v1", firm("gear"))
    edition = Edition.objects.get()
    drafts = [
        Timetable.objects.create(edition=edition, version=number, run=make_run(edition))
        for number in (7, 8)
    ]
    for draft in drafts:
        Meeting.objects.create(
            timetable=draft, request=asked, slot=slot(1, 1), place="online",
            representative=person("g1"), locked=True,
        )  # fmt: skip
    Meeting.objects.create(
        timetable=drafts[1], request=other, slot=slot(1, 1), place="online",
        representative=person("g2"),
    )  # fmt: skip
    hand_request(asked, person("g2"), by=person("g1"), now=NOW)
    kept = drafts[0].meetings.get()
    assert (kept.representative, kept.locked) == (person("g2"), True)
    assert drafts[1].meetings.get().request == other
    assert drafts[1].unheld.get().reason == "changed_since"


def test_the_place_changes_and_the_time_stays() -> None:
    asked = ask("v2", firm("gear"))
    accept_request(asked, by=person("g1"), slot=slot(1, 2), now=NOW)
    draft = Timetable.objects.create(edition=asked.edition, version=7, run=make_run(asked.edition))
    held = find_meeting(asked)
    assert held is not None
    Meeting.objects.create(
        timetable=draft, request=asked, slot=slot(1, 3), representative=person("g1"),
        place="stand", stand=held.stand, seat=1,
    )  # fmt: skip
    asked.refresh_from_db()
    change_place(asked, "table", by=person("v2"), now=NOW)
    held = find_meeting(asked)
    assert held is not None
    assert (held.place, held.slot, held.representative) == ("table", slot(1, 2), person("g1"))
    assert held.table is not None
    planned = draft.meetings.get()
    assert (planned.place, planned.slot, planned.stand) == ("table", slot(1, 3), None)
    asked.refresh_from_db()
    change_place(asked, "online", by=person("g1"), link="https://meet.example.org/1", now=NOW)
    asked.refresh_from_db()
    assert (asked.place, asked.link) == ("online", "https://meet.example.org/1")
    assert Change.objects.filter(request=asked).latest("sequence").place == "online"
    assert (
        "another place" in Message.objects.filter(person=person("v2").person).latest("pk").subject
    )
    for who, place, words in (("b1", "table", "for others"), ("v2", "moon", "Nothing was chosen")):
        with pytest.raises(Refusal, match=words):
            change_place(asked, place, by=person(who), now=NOW)
    cancel_request(asked, by=person("v2"), now=NOW)
    with pytest.raises(Refusal, match="answered before"):
        change_place(asked, "table", by=person("v2"), now=NOW)


def test_a_third_party_hands_on_and_stays_away() -> None:
    third = hire("u2", "u1")
    asked = request_meeting(
        author=person("v2"), whom=firm("gear"), others=[firm("pump"), person("v3")], now=NOW
    )
    for who in ("g1", "u1", "v3"):
        accept_request(asked, by=person(who), now=NOW)
    assert list_booked(asked) == {"v2", "g1", "u1", "v3"}
    hand_request(asked, third, by=person("u1"), now=NOW)
    assert list_booked(asked) == {"v2", "g1", "u2", "v3"}
    cancel_request(asked, by=person("v3"), now=NOW)
    assert list_booked(asked) == {"v2", "g1", "u2"}
    asked.refresh_from_db()
    assert asked.state == "accepted"
    with pytest.raises(Refusal, match="for others"):
        cancel_request(asked, by=person("v3"), now=NOW)


def test_a_release_names_to_each_of_three_the_others() -> None:
    asked = request_meeting(
        author=person("v2"), whom=firm("gear"), others=[firm("pump"), person("v3")], now=NOW
    )
    for who in ("g1", "u1", "v3"):
        accept_request(asked, by=person(who), now=NOW)
    edition = Edition.objects.get()
    draft = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    MeetingRequest.objects.filter(pk=asked.pk).update(locked=None)  # as a release leaves it
    told = {one.participation: one.other["en"] for one in ReleaseComparison(draft).list_told()}
    assert {code: told[person(code).pk] for code in ("v2", "g1", "u1", "v3")} == {
        "v2": "Gear Works · Pump House · Персона Восемь",
        "g1": "Ore Mine · Pump House · Персона Восемь",
        "u1": "Ore Mine · Gear Works · Персона Восемь",
        "v3": "Ore Mine · Gear Works · Pump House",
    }


def test_the_last_one_waited_for_leaves_and_the_others_meet() -> None:
    asked = request_meeting(author=person("v2"), whom=firm("gear"), others=[person("v3")], now=NOW)
    accept_request(asked, by=person("g1"), now=NOW)
    leave_meetings(person("v3"), now=NOW)
    assert list_booked(asked) == {"v2", "g1"}


def test_who_stays_away_already_leaves_without_a_word() -> None:
    asked = request_meeting(author=person("v2"), whom=firm("gear"), others=[person("v3")], now=NOW)
    accept_request(asked, by=person("g1"), now=NOW)
    decline_request(asked, by=person("v3"), now=NOW)
    told = Message.objects.count()
    assert leave_meetings(person("v3"), now=NOW) == 0
    assert Message.objects.count() == told
    assert list_booked(asked) == {"v2", "g1"}


def test_a_time_that_two_agreed_on_is_taken_before_the_third_answers() -> None:
    asked = request_meeting(author=person("v2"), whom=firm("gear"), others=[firm("pump")], now=NOW)
    accept_request(asked, by=person("g1"), slot=slot(1, 1), now=NOW)
    other = ask("v2", firm("bearing"))
    accept_request(other, by=person("b1"), slot=slot(1, 1), now=NOW)
    found = accept_request(asked, by=person("u1"), now=NOW)
    assert found.meeting is not None
    assert found.meeting.slot == slot(1, 2)


def test_who_leaves_is_followed_by_a_colleague() -> None:
    asked = ask("v2", firm("gear"))
    accept_request(asked, by=person("g1"), slot=slot(1, 1), now=NOW)
    leave_meetings(person("g1"), now=NOW)
    assert list_booked(asked) == {"v2", "g2"}


def test_who_asked_for_a_firm_is_followed_by_a_colleague() -> None:
    asked, waits = (ask("v1", firm(code), for_firm=True) for code in ("gear", "pump"))
    alone = ask("v1", firm("bearing"))
    accept_request(asked, by=person("g1"), slot=slot(1, 1), now=NOW)
    accept_request(alone, by=person("b1"), slot=slot(1, 2), now=NOW)
    leave_meetings(person("v1"), now=NOW)
    assert list_booked(asked) == {"v2", "g1"}
    assert find_meeting(asked).slot == slot(1, 1)  # type: ignore[union-attr]
    for one, state, who in (
        (asked, "accepted", "v2"),
        (waits, "pending", "v2"),
        (alone, "cancelled", "v1"),
    ):
        one.refresh_from_db()
        assert (one.state, one.requester.code) == (state, who)


def test_a_colleague_who_is_taken_then_comes_at_the_next_time() -> None:
    asked, other = ask("v1", firm("gear"), for_firm=True), ask("v2", firm("bearing"))
    accept_request(asked, by=person("g1"), slot=slot(1, 1), now=NOW)
    accept_request(other, by=person("b1"), slot=slot(1, 1), now=NOW)
    leave_meetings(person("v1"), now=NOW)
    assert list_booked(asked) == {"v2", "g1"}
    assert find_meeting(asked).slot == slot(1, 2)  # type: ignore[union-attr]


def test_a_long_meeting_can_be_left_until_its_last_slot_is_over() -> None:
    asked = ask("v2", person("g1"), place="online", slots=2)
    accept_request(asked, by=person("g1"), slot=slot(1, 1), now=NOW)
    over = slot(1, 2).ends_at
    with pytest.raises(Refusal, match="is over"):
        cancel_request(asked, by=person("g1"), now=over)
    with pytest.raises(Refusal, match="is over"):
        move_meeting(asked, slot(2, 1), by=None, now=over)
    assert leave_meetings(person("v2"), now=over) == 0
    assert list_booked(asked) == {"v2", "g1"}
    told = Message.objects.count()
    assert leave_meetings(person("v2"), now=slot(1, 1).ends_at) == 1
    asked.refresh_from_db()
    assert asked.state == "cancelled"
    assert Message.objects.count() > told


def test_nobody_stays_away_from_what_was_held() -> None:
    asked = request_meeting(author=person("v2"), whom=firm("gear"), others=[person("v3")], now=NOW)
    for who in ("g1", "v3"):
        accept_request(asked, by=person(who), now=NOW)
    held = find_meeting(asked)
    assert held is not None
    with pytest.raises(Refusal, match="is over"):
        cancel_request(asked, by=person("v3"), now=held.slot.ends_at)
    assert list_booked(asked) == {"v2", "g1", "v3"}
