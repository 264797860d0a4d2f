"""How many tables a slot has follows what is held and locked there, and is kept on a load."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Event

import pytest
from django.db import connections, transaction
from tests.apps.meetings.test_constraints import make_run
from tests.apps.meetings.test_limits import BEFORE, at_tables, offered, seat

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.domain.set_slot_tables import TooFewTables, set_slot_tables
from fairlead.apps.meetings.models import Meeting, MeetingRequest, Table, Timetable
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import merge_fair
from fairlead.folder.fair import Fair

pytestmark = pytest.mark.django_db


def set_tables(slot: Slot, tables: int | None, now: dt.datetime = BEFORE) -> None:
    """Set the tables of one slot."""
    set_slot_tables(slot.edition, {slot.pk: tables}, by=COMMAND_LINE, now=now)


def count_needed(slot: Slot) -> int:
    """Return for how many meetings a slot without a table is refused."""
    with pytest.raises(TooFewTables) as refused:
        set_tables(slot, 0)
    (one,) = refused.value.slots
    assert one.slot == slot
    return one.meetings


def test_what_is_held_promised_and_locked_in_a_draft_needs_a_table(edition: Edition) -> None:
    at_tables()
    first, second = Slot.objects.filter(edition=edition)[:2]
    tables = list(Table.objects.filter(edition=edition))
    now = find_or_make_current(edition)
    seat(now, "r1", first, "g1", tables[0])
    MeetingRequest.objects.filter(code="r1").update(locked=first)
    assert count_needed(first) == 1
    MeetingRequest.objects.filter(code="r3").update(locked=first, slots=2)
    assert (count_needed(first), count_needed(second)) == (2, 1)
    for version in (1, 2):
        draft = Timetable.objects.create(edition=edition, version=version, run=make_run(edition))
        seat(draft, "r4", second, "u1", tables[1])
        assert count_needed(second) == 1
    Meeting.objects.filter(timetable__version__in=(1, 2)).update(locked=True)
    assert count_needed(second) == 2
    MeetingRequest.objects.filter(code="r3").update(state="cancelled")
    assert (count_needed(first), count_needed(second)) == (1, 1)
    set_tables(first, 1)
    first.refresh_from_db()
    assert first.tables == 1


def test_a_slot_or_a_fair_that_is_over_is_refused(edition: Edition) -> None:
    first = Slot.objects.filter(edition=edition)[0]
    with pytest.raises(Refusal) as refused:
        set_tables(first, 0, now=first.ends_at)
    assert refused.value.rule == "meeting_past"
    set_tables(first, None, now=first.ends_at)
    with pytest.raises(Refusal) as refused:
        set_tables(first, 0, now=first.ends_at + dt.timedelta(days=edition.days))
    assert refused.value.rule == "request_over"


def test_bookings_keep_to_it_and_a_load_keeps_it(edition: Edition, small: Fair) -> None:
    at_tables()
    first = Slot.objects.filter(edition=edition)[0]
    assert 0 in offered("r3")
    set_tables(first, 0)
    assert 0 not in offered("r3")
    merge_fair(small)
    (fewer,) = gather_fair(Edition.objects.get(pk=edition.pk)).settings.fewer_tables
    assert (fewer.date, fewer.slot, fewer.tables) == (first.date, first.number, 0)


def test_a_load_that_lowers_the_tables_keeps_the_folder_valid(
    edition: Edition, small: Fair
) -> None:
    first = Slot.objects.filter(edition=edition)[0]
    set_tables(first, small.settings.meetings.tables)
    rules = replace(small.settings.meetings, tables=1)
    merge_fair(replace(small, settings=replace(small.settings, meetings=rules)))
    settings = gather_fair(Edition.objects.get(pk=edition.pk)).settings
    assert all(one.tables <= settings.meetings.tables for one in settings.fewer_tables)


@pytest.mark.django_db(transaction=True)
def test_who_books_meanwhile_is_counted(small: Fair, transactional_db: None) -> None:
    edition = load_fair(small)
    at_tables()
    first = Slot.objects.filter(edition=edition)[0]
    table = Table.objects.filter(edition=edition)[0]
    now = find_or_make_current(edition)
    booked = Event()

    def set_none() -> int:
        booked.wait()
        try:
            return count_needed(first)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            needed = pool.submit(set_none)
            seat(now, "r1", first, "g1", table)
            booked.set()
            wait([needed], timeout=0.5)
        assert needed.result() == 1
