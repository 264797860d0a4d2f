"""The projects as OC4IDS, IATI and a workbook: what is in them, and that their schemas agree."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook
from tests.sites import factories as make
from typer.testing import CliRunner

from fairlead.apps.cooperation.domain.correct_entry import correct_amount, take_back
from fairlead.apps.cooperation.domain.decide_for_party import ask_approval
from fairlead.apps.cooperation.domain.leave_project import leave_project
from fairlead.apps.cooperation.domain.move_project import end_project, move_project, override_gate
from fairlead.apps.cooperation.domain.state_amount import state_amount
from fairlead.apps.cooperation.domain.under_lock import Document, EntryAuthor
from fairlead.apps.cooperation.exports import write_package
from fairlead.apps.cooperation.models import AmountKind, Entry, Partner, Project, Share, Stage
from fairlead.apps.cooperation.queries import published_projects
from fairlead.apps.cooperation.queries.published_projects import gather_package
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import MemberRole
from fairlead.cli.main import app
from fairlead.folder.ledger_exports.records import EntryRecord, list_increments

BY = EntryAuthor("Olga Officer")
EXACT = Decimal("123456789012345678.9012")


@pytest.fixture
def fair(db: None) -> Edition:
    """Return an edition with a plant of two bodies, one of firms alone, and one given up."""
    edition = make.edition()
    plant = make.project(edition, code="plant", stage="idea", products=["HS:848340"])
    with transaction.atomic():
        make.share(plant, "BLR", 0.25)
        make.share(plant, "RUS", 0.75, position=1)
    for stage in (Stage.NEED_CONFIRMED, Stage.CONSORTIUM):
        move_project(plant, stage, document=Document.of(f"{stage}.pdf", stage.encode()), by=BY)
    override_gate(plant, Stage.FEASIBILITY, reason="the <study> is at the printer's", by=BY)
    ask_approval(plant.partners.get(code="BLR"), due=dt.date(2031, 5, 1), by=BY)
    for kind, amount, day in (
        (AmountKind.APPROVED, Decimal(530), 2), (AmountKind.APPROVED, EXACT, 3),
        (AmountKind.SIGNED, Decimal(100), 4), (AmountKind.SIGNED, Decimal(80), 5),
    ):  # fmt: skip
        state_amount(
            plant, kind=kind, amount=amount, currency="EUR", source="decree 7 & annex", by=BY,
            day=dt.date(2024, 3, day),
        )  # fmt: skip
    private = make.project(edition, code="private", title="=1+1")
    Partner.objects.create(project=private, code="f", economy="KAZ", role="supplier", position=0)
    ended = make.project(edition, code="ended")
    end_project(ended, reason="no buyer", by=BY)
    return edition


def export(edition: Edition, kind: str, **more: Any) -> bytes:
    """Return the file of the edition's projects."""
    package = gather_package(edition, kind=kind, **more).package
    assert package is not None
    return write_package(package, kind)


def read_projects(content: bytes) -> dict[str, Any]:
    """Return the projects of an OC4IDS package by their codes, numbers as exact decimals."""
    package = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    return {one["identifiers"][0]["id"]: one for one in package["projects"]}


def test_oc4ids_says_status_milestones_amounts_and_documents(fair: Edition) -> None:
    projects = read_projects(export(fair, "oc4ids.json"))
    plant = projects["plant"]
    assert [projects[code]["status"] for code in ("plant", "private", "ended")] == [
        "preparation", "preparation", "cancelled",
    ]  # fmt: skip
    assert plant["budget"]["amount"] == {"amount": EXACT, "currency": "EUR"}  # never 530 added
    assert plant["budget"]["approvalDate"] == "2024-03-03T00:00:00Z"
    milestones = {one["title"]: one for one in plant["milestones"]}
    assert milestones["Consortium"]["type"] == "engagement"
    assert "without evidence" in milestones["Feasibility"]["description"]
    asked = milestones["Approval by Belarus: asked"]
    assert (asked["status"], asked["dueDate"]) == ("scheduled", "2031-05-01T00:00:00Z")
    digest = Document.of("x", b"consortium").sha256
    assert f"sha256-{digest}" in {one["id"] for one in plant["documents"]}
    assert {one["gazetteer"]["identifiers"][0] for one in plant["locations"]} == {"BY", "RU"}
    signed = next(one for one in plant["metrics"] if one["id"] == "signedAmount")
    assert [one["value"]["amount"] for one in signed["observations"]] == [100, 80]


