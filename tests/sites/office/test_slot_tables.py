"""How many shared tables there are in each slot is set in the office, day by day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make
from tests.sites.office.test_projects import read, sign_in
from tests.sites.office.test_request_limits import find_value

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.models import MeetingRequest, Table
from fairlead.apps.people.models import Change
from fairlead.apps.people.roles import MemberRole

PAGE = "/office/river-2024/attendance/tables/"


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair to come with three shared tables and three slots on its second day."""
    made = make.edition(first_day=dt.date(2093, 7, 6), tables=3)
    for number in (1, 2, 3):
        make.slot(made, day=1, number=number)
    return made


@pytest.fixture
def slots(edition: Edition) -> list[Slot]:
    """Return the slots in order."""
    return list(Slot.objects.filter(edition=edition))


@pytest.fixture
def office(edition: Edition) -> Client:
    """Return the browser of an organiser."""
    return sign_in("desk@example.org", MemberRole.ORGANISER, edition)


def list_tables() -> list[int | None]:
    """Return the tables of the slots in order."""
    return list(Slot.objects.order_by("date", "number").values_list("tables", flat=True))


def say(slots: list[Slot], *said: str) -> dict[str, str]:
    """Return what the form of the second day says."""
    fields = {f"tables-{slot.pk}": text for slot, text in zip(slots, said, strict=True)}
    return {"day": "2093-07-07", **fields}


def test_tables_are_set_changed_and_taken_back(office: Client, slots: list[Slot]) -> None:
    assert PAGE in office.get("/office/river-2024/attendance/").content.decode()
    answer = office.post(PAGE, say(slots, "2", "", " 0 "))
    assert answer.headers["Location"] == f"{PAGE}?day=2093-07-07"
    assert list_tables() == [2, None, 0]
    page = office.get(answer.headers["Location"]).content.decode()
    assert (
        f'name="tables-{slots[0].pk}" inputmode="numeric" maxlength="5" size="6" value="2"' in page
    )
    assert "Wed" not in read(office, f"{PAGE}?day=none").partition("Saved")[2]
    office.post(PAGE, say(slots, "", "", "0"))
    assert list_tables() == [None, None, 0]
    first, last = Change.objects.filter(act="set_slot_tables").order_by("pk")
    assert first.after == {"2093-07-07 #1": 2, "2093-07-07 #3": 0}
    assert (last.before, last.after) == ({"2093-07-07 #1": 2}, {"2093-07-07 #1": None})
    office.post(PAGE, say(slots, "", "", "0"))
    assert Change.objects.filter(act="set_slot_tables").count() == 2


@pytest.mark.parametrize("said", ["4", "-1", "many", "1e3", "2147483648", "\u0667", "<b>"])
def test_what_is_no_number_of_tables_is_refused_and_stays_in_its_field(
    office: Client, slots: list[Slot], said: str
) -> None:
    page = office.post(PAGE, say(slots, "1", said, ""), follow=True).content.decode()
    shown = said.replace("<", "&lt;").replace(">", "&gt;")
    assert "Tue 7 July, 10:20–10:40: expected a whole number from 0 to 3, or nothing, not" in page
    assert page.count(f"“{shown}”") == 1
    assert find_value(page, f"tables-{slots[1].pk}") == shown
    assert list_tables() == [None, None, None]


def test_fewer_tables_than_meetings_say_how_many_and_when(
    office: Client, edition: Edition, slots: list[Slot]
) -> None:
    now = make.held_now(make.timetable(edition, state="released"))
    host = make.exhibitor(edition)
    make.table_meeting(now, host, slots[0])
    make.table_meeting(now, host, slots[0])
    page = read(office, f"{PAGE}?day=2093-07-07")
    assert "10:00–10:20 2 10:20–10:40 0" in page
    office.post(PAGE, say(slots, "1", "1", ""))
    page = read(office, f"{PAGE}?day=2093-07-07")
    assert "Nothing has changed. Tue 7 July, 10:00–10:20: 2 meetings are held or locked" in page
    assert list_tables() == [None, None, None]
    office.post(PAGE, say(slots, "2", "1", ""))
    assert list_tables() == [2, 1, None]


def test_a_slot_of_another_edition_is_refused(
    office: Client, edition: Edition, slots: list[Slot]
) -> None:
    other = make.edition("lake-2093", first_day=edition.first_day, tables=3)
    strange = make.slot(other, day=1)
    for key in (strange.pk, 10**17, "1x", ""):
        given = {**say(slots, "1", "", ""), f"tables-{key}": "1"}
        page = office.post(PAGE, given, follow=True).content.decode()
        assert "Choose one of the times shown. Nothing has changed." in page
    page = office.post(PAGE, {f"tables-{strange.pk}": "many"}, follow=True).content.decode()
    assert "Choose one of the times shown." in page
    assert list_tables() == [None, None, None, None]


def test_who_only_checks_people_in_sets_no_tables(edition: Edition, slots: list[Slot]) -> None:
    door = sign_in("door@example.org", MemberRole.CHECK_IN, edition)
    assert PAGE not in door.get("/office/river-2024/attendance/").content.decode()
    assert door.get(PAGE).status_code == 403
    assert door.post(PAGE, say(slots, "1", "1", "1")).status_code == 403
    assert list_tables() == [None, None, None]


def test_a_fair_that_is_over_keeps_its_tables(edition: Edition, slots: list[Slot]) -> None:
    over = make.edition("lake-2023", first_day=dt.date(2023, 7, 6), tables=3)
    slot = make.slot(over)
    office = sign_in("lake@example.org", MemberRole.ORGANISER, over)
    page = PAGE.replace("river-2024", "lake-2023")
    shown = read(office, f"{page}?day=2023-07-06")
    assert "This day is over." in shown
    assert "Save" not in shown
    office.post(page, {f"tables-{slot.pk}": "1"})
    assert "The fair is over." in read(office, page)
    assert set(list_tables()) == {None}


def test_a_fair_without_tables_or_slots_says_so(office: Client, edition: Edition) -> None:
    assert "No slots on this day" in read(office, f"{PAGE}?day=2093-07-06")
    Edition.objects.update(tables=0)
    assert "This fair has no shared tables" in read(office, f"{PAGE}?day=2093-07-07")


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_as_much_of_many_slots_as_of_one(
    office: Client,
    edition: Edition,
    slots: list[Slot],
    django_assert_num_queries: DjangoAssertNumQueries,
    many: int,
) -> None:
    now = make.held_now(make.timetable(edition, state="released"))
    host = make.exhibitor(edition)
    for slot in slots[:many]:
        make.table_meeting(now, host, slot)
    office.get(PAGE)
    with django_assert_num_queries(8):
        office.get(f"{PAGE}?day=2093-07-07")
    assert MeetingRequest.objects.count() == Table.objects.count() == many
