"""A meeting lived: who does not come, who takes the time, what came of it, and no network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect
from tests.apps.meetings.test_encounters import MINUTE
from tests.browser.conftest import Visitor, Visitors
from tests.browser.test_meetings import sign_in
from tests.browser.test_registration import keep_picture, write
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.answer_request import accept_request
from fairlead.apps.meetings.domain.request_meeting import Wish, request_meeting
from fairlead.apps.meetings.models import Meeting
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Participation, Person
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.transfer.remove import remove_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@dataclass(frozen=True, slots=True)
class Now:
    """A fair that is on: who is late for a meeting, who waits for a time, and the exhibitor."""

    late: Participation
    waiting: Participation
    staff: Participation


@pytest.fixture
def now_on(visitors: Visitors) -> Iterator[Now]:
    """Return a fair with one meeting that began eleven minutes ago, of half an hour."""

    def begin() -> Now:
        now = timezone.now()
        edition = make.edition(
            "tide-now",
            first_day=now.date(),
            time_zone="Etc/UTC",
            languages=["en", "ar"],
            name="Tide Fair",
            name_ar="معرض المد",
        )
        begun = now - 11 * MINUTE
        slot = Slot.objects.create(
            edition=edition, date=now.date(), number=1, starts_at=begun, ends_at=begun + 30 * MINUTE
        )
        firm = make.organisation(edition, name="Gear Works", name_ar="مصنع التروس")
        host = make.exhibitor(edition, organisation=firm)
        staff = make.participation(edition, roles=["exhibitor"], organisation=firm)
        late, waiting = make.participation(edition), make.participation(edition)
        before = now - dt.timedelta(days=1)
        for who, wanted in ((late, slot), (waiting, None)):
            wish = Wish(message="Gearboxes for lorries?")
            asked = request_meeting(author=who, whom=host, wish=wish, now=before)
            accept_request(asked, by=staff, slot=wanted, now=before)
        make.session(edition, title="Opening", title_ar="الافتتاح")
        for number in range(2, 6):
            for day in range(2):
                starts = dt.datetime.combine(
                    now.date() + dt.timedelta(day + 1), dt.time(8 + number), dt.UTC
                )
                Slot.objects.create(
                    edition=edition,
                    date=starts.date(),
                    number=number,
                    starts_at=starts,
                    ends_at=starts + 20 * MINUTE,
                )
        return Now(late, waiting, staff)

    yield write(begin)

    def end() -> None:
        remove_edition(Edition.objects.get(code="tide-now"))
        Account.objects.all().delete()
        Person.objects.filter(participations=None).delete()

    write(end)


def enter_office(visitors: Visitors, *, width: int) -> Visitor:
    """Return the browser of an organiser."""
    from django.conf import settings

    client = Client()

    def enter() -> None:
        account = Account.objects.create_user(f"office-{width}@example.org")
        edition = Edition.objects.get(code="tide-now")
        appoint(account, MemberRole.ORGANISER, edition=edition, by=COMMAND_LINE)
        client.force_login(account)

    write(enter)
    visitor = visitors.enter(width=width)
    name = settings.SESSION_COOKIE_NAME
    visitor.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": visitor.site}]
    )
    return visitor


def test_who_does_not_come_gives_the_time_to_who_waits(visitors: Visitors, now_on: Now) -> None:
    team = sign_in(visitors, now_on.staff, width=390, scripts=False)
    page = team.open("/ar/tide-now/desk/agenda/")
    keep_picture(page, "ar-390-lived-1-agenda")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click(".agenda button[value=here]")
    page.click(".agenda button[value=no_show]")
    page.wait_for_selector(".note-success")
    held = Meeting.objects.filter(request__edition__code="tide-now")
    assert write(lambda: held.get().request.requester_id) == now_on.waiting.pk
    guest = sign_in(visitors, now_on.waiting, width=1280, scripts=True)
    page = guest.open("/tide-now/desk/agenda/")
    assert "Gear Works" in page.inner_text(".agenda")
    page.click(".agenda .name a")
    page.click("button[value=all_here]")
    page.select_option("#interest", "strong")
    page.fill("#value", "1250000.50")
    page.click("button[value=outcome]")
    page.wait_for_selector(".note-success")
    page.fill("#text", "Send drawings")
    page.fill("#day", "2034-07-20")
    page.click("button[value=follow_up]")
    page.click("button[value=project]")
    keep_picture(page, "en-1280-lived-2-outcome")
    page = guest.open("/tide-now/desk/to-do/")
    assert "Send drawings" in page.inner_text("main")
    keep_picture(page, "en-1280-lived-3-to-do")
    office = enter_office(visitors, width=1280)
    page = office.open("/office/tide-now/dashboard/")
    keep_picture(page, "en-1280-lived-4-dashboard")
    page.click("a[href*='reached=missed']")
    expect(page.locator(".rows > li")).to_have_count(1)
    page.fill("#subject", "We missed you")
    page.fill("#body", "Shall we find another time?")
    page.click("form.sheet button[type=submit]")
    keep_picture(page, "en-1280-lived-5-write")
    page.dblclick("form.sheet button[type=submit]")
    page.wait_for_selector(".notes")
    page = office.open("/office/tide-now/attendance/")
    keep_picture(page, "en-1280-lived-6-attendance")
    for address in ("dashboard", "attendance"):
        page = office.open(f"/ar/office/tide-now/{address}/")
        page.set_viewport_size({"width": 390, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        keep_picture(page, f"ar-390-lived-7-{address}")


def test_an_agenda_without_a_network_is_its_owners_alone(visitors: Visitors, now_on: Now) -> None:
    guest = sign_in(visitors, now_on.late, width=390, scripts=True)
    page = guest.open("/tide-now/desk/agenda/")
    page.evaluate(
        "async () => { while (!(await caches.match(location.href)))"
        " await new Promise((go) => setTimeout(go, 50)); }"
    )
    guest.context.set_offline(True)
    page.reload()
    assert "Gear Works" in page.inner_text(".agenda")
    assert "Without a network" in page.inner_text("[data-note]")
    expect(page.locator("main button:visible")).to_have_count(0)
    keep_picture(page, "en-390-lived-8-offline")
    guest.context.set_offline(False)
    page = guest.open("/tide-now/desk/agenda/")
    expect(page.locator("[data-note]:visible")).to_have_count(0)
    # Who signs out while pages are on their way leaves nothing behind, then or when they come.
    assert page.evaluate("caches.has('fairlead-agenda')")
    (worker,) = guest.context.service_workers
    worker.evaluate(
        "() => { const real = self.fetch; self.fetch = async (...asked) => { const answer ="
        " await real(...asked); await new Promise((go) => setTimeout(go, 700)); return answer; } }"
    )
    page = guest.open("/tide-now/desk/agenda/")
    page.click("form[data-signs-out] button")
    page.wait_for_url(lambda address: "/desk/" not in address)
    page.wait_for_timeout(2000)
    assert not page.evaluate("caches.has('fairlead-agenda')")
    # What the browser says of the network that was taken from it, and of what it cleared.
    own = ("ERR_INTERNET_DISCONNECTED", "Cleared data types")
    guest.faults[:] = [one for one in guest.faults if not any(words in one for words in own)]


def test_when_one_is_free_is_painted(visitors: Visitors, now_on: Now) -> None:
    guest = sign_in(visitors, now_on.waiting, width=1280, scripts=True)
    page = guest.open("/tide-now/desk/availability/")
    boxes = page.locator(".free-times input[type=checkbox]")
    everything = boxes.count()
    assert page.locator(".free-times input:checked").count() == everything == 9
    # The slot that is on now may be a row between them.
    cells = page.locator(".free-times tbody tr:has(td:nth-of-type(2) input)")
    start = cells.nth(1).locator("td").nth(1).bounding_box()
    end = cells.nth(3).locator("td").nth(2).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 20, start["y"] + 15)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + 15, steps=4)
    page.mouse.up()
    expect(page.locator(".free-times input:checked")).to_have_count(everything - 6)
    # A finger that scrolls the table sideways paints nothing.
    touch = page.context.new_cdp_session(page)
    for kind, at in (("touchStart", 0), *(("touchMove", 15 * step) for step in range(1, 6))):
        point = {"x": start["x"] + 80 - at, "y": start["y"] + 15}
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".free-times input:checked")).to_have_count(everything - 6)
    boxes.last.focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(".free-times input:checked")).to_have_count(everything - 6)
    keep_picture(page, "en-1280-lived-9-painted")
    page.click("main form button[type=submit]")
    page.wait_for_selector(".note-success")
    expect(page.locator(".free-times input:checked")).to_have_count(everything - 6)
