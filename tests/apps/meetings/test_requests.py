"""Asking, answering, booking and moving."""

from __future__ import annotations

import datetime as dt

import pytest

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.answer_links import read_answer, sign_answer
from fairlead.apps.meetings.domain.answer_request import (
    accept_request,
    cancel_request,
    decline_request,
    expire_requests,
    find_meeting,
    propose_time,
)
from fairlead.apps.meetings.domain.hand_request import hand_request
from fairlead.apps.meetings.domain.move_meeting import move_meeting
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken
from fairlead.apps.meetings.domain.request_meeting import Wish, find_hindrance, request_meeting
from fairlead.apps.meetings.models import (
    Block,
    Booking,
    Meeting,
    MeetingRequest,
    RequestLimit,
    RequestState,
)
from fairlead.apps.meetings.queries.letters import list_letters
from fairlead.apps.meetings.queries.request_page import read_request_page
from fairlead.apps.meetings.queries.versions import list_figures
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Participation
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.fair import Fair

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 6, 1, 8, tzinfo=dt.UTC)


def person(code: str) -> Participation:
    """Return the participant of that code."""
    return Participation.objects.get(code=code)


def firm(code: str) -> Exhibitor:
    """Return the exhibitor of that code."""
    return Exhibitor.objects.get(organisation__code=code)


def slot(day: int, number: int) -> Slot:
    """Return a slot of the fair's first or second day."""
    return Slot.objects.get(date=dt.date(2024, 7, 7 + day), number=number)


def ask(who: str, whom: Exhibitor | Participation, **wish: object) -> MeetingRequest:
    """Return a new request."""
    return request_meeting(author=person(who), whom=whom, wish=Wish(**wish), now=NOW)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _fair(edition: Edition) -> None:
    """Begin with the small fair without its requests."""
    MeetingRequest.objects.all().delete()


def test_accepted_means_booked_now() -> None:
    asked = ask("v1", firm("gear"), message="Gearboxes for lorries")
    assert not Booking.objects.exists(), "a pending request holds nothing"
    found = accept_request(asked, by=person("g1"), now=NOW)
    assert found.meeting is not None
    assert found.meeting.slot == slot(1, 1)
    assert set(Booking.objects.values_list("participation__code", flat=True)) == {"v1", "g1"}
    assert found.request.locked == slot(1, 1), "planning keeps what was promised"
    told = Message.objects.order_by("pk").values_list("purpose", "person__participations__code")
    assert set(told) == {
        ("meeting_request", "g1"),
        ("meeting_request", "g2"),
        ("meeting", "v1"),
        ("meeting", "g1"),
    }
    with pytest.raises(Refusal, match="answered before"):
        accept_request(asked, by=person("g2"), now=NOW)


def test_who_comes_second_gets_the_next_free_slots() -> None:
    first, second = ask("v1", firm("bearing")), ask("v2", firm("bearing"))
    accept_request(first, by=person("b1"), slot=slot(1, 1), now=NOW)
    with pytest.raises(SlotTaken) as refused:
        accept_request(second, by=person("b1"), slot=slot(1, 1), now=NOW)
    assert refused.value.rule == "booking_person_once"
    assert refused.value.free[0] == slot(1, 2)
    second.refresh_from_db()
    assert second.state == RequestState.PENDING
    assert accept_request(second, by=person("b1"), now=NOW).meeting is not None


def test_another_time_is_proposed_and_taken() -> None:
    asked = ask("v2", firm("pump"))
    propose_time(asked, slot(2, 3), by=person("u1"), now=NOW)
    with pytest.raises(Refusal, match="for others"):
        accept_request(asked, by=person("u1"), now=NOW)
    found = accept_request(asked, by=person("v2"), now=NOW)
    assert found.meeting is not None
    assert found.meeting.slot == slot(2, 3)
    assert [one.act for one in asked.events.all()][:2] == ["proposed", "accepted"]
    page = read_request_page(person("u1"), asked.code)
    assert page is not None
    assert [str(one.act) for one in page.events] == ["proposed", "accepted"]


def test_a_colleague_takes_over_with_the_meeting() -> None:
    asked = ask("v2", firm("gear"))
    accept_request(asked, by=person("g1"), slot=slot(1, 2), now=NOW)
    hand_request(asked, person("g2"), by=person("g1"), now=NOW)
    held = find_meeting(asked)
    assert held is not None
    assert held.representative == person("g2")
    assert held.slot == slot(1, 2)
    with pytest.raises(Refusal, match="your own organisation"):
        hand_request(asked, person("b1"), by=person("g2"), now=NOW)
    other = ask("v1", firm("gear"))
    Participation.objects.filter(code="g1").update(state="cancelled")
    with pytest.raises(Refusal, match="no longer takes part"):
        hand_request(other, person("g1"), by=person("g2"), now=NOW)


def test_firm_to_firm_a_colleague_goes() -> None:
    asked = ask("v1", firm("gear"), for_firm=True)
    hand_request(asked, person("v2"), by=person("v1"), now=NOW)
    accept_request(asked, by=person("g1"), now=NOW)
    assert set(Booking.objects.values_list("participation__code", flat=True)) == {"v2", "g1"}


