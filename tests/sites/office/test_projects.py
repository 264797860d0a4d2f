"""The office's pages of projects: what can be recorded there, and who may."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.cooperation.models import Entry, Headline, Portfolio, Project, Stage
from fairlead.apps.delegations.domain.set_up_delegation import add_delegate, set_up_delegation
from fairlead.apps.delegations.models import Delegation, Office
from fairlead.apps.fairs.domain.release_version import add_draft
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Change
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.trade.models import Assessment

PASSWORD = "a long enough password"
PROJECT = "/office/river-2024/projects/plant/"


def sign_in(address: str, role: MemberRole, edition: Edition) -> Client:
    """Return the browser of somebody with a role at the edition."""
    client = Client()
    appoint_organiser(address, password=PASSWORD, role=role, edition=edition)
    client.force_login(Account.objects.get(email=address))
    return client


@pytest.fixture
def plant(edition: Edition) -> Project:
    """Return a project of two bodies."""
    project = make.project(edition, code="plant")
    make.share(project, "BLR", 0.5)
    make.share(project, "RUS", 0.5, position=1)
    return project


def read(client: Client, address: str) -> str:
    """Return a page that must be there, without markup."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def record(client: Client, act: str, **fields: object) -> str:
    """Send a form of the project's page, and return the page one comes back to."""
    response = client.post(f"{PROJECT}record/{act}/", fields)
    assert (response.status_code, response.headers.get("Location")) == (302, PROJECT)
    return read(client, PROJECT)


def test_a_project_goes_through_its_gate(edition: Edition, plant: Project) -> None:
    officer = sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)
    approver = sign_in("approver@example.org", MemberRole.APPROVER, edition)
    paper = b"a study"
    for code in ("BLR", "RUS"):
        record(officer, "name_approver", party=code, email="approver@example.org")
        record(officer, "ask", party=code, due="2199-01-01")
    refused = record(
        officer, "move", stage="approved", document=SimpleUploadedFile("study.pdf", paper)
    )
    assert "missing: BLR, RUS" in refused
    record(approver, "approve", party="BLR")
    record(approver, "approve", party="RUS", reason="Half is made <b>here</b>.")
    record(approver, "meet", party="RUS", document=SimpleUploadedFile("half.pdf", b"half"))
    page = record(
        officer, "move", stage="approved", document=SimpleUploadedFile("../study.pdf", paper)
    )
    assert "Recorded." in page
    assert "Half is made <b>here</b>." in page  # as text
    entry = Entry.objects.get(act="move")
    assert (entry.document, entry.sha256) == ("study.pdf", hashlib.sha256(paper).hexdigest())
    public = read(Client(), "/river-2024/projects/plant/")
    assert "Moved on evidence: approved" in public
    assert "officer@example.org" not in public
    # A party that leaves is seen, what it approved stays, and the project waits for it.
    record(officer, "move", stage="financed", document=SimpleUploadedFile("loan.pdf", b"a loan"))
    assert "Take the approval back" in read(approver, PROJECT)
    assert "Take the approval back" not in read(officer, PROJECT)
    left = record(approver, "refuse", party="RUS", reason="We leave.")
    assert "We leave." in left
    waiting = record(
        officer, "move", stage="signed", document=SimpleUploadedFile("deal.pdf", b"a deal")
    )
    assert "they have: RUS" in waiting
    by = Account.objects.get(email="officer@example.org").pk
    assert Change.objects.filter(act="name_approver", account_id=by).count() == 2


def test_the_page_of_a_project_asks_as_much_however_many_decide(
    edition: Edition, plant: Project, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer = sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)

    def let_decide(number: int) -> None:
        email = f"approver{number}@example.org"
        sign_in(email, MemberRole.APPROVER, edition)
        for code in ("BLR", "RUS"):
            record(officer, "name_approver", party=code, email=email)

    let_decide(0)
    with CaptureQueriesContext(connection) as asked:
        read(officer, PROJECT)
    of_one = len(asked)
    let_decide(1)
    let_decide(2)
    with django_assert_num_queries(of_one):
        assert "approver2@example.org" in read(officer, PROJECT)


