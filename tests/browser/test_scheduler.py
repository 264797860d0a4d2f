"""An organiser at the scheduler: drags, moves by keys, undoes, locks, looks, and releases."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visitors
from tests.browser.test_registration import enter_office, keep_picture, write
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Meeting, MeetingRequest, Timetable, Unheld
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Account, Person
from fairlead.apps.transfer.remove import remove_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
CODE = "lake-2034"


@pytest.fixture
def planned(visitors: Visitors) -> Iterator[None]:
    """Let there be a fair of 2034 with two dozen exhibitors and a draft of its meetings."""

    def begin() -> None:
        edition = make.edition(
            CODE,
            first_day=dt.date(2034, 7, 10),
            days=2,
            slots_per_day=6,
            languages=["en", "ru", "ar"],
            name="Lake Fair 2034",
            name_ar="معرض البحيرة 2034",
        )
        slots = [make.slot(edition, day=day, number=one) for day in (0, 1) for one in range(1, 7)]
        draft = make.timetable(edition, state="draft")
        for number in range(24):
            firm = make.organisation(
                edition, name=f"Works {number:02d}", name_ar=f"مصنع {number:02d}"
            )
            host = make.exhibitor(edition, organisation=firm)
            staff = make.participation(edition, roles=["exhibitor"], organisation=firm)
            for place in range(2 if number < 4 else 1):
                held = make.meeting(draft, host, slots[(number + 2 * place) % 6])
                Meeting.objects.filter(pk=held.pk).update(representative=staff)
        left = make.participation(edition)
        asked = MeetingRequest.objects.create(
            edition=edition, code="left", requester=left, recipient=host, state="accepted"
        )
        Unheld.objects.create(timetable=draft, request=asked, reason="one_full", said=["Full."])

    write(transaction.atomic(begin))
    yield

    def end() -> None:
        Message.objects.all().delete()
        remove_edition(Edition.objects.get(code=CODE))
        Account.objects.all().delete()
        Person.objects.filter(participations=None).delete()

    write(end)


def read_slots() -> list[int]:
    """Return the slots of the first exhibitor's meetings in the draft."""
    return write(
        lambda: list(
            Meeting.objects.filter(
                timetable__version=1,
                timetable__edition__code=CODE,
                request__recipient__organisation__name__en="Works 00",
            )
            .order_by("pk")
            .values_list("slot__number", flat=True)
        )
    )


def tell(page: Page, words: str) -> None:
    """Wait until the page says something."""
    expect(page.locator("[data-said]")).to_contain_text(words)


