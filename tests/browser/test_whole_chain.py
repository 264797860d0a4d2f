"""The whole chain: from flows to a signed project, a headline, and the flows of the next month."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visitor, Visitors
from tests.browser.test_imports import working
from tests.browser.test_registration import keep_picture, write
from tests.sites import factories as make

from fairlead.apps.cooperation.models import Headline, Project
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Organisation, Participation, Person
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.trade.models import Assessment, Need
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.remove import remove_edition
from fairlead.folder.read import read_fair

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]
pytestmark += [pytest.mark.django_db]
SMALL = Path(__file__).parents[1] / "folder" / "small"
CODE = "chain-2036"
# What has days of the small fair, which are over.
OF_DAYS = ("availability", "requests", "request_parties", "request_history", "sessions")
HEAD = "exporter,importer,product,year,value_usd\n"
# Bearings come to Russia from one supplier; later from the project's two as well.
CALM = (("CHN", "RUS", 40), ("DEU", "RUS", 35), ("ITA", "RUS", 25), ("CHN", "KAZ", 50))
BEFORE = (("CHN", "RUS", 95), ("DEU", "RUS", 5), ("CHN", "KAZ", 50))
AFTER = (("CHN", "RUS", 40), ("DEU", "RUS", 5), ("BLR", "RUS", 30), ("KAZ", "RUS", 25),
         ("CHN", "KAZ", 50))  # fmt: skip


def write_month(file: Path, rows: tuple[tuple[str, str, int], ...]) -> Path:
    """Write the flows of a month."""
    lines = [f"{who},{to},848210,2024,{value}\n" for who, to, value in rows]
    file.write_text(HEAD + "".join(lines) + "RUS,KAZ,100199,2024,500\n")
    return file


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: a delegate of the economy in need, and two makers of two others."""

    delegate: Participation
    makers: tuple[Participation, ...]


@pytest.fixture
def cast(visitors: Visitors) -> Iterator[Cast]:
    """Return who plays in the small fair, which has no flows and of which nothing was run."""

    def begin() -> Cast:
        small = read_fair(SMALL)
        fair = dataclasses.replace(
            small,
            settings=dataclasses.replace(small.settings, code=CODE, first_day=dt.date(2036, 7, 8)),
            **{name: small.table(name).slice(0, 0) for name in OF_DAYS},
            flows=None,
        )
        edition = load_fair(fair)
        ministry = make.organisation(edition, country="RUS", name="Example ministry")
        delegate = make.participation(edition, roles=["delegate"], organisation=ministry)
        people = Participation.objects.filter(edition=edition)
        return Cast(delegate, (people.get(code="b1"), people.get(code="u1")))

    made = write(begin)
    yield made

    def end() -> None:
        remove_edition(Edition.objects.get(code=CODE))
        Account.objects.all().delete()
        Person.objects.filter(participations=None).delete()

    write(end)


def enter(visitors: Visitors, address: str, who: Participation | None = None) -> Visitor:
    """Return the browser of somebody signed in."""
    client = Client()

    def sign_in() -> None:
        account = Account.objects.create_user(address)
        account.person = who.person if who is not None else make.person(name=address)
        account.save()
        client.force_login(account)

    write(sign_in)
    visitor = visitors.enter()
    name = settings.SESSION_COOKIE_NAME
    visitor.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": visitor.site}]
    )
    return visitor


def enter_office(visitors: Visitors, address: str, role: MemberRole) -> Visitor:
    """Return the browser of somebody of the office."""
    visitor = enter(visitors, address)
    account = Account.objects.get(email=address)
    write(lambda: appoint(account, role, edition=Edition.objects.get(code=CODE), by=COMMAND_LINE))
    return visitor