def test_an_override_stands_above_and_who_decides_changes(edition: Edition, plant: Project) -> None:
    officer = sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)
    page = officer.get(PROJECT).content.decode()
    assert re.search(r'<option value="(\w+)" selected>', page.split("/override/")[1])
    record(officer, "override", stage="signed", reason="At the <b>summit</b>.")
    record(officer, "move", stage="idea", document=SimpleUploadedFile("a.pdf", b"a"))
    for address in (PROJECT, "/river-2024/projects/plant/"):
        assert "Moved without evidence: signed" in read(officer, address).partition("Ledger")[0]
    Account.objects.create_user("late@example.org")
    said = record(officer, "name_approver", party="BLR", email="late@example.org", due="2199-01-01")
    assert "cannot enter the office yet" in said
    assert "late@example.org · until 1 January 2199" in said
    over = record(officer, "name_approver", party="BLR", email="late@example.org", due="2020-01-01")
    assert "still to come" in over
    assert "late@example.org" not in record(
        officer, "end_approver", party="BLR", email="late@example.org"
    )
    assert Change.objects.filter(act="end_approver").exists()


def test_amounts_and_a_correction(edition: Edition, plant: Project) -> None:
    officer = sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)
    said = {"kind": "signed", "currency": "rub", "source": "Agreement"}
    record(officer, "amount", amount="80 600 000 000.25", **said)
    entry = Entry.objects.get(kind="signed")
    page = record(officer, "correct", entry=entry.number, amount="8060000000", reason="A nought")
    assert "80,600,000,000.25 RUB" in page
    assert f"in place of no. {entry.number}" in page
    assert "8,060,000,000 RUB signed" in page
    for wrong in ("", "much", "1e400", "-5"):
        assert "Expected an amount" in record(officer, "amount", amount=wrong, **said)
    newest = Entry.objects.get(corrects=entry.number).number
    for wrong in ("1e19", "1e400", "nan", "0.00001"):
        page = record(officer, "correct", entry=newest, amount=wrong, reason="A nought")
        assert "Expected an amount" in page
    for number in ("", "none", "9" * 19, "9" * 5000):
        page = record(officer, "correct", entry=number, amount="1", reason="A nought")
        assert "Expected an entry of the project" in page


def test_who_may(edition: Edition, plant: Project) -> None:
    auditor = sign_in("auditor@example.org", MemberRole.AUDITOR, edition)
    approver = sign_in("approver@example.org", MemberRole.APPROVER, edition)
    before = Entry.objects.count()
    assert "Move on" not in read(auditor, PROJECT)
    assert auditor.post(f"{PROJECT}record/end/", {"reason": "x"}).status_code == 403
    assert approver.post(f"{PROJECT}record/override/", {"stage": "idea"}).status_code == 403
    assert "approver of this party" in record(approver, "approve", party="BLR")
    assert approver.post(f"{PROJECT}record/anything/").status_code == 404
    assert Client().post(f"{PROJECT}record/end/").status_code == 302  # to the door
    assert Entry.objects.count() == before


def test_a_headline_says_what_was_recorded_until_a_moment_by_the_fairs_clock(
    edition: Edition, plant: Project
) -> None:
    officer = sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)
    record(officer, "override", stage="signed", reason="By decree.")
    entries = Entry.objects.filter(project=plant).order_by("number")
    *_, before, signed = entries
    after = before.recorded_at + (signed.recorded_at - before.recorded_at) / 2
    assert edition.zone.utcoffset(after.replace(tzinfo=None))  # else any clock would do
    known = after.astimezone(edition.zone).replace(tzinfo=None)
    form = {"title_en": "Then", "currency": edition.currency, "known": known.isoformat()}
    address = "/office/river-2024/projects/headlines/publish/"
    page = read(Client(), officer.post(address, form).headers["Location"])
    headline = Headline.objects.get()
    assert headline.moment == after
    assert headline.rows.get().stage != "signed"
    assert f"{known:%H:%M}" in page
    assert page.count("Local time: ") == 1
    ledger = read(Client(), "/river-2024/projects/plant/")
    assert f"{known:%H:%M}" in ledger
    assert "Local time: " in ledger
    assert f"{after:%H:%M} UTC" not in page + ledger
    refused = officer.post(address, {**form, "known": "lately"}, follow=True)
    assert "Expected a day and a time" in refused.content.decode()
    assert Headline.objects.count() == 1