def check_structure(package: dict[str, Any]) -> None:
    """Check what the standard requires of any package, without its schema."""
    assert {"uri", "publisher", "publishedDate", "projects", "version"} <= set(package)
    assert re.fullmatch(r"\d+\.\d+", package["version"])
    ids = [one["id"] for one in package["projects"]]
    assert ids
    assert len(ids) == len(set(ids))
    moments = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

    def walk(value: object, name: str = "") -> None:
        assert value not in ("", [], {}, None), f"{name} is empty"
        if isinstance(value, dict):
            if "currency" in value:
                assert re.fullmatch("[A-Z]{3}", value["currency"])
            for key, one in value.items():
                assert not (key.endswith("Date") or key == "dateMet") or moments.fullmatch(one), key
                walk(one, key)
        elif isinstance(value, list):
            listed = [one["id"] for one in value if isinstance(one, dict) and "id" in one]
            assert len(listed) == len(set(listed)), f"{name}: an id twice"
            for one in value:
                walk(one, name)

    walk(package)


def test_oc4ids_is_as_the_standard_has_it(fair: Edition) -> None:
    check_structure(json.loads(export(fair, "oc4ids.json")))


def test_the_published_schema_takes_the_package(fair: Edition, shared_data: Path) -> None:
    leave_project(Partner.objects.get(code="f"), reason="sold", by=BY)
    from jsonschema import Draft4Validator, FormatChecker

    folder = shared_data / "ledger"
    if not folder.is_dir():
        pytest.skip("the standard's schema is absent")
    schemas = [
        json.loads((folder / f"project{one}-schema.json").read_text()) for one in ("", "-package")
    ]
    package = json.loads(export(fair, "oc4ids.json"))
    around = schemas[1] | {
        "properties": {
            name: rule for name, rule in schemas[1]["properties"].items() if name != "projects"
        }
    }
    checks = FormatChecker()
    assert list(Draft4Validator(around, format_checker=checks).iter_errors(package)) == []
    validator = Draft4Validator(schemas[0], format_checker=checks)
    faults = [fault.message for one in package["projects"] for fault in validator.iter_errors(one)]
    assert faults == []
    known = set(schemas[0]["properties"])
    assert all(set(one) <= known for one in package["projects"])


def test_iati_has_the_projects_with_public_money_and_sums_once(fair: Edition) -> None:
    root = etree.fromstring(export(fair, "iati.xml"))
    activities = root.findall("iati-activity")
    assert [one.findtext("iati-identifier").split(":")[-1] for one in activities] == ["plant"]
    (plant,) = activities
    amounts = [Decimal(one.findtext("value")) for one in plant.findall("transaction")]
    assert amounts == [100, -20]  # who adds them up arrives at what is signed
    budgets = [(one.get("type"), one.findtext("value")) for one in plant.findall("budget")]
    assert budgets == [("1", "530"), ("2", "123456789012345678.9012")]
    shares = {one.get("code"): one.get("percentage") for one in plant.findall("recipient-country")}
    assert shares == {"BY": "25", "RU": "75"}
    assert plant.find("activity-status").get("code") == "1"
    order = [one.tag for one in plant]
    standard = (
        "iati-identifier", "reporting-org", "title", "description", "participating-org",
        "activity-status", "activity-date", "recipient-country", "recipient-region", "sector",
        "budget", "transaction", "document-link",
    )  # fmt: skip
    assert [standard.index(tag) for tag in order] == sorted(standard.index(tag) for tag in order)