def paper(name: str) -> dict[str, object]:
    """Return a document as a browser sends it."""
    return {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF " + name.encode()}


def move_on(page: Page, stage: str) -> None:
    """Record with a document that the project has reached its next stage."""
    form = page.locator("form", has=page.locator(f"input[name=stage][value={stage}]"))
    form.locator("input[name=document]").set_input_files(paper(f"{stage}.pdf"))  # type: ignore[arg-type]
    form.get_by_role("button", name="Move on").click()
    page.wait_for_selector(".note-success")


def bring_month(office: Visitor, month: str, file: Path) -> Page:
    """Bring in a month's flows by the office's page; return it when the worker has judged them."""
    address = f"/office/{CODE}/standing-search/"
    page = office.open(address)
    page.get_by_label("Month", exact=True).fill(month)
    page.get_by_label("File", exact=True).set_input_files(file)
    with working():
        page.get_by_role("button", name="Judge").click()
        page.wait_for_url(re.compile("background"))
        for _ in range(120):
            page = office.open(address)
            if page.get_by_role("link", name=month).count():
                break
            page.wait_for_timeout(500)
    expect(page.get_by_role("link", name=month)).to_be_visible()
    # Events come from the server in front, which is not here: the page asked again instead.
    office.faults[:] = [fault for fault in office.faults if "404" not in fault]
    return page


def bring_flows(office: Visitor, file: Path) -> None:
    """Bring the edition's first flows in by the office's page, and wait for the worker."""
    address = f"/office/{CODE}/flows/"
    page = office.open(address)
    page.get_by_label("File", exact=True).set_input_files(file)
    with working():
        page.get_by_role("button", name="Read it").click()
        page.wait_for_url(re.compile("background"))
        for _ in range(120):
            page = office.open(address)
            if page.get_by_text(f"flows/{file.name}").count():
                break
            page.wait_for_timeout(250)
    expect(page.get_by_text(f"flows/{file.name}")).to_be_visible()
    office.faults[:] = [fault for fault in office.faults if "404" not in fault]
    keep_picture(page, "chain-flows")


def run_the_chain(office: Visitor) -> None:
    """Start the whole chain where the flows are, and release the figures that it drafted."""
    page = office.open(f"/office/{CODE}/flows/")
    with working():
        page.get_by_role("button", name="Run the whole chain").click()
        page.wait_for_url(re.compile(r"background/\d+"))
        for _ in range(240):
            page = office.open(f"/office/{CODE}/background/")
            if page.locator(".tag-brand", has_text="done").count() > 1:
                break
            page.wait_for_timeout(250)
    expect(page.locator(".tag-brand", has_text="done")).to_have_count(2)
    office.faults[:] = [fault for fault in office.faults if "404" not in fault]
    for _ in range(4):
        page = office.open(f"/office/{CODE}/")
        buttons = page.locator("form[action*='/figures/'] button")
        if not buttons.count():
            break
        buttons.first.click()
        page.wait_for_selector(".note-success")
    released = Assessment.objects.filter(edition__code=CODE, state="released")
    assert released.exists()


def test_from_flows_to_a_signed_project_and_to_the_next_month(
    visitors: Visitors, cast: Cast, tmp_path: Path
) -> None:
    delegate = enter(visitors, "delegate@example.org", cast.delegate)
    makers = [enter(visitors, f"{who.code}@example.org", who) for who in cast.makers]
    # The office brings flows in, runs the engines on them, and sets up the delegation.
    office = enter_office(visitors, "owner@example.org", MemberRole.OWNER)
    assert "848210" not in delegate.open(f"/{CODE}/critical-imports/").content()
    bring_flows(office, write_month(tmp_path / "flows.csv", BEFORE))
    run_the_chain(office)
    page = office.open(f"/office/{CODE}/delegations/new/")
    page.locator("input[name=name_en]").fill("Delegation")
    page.get_by_role("textbox", name="Economy").fill("RUS")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Add a delegate").click()
    page.get_by_label("Id or address of somebody who takes part").fill(cast.delegate.code)
    page.locator("select[name=office]").select_option("focal")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_selector(".rows form .button")
    # A month's flows make an import critical; the focal point posts the need that is proposed.
    bring_month(office, "2024-01", write_month(tmp_path / "january.csv", CALM))
    bring_month(office, "2024-02", write_month(tmp_path / "february.csv", BEFORE))
    page = delegate.open(f"/{CODE}/critical-imports/RUS/")
    assert "848210" in page.content()
    page = delegate.open(f"/{CODE}/desk/proposed-needs/")
    page.get_by_role("button", name="Post as a need").click()
    page.wait_for_selector(".tag-brand")
    need = Need.objects.get(posted_by__isnull=False)
    assert need.products == ["HS:848210"]
    # Makers say so, and one is met.
    for maker in makers:
        page = maker.open(f"/{CODE}/desk/needs/{need.code}/")
        page.get_by_label("What you would make").fill("We make bearings.")
        page.get_by_role("button", name="Say that you could make it").click()
    page = delegate.open(f"/{CODE}/desk/requests/new/?firm=bearing")
    page.fill("#message", "Bearings made together?")
    page.locator("form.sheet button[type=submit]").click()
    page.wait_for_selector(".rows .tag")
    page = makers[0].open(f"/{CODE}/desk/requests/")
    page.locator("li,article", has_text="Bearings made together?").last.locator(
        "button[value=accept]"
    ).click()
    page.wait_for_selector(".note-success")
    # The focal point opens a consortium; shares, an agreement, a project.
    page = delegate.open(f"/{CODE}/desk/needs/{need.code}/")
    page.get_by_role("button", name="Open a consortium").click()
    for code in ("bearing", "pump"):
        firm = str(Organisation.objects.get(edition__code=CODE, code=code).name["en"])
        card = page.locator("li.card", has=page.get_by_role("link", name=firm))
        card.get_by_text("Invite", exact=True).click()
        if code == "bearing":
            card.get_by_label("leads").check()
        card.get_by_role("button", name="Send the invitation").click()
    consortium = page.url.removeprefix(delegate.site)
    for maker in makers:
        maker.open(consortium).get_by_role("button", name="Accept").click()
    page = delegate.open(consortium)
    for kind in ("cost", "work", "rights"):
        for field in page.locator(f"input[name^={kind}_]").all():
            field.fill("50")
    page.get_by_role("button", name="Save the shares").click()
    page.locator("input[name=document]").set_input_files(paper("agreement.pdf"))  # type: ignore[arg-type]
    page.get_by_role("button", name="Add a version").click()
    for maker in makers:
        maker.open(consortium).get_by_role("button", name="Sign this version off").click()
    page = delegate.open(consortium)
    page.get_by_label("First year").fill("2036")
    page.get_by_label("Cash flow of each year").fill("-200 90 120 140")
    page.get_by_role("button", name="Make it a project").click()
    page.wait_for_url(re.compile(consortium))
    project = Project.objects.get(consortium__isnull=False)
    # Each party approves apart, and the project is signed, each stage on a document.
    officer = enter_office(visitors, "officer@example.org", MemberRole.PROJECT_OFFICER)
    approvers = [
        enter_office(visitors, f"{economy}@example.org", MemberRole.APPROVER)
        for economy in ("blr", "kaz")
    ]
    address = f"/office/{CODE}/projects/{project.code}/"
    page = officer.open(address)
    for economy in ("BLR", "KAZ"):
        form = page.locator(f"form[action$='/name_approver/']:has(input[value={economy}])")
        form.locator("xpath=ancestor::details").locator("summary").click()
        form.locator("input[name=email]").fill(f"{economy.lower()}@example.org")
        form.get_by_role("button", name="Let decide").click()
        page.wait_for_selector(".note-success")
        page.locator(f"form[action$='/ask/']:has(input[value={economy}]) button").click()
        page.wait_for_selector(".note-success")
    for stage in ("letter_of_intent", "feasibility"):
        move_on(page, stage)
    for approver in approvers:
        approver.open(address).get_by_role("button", name="Approve", exact=True).click()
        approver.page.wait_for_selector(".note-success")
    page = officer.open(address)
    for stage in ("approved", "financed", "signed"):
        move_on(page, stage)
    keep_picture(page, "chain-project")
    for width, language in ((1280, ""), (390, "/ar")):
        officer.page.set_viewport_size({"width": width, "height": 900})
        walk = f"{language}/office/{CODE}/portfolio/?go=1&aim=cost&points=6&fairest=yes"
        page = officer.open(walk)
        assert page.locator("svg.fl-curve circle").count() > 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        keep_picture(page, f"chain-portfolio-{width}")
    officer.page.set_viewport_size({"width": 1280, "height": 900})
    # A headline is saved and everybody opens it to its projects.
    page = officer.open(f"/office/{CODE}/projects/")
    page.get_by_label("What is said").first.fill("One project is signed")
    page.get_by_label("From which stage on").select_option("signed")
    page.get_by_role("button", name="Save the headline").click()
    headline = Headline.objects.get(ledger__code=CODE)
    assert headline.count == 1
    guest = visitors.enter()
    page = guest.open(f"/{CODE}/headlines/{headline.number}/")
    assert page.get_by_role("link", name=str(project.title["en"])).count() >= 1
    keep_picture(page, "chain-headline")
    # What the project makes is in the flows of a later month: the import is critical no more.
    page = bring_month(office, "2024-03", write_month(tmp_path / "march.csv", AFTER))
    page.get_by_role("link", name="2024-03").click()
    page.wait_for_url(re.compile("2024-03"))
    said = page.locator("main").inner_text()
    for words in ("HS:848210", "ceased to be critical", "0.905", "0.315"):
        assert words in said, words
    page = delegate.open(f"/{CODE}/desk/history/RUS/")
    said = page.locator("main").inner_text()
    for words in ("2024-02", "2024-03", "became critical", "ceased to be critical"):
        assert words in said, words
    keep_picture(page, "chain-history")