def test_a_headline_is_saved_cited_and_compared(edition: Edition, plant: Project) -> None:
    officer = sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)
    form = {"title_en": "One project, 250 million", "currency": edition.currency}
    address = "/office/river-2024/projects/headlines/publish/"
    first = officer.post(address, form).headers["Location"]
    assert first == "/river-2024/headlines/1/"
    make.project(edition, code="chips", amount=10, stage="idea")
    record(officer, "override", stage="signed", reason="By decree.")
    officer.post(
        address, {**form, "title_en": "Two <i>projects</i>", "title_ru": "Два <i>проекта</i>"}
    )
    # A headline opens to its projects as they stood then.
    page = Client().get(first).content.decode()
    then = unescape(re.search(r'href="(/[^"#]*projects/plant/[^"#]*)', page)[1])  # type: ignore[index]
    assert "By decree." not in read(Client(), then)
    assert "By decree." in read(Client(), "/river-2024/projects/plant/")
    assert Headline.objects.count() == 2
    page = read(Client(), "/river-2024/headlines/2/")
    assert "Two <i>projects</i>" in page
    for place in (
        "projects/",
        "headlines/",
        "headlines/2/",
        "headlines/1/",
        "headlines/1/against/2/",
    ):
        assert "Два <i>проекта</i>" in read(Client(), f"/ru/river-2024/{place}"), place
    assert '<span lang="en"' in Client().get("/ru/river-2024/headlines/1/").content.decode()
    compared = read(Client(), f"{first}against/2/")
    assert "entered" in compared
    stood = Project.objects.get(code="plant").ledger.headlines.get(number=1).rows.get().stage
    assert str(Stage(stood).label) in compared
    assert "signed" in compared
    assert read(Client(), "/river-2024/headlines/")
    for wrong in ({"day": "soon"}, {"stage": "dream"}, {"currency": "XXQ"}, {"title_en": ""}):
        assert officer.post(address, {**form, **wrong}).headers["Location"].endswith("/projects/")
    assert Headline.objects.count() == 2


def test_projects_are_shown_as_of_a_day(edition: Edition, plant: Project) -> None:
    assert "Joint gearbox plant" in read(Client(), "/river-2024/projects/?as_of=2024-06-01")
    assert "Joint gearbox" not in read(Client(), "/river-2024/projects/?as_of=2023-12-31")
    assert "Joint gearbox" not in read(Client(), "/river-2024/projects/?known=2023-12-31")
    officer = sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)
    said = {"title_en": "One project", "day": "2024-06-01", "currency": "RUB"}
    officer.post("/office/river-2024/projects/headlines/publish/", said)
    for query, known in (("as_of=2024-06-01", True), ("as_of=2023-12-31", False)):
        for client, of in ((Client(), ""), (officer, "/office")):
            page = read(client, f"{of}/river-2024/projects/?{query}")
            assert ("One project" in page) == known, (of, query)
            assert ("Nothing was in the ledger by then" in page) != known, (of, query)
    assert "0 joint projects" not in read(Client(), "/river-2024/projects/?as_of=2023-12-31")
    for client, address in ((Client(), "/river-2024/projects/plant/"), (officer, PROJECT)):
        then = read(client, f"{address}?as_of=2023-12-31")
        assert "Nothing was in the ledger by then" in then
        assert "Investment" not in then
        assert "Nothing was in the ledger" not in read(client, f"{address}?as_of=2024-06-01")
    then = read(Client(), "/river-2024/projects/plant/?as_of=2023-12-31")
    assert "The history of who takes part, and of what else has no day, begins on" in then
    listed = read(Client(), "/river-2024/projects/?as_of=2024-06-01")
    assert "The history of who takes part, and of what else has no day, begins on" in listed
    now = timezone.now().astimezone(edition.zone) + dt.timedelta(seconds=1)
    then = read(Client(), f"/river-2024/projects/plant/?known={now:%Y-%m-%dT%H:%M:%S}")
    assert "The history of who" not in then
    assert "Belarus 50%" in then


