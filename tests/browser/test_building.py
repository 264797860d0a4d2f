"""A programme built by mouse and by keys, released, changed on the day, and followed."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Visitors
from tests.browser.test_registration import enter_office, keep_picture, write
from tests.sites import factories as make

from fairlead.apps.congress.domain.change_draft import add_session
from fairlead.apps.congress.domain.draft_programme import draft_programme
from fairlead.apps.congress.models import PlannedSession, Room, Session
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Person
from fairlead.apps.transfer.remove import remove_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
CODE = "mill-2034"
DAY = dt.date(2034, 7, 10)


@pytest.fixture
def built(visitors: Visitors) -> Iterator[None]:
    """Let there be a fair of 2034 with five rooms, a dozen sessions and a draft with one more."""

    def begin() -> None:
        edition = make.edition(
            CODE,
            first_day=DAY,
            days=2,
            languages=["en", "ru", "ar"],
            name="Mill Fair 2034",
            name_ar="معرض الطاحونة 2034",
        )
        hall = make.hall(edition, "1")
        rooms = [
            Room.objects.create(
                edition=edition,
                name={"en": f"Room {letter}", "ar": f"قاعة {letter}"},
                capacity=100 * (number + 1),
                hall=hall,
                position=number + 1,
            )
            for number, letter in enumerate("ABCDE")
        ]
        speaker = make.participation(edition, code="p-speaker")
        for number in range(12):
            held = make.session(
                edition,
                code=f"s{number}",
                title=f"Session {number:02d}",
                title_ar=f"جلسة {number:02d}",
                date=DAY + dt.timedelta(days=number // 10),
                start=dt.time(9 + 2 * (number % 10 // 5)),
                end=dt.time(10 + 2 * (number % 10 // 5)),
                room=rooms[number % 5],
            )
            if number == 0:
                make.speaks(held, speaker)
        Room.objects.filter(edition=edition, sessions=None).delete()
        draft = draft_programme(edition)
        said = {
            "title": {"en": "A new pitch", "ar": "عرض جديد"},
            "minutes": 30,
            "expected": 150,
            "people": [[speaker.pk, False]],
        }
        add_session(draft, said, by=COMMAND_LINE, code="pitch")

    write(transaction.atomic(begin))
    yield

    def end() -> None:
        Message.objects.all().delete()
        remove_edition(Edition.objects.get(code=CODE))
        Account.objects.all().delete()
        Person.objects.filter(participations=None).delete()

    write(end)


def read_place(code: str) -> tuple[str, str]:
    """Return the room and the time of a session of the draft."""

    def read() -> tuple[str, str]:
        held = PlannedSession.objects.select_related("room").get(
            programme__version=2, programme__edition__code=CODE, code=code
        )
        if held.room is None or held.start is None:
            return "", ""
        return str(held.room.name["en"]), f"{held.start:%H:%M}"

    return write(read)


def tell(page: Page, words: str) -> None:
    """Wait until the page says something."""
    expect(page.locator("[data-said]")).to_contain_text(words)


def drag(page: Page, what: Locator, across: float, down: float) -> None:
    """Drag something by so many points, waiting until the page knows where it may go."""
    box = what.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 10 + across / 2, box["y"] + 8 + down / 2, steps=3)
    expect(page.locator(".build-taken").first).to_be_attached()
    page.mouse.move(box["x"] + 10 + across, box["y"] + 8 + down, steps=3)


def measure_column(page: Page) -> float:
    """Return how wide the board draws a room, in points: few rooms share the width there is."""
    board = page.locator("[data-view]")
    return float(
        board.evaluate("view => parseFloat(view.style.getPropertyValue('--build-column'))")
    )


def test_built_by_mouse_and_keys_released_changed_and_followed(
    visitors: Visitors, built: None
) -> None:
    office = enter_office(visitors)
    page = office.open(f"/office/{CODE}/programme/")
    assert page.locator("tbody tr").count() == 2
    page = office.open(f"/office/{CODE}/programme/2/")
    first = page.locator("[data-code=s0]")
    expect(first).to_be_visible()
    expect(page.locator("[data-open] .build-session")).to_have_count(1)
    keep_picture(page, "building-1-board")

    wide = measure_column(page)
    # By mouse: what is hard is refused before the drop, a free place takes it.
    drag(page, first, wide, 0)
    expect(page.locator(".build-target.is-hard")).to_be_visible()
    tell(page, "The room has “Session 01” from 09:00.")
    keep_picture(page, "building-2-drag")
    page.mouse.up()
    assert read_place("s0") == ("Room A", "09:00")
    drag(page, first, wide, 66 + 5.5)
    tell(page, "10:05, Room B: not possible.")  # until the next begins there at 11:00
    page.mouse.move(0, 0)
    page.mouse.up()
    drag(page, first, wide, 66)
    expect(page.locator(".build-target.is-free")).to_be_visible()
    page.mouse.up()
    tell(page, "Session 00 is at Mon 10 July 10:00, Room B now.")
    assert read_place("s0") == ("Room B", "10:00")

    # By keys: what is open is put into a room; where its speaker is it cannot go.
    page.locator("[data-code=pitch]").focus()
    page.keyboard.press("Enter")
    tell(page, "picked up")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    tell(page, "10:00, Room A: not possible. Visitor")
    page.keyboard.press("Enter")
    assert read_place("pitch") == ("", "")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("ArrowRight")
    tell(page, "The room has")
    page.keyboard.press("Escape")
    tell(page, "It stays where it was.")
    page.keyboard.press("Enter")
    for _ in range(24):
        page.keyboard.press("ArrowDown")
    tell(page, "11:00, Room A: not possible")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
    tell(page, "12:00, Room A: The room is too small for those expected.")
    page.keyboard.press("ArrowRight")
    tell(page, "12:00, Room B: free.")
    page.keyboard.press("Enter")
    tell(page, "A new pitch is at Mon 10 July 12:00, Room B now.")
    assert read_place("pitch") == ("Room B", "12:00")
    page.keyboard.press("Control+z")
    tell(page, "Undone.")
    expect(page.locator("[data-open] .build-session")).to_have_count(1)
    page.reload()  # what can be redone is kept by the server
    expect(page.locator("[data-open] .build-session")).to_have_count(1)
    page.click("[data-redo]")
    expect(page.locator("[data-open] .build-session")).to_have_count(0)
    assert read_place("pitch") == ("Room B", "12:00")

    page = office.open(f"/office/{CODE}/programme/2/release/")
    assert "New: A new pitch" in page.inner_text("main")
    keep_picture(page, "building-3-release")
    page.click("form.actions button")
    page.wait_for_selector(".note-success")
    assert write(lambda: Message.objects.filter(purpose="timetable").count()) == 1
    assert write(lambda: Session.objects.get(edition__code=CODE, code="pitch").start) == dt.time(12)
    keep_picture(page, "building-4-versions")
    page = office.open(f"/office/{CODE}/programme/compare/?one=1&other=2")
    keep_picture(page, "building-5-compare")
    page = office.open(f"/{CODE}/programme/versions/1/")
    keep_picture(page, "building-6-version")
    page = office.open(f"/office/{CODE}/rooms/")
    keep_picture(page, "building-7-rooms")

    # On the day: who looks at the programme, and the screen at the door, see it by themselves.
    noon = dt.datetime(2034, 7, 10, 12, 10, tzinfo=ZoneInfo("Asia/Yekaterinburg"))
    visitor, door = visitors.enter(), visitors.enter()
    for one in (visitor, door):
        one.page.clock.set_fixed_time(noon)
    seen = visitor.open(f"/{CODE}/programme/?day=2034-07-10")
    room = write(lambda: Room.objects.get(edition__code=CODE, name__en="Room B").pk)
    screen = door.open(f"/{CODE}/screens/rooms/{room}/")
    expect(screen.locator("li.is-now")).to_contain_text("A new pitch")
    expect(screen.locator("[data-clock]")).to_have_text("12:10")
    keep_picture(screen, "building-8-screen")
    fits = """() => {
        document.querySelector("h1").textContent = "A room of a long name, ".repeat(8);
        return document.documentElement.scrollWidth <= innerWidth
            && document.querySelector("[data-clock]").getBoundingClientRect().right <= innerWidth;
    }"""
    assert screen.evaluate(fits), "a long name leaves the clock on the screen"
    overfull = """() => {
        for (const one of document.querySelectorAll(".title"))
            one.textContent = "A title that goes on and on, ".repeat(20);
        const foot = document.querySelector("footer").getBoundingClientRect();
        const main = document.querySelector("main");
        return [foot.bottom <= innerHeight, main.scrollHeight <= main.clientHeight + 1];
    }"""
    assert screen.evaluate(overfull) == [True, True], "nobody scrolls a screen"
    screen.evaluate(
        "() => { const main = document.querySelector('main');"
        " for (let i = 0; i < 30; i++) main.append(main.children[0].cloneNode(true)); }"
    )
    turned = "() => document.querySelector('main').scrollTop > 0"
    until = time.monotonic() + 20
    while not screen.evaluate(turned) and time.monotonic() < until:
        screen.wait_for_timeout(500)
    assert screen.evaluate(turned), "rooms that have no place side by side come one after the other"
    screen.reload()
    page = office.open(f"/office/{CODE}/on-the-day/?day=2034-07-10")
    keep_picture(page, "building-9-day")
    row = page.locator("tr#pitch")
    row.locator("[name=minutes]").fill("20")
    row.locator("button").first.click()
    page.wait_for_selector(".note-success")
    expect(seen.locator("[data-session=pitch]")).to_contain_text("late: begins at 12:20")
    expect(screen.locator("[data-code=pitch]")).to_contain_text("late: begins at 12:20")
    expect(screen.locator("[data-code=pitch] [data-state]")).to_have_text("Next")
    page.locator("tr#pitch summary").click()
    page.locator("tr#pitch select[name=room]").select_option(label="Room C")
    page.locator("tr#pitch button[value=move]").click()
    page.wait_for_selector(".note-success")
    expect(screen.locator("[data-code=pitch]")).to_have_count(0)
    expect(screen.locator("[data-none]")).to_be_visible()
    expect(seen.locator("[data-session=pitch]")).to_contain_text("moved")
    page.locator("tr#pitch summary").click()
    page.locator("tr#pitch button[value=cancel]").click()
    page.wait_for_selector(".note-success")
    expect(seen.locator("[data-session=pitch]")).to_contain_text("cancelled")
    told = write(lambda: list(Message.objects.filter(purpose="programme_now").order_by("pk")))
    assert [one.subject.split(":")[0] for one in told] == ["Late", "Moved", "Cancelled"]

    # Without a network the screen goes on by its clock, and says how old it is; started anew too.
    door.context.set_offline(True)
    door.page.clock.set_fixed_time(noon + dt.timedelta(minutes=4))
    expect(screen.locator("[data-age]")).to_contain_text(
        "No network. As it was at 12:10, 4 min ago"
    )
    keep_picture(screen, "building-10-offline")
    door.page.reload()
    expect(screen.locator("[data-age]")).to_contain_text("No network")
    assert not office.faults
    assert not visitor.faults
    for one in (visitor, door):
        one.context.close()  # they would go on asking for a fair that is gone
        one.faults.clear()  # the network that was taken away


@pytest.mark.parametrize(("language", "width"), [("/ar", 390), ("/ar", 1280)])
def test_the_board_right_to_left_and_on_a_phone(
    visitors: Visitors, built: None, language: str, width: int
) -> None:
    office = enter_office(visitors)
    office.page.set_viewport_size({"width": width, "height": 900})
    page = office.open(f"{language}/office/{CODE}/programme/2/")
    boxes = [page.locator(f"[data-code={code}]").bounding_box() for code in ("s0", "s1")]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[1]["x"] < boxes[0]["x"]  # the second room is to the left of the first
    page.locator("[data-code=pitch]").click()
    expect(page.locator(".build-target")).to_be_visible()
    keep_picture(page, f"building-{language.strip('/')}-{width}")
    page.locator("[data-view]").scroll_into_view_if_needed()
    first = page.locator("[data-code=s0]").bounding_box()
    assert first is not None
    page.mouse.click(first["x"] + 20, first["y"] + 66 + 10)
    expect(page.locator("[data-open] .build-session")).to_have_count(0)
    assert read_place("pitch") == ("Room A", "10:10")
    for address in ("2/", "2/release/", "", "2/sessions/pitch/"):
        page = office.open(f"{language}/office/{CODE}/programme/{address}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    keep_picture(page, f"building-{language.strip('/')}-{width}-session")
