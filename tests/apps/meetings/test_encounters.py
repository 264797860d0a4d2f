"""At a meeting: who is there, who is not, what came of it, and what is to be done."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.sites import factories as make

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.answer_request import (
    accept_request,
    cancel_request,
    decline_request,
    expire_requests,
)
from fairlead.apps.meetings.domain.attend_meeting import (
    LATE,
    check_in,
    release_no_shows,
    report_no_show,
)
from fairlead.apps.meetings.domain.fill_freed_time import fill_freed_times
from fairlead.apps.meetings.domain.follow_up import (
    add_follow_up,
    mark_follow_up,
    remind_of_follow_ups,
)
from fairlead.apps.meetings.domain.leave_meetings import leave_meetings
from fairlead.apps.meetings.domain.plan_visits import follow_session, plan_visit
from fairlead.apps.meetings.domain.record_outcome import (
    Result,
    read_value,
    record_outcome,
    start_together,
    write_note,
)
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.domain.request_meeting import Wish, request_meeting
from fairlead.apps.meetings.models import (
    CheckIn,
    FollowUp,
    FreedTime,
    Meeting,
    MeetingRequest,
    MeetingRules,
    NoShow,
    Outcome,
    PrivateNote,
    Started,
    StartedKind,
)
from fairlead.apps.meetings.queries.encounters import read_encounter
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Participation
from fairlead.apps.transfer.remove import remove_edition

MINUTE = dt.timedelta(minutes=1)
BEFORE = dt.datetime(2034, 7, 1, tzinfo=dt.UTC)


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair with two slots of twenty minutes on its first day."""
    edition = make.edition("river-2034", first_day=dt.date(2034, 7, 10))
    for number in (1, 2):
        make.slot(edition, number=number)
    return edition


@pytest.fixture
def host(edition: Edition) -> Exhibitor:
    """Return an exhibitor with one person."""
    return make.exhibitor(edition, organisation=make.organisation(edition, name="Gear Works"))


@pytest.fixture
def staff(host: Exhibitor) -> Participation:
    """Return the exhibitor's person."""
    return make.participation(host.edition, roles=["exhibitor"], organisation=host.organisation)


def agree(
    guest: Participation, host: Exhibitor, staff: Participation, slot: Slot | None = None
) -> MeetingRequest:
    """Return a request that was accepted, in a slot or in none that is left."""
    asked = request_meeting(author=guest, whom=host, now=BEFORE)
    return accept_request(asked, by=staff, slot=slot, now=BEFORE).request