def test_files_say_who_left_and_what_is_uncovered(fair: Edition) -> None:
    plant = Project.objects.get(code="plant")
    lender = Partner.objects.create(
        project=plant, code="bank", economy="BLR", role="finance", position=5, name={"en": "Bank"}
    )
    with transaction.atomic():
        Share.objects.filter(project=plant, partner__code="BLR").update(share=Decimal("0.1"))
        Share.objects.create(
            project=plant, partner=lender, kind="cost", share=Decimal("0.15"), position=5
        )
    left = leave_project(lender, reason="no <licence>", by=BY, day=dt.date(2024, 4, 2))
    found = read_projects(export(fair, "oc4ids.json"))["plant"]
    said = next(one for one in found["milestones"] if one["id"] == f"entry-{left.number}")
    assert said["title"] == "Bank (finance) left the project"
    assert said["dateMet"] == "2024-04-02T00:00:00Z"
    assert "no <licence>; uncovered since: 15 % of the cost" in said["description"]
    roles = {one["id"]: one["roles"] for one in found["parties"]}
    assert roles["bank"] == ["formerPartner"]
    plant_activity = etree.fromstring(export(fair, "iati.xml"))[0]
    names = plant_activity.findall("participating-org/narrative")
    assert "Bank" not in {one.text for one in names}
    other = plant_activity.findtext("description[@type='4']/narrative")
    assert other == (
        f"Bank (finance) left on 2024-04-02 (ledger entry {left.number}): no <licence>;"
        " uncovered since: 15 % of the cost"
    )
    take_back(left, reason="a mistake", by=BY)
    assert "left the project" not in export(fair, "oc4ids.json").decode()


def test_a_currency_that_changes_takes_the_old_amount_away() -> None:
    said = [("10", "USD"), ("10", "EUR"), ("0", "EUR"), ("5", "EUR")]
    found = list_increments(_state(said))
    assert [(int(amount), currency) for _entry, amount, currency in found] == [
        (10, "USD"), (-10, "USD"), (10, "EUR"), (-10, "EUR"), (5, "EUR"),
    ]  # fmt: skip


def _state(said: list[tuple[str, str]]) -> list[EntryRecord]:
    day, now = dt.date(2024, 1, 1), dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    return [
        EntryRecord(number, "amount", day, now, amount=Decimal(amount), currency=currency)
        for number, (amount, currency) in enumerate(said, 1)
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, 99).map(str), st.sampled_from(["USD", "EUR"])),
        min_size=1,
        max_size=6,
    )
)
def test_increments_sum_to_what_holds_last(said: list[tuple[str, str]]) -> None:
    sums = {"USD": Decimal(), "EUR": Decimal()}
    for _entry, amount, currency in list_increments(_state(said)):
        sums[currency] += amount
    last, currency = said[-1]
    assert sums == {"USD": 0, "EUR": 0} | {currency: Decimal(last)}


def test_the_workbook_has_projects_amounts_sums_and_entries(fair: Edition) -> None:
    plant = Project.objects.get(code="plant")
    wrong = Entry.objects.filter(project=plant, kind=AmountKind.SIGNED).last()
    assert wrong is not None
    correct_amount(wrong, amount=Decimal(90), reason="misread", by=BY)
    book = CalamineWorkbook.from_filelike(io.BytesIO(export(fair, "xlsx", with_persons=True)))
    assert book.sheet_names == ["Projects", "Amounts", "Sums", "Entries"]
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert [row[0] for row in rows["Projects"][1:]] == ["ended", "plant", "private"]
    assert rows["Projects"][3][1] == "=1+1"  # a text, no formula
    amounts = {(row[0], row[1]): row[2] for row in rows["Amounts"][1:]}
    assert amounts["plant", "approved"] == "123456789012345678.9012"  # more than a cell's number
    assert amounts["plant", "signed"] == 90
    sums = {(row[0], row[1]): (row[2], row[3]) for row in rows["Sums"][1:]}
    assert sums["announced", "USD"] == (2, 500e6)  # without the one given up
    assert len(rows["Entries"]) - 1 == Entry.objects.count()
    assert any(
        row[-1] == row_of[0] for row in rows["Entries"][1:] for row_of in rows["Entries"][1:]
    )
    assert "Olga Officer" in {row[5] for row in rows["Entries"]}