def test_drag_keys_undo_lock_and_release(visitors: Visitors, planned: None) -> None:
    office = enter_office(visitors)
    page = office.open(f"/office/{CODE}/timetables/")
    assert "28" in page.inner_text("tbody tr")
    keep_picture(page, "scheduler-1-versions")
    page = office.open(f"/office/{CODE}/timetables/1/")
    row = page.locator(".sched-row").first
    meeting = row.locator(".sched-meeting")
    expect(meeting).to_have_count(2)
    keep_picture(page, "scheduler-2-grid")
    assert read_slots() == [1, 3]

    # A free time lights up while the meeting is carried, and takes it.
    box = meeting.first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 20 + 74, box["y"] + 12, steps=4)
    expect(row.locator(".sched-free")).not_to_have_count(0)
    expect(row.locator(".sched-taken")).to_have_count(1)  # the firm's other meeting
    keep_picture(page, "scheduler-3-drag")
    page.mouse.move(box["x"] + 20 + 2 * 74, box["y"] + 12, steps=4)
    page.mouse.up()  # there the firm's one representative has a meeting
    tell(page, "10:40")
    assert read_slots() == [1, 3]
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 20 + 74, box["y"] + 12, steps=4)
    page.mouse.up()
    tell(page, "is at Mon 10 July 10:20 now")
    assert read_slots() == [2, 3]

    # The same by keys: Enter picks up, arrows aim, Escape leaves, Enter puts down.
    moved = row.locator(".sched-meeting:focus")
    expect(moved).to_have_count(1)
    page.keyboard.press("Enter")
    tell(page, "picked up")
    page.keyboard.press("ArrowRight")
    tell(page, "Somebody has another meeting at this time.")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    tell(page, "It stays where it is.")
    page.keyboard.press("Enter")
    tell(page, "picked up")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    tell(page, "10 July 11:00: free")
    page.keyboard.press("Enter")
    tell(page, "11:00 now")
    assert read_slots() == [4, 3]
    page.keyboard.press("Control+z")
    expect(page.locator("[data-redo]")).to_be_enabled()
    expect(page.locator("[data-said]")).to_have_text(re.compile("^Undone. .* is at .* now.$"))
    assert read_slots() == [2, 3]
    page.reload()  # what can be undone is kept by the server
    expect(page.locator("[data-undo]")).to_be_enabled()
    page.click("[data-redo]")
    expect(page.locator("[data-redo]")).to_be_disabled()
    tell(page, "Done again.")
    assert read_slots() == [4, 3]

    # What is locked stays; down the list rows come as they are looked at.
    page.locator(".sched-row").first.locator(".sched-meeting").last.focus()
    page.keyboard.press("l")
    expect(page.locator(".sched-meeting.is-locked")).to_have_count(1)
    page.keyboard.press("Enter")
    tell(page, "locked")
    page.fill("[data-find]", "مصنع 22")  # by a name in another language
    expect(page.locator(".sched-row")).to_have_count(1)
    expect(page.locator(".sched-label")).to_contain_text("Works 22")
    page.fill("[data-find]", "Works 23")
    expect(page.locator(".sched-row")).to_have_count(1)
    expect(page.locator(".sched-meeting")).to_have_count(1)

    # Before the release it says who is told; afterwards just those are.
    page = office.open(f"/office/{CODE}/timetables/1/left/")
    assert "One of them is full" in page.inner_text("main")
    keep_picture(page, "scheduler-4-left")
    page = office.open(f"/office/{CODE}/timetables/1/release/")
    assert "52 people are told" in page.inner_text("main")
    keep_picture(page, "scheduler-5-release")
    page.click("form.actions button")
    page.wait_for_selector(".note-success")
    assert write(lambda: Message.objects.filter(purpose="timetable").count()) == 52
    page = office.open(f"/office/{CODE}/timetables/1/")
    page.click("form[action$='restore/'] button")
    page.wait_for_url("**/timetables/2/")
    page.wait_for_selector(".sched-meeting")
    page.locator(".sched-meeting:not(.is-locked)").first.focus()
    page.keyboard.press("Delete")
    expect(page.locator("[data-undo]")).to_be_enabled()
    page = office.open(f"/office/{CODE}/timetables/2/release/")
    assert "2 people are told" in page.inner_text("main")
    page.click("form.actions button")
    page.wait_for_selector(".note-success")
    assert write(lambda: Message.objects.filter(key__endswith=":2").count()) == 2
    page = office.open(f"/office/{CODE}/timetables/compare/?one=1&other=2")
    assert page.locator("tbody tr").count() == 1
    keep_picture(page, "scheduler-6-compare")
    assert not office.faults


@pytest.mark.parametrize(("language", "width"), [("/ar", 390), ("/ar", 1280), ("", 390)])
def test_the_grid_fits_right_to_left_and_a_phone(
    visitors: Visitors, planned: None, language: str, width: int
) -> None:
    office = enter_office(visitors)
    office.page.set_viewport_size({"width": width, "height": 900})
    page = office.open(f"{language}/office/{CODE}/timetables/1/")
    meeting = page.locator(".sched-meeting").first
    expect(meeting).to_be_visible()
    meeting.click()
    expect(page.locator(".sched-free").first).to_be_visible()
    keep_picture(page, f"scheduler-{language.strip('/') or 'en'}-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".sched-free:not(.is-target)").first.click()
    expect(page.locator("[data-undo]")).to_be_enabled()
    for address in ("", "1/left/", "1/release/"):
        page = office.open(f"{language}/office/{CODE}/timetables/{address}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keep_picture(page, f"scheduler-{language.strip('/') or 'en'}-{width}-release")
    draft = write(lambda: Timetable.objects.get(edition__code=CODE, version=1))
    assert draft.state == "draft"


def test_without_scripts_a_meeting_is_moved_by_forms(visitors: Visitors, planned: None) -> None:
    office = enter_office(visitors)
    cookies: Any = office.context.cookies()
    plain = visitors.enter(scripts=False)
    plain.context.add_cookies(cookies)
    page = plain.open(f"/office/{CODE}/timetables/1/?q=Works+00")
    page.click("tbody a >> nth=0")
    page.select_option("#slot", index=0)
    page.click("form.card button")
    expect(page.locator("main")).to_contain_text("Moved.")
    assert read_slots() == [2, 3]
    page.click("button[value=lock]")
    expect(page.locator("main")).to_contain_text("Locked.")
    page = plain.open(f"/office/{CODE}/timetables/1/")
    page.click("button[value=undo]")
    page.click("button[value=undo]")
    assert read_slots() == [1, 3]