def test_a_meeting_moves_and_is_cancelled() -> None:
    asked = ask("v2", firm("gear"))
    accept_request(asked, by=person("g1"), now=NOW)
    move_meeting(asked, slot(2, 1), by=person("v2"), now=NOW)
    other = ask("v2", firm("pump"))
    accept_request(other, by=person("u1"), slot=slot(2, 2), now=NOW)
    with pytest.raises(SlotTaken):
        move_meeting(asked, slot(2, 2), by=person("v2"), now=NOW)
    cancel_request(asked, by=person("g1"), reason="Ill", now=NOW)
    assert find_meeting(asked) is None
    kinds = asked.changes.order_by("sequence").values_list("sequence", "kind")
    assert list(kinds) == [(0, "booked"), (1, "changed"), (2, "cancelled")]
    cancel_request(ask("v2", firm("gear")), by=person("v2"), now=NOW)
    assert set(MeetingRequest.objects.values_list("state", flat=True)) == {
        "cancelled",
        "accepted",
        "withdrawn",
    }


def test_the_list_says_when_a_planned_meeting_is(edition: Edition) -> None:
    asked, waits = ask("v1", firm("gear")), ask("v2", firm("pump"))
    accept_request(asked, by=person("g1"), now=NOW)
    MeetingRequest.objects.filter(pk=asked.pk).update(locked=None)  # as a release leaves it
    begins = {
        one.request.code: one.begins for who in ("v1", "v2") for one in list_letters(person(who))
    }
    assert begins == {asked.code: slot(1, 1).starts_at, waits.code: None}
    (current,) = list_figures(edition)
    assert (current.held, current.left) == (1, 1)


def test_three_parties_meet_once_all_have_accepted() -> None:
    asked = request_meeting(
        author=person("v2"), whom=firm("gear"), others=[firm("pump"), person("v3")], now=NOW
    )
    assert accept_request(asked, by=person("g1"), now=NOW).why == "request_waiting"
    assert accept_request(asked, by=person("u1"), now=NOW).why == "request_waiting"
    waits = {
        code: letter.waits_for_me
        for code in ("v2", "g1", "u1", "v3")
        for letter in list_letters(person(code))
    }
    assert waits == {"v2": False, "g1": False, "u1": False, "v3": True}
    found = accept_request(asked, by=person("v3"), now=NOW)
    assert found.meeting is not None
    assert found.meeting.slot == slot(2, 1), "v3 comes on the second day only"
    codes = set(Booking.objects.values_list("participation__code", flat=True))
    assert codes == {"v2", "g1", "u1", "v3"}


def test_two_persons_meet() -> None:
    asked = ask("v1", person("v3"), place="online", link="https://meet.example.org/room")
    accept_request(asked, by=person("v3"), plan=True, now=NOW)
    assert not Meeting.objects.exists()
    assert find_hindrance(person("v1"), person("v3"), now=NOW) == "request_of_two"


@pytest.mark.parametrize(
    ("who", "whom", "rule"),
    [
        ("g1", "gear", "request_own_firm"),
        ("v1", "gear", "request_of_pair"),
        ("g2", "pump", "request_mutual"),
    ],
)
def test_why_i_cannot_ask(who: str, whom: str, rule: str) -> None:
    ask("v1", firm("gear"))
    ask("u1", firm("gear"))
    with pytest.raises(Refusal) as refused:
        ask(who, firm(whom))
    assert refused.value.rule == rule
    assert "This cannot be done" not in str(refused.value)


def test_blocked_limited_and_over() -> None:
    Block.objects.create(edition=person("b1").edition, by=person("b1"), whom=person("v1"))
    with pytest.raises(Refusal, match="no requests from you"):
        ask("v1", firm("bearing"))
    RequestLimit.objects.create(
        edition=person("v1").edition, role="visitor", a_day=2, open_at_once=1
    )
    asked = ask("v1", firm("gear"))
    with pytest.raises(Refusal, match="open requests"):
        ask("v1", firm("pump"))
    decline_request(asked, by=person("g1"), reason="Not ours", now=NOW)
    ask("v1", firm("gear"))
    assert find_hindrance(person("v1"), firm("pump"), now=NOW) == "request_limit"
    late = dt.datetime(2024, 7, 10, tzinfo=dt.UTC)
    assert find_hindrance(person("v2"), firm("pump"), now=late) == "request_over"


def test_requests_expire() -> None:
    asked = ask("v1", firm("gear"), expires_at=NOW + dt.timedelta(days=1))
    later = NOW + dt.timedelta(days=2)
    with pytest.raises(Refusal, match="time to answer"):
        accept_request(asked, by=person("g1"), now=later)
    assert expire_requests(now=NOW) == 0
    assert expire_requests(now=later) == 1
    asked.refresh_from_db()
    assert asked.state == RequestState.EXPIRED
    assert asked.events.latest("pk").act == "expired"


def test_no_time_at_all_is_said() -> None:
    for number in range(1, 4):
        asked = ask("v1", firm(("gear", "bearing", "pump")[number - 1]))
        found = accept_request(asked, by=person(("g1", "b1", "u1")[number - 1]), now=NOW)
        assert found.meeting is not None
        assert found.meeting.slot == slot(1, number)
    asked = ask("v1", firm("chip"))
    found = accept_request(asked, by=person("c1"), now=NOW)
    assert found.meeting is None
    assert found.why == "meeting_available"
    assert found.request.state == RequestState.ACCEPTED


def test_links_of_mails_are_signed() -> None:
    asked = ask("v1", firm("gear"))
    token = sign_answer(asked, person("g1"))
    found = read_answer(token)
    assert found is not None
    assert (found.request, found.participation) == (asked, person("g1"))
    assert read_answer(token[:-1] + ("A" if token[-1] != "A" else "B")) is None


def test_an_edition_with_requests_and_messages_can_be_replaced(small: Fair) -> None:
    accept_request(ask("v1", firm("gear")), by=person("g1"), now=NOW)
    assert Message.objects.exists()
    load_fair(small, replace=True)
    assert not Meeting.objects.exists()
    assert not Message.objects.exists()