def test_the_public_sees_no_names_and_the_office_does(fair: Edition) -> None:
    public = Client()
    for kind in published_projects.LEDGER_FILES:
        page = public.get(f"/{fair.code}/projects.{kind}")
        assert page.status_code == 200
        assert f'/{fair.code}/projects.{kind}"' in public.get(f"/{fair.code}/projects/").text
        assert b"Olga" not in page.content
        assert public.get(f"/office/{fair.code}/projects.{kind}").status_code == 302
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.content))
    rows = book.get_sheet_by_name("Entries").to_python()
    assert {row[5] for row in rows[1:]} == {""}

    account = Account.objects.create_user("officer@example.org")
    appoint(account, MemberRole.PROJECT_OFFICER, edition=fair, by=COMMAND_LINE)
    officer = Client()
    officer.force_login(account)
    assert (
        f"/office/{fair.code}/projects.xlsx" in officer.get(f"/office/{fair.code}/projects/").text
    )
    page = officer.get(f"/office/{fair.code}/projects.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.content))
    assert "Olga Officer" in {row[5] for row in book.get_sheet_by_name("Entries").to_python()}


def test_another_edition_is_another_s(fair: Edition) -> None:
    other = make.edition(code="hill-2024", name="Hill Fair")
    make.project(other, code="mill")
    assert set(read_projects(export(other, "oc4ids.json"))) == {"mill"}
    account = Account.objects.create_user("officer@example.org")
    appoint(account, MemberRole.PROJECT_OFFICER, edition=other, by=COMMAND_LINE)
    client = Client()
    client.force_login(account)
    assert client.get(f"/office/{other.code}/projects.xlsx").status_code == 200
    assert client.get(f"/office/{fair.code}/projects.xlsx").status_code == 403
    # The standards have no file without a project: none of its own has public money.
    assert client.get(f"/{other.code}/projects.iati.xml").status_code == 404


@pytest.mark.parametrize("kind", ["oc4ids.json", "iati.xml"])
def test_a_file_is_the_same_for_readers_of_every_language(
    fair: Edition, client: Client, kind: str
) -> None:
    prefixes = ["", "/ru", "/~kk/ru", "/ar"]
    files = {client.get(f"{one}/{fair.code}/projects.{kind}").content for one in prefixes}
    assert len(files) == 1


def test_a_long_list_comes_in_parts(fair: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [gather_package(fair, kind="oc4ids.json", number=one, size=2) for one in (1, 2, 3)]
    codes = [[one.code for one in part.package.projects] for part in parts if part.package]
    assert codes == [["ended", "plant"], ["private"]]
    assert parts[2].package is None


@pytest.mark.django_db(transaction=True)
def test_the_command_writes_each_form(fair: Edition, tmp_path: Path) -> None:
    for name in ("out.json", "out.xml", "out.xlsx"):
        done = CliRunner().invoke(app, ["ledger", "export", fair.code, str(tmp_path / name)])
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).stat().st_size > 500
    assert set(read_projects((tmp_path / "out.json").read_bytes())) == {"plant", "private", "ended"}
    wrong = CliRunner().invoke(app, ["ledger", "export", fair.code, str(tmp_path / "out.pdf")])
    assert wrong.exit_code != 0
    assert not (tmp_path / "out.pdf").exists()
