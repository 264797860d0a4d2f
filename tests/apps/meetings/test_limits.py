"""Limits of single people and days with pauses, as the database and what is offered keep them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pyarrow as pa
import pytest
from django.db import transaction
from tests.apps.meetings.test_constraints import hold, make_run, person, refused

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.models import MeetingRequest, PersonLimit, Table, Timetable
from fairlead.apps.meetings.queries.free_times import Offer
from fairlead.apps.meetings.queries.release_effect import ReleaseComparison
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import merge_fair
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import OwnDay
from fairlead.folder.input_errors import InvalidInput

pytestmark = pytest.mark.django_db
BEFORE = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


def accept_all() -> None:
    """Let r3 and r4 of v2, and the others that wait, be accepted."""
    MeetingRequest.objects.exclude(state="declined").update(locked=None)
    MeetingRequest.objects.filter(state="pending").update(state="accepted")


def offered(code: str) -> list[int]:
    """Return the slots that are offered for a request, from 0 over all days."""
    offer = Offer(MeetingRequest.objects.get(code=code))
    slots = [one.pk for one in offer.calendars.slots]
    return [slots.index(one.slot.pk) for one in offer.list_free(now=BEFORE)]


def test_nobody_has_more_meetings_than_that_person_is_to_have(edition: Edition) -> None:
    now = find_or_make_current(edition)
    accept_all()
    slots = list(Slot.objects.filter(edition=edition))
    hold(now, "r3", slots[0], representative=person("g1"))
    own = PersonLimit.objects.create(participation=person("v2"), a_day=1)
    assert min(offered("r4")) == 6, "on the second day"
    with refused("meeting_day_limit"), transaction.atomic():
        hold(now, "r4", slots[3], representative=person("u1"))
    own.in_all = 1
    own.save()
    assert offered("r4") == []
    assert Offer(MeetingRequest.objects.get(code="r4")).explain_none(now=BEFORE) in {
        "meeting_limit", "meeting_day_limit",
    }  # fmt: skip
    with refused("meeting_limit"), transaction.atomic():
        hold(now, "r4", slots[9], representative=person("u1"))
    own.delete()
    hold(now, "r4", slots[9], representative=person("u1"))
    with refused("meeting_limit"), transaction.atomic():
        PersonLimit.objects.create(participation=person("v2"), in_all=1)


def test_a_release_leaves_out_what_a_limit_does_not_allow(edition: Edition) -> None:
    accept_all()
    draft = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    slots = list(Slot.objects.filter(edition=edition))
    for code, slot, host in (("r3", slots[0], "g1"), ("r4", slots[9], "u1")):
        hold(draft, code, slot, representative=person(host))
    assert ReleaseComparison(draft).count_effect().left == ()
    PersonLimit.objects.create(participation=person("v2"), in_all=1)
    assert [rule for _, rule in ReleaseComparison(draft).count_effect().left] == ["meeting_limit"]


def test_no_meeting_runs_across_a_pause(small: Fair) -> None:
    pause = OwnDay(small.settings.dates[0], ("10:00-10:20", "10:20-11:00", "13:00-14:00"))
    fair = replace(small, settings=replace(small.settings, own_days=(pause,)))
    edition = load_fair(fair)
    assert gather_fair(Edition.objects.get(pk=edition.pk)) == fair
    now = find_or_make_current(edition)
    accept_all()
    MeetingRequest.objects.filter(state="accepted").update(slots=2)
    slots = list(Slot.objects.filter(edition=edition))
    assert len(slots) == 9
    assert 1 not in offered("r4")
    assert {0, 3} <= set(offered("r4"))
    with refused("meeting_length"), transaction.atomic():
        hold(now, "r4", slots[1], representative=person("u1"), slots=2)
    hold(now, "r4", slots[0], representative=person("u1"), slots=2)


def test_a_folder_changes_days_and_limits_of_an_edition(small: Fair) -> None:
    load_fair(small)
    day = OwnDay(small.settings.dates[1], ("10:00-10:20", "10:20-11:00"))
    rows = small.people.to_pylist()
    at = small.people.schema.get_field_index("max_per_day")
    limits = pa.array([3 if row["id"] == "v1" else None for row in rows], pa.int64())
    people = small.people.set_column(at, small.people.schema.field(at), limits)
    fair = replace(small, people=people, settings=replace(small.settings, own_days=(day,)))
    merged = merge_fair(fair)
    assert merged.edition is not None
    assert gather_fair(Edition.objects.get(pk=merged.edition.pk)) == fair
    assert PersonLimit.objects.get().a_day == 3
    merge_fair(small)
    assert not PersonLimit.objects.exists()
    assert gather_fair(Edition.objects.get(pk=merged.edition.pk)) == small


def test_who_needs_rest_is_booked_and_offered_with_it(edition: Edition) -> None:
    now = find_or_make_current(edition)
    accept_all()
    slots = list(Slot.objects.filter(edition=edition))
    hold(now, "r3", slots[1], representative=person("g1"))
    own = PersonLimit.objects.create(participation=person("v2"), rest=1)
    assert {0, 2}.isdisjoint(offered("r4"))
    assert 3 in offered("r4")
    for slot in (0, 2):
        with refused("meeting_rest"), transaction.atomic():
            hold(now, "r4", slots[slot], representative=person("u1"))
    hold(now, "r4", slots[3], representative=person("u1"))
    own.rest = 2
    with refused("meeting_rest"), transaction.atomic():
        own.save()


def test_a_release_leaves_out_what_leaves_no_rest(edition: Edition) -> None:
    accept_all()
    now = find_or_make_current(edition)
    draft = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    slots = list(Slot.objects.filter(edition=edition))
    hold(draft, "r3", slots[0], representative=person("g1"))
    hold(draft, "r4", slots[1], representative=person("u1"))
    PersonLimit.objects.create(participation=person("v2"), rest=1)
    assert [rule for _, rule in ReleaseComparison(draft).count_effect().left] == ["meeting_rest"]
    assert not now.meetings.exists()


def at_tables() -> None:
    """Let r3 and r4, of one person, and r1 be held at shared tables."""
    accept_all()
    MeetingRequest.objects.filter(code__in=("r1", "r3", "r4")).update(place="table")


def seat(timetable: Timetable, code: str, slot: Slot, host: str, table: Table) -> None:
    """Hold a request at a shared table."""
    hold(timetable, code, slot, representative=person(host), place="table", table=table)


def test_no_more_tables_are_taken_than_can_be_used_in_the_slot(edition: Edition) -> None:
    now = find_or_make_current(edition)
    at_tables()
    tables = list(Table.objects.filter(edition=edition))
    first = Slot.objects.filter(edition=edition)[0]
    asker = MeetingRequest.objects.get(code="r1").requester.code
    assert asker != "v2"
    Slot.objects.filter(pk=first.pk).update(tables=1)
    assert 0 in offered("r3")
    seat(now, "r1", first, "g1", tables[1])
    assert 0 not in offered("r4")
    with refused("meeting_tables"), transaction.atomic():
        seat(now, "r4", first, "u1", tables[0])
    Slot.objects.filter(pk=first.pk).update(tables=None)
    seat(now, "r4", first, "u1", tables[0])
    with refused("meeting_tables"), transaction.atomic():
        Slot.objects.filter(pk=first.pk).update(tables=1)
    draft = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    seat(draft, "r1", first, "g1", tables[1])
    seat(draft, "r4", first, "u1", tables[0])
    now.meetings.all().delete()
    Slot.objects.filter(pk=first.pk).update(tables=1)
    assert [rule for _, rule in ReleaseComparison(draft).count_effect().left] == ["meeting_tables"]


def test_a_locked_table_is_the_one_offered(edition: Edition) -> None:
    at_tables()
    last = Table.objects.filter(edition=edition).last()
    assert last is not None
    assert last.number > 1
    MeetingRequest.objects.filter(code="r4").update(locked_table=last)
    offer = Offer(MeetingRequest.objects.get(code="r4"))
    assert {one.table for one in offer.list_free(now=BEFORE)} == {last.pk}


def test_a_folder_that_leaves_somebody_no_room_for_a_meeting_says_whose(edition: Edition) -> None:
    now = find_or_make_current(edition)
    accept_all()
    slots = list(Slot.objects.filter(edition=edition))
    for code, slot, host in (("r3", slots[0], "g1"), ("r4", slots[3], "u1")):
        hold(now, code, slot, representative=person(host))
    fair = gather_fair(Edition.objects.get(pk=edition.pk))
    at = fair.people.schema.get_field_index("max_meetings")
    rows = fair.people.to_pylist()
    ones = pa.array([1 if row["id"] == "v2" else None for row in rows], pa.int64())
    people = fair.people.set_column(at, fair.people.schema.field(at), ones)
    line = [row["id"] for row in rows].index("v2") + 2
    with pytest.raises(InvalidInput, match=rf'people.csv:{line}: id "v2": .*"r[34]".*as many'):
        merge_fair(replace(fair, people=people))
    meetings = replace(fair.settings.meetings, max_per_day=1)
    days = replace(fair.settings, meetings=meetings)
    with pytest.raises(InvalidInput, match=r'"v2".*on this day as is allowed'):
        merge_fair(replace(fair, settings=days))
    assert not PersonLimit.objects.exists()