def test_both_check_in_and_only_around_the_meeting(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest, slot = make.participation(edition), make.slot(edition)
    asked = agree(guest, host, staff, slot)
    for moment, rule in (
        (slot.starts_at - 31 * MINUTE, "check_in_early"),
        (slot.ends_at + MINUTE, "check_in_over"),
    ):
        with pytest.raises(Refusal) as refused:
            check_in(asked, who=guest, now=moment)
        assert refused.value.rule == rule
    with pytest.raises(Refusal):
        check_in(asked, who=make.participation(edition), now=slot.starts_at)
    check_in(asked, who=guest, now=slot.starts_at)
    check_in(asked, who=guest, now=slot.starts_at)
    assert CheckIn.objects.count() == 1
    check_in(asked, who=guest, everybody=True, now=slot.starts_at)
    assert set(CheckIn.objects.values_list("side", flat=True)) == {"requester", "recipient"}


def test_a_further_party_that_declined_neither_comes_nor_reports(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest, third, slot = (
        make.participation(edition),
        make.participation(edition),
        make.slot(edition),
    )
    asked = request_meeting(author=guest, whom=host, others=[third], now=BEFORE)
    accept_request(asked, by=staff, slot=slot, now=BEFORE)
    decline_request(asked, by=third, now=BEFORE)
    assert Meeting.objects.count() == 1
    for act, moment in (
        (lambda at: check_in(asked, who=third, now=at), slot.starts_at),
        (lambda at: report_no_show(asked, by=third, now=at), slot.ends_at),
    ):
        with pytest.raises(Refusal) as refused:
            act(moment)
        assert refused.value.rule == "request_not_yours"
    assert read_encounter(asked, third, now=slot.starts_at).begins is None
    assert Meeting.objects.count() == 1


def test_a_no_show_gives_its_time_to_who_waits(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    first, second = make.slot(edition), make.slot(edition, number=2)
    late, other, eager, meek = (make.participation(edition) for _ in range(4))
    asked = agree(late, host, staff, first)
    agree(other, host, staff, second)
    waits = agree(meek, host, staff)
    wants = request_meeting(author=eager, whom=host, wish=Wish(preference="must"), now=BEFORE)
    accept_request(wants, by=staff, now=BEFORE)
    assert Meeting.objects.count() == 2, "there is no time for the others"
    Message.objects.all().delete()
    with pytest.raises(Refusal) as refused:
        report_no_show(asked, by=staff, now=first.starts_at + 9 * MINUTE)
    assert refused.value.rule == "no_show_early"
    missed = report_no_show(asked, by=staff, now=first.starts_at + 10 * MINUTE)
    assert missed.absent == [late.pk]
    taken = Meeting.objects.get(slot=first)
    assert taken.request == wants, "who wants it most comes first"
    assert not Meeting.objects.filter(request=waits).exists()
    told = set(Message.objects.values_list("person", "subject"))
    assert (
        eager.person_id,
        "A time is free now for your meeting with " + host.organisation.name["en"],
    ) in told
    assert late.person_id in {person for person, _ in told}
    assert not FreedTime.objects.exists()
    asked.refresh_from_db()
    assert asked.state == "cancelled"


def test_who_is_there_is_not_missed(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest, slot = make.participation(edition), make.slot(edition)
    asked = agree(guest, host, staff, slot)
    check_in(asked, who=guest, now=slot.starts_at)
    with pytest.raises(Refusal) as refused:
        report_no_show(asked, by=staff, now=slot.starts_at + 15 * MINUTE)
    assert refused.value.rule == "no_show_there"


def test_a_meeting_of_yesterday_is_not_taken_away_any_more(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    asked = agree(make.participation(edition), host, staff, slot := make.slot(edition))
    after = slot.ends_at + LATE
    with pytest.raises(Refusal) as refused:
        report_no_show(asked, by=staff, now=after + MINUTE)
    assert refused.value.rule == "no_show_late"
    offered = [
        read_encounter(asked, staff, now=now).may_report
        for now in (slot.starts_at + 9 * MINUTE, slot.ends_at, after, after + MINUTE)
    ]
    assert offered == [False, True, True, False]
    assert report_no_show(asked, by=staff, now=after).request == asked


@pytest.mark.parametrize(("by_itself", "comes", "released"), [
    (True, True, 1), (True, False, 0), (False, True, 0),
])  # fmt: skip
def test_the_system_gives_up_only_what_somebody_waits_for(
    edition: Edition, host: Exhibitor, staff: Participation, *, by_itself: bool, comes: bool,
    released: int,
) -> None:  # fmt: skip
    if by_itself:
        MeetingRules.objects.create(edition=edition, grace_minutes=5, release_by="itself")
    slot = make.slot(edition)
    asked = agree(make.participation(edition), host, staff, slot)
    if comes:
        check_in(asked, who=staff, now=slot.starts_at)
    assert release_no_shows(now=slot.starts_at + 4 * MINUTE) == 0
    assert release_no_shows(now=slot.starts_at + 5 * MINUTE) == released
    assert NoShow.objects.count() == released


def test_who_cancels_gives_the_time_to_others_and_does_not_get_it_back(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    first, second = make.slot(edition), make.slot(edition, number=2)
    ill, other, waiting = (make.participation(edition) for _ in range(3))
    asked = agree(ill, host, staff, first)
    agree(other, host, staff, second)
    waits = agree(waiting, host, staff)
    cancel_request(asked, by=ill, now=BEFORE)
    assert Meeting.objects.get(slot=first).request == waits


def test_a_freed_time_is_filled_by_the_next_after_a_kill(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    first = make.slot(edition)
    FreedTime.objects.create(
        edition=edition, begins=first.starts_at, ends=first.ends_at, people=[staff.pk]
    )
    guest = make.participation(edition)
    asked = request_meeting(author=guest, whom=host, now=BEFORE)
    accept_request(asked, by=staff, plan=True, now=BEFORE)
    assert fill_freed_times(now=BEFORE) == 1
    assert fill_freed_times(now=BEFORE) == 0
    assert Meeting.objects.get().request == asked


def test_who_is_erased_leaves_the_time_to_who_waits(
    edition: Edition, host: Exhibitor, staff: Participation,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    slot = make.slot(edition)
    gone, guest = make.participation(edition), make.participation(edition)
    asked = agree(gone, host, staff, slot)
    waits = request_meeting(author=guest, whom=host, now=BEFORE)
    accept_request(waits, by=staff, plan=True, now=BEFORE)
    with django_capture_on_commit_callbacks(execute=True):
        assert leave_meetings(gone, now=BEFORE) == 1
    asked.refresh_from_db()
    assert asked.state == "cancelled"
    held = Meeting.objects.get()
    assert (held.request, held.slot) == (waits, slot)
    assert not FreedTime.objects.exists()


def test_outcomes_are_of_each_side_and_notes_are_private(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest, slot = make.participation(edition), make.slot(edition)
    asked = agree(guest, host, staff, slot)
    with pytest.raises(Refusal) as refused:
        record_outcome(asked, Result("strong"), by=guest, now=slot.starts_at - MINUTE)
    assert refused.value.rule == "outcome_early"
    for result, rule in (
        (Result("boundless"), "outcome_interest"),
        (Result("some", "dance"), "outcome_next_step"),
    ):
        with pytest.raises(Refusal) as refused:
            record_outcome(asked, result, by=guest, now=slot.ends_at)
        assert refused.value.rule == rule
    assert read_value("١٢", "USD") == (Decimal(12), "USD")
    value, currency = read_value("1 250 000.50", "eur")
    said = Result("strong", "contract", value, currency)
    record_outcome(asked, Result("some"), by=guest, now=slot.ends_at)
    record_outcome(asked, said, by=guest, now=slot.ends_at)
    record_outcome(asked, Result("none"), by=staff, now=slot.ends_at)
    mine, theirs = Outcome.objects.order_by("organisation")
    assert theirs.participation == guest or mine.participation == guest
    assert Outcome.objects.get(participation=guest).value == Decimal("1250000.5000")
    colleague = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    write_note(asked, "They will pay more", by=staff)
    write_note(asked, "Seen by my firm", by=colleague)
    assert PrivateNote.objects.get().organisation == host.organisation
    write_note(asked, "Mine", by=guest)
    assert PrivateNote.objects.count() == 2
    write_note(asked, " ", by=guest)
    assert PrivateNote.objects.count() == 1
    with pytest.raises(Refusal):
        write_note(asked, "Who?", by=make.participation(edition))


@pytest.mark.parametrize(("amount", "currency"), [
    ("-1", "EUR"), ("1,500", "EUR"), ("1e9", "EUR"), ("12", ""), ("12", "EURO"), ("1.23456", "USD"),
    ("9" * 19, "USD"), ("NaN", "USD"),
])  # fmt: skip
def test_a_value_is_an_amount_with_a_currency(amount: str, currency: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_value(amount, currency)
    assert refused.value.rule == "outcome_value"


def test_a_value_without_currency_is_refused_by_the_database(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest = make.participation(edition)
    asked = agree(guest, host, staff, make.slot(edition))
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.create(request=asked, participation=guest, interest="some", value=1)


def test_a_project_is_started_once(edition: Edition, host: Exhibitor, staff: Participation) -> None:
    guest, slot = make.participation(edition), make.slot(edition)
    asked = agree(guest, host, staff, slot)
    for who in (guest, staff):
        start_together(asked, StartedKind.PROJECT, by=who, now=slot.ends_at)
    assert Started.objects.get().by == guest


def test_a_task_is_reminded_of_once_on_its_day_and_not_when_done(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest = make.participation(edition)
    asked = agree(guest, host, staff, make.slot(edition))
    day = dt.date(2034, 7, 20)
    add_follow_up(asked, "Send  drawings", day, by=guest)
    done = add_follow_up(asked, "Call", day, by=staff)
    mark_follow_up(done, done=True)
    with pytest.raises(Refusal):
        add_follow_up(asked, " ", day, by=guest)
    # Midnight in Yekaterinburg is 19:00 UTC the day before.
    midnight = dt.datetime(2034, 7, 19, 19, tzinfo=dt.UTC)
    assert remind_of_follow_ups(now=midnight - MINUTE) == 0
    assert remind_of_follow_ups(now=midnight) == 1
    assert remind_of_follow_ups(now=midnight) == 0
    assert Message.objects.get(key__startswith="follow-up").subject == "To do: Send drawings"
    assert FollowUp.objects.exclude(reminded_at=None).get().text == "Send drawings"


def test_who_asked_is_told_that_the_time_to_answer_is_over(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest = make.participation(edition)
    request_meeting(author=guest, whom=host, wish=Wish(expires_at=BEFORE + MINUTE), now=BEFORE)
    Message.objects.all().delete()
    assert expire_requests(now=BEFORE + 2 * MINUTE) == 1
    assert expire_requests(now=BEFORE + 2 * MINUTE) == 0
    told = Message.objects.get()
    assert told.person == guest.person
    assert told.subject == "Gear Works did not answer your request for a meeting in time"
    assert MeetingRequest.objects.get().state == "expired"


def test_mails_bring_calendars_the_meeting_and_its_end(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest = make.participation(edition, person=make.person())
    asked = agree(guest, host, staff, make.slot(edition))
    cancel_request(asked, by=staff, now=BEFORE)
    first, last = Message.objects.filter(person=guest.person).order_by("id")
    assert "METHOD:REQUEST" in first.calendar
    assert "METHOD:CANCEL" in last.calendar


def test_an_edition_that_was_lived_can_be_removed(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    first, second = make.slot(edition), make.slot(edition, number=2)
    guest, late = make.participation(edition), make.participation(edition)
    asked, missed = agree(guest, host, staff, first), agree(late, host, staff, second)
    check_in(asked, who=guest, everybody=True, now=first.starts_at)
    record_outcome(asked, Result("some"), by=guest, now=first.ends_at)
    write_note(asked, "Mine", by=guest)
    add_follow_up(asked, "Call", dt.date(2034, 7, 20), by=guest)
    start_together(asked, StartedKind.PROJECT, by=guest, now=first.ends_at)
    report_no_show(missed, by=staff, now=second.ends_at)
    FreedTime.objects.create(
        edition=edition, begins=first.starts_at, ends=first.ends_at, people=[guest.pk]
    )
    MeetingRules.objects.create(edition=edition)
    follow_session(guest, make.session(edition))
    plan_visit(guest, host, first.starts_at)
    remove_edition(edition)
    assert not Edition.objects.exists()