def test_every_page_of_the_ledger_is_asked_as_of_a_day_and_a_moment(
    edition: Edition, plant: Project
) -> None:
    officer = sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)
    clock = timezone.now().astimezone(edition.zone)
    record(officer, "amount", kind="announced", amount="9876543.25", currency="RUB", source="Said")
    said, then = "9,876,543.25", f"known={clock:%Y-%m-%dT%H:%M:%S.%f}".replace(":", "%3A")
    delegate = make.participation(edition, roles=["delegate"])
    made = Delegation(edition=edition, code="d", name={"en": "D"}, economy="BLR", position=1)
    set_up_delegation(made, by=COMMAND_LINE)
    add_delegate(made, delegate, Office.HEAD, position=1, by=COMMAND_LINE)
    account = Account.objects.create_user("head@example.org")
    account.person = delegate.person
    account.save()
    head = Client()
    head.force_login(account)
    for client, address in (
        (officer, "/office/river-2024/projects/"),
        (officer, PROJECT),
        (officer, "/office/river-2024/projects/export.csv"),
        (head, "/river-2024/desk/delegation/"),
        (Client(), "/river-2024/projects/plant/"),
    ):
        for query, known in (("", True), (f"?{then}", False), ("?known=2199-01-01T00:00", True)):
            page = client.get(address + query).content.decode()
            found = said in page or said.replace(",", "") in page
            assert found == known, address + query
    # What leads on keeps the moment, and of a moment that is past nothing is recorded.
    listed = officer.get(f"/office/river-2024/projects/?{then}&as_of=2199-01-01")
    assert f"projects/plant/?as_of=2199-01-01&amp;{then}" in listed.content.decode()
    assert "/record/" not in officer.get(f"{PROJECT}?{then}").content.decode()
    for odd in ("0001-01-01", "9999-12-31T23:59", "2024-02-30", "\u0662\u0660", "x" * 3000):
        for name in ("as_of", "known"):
            answer = officer.get("/office/river-2024/projects/", {name: odd})
            assert answer.status_code == 400, odd


def test_a_day_that_is_none_is_refused_wherever_it_is_asked_for(
    edition: Edition, plant: Project
) -> None:
    officer = sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, edition)
    for address in (
        "/river-2024/", "/river-2024/projects/", "/river-2024/projects/plant/",
        "/office/river-2024/projects/export.csv", PROJECT,
    ):  # fmt: skip
        for query in ("as_of=yesterday", "as_of=2024-02-30", "known=<b>noon"):
            answer = officer.get(f"{address}?{query}")
            asked = query.partition("=")[2].replace("<", "&lt;").replace(">", "&gt;")
            assert answer.status_code == 400, address
            assert f"such as 2026-07-06{' 14:30' if 'known' in query else ''}, not" in answer.text
            assert f"\u201c{asked}\u201d" in answer.text
    assert officer.get("/river-2024/projects/?as_of=&known=").status_code == 200
    assert "Ожидался день" in officer.get("/ru/river-2024/projects/?as_of=x").text


def test_drafts_are_released_from_the_page_of_the_edition(edition: Edition) -> None:
    organiser = sign_in("organiser@example.org", MemberRole.ORGANISER, edition)
    run = make.run(edition, step="portfolio")
    add_draft(Portfolio, run)
    make.run(edition)
    assert "Dependency figures and portfolios" in read(organiser, "/office/river-2024/")
    organiser.post("/office/river-2024/figures/portfolio/1/release/")
    assert Portfolio.objects.get().state == "released"
    assert Assessment.objects.get().state == "released"
    assert organiser.post("/office/river-2024/figures/other/1/release/").status_code == 404
