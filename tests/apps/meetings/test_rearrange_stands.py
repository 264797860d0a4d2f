"""Stands renumbered, moved, swapped and closed: meetings follow, and people are told once."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.apps.meetings.test_encounters import BEFORE, agree
from tests.apps.transfer.test_merge import edit
from tests.sites import factories as make

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.book_meeting import book_meeting
from fairlead.apps.meetings.domain.change_place import change_place
from fairlead.apps.meetings.domain.rearrange_stands import (
    foresee,
    hold_meetings_elsewhere,
    move_firms,
    remove_stand,
    renumber_stand,
    swap_stands,
)
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.domain.request_meeting import request_meeting
from fairlead.apps.meetings.models import Meeting, MeetingRequest, Table
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Change, Participation
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.merge import MergeOptions, merge_fair


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair with two slots."""
    edition = make.edition("river-2034", first_day=dt.date(2034, 7, 10))
    for number in (1, 2):
        make.slot(edition, number=number)
    return edition


def meet(host: Exhibitor, number: int = 1) -> MeetingRequest:
    """Return an accepted request of a guest, at an exhibitor with one more person."""
    staff = make.participation(host.edition, roles=["exhibitor"], organisation=host.organisation)
    guest = make.participation(host.edition)
    return agree(guest, host, staff, make.slot(host.edition, number=number))


@pytest.fixture
def host(edition: Edition) -> Exhibitor:
    """Return an exhibitor."""
    return make.exhibitor(edition)


@pytest.fixture
def asked(host: Exhibitor) -> MeetingRequest:
    """Return a request whose meeting is at the exhibitor's stand."""
    asked = meet(host)
    Message.objects.all().delete()
    return asked


def read_told() -> dict[int, str]:
    """Return what each person was told; everybody in one message."""
    rows = list(Message.objects.values_list("person", "body"))
    assert len(dict(rows)) == len(rows)
    return dict(rows)


def test_a_stand_with_another_number_tells_who_meets_there_each_time(
    host: Exhibitor, asked: MeetingRequest
) -> None:
    for number in ("B7", "B8"):
        done = renumber_stand(host.stand, number, by=COMMAND_LINE, now=BEFORE)
        assert done.people == 2
        host.stand.refresh_from_db()
    bodies = list(Message.objects.values_list("body", flat=True))
    assert [sum(f"stand {number}" in body for body in bodies) for number in ("B7", "B8")] == [2, 2]
    change = Change.objects.filter(act="renumber_stand").latest("pk")
    assert (change.before, change.after) == ({"number": "B7"}, {"number": "B8"})
    late = dt.datetime(2034, 7, 20, tzinfo=dt.UTC)
    assert renumber_stand(host.stand, "B9", by=COMMAND_LINE, now=late).people == 0


def test_a_number_in_use_and_none_are_refused(edition: Edition, host: Exhibitor) -> None:
    other = make.stand(edition)
    for number, rule in (
        (other.number, "stand_number"),
        (f"{other.number}\u200e", "stand_number"),
        ("", "stand_number_empty"),
        ("\u200e", "stand_number_empty"),
    ):
        with pytest.raises(Refusal) as refused:
            renumber_stand(host.stand, number, by=COMMAND_LINE)
        assert refused.value.rule == rule
    assert not Change.objects.filter(act="renumber_stand").exists()


