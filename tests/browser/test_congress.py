"""A day at the congress: proposed, booked, chosen, let in, asked; on a screen and on a phone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import qrcode
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visitors
from tests.browser.network import connect
from tests.browser.test_meetings import sign_in
from tests.browser.test_registration import enter_office, keep_picture, write
from tests.sites import factories as make

from fairlead.apps.attendance.models import Arrival, Seat
from fairlead.apps.attendance.passes import write_pass
from fairlead.apps.congress.models import Session, Speaker
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Participation, Person
from fairlead.apps.proposals.domain.set_up_call import CallText, set_up_call
from fairlead.apps.transfer.remove import remove_edition
from fairlead.folder.localized_text import LocalizedText

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@dataclass(frozen=True, slots=True)
class Congress:
    """A fair with a session within a day, who comes and who moderates."""

    session: Session
    guest: Participation
    chair: Participation


@pytest.fixture
def congress(visitors: Visitors) -> Iterator[Congress]:
    """Return a fair that begins within a day by its own clock."""

    def begin() -> Congress:
        now = timezone.now()
        begins = now + dt.timedelta(hours=20)
        if begins.hour == 23:
            begins -= dt.timedelta(hours=1)  # and ends on its day
        edition = make.edition(
            "lake-now",
            first_day=begins.date(),
            languages=["en", "ru", "ar", "zh-Hans"],
            time_zone="UTC",
            name="Lake Fair",
            name_ar="معرض البحيرة",
            name_zh_hans="湖畔博览会",
        )
        ends = begins + dt.timedelta(minutes=50)
        session = make.session(
            edition,
            title="Gears made at home",
            title_ar="تروس تُصنع محليًا",
            title_zh_hans="国产齿轮",
            date=begins.date(),
            start=begins.time(),
            end=ends.time(),
            capacity=1,
            booking=True,
        )
        guest, chair = make.participation(edition), make.participation(edition)
        Speaker.objects.create(session=session, participation=chair, position=0, moderates=True)
        text = LocalizedText({"en": "Tell what is made at home.", "ar": "أخبرنا بما يُصنع محليًا."})
        title = LocalizedText({"en": "Pitches", "ar": "عروض", "zh-Hans": "路演"})
        times = (now - dt.timedelta(days=1), now + dt.timedelta(days=1))
        set_up_call(edition, CallText(title, text, ["pitch"], *times), by=COMMAND_LINE)
        return Congress(session, guest, chair)

    made = write(begin)
    yield made

    def end() -> None:
        remove_edition(Edition.objects.get(code="lake-now"))
        Account.objects.all().delete()
        Person.objects.filter(participations=None).delete()

    write(end)


@pytest.mark.parametrize(
    ("language", "width", "scripts"),
    [("/ar", 390, True), ("", 1280, False), ("/zh-hans", 1280, True)],
)
def test_book_ask_moderate_and_be_let_in(
    visitors: Visitors, congress: Congress, language: str, width: int, *, scripts: bool
) -> None:
    name = f"{language.strip('/') or 'en'}-{width}-congress"
    own = f"{language}/lake-now/desk/sessions/{congress.session.code}/"
    guest = sign_in(visitors, congress.guest, width=width, scripts=scripts)
    page = guest.open(own)
    keep_picture(page, f"{name}-1-session")
    page.click("button[value=book]")
    page.wait_for_selector("button[value=cancel]")
    page.fill("#text", "Who makes the steel?")
    page.click("button[value=ask]")
    page.wait_for_selector(".questions")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keep_picture(page, f"{name}-2-booked")
    chair = sign_in(visitors, congress.chair, width=width, scripts=scripts)
    page = chair.open(own)
    page.click("button[value=shown]")
    page.wait_for_selector("button[value=answered]")
    keep_picture(page, f"{name}-3-moderated")
    page = chair.open(f"{own}timer/")
    keep_picture(page, f"{name}-4-timer")
    page = guest.open(f"{language}/lake-now/desk/pass/")
    keep_picture(page, f"{name}-5-pass")
    page = guest.open(f"{language}/lake-now/desk/proposals/")
    page.click("a.button[href*='/call/']")
    if language:  # its own comes first
        page.click("form.fields summary")
    page.fill("[name=title_en]", "Bearings")
    page.fill("[name=text_en]", "From ore to bearing.")
    page.select_option("[name=kind]", "pitch")
    keep_picture(page, f"{name}-6-propose")
    page.click("button[value=submit]")
    page.wait_for_selector("button[value=withdraw]")
    office = enter_office(visitors)
    office.page.set_viewport_size({"width": width, "height": 900})
    page = office.open(f"{language}/office/lake-now/sessions/{congress.session.code}/door/")
    page.fill("#pass", write_pass(congress.guest))
    page.click("form[data-scan] button.button:not([type=button])")
    page.wait_for_selector("p.note")
    keep_picture(page, f"{name}-7-door")
    page = office.open(f"{language}/office/lake-now/sessions/{congress.session.code}/")
    keep_picture(page, f"{name}-8-office")
    page = office.open(f"{language}/office/lake-now/calls/")
    page.click(".rows a.name")
    page.check("input[name=proposal]")
    keep_picture(page, f"{name}-9-proposals")
    page.click("button[value=accepted]")
    page.wait_for_selector(".note-success")


def test_a_choice_goes_along_when_one_signs_in(visitors: Visitors, congress: Congress) -> None:
    day = f"/lake-now/programme/?day={congress.session.date.isoformat()}"
    guest = sign_in(visitors, congress.guest, width=1280, scripts=True)
    page = guest.open(day)
    page.click("button.keep")
    expect(page.locator("button.keep")).to_have_attribute("aria-pressed", "true")
    guest.open("/lake-now/desk/")
    page = guest.open(day)
    page.wait_for_selector(".programme-files a[href*='/desk/agenda/']")
    expect(page.locator("button.keep")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("Object.entries(localStorage).some(([k, v]) => v === '[]')")
    page = guest.open(f"/lake-now/desk/agenda/?day={congress.session.date.isoformat()}")
    assert "Gears made at home" in page.inner_text(".agenda")


_CAMERA = """navigator.mediaDevices.getUserMedia = async () => {
    const rows = %s, side = 8, canvas = document.createElement("canvas");
    canvas.width = canvas.height = rows.length * side;
    const draw = () => {
        const picture = canvas.getContext("2d");
        picture.fillStyle = "white";
        picture.fillRect(0, 0, canvas.width, canvas.height);
        picture.fillStyle = "black";
        rows.forEach((row, y) => row.forEach((dark, x) => {
            if (dark) picture.fillRect(x * side, y * side, side, side);
        }));
    };
    draw();
    setInterval(draw, 50);
    return canvas.captureStream(20);
};"""


def test_a_pass_is_read_by_a_camera_where_the_browser_reads_no_codes(
    visitors: Visitors, congress: Congress
) -> None:
    seat = {"session": congress.session, "participation": congress.guest, "state": "booked"}
    write(lambda: Seat.objects.create(**seat))
    code = qrcode.QRCode(border=4)
    code.add_data(write_pass(congress.guest))
    office = enter_office(visitors)
    office.context.add_init_script("delete window.BarcodeDetector;")
    office.context.add_init_script(_CAMERA % json.dumps(code.get_matrix()))
    page = office.open(f"/office/lake-now/sessions/{congress.session.code}/door/")
    page.click("form[data-scan] button[type=button]")
    expect(page.locator("[data-said]")).to_contain_text("Welcome")
    assert Arrival.objects.filter(session=congress.session).count() == 1
    keep_picture(page, "door-by-camera")


_KEPT = """async () => {
    const cache = await caches.open("fairlead-door");
    const pages = await Promise.all((await cache.keys()).map(k => cache.match(k)));
    const texts = await Promise.all(pages.map(p => p.text()));
    return {pages: texts, storage: JSON.stringify({...localStorage})};
}"""


def _wait_until(page: Page, holds: str) -> None:
    """Ask the browser itself until something holds: the page's own policy lets no text be run."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not within ten seconds: {holds}")


