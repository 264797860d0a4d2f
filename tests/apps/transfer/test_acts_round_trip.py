"""What people did on the site goes through the folder: hours, requests, versions, outcomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.apps.transfer.test_round_trip import contents
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.adjust_draft import (
    lock_in_draft,
    move_in_draft,
    take_out_of_draft,
    undo_adjustment,
)
from fairlead.apps.meetings.domain.answer_request import (
    accept_request,
    cancel_request,
    decline_request,
    propose_time,
)
from fairlead.apps.meetings.domain.attend_meeting import check_in, report_no_show
from fairlead.apps.meetings.domain.block_person import block_person
from fairlead.apps.meetings.domain.follow_up import add_follow_up, mark_follow_up
from fairlead.apps.meetings.domain.hand_request import hand_request
from fairlead.apps.meetings.domain.record_outcome import Result, record_outcome, start_together
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.domain.request_meeting import Whom, Wish, request_meeting
from fairlead.apps.meetings.domain.restore_version import restore_version
from fairlead.apps.meetings.domain.set_availability import set_availability
from fairlead.apps.meetings.domain.set_person_limit import Limits, set_person_limit
from fairlead.apps.meetings.models import MeetingRequest, StartedKind
from fairlead.apps.meetings.models.timetables import Timetable
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.remove import remove_edition
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair

MINUTE = dt.timedelta(minutes=1)
BEFORE = dt.datetime(2034, 7, 1, 3, 4, 5, 678901, tzinfo=dt.UTC)


def act_on_site(edition: Edition) -> None:
    """Let people ask, answer, meet and tell, and an organiser plan beside them."""
    slots = [make.slot(edition, day=day, number=one) for day in (0, 1) for one in range(1, 7)]
    firm = make.organisation(edition, name='=Gear, "Works" & Söhne', name_ar="مصنع")
    host = make.exhibitor(edition, organisation=firm)
    first, second = (
        make.participation(edition, roles=["exhibitor"], organisation=firm) for _ in range(2)
    )
    guests = [make.participation(edition) for _ in range(7)]
    set_availability(
        guests[0],
        [
            (edition.first_day, dt.time(9), dt.time(13)),
            (edition.first_day, dt.time(14), dt.time(18)),
        ],
        by=COMMAND_LINE,
    )
    set_availability(
        second,
        [(edition.first_day + dt.timedelta(days=1), dt.time(9), dt.time(18))],
        by=COMMAND_LINE,
    )
    set_person_limit(guests[1], Limits(a_day=1, in_all=2, rest=1), by=COMMAND_LINE)
    set_person_limit(guests[2], Limits(at_least=1), by=COMMAND_LINE)
    block_person(guests[6], by=first)

    def ask(
        number: int, wish: Wish | None = None, whom: Whom = host, others: Sequence[Whom] = ()
    ) -> MeetingRequest:
        author = guests[number]
        return request_meeting(author=author, whom=whom, wish=wish, others=others, now=BEFORE)

    message = 'Line one\nline two, "quoted"'
    must = ask(0, Wish(message=message, preference="must", purpose="supply"))
    long = ask(1, Wish(slots=2), others=[guests[4], guests[5]])
    online = ask(2, Wish(place="online", link="https://example.org/room?a=1&b=2"), guests[3])
    table = ask(4, Wish(place="table"), guests[5])
    declined, proposed, handed, cancelled = ask(3), ask(4), ask(5), ask(2)
    accept_request(must, by=first, slot=slots[0], now=BEFORE)
    accept_request(long, by=second, plan=True, now=BEFORE)
    accept_request(long, by=guests[4], now=BEFORE)
    accept_request(long, by=guests[5], slot=slots[8], now=BEFORE)
    accept_request(online, by=guests[3], slot=slots[3], now=BEFORE)
    accept_request(table, by=guests[5], plan=True, now=BEFORE)
    decline_request(declined, by=first, reason="=1+1, no time\ttoday", now=BEFORE)
    propose_time(proposed, slots[5], by=first, now=BEFORE)
    hand_request(handed, second, by=first, now=BEFORE)
    accept_request(cancelled, by=first, slot=slots[4], now=BEFORE)
    cancel_request(cancelled, by=guests[2], reason="Ill", now=BEFORE)

    current = Timetable.objects.get(edition=edition, state="current")
    draft = restore_version(current).timetable
    release_timetable(draft, tell=True)
    draft = restore_version(current).timetable
    move_in_draft(draft, must, slots[2], by=COMMAND_LINE, now=BEFORE)
    lock_in_draft(draft, must, locked=True, by=COMMAND_LINE)
    take_out_of_draft(draft, online, by=COMMAND_LINE)
    undo_adjustment(draft, by=COMMAND_LINE)

    began = slots[0].starts_at
    check_in(must, who=guests[0], now=began)
    check_in(must, who=first, now=began + MINUTE)
    record_outcome(must, Result("strong", "offer"), by=guests[0], now=began + 9 * MINUTE)
    record_outcome(must, Result("none", "nothing"), by=first, now=began + 8 * MINUTE)
    start_together(must, StartedKind.CONSORTIUM, by=first, now=began + 10 * MINUTE)
    mark_follow_up(
        add_follow_up(must, "Send =SUM(A1)", edition.first_day, by=first), done=True, now=began
    )
    report_no_show(online, by=guests[2], now=slots[3].starts_at + 10 * MINUTE)


@pytest.mark.django_db
def test_what_people_did_comes_back_byte_for_byte(tmp_path: Path) -> None:
    edition = make.edition("river-2034", first_day=dt.date(2034, 7, 10), days=2, tables=2)
    act_on_site(edition)
    write_fair(gather_fair(edition), tmp_path / "out")
    remove_edition(edition)
    again = load_fair(read_fair(tmp_path / "out"))
    write_fair(gather_fair(Edition.objects.get(pk=again.pk)), tmp_path / "again")
    assert contents(tmp_path / "out") == contents(tmp_path / "again")
    read = read_fair(tmp_path / "out")
    for name in (
        "availability",
        "request_parties",
        "timetables",
        "meetings",
        "outcomes",
        "no_shows",
    ):
        assert read.table(name).num_rows, name