def test_a_stand_that_others_changed_meanwhile_is_read_anew(
    edition: Edition, host: Exhibitor
) -> None:
    gone, stale = make.stand(edition), Stand.objects.get(pk=host.stand_id)
    renumber_stand(host.stand, "B7", by=COMMAND_LINE)
    remove_stand(Stand.objects.get(pk=gone.pk), by=COMMAND_LINE)
    for act, rule in (
        (lambda: renumber_stand(stale, "B7", by=COMMAND_LINE), "stand_same"),
        (lambda: renumber_stand(gone, "B8", by=COMMAND_LINE), "stand_unknown"),
        (lambda: move_firms(stale, gone, by=COMMAND_LINE), "stand_unknown"),
        (lambda: swap_stands(stale, gone, by=COMMAND_LINE), "stand_unknown"),
        (lambda: remove_stand(gone, by=COMMAND_LINE), "stand_unknown"),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.rule == rule
    assert Change.objects.filter(act__endswith="_stand").count() == 2


def test_a_load_that_renumbers_a_stand_tells_who_meets_there(
    edition: Edition, host: Exhibitor, asked: MeetingRequest
) -> None:
    folder = edit(gather_fair(edition), "stands", host.stand.code, number="Z1")
    merge_fair(folder, options=MergeOptions(folder_wins=True))
    held = Meeting.objects.get()
    assert held.representative is not None
    assert set(read_told()) == {asked.requester.person_id, held.representative.person_id}
    assert all("stand Z1" in body for body in read_told().values())


def test_a_firm_shares_the_stand_of_another_and_takes_the_next_seat(
    edition: Edition, host: Exhibitor, asked: MeetingRequest
) -> None:
    there = make.exhibitor(edition)
    meet(there)
    Message.objects.all().delete()
    left = host.stand
    planned = foresee(lambda: move_firms(left, there.stand, by=COMMAND_LINE, now=BEFORE))
    assert not Message.objects.exists()
    assert Meeting.objects.get(request=asked).stand == left

    done = move_firms(left, there.stand, by=COMMAND_LINE, now=BEFORE)

    assert done == planned
    held = Meeting.objects.get(request=asked)
    assert (held.stand, held.seat) == (there.stand, 2)
    assert len(read_told()) == done.people == 2
    change = Change.objects.get(act="move_exhibitor")
    assert change.after == {"stand": there.stand.code}
    remove_stand(left, by=COMMAND_LINE)
    assert not Stand.objects.filter(pk=left.pk).exists()


def test_firms_change_places_with_all_their_meetings(
    edition: Edition, host: Exhibitor, asked: MeetingRequest
) -> None:
    other = make.exhibitor(edition)
    theirs = meet(other)
    mine, yours = host.stand, other.stand
    assert swap_stands(mine, yours, by=COMMAND_LINE, now=BEFORE).people == 4
    assert Meeting.objects.get(request=asked).stand == yours
    assert Meeting.objects.get(request=theirs).stand == mine
    with pytest.raises(Refusal):
        swap_stands(mine, mine, by=COMMAND_LINE)
    with pytest.raises(Refusal) as refused:
        move_firms(mine, make.stand(make.edition("other-2034")), by=COMMAND_LINE)
    assert refused.value.rule == "stand_unknown"


def test_meetings_go_to_shared_tables_while_there_are_any(
    edition: Edition, host: Exhibitor, asked: MeetingRequest
) -> None:
    Table.objects.create(edition=edition, number=1)
    beside = meet(host)
    pending = request_meeting(author=make.participation(edition), whom=host, now=BEFORE)
    closed = request_meeting(author=make.participation(edition), whom=host, now=BEFORE)
    MeetingRequest.objects.filter(pk=closed.pk).update(state="declined")
    Message.objects.all().delete()

    done = hold_meetings_elsewhere(host.stand, "table", by=COMMAND_LINE, now=BEFORE)

    assert done.people == len(read_told()) == 4
    assert Meeting.objects.get(table__number=1).request == asked
    for one in (beside, pending, closed):
        one.refresh_from_db()
    assert (beside.state, beside.place, beside.locked) == ("accepted", "table", None)
    assert "Cancelled" in read_told()[beside.requester.person_id]
    assert "table 1" in read_told()[asked.requester.person_id]
    assert [pending.place, closed.place] == ["table", "stand"]
    with pytest.raises(Refusal) as refused:
        hold_meetings_elsewhere(host.stand, "online", by=COMMAND_LINE, now=BEFORE)
    assert refused.value.rule == "stand_no_meetings"


def test_a_stand_in_use_stays(host: Exhibitor, asked: MeetingRequest) -> None:
    with pytest.raises(Refusal) as refused:
        remove_stand(host.stand, by=COMMAND_LINE)
    assert refused.value.rule == "stand_in_use"
    assert not Change.objects.filter(act="remove_stand").exists()


def test_who_books_while_a_stand_is_moved_books_at_the_new_one(
    edition: Edition, host: Exhibitor, asked: MeetingRequest
) -> None:
    staff = Participation.objects.get(organisation=host.organisation)
    known = MeetingRequest.objects.select_related("recipient__stand").get(pk=asked.pk)
    known = change_place(known, "online", by=staff, now=BEFORE)
    assert known.recipient is not None  # as it was read before the stand is moved
    elsewhere = make.stand(edition)
    move_firms(host.stand, elsewhere, by=COMMAND_LINE, now=BEFORE)
    known.place = "stand"
    held = book_meeting(known, slot=make.slot(edition), now=BEFORE)
    assert held.stand == elsewhere