def test_the_door_goes_on_without_a_network(visitors: Visitors, congress: Congress) -> None:
    office = enter_office(visitors)
    seat = {"session": congress.session, "participation": congress.guest, "state": "booked"}
    write(lambda: Seat.objects.create(**seat))
    # Cut for real: a page just opened sends now and then past what Chromium calls offline.
    with connect(office.site) as network:
        page = office.context.new_page()
        page.goto(f"{network.site}/office/lake-now/sessions/{congress.session.code}/door/")
        _wait_until(page, "navigator.serviceWorker.controller !== null")
        _wait_until(page, "caches.match(location.pathname).then(kept => !!kept)")
        network.cut()
        for code in (write_pass(congress.guest), write_pass(congress.guest).lower(), "FL-1-0000"):
            page.fill("#pass", code)
            page.click("form[data-scan] button.button:not([type=button])")
            page.wait_for_selector("[data-said]:not([hidden])")
        page.reload()
        _wait_until(page, "document.querySelector('[data-state]').textContent.includes('3')")
        keep_picture(page, "door-without-network")
        assert not Arrival.objects.filter(session=congress.session).exists()
        network.mend()
        page.wait_for_selector("[data-door] li")
        assert "FL-1-0000" in page.inner_text("[data-door] li")
        assert Arrival.objects.filter(session=congress.session).count() == 1
        kept = page.evaluate(_KEPT)
        assert write_pass(congress.guest) not in kept["storage"], "it is counted, and forgotten"
        name = str(congress.guest.person.name)
        assert name not in "".join(kept["pages"]) + kept["storage"]
        keep_picture(page, "door-refused")
        page.click("[data-door] li button:last-child")
        expect(page.locator("[data-door]")).to_be_hidden()
        assert "fairlead door" not in page.evaluate(_KEPT)["storage"]
        office.faults.clear()  # what a browser without a network complains of
        page.close()
