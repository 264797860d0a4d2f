"""Lists that organisers upload: checked, corrected and uploaded again, nobody twice."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import xlsxwriter
from django.db import connection
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account, Change, Organisation, Participation, Person
from fairlead.apps.transfer.domain.upload_list import (
    NotReady,
    check_again,
    import_list,
    upload_list,
)
from fairlead.apps.transfer.imports.columns import find_header, match_columns
from fairlead.apps.transfer.imports.fields import FAULTS_COLUMN, list_choices
from fairlead.apps.transfer.imports.values import parse_email
from fairlead.apps.transfer.models import ListKind, ListState, UploadedList
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.models import Work, WorkState
from fairlead.folder.sheets.read import read_sheets
from fairlead.ui.forms.fields import read_address

pytestmark = pytest.mark.django_db(transaction=True)
HEADER = ("Name", "E-mail", "Country", "Company", "Role")


@pytest.fixture(autouse=True)
def _empty_queue(transactional_db: None) -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def edition() -> Edition:
    return make.edition(languages=["en", "ru", "ar"])


@pytest.fixture
def account() -> Account:
    return Account.objects.create_user("organiser@example.org")


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("People")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return written.getvalue()


def do_all() -> None:
    for work in Work.objects.filter(state=WorkState.QUEUED).order_by("pk"):
        do_work(work.pk)
        work.refresh_from_db()
        assert work.error == ""


def check(
    edition: Edition,
    account: Account,
    rows: Sequence[Sequence[Any]] | bytes,
    kind: ListKind = ListKind.PEOPLE,
) -> UploadedList:
    content = rows if isinstance(rows, bytes) else workbook(rows)
    uploaded = upload_list(edition, account, kind=kind, name="people.xlsx", content=content)
    do_all()
    uploaded.refresh_from_db()
    return uploaded


def bring_in(uploaded: UploadedList, account: Account) -> UploadedList:
    import_list(uploaded, account)
    do_all()
    uploaded.refresh_from_db()
    assert uploaded.state == ListState.WRITTEN
    return uploaded


def counts(uploaded: UploadedList) -> tuple[int, int, int, int]:
    found = uploaded.findings
    return found["made"], found["changed"], found["same"], found["faulty"]


ROWS = [
    HEADER,
    ("Anna Example", "anna@example.org", "Belarus", "Works", "visitor"),
    ("Boris Example", "boris@example.org", "DE", "Works", "press"),
    ("Clara Example", "", "Россия", "", ""),
]


def test_a_dry_run_changes_nothing_and_the_import_does_what_it_said(
    edition: Edition, account: Account
) -> None:
    uploaded = check(edition, account, ROWS)
    assert uploaded.state == ListState.CHECKED
    assert counts(uploaded) == (3, 0, 0, 0)
    assert uploaded.findings["organisations"] == 2  # Works of Belarus, Works of Germany
    assert not Participation.objects.exists()
    bring_in(uploaded, account)
    anna = Participation.objects.get(person__email="anna@example.org")
    assert anna.person.name["en"] == "Anna Example"
    assert (anna.person.country, anna.roles, anna.state) == ("BLR", ["visitor"], "approved")
    assert anna.organisation is not None
    assert anna.organisation.name["en"] == "Works"
    assert Person.objects.get(email="").country == "RUS"
    change = Change.objects.get(act="import_people")
    assert change.after is not None
    assert change.after["made"] == 3
    assert bytes(uploaded.content) == b""


def test_the_same_file_twice_changes_nothing(edition: Edition, account: Account) -> None:
    bring_in(check(edition, account, ROWS), account)
    again = check(edition, account, ROWS)
    assert counts(again) == (0, 0, 3, 0)
    bring_in(again, account)
    assert (Person.objects.count(), Organisation.objects.count()) == (3, 2)


def test_two_uploads_of_one_file_make_nobody_twice(edition: Edition, account: Account) -> None:
    """Both were checked before either was imported: the second is planned anew."""
    first, second = check(edition, account, ROWS), check(edition, account, ROWS)
    assert counts(second) == (3, 0, 0, 0)
    bring_in(first, account)
    assert counts(bring_in(second, account)) == (0, 0, 3, 0)
    assert Person.objects.count() == 3


def test_pressing_import_twice_imports_once(edition: Edition, account: Account) -> None:
    uploaded = check(edition, account, ROWS)
    import_list(uploaded, account)
    with pytest.raises(NotReady):
        import_list(UploadedList.objects.get(), account)
    do_all()
    with pytest.raises(NotReady):
        import_list(UploadedList.objects.get(), account)
    assert Person.objects.count() == 3


def test_changes_are_named_before_and_after(edition: Edition, account: Account) -> None:
    bring_in(check(edition, account, ROWS), account)
    changed = check(
        edition,
        account,
        [HEADER, ("Anna Sample", "ANNA@example.org", "", "Other", "speaker"), ROWS[2]],
    )
    assert counts(changed) == (0, 1, 1, 0)
    (deed,) = changed.findings["first_changed"]
    assert {name: (old, new) for name, old, new in deed["changes"]} == {
        "name": ("Anna Example", "Anna Sample"),
        "roles": ("visitor", "speaker, visitor"),
        "organisation": ("Works", "Other"),
    }
    bring_in(changed, account)
    anna = Participation.objects.get(person__email="anna@example.org")
    assert anna.person.country == "BLR"  # an empty cell says nothing
    assert anna.roles == ["speaker", "visitor"]
    assert anna.organisation is not None
    assert anna.organisation.name["en"] == "Other"


FAULTY = [
    ("Anna", "anna at example.org", "BLR", "", "visitor"),
    ("Boris", "b@example.org", "Atlantis", "", "visitor"),
    ("Clara", "c@example.org", "DEU", "", "king"),
    ("", "nobody@example.org", "DEU", "", "visitor"),
    ("Dora", "d@example.org", "", "New firm", "visitor"),
    ("Emil", "e@example.org", "DEU", "org-0099", "visitor"),
    ("F" * 600, "f@example.org", "DEU", "", "visitor"),
    ("Greta", "g@example.org", "DEU", "", "visitor"),
    ("Greta", "G@example.org", "DEU", "", "visitor"),
    ("Hugo", "h@example.org", "DEU", "Twins", "visitor"),
]


def test_faulty_rows_come_back_to_be_corrected_and_uploaded_again(
    edition: Edition, account: Account
) -> None:
    for code in ("org-1", "org-2"):
        make.organisation(edition, code=code, name="Twins", country="DEU")
    uploaded = check(edition, account, [HEADER, *ROWS[1:], *FAULTY])
    assert counts(uploaded) == (4, 0, 0, 9)
    faults = {fault["row"]: fault for fault in uploaded.findings["faults"]}
    assert faults[5]["column"] == "E-mail"
    assert faults[5]["value"] == "anna at example.org"
    assert "expected a country" in faults[6]["expected"]
    assert "stands in row 12" in faults[13]["expected"]
    assert "give the id" in faults[14]["expected"]
    bring_in(uploaded, account)
    assert uploaded.faulty is not None
    (sheet,) = read_sheets(bytes(uploaded.faulty), "rows.xlsx")
    assert sheet.rows[0] == (*HEADER, FAULTS_COLUMN)
    assert len(sheet.rows) == 10
    assert sheet.rows[1][:5] == FAULTY[0]
    assert sheet.rows[1][5].startswith("E-mail: expected")
    corrected = [list(row) for row in sheet.rows]
    corrected[1][1] = "anna2@example.org"
    again = check(edition, account, corrected)
    assert counts(again) == (1, 0, 1, 7)  # Greta's second row is the first one by now


def test_columns_are_matched_by_hand(edition: Edition, account: Account) -> None:
    rows = [("A", "B", "C"), ("Anna", "anna@example.org", "x"), ("Boris", "b@example.org", "y")]
    uploaded = check(edition, account, rows)
    assert uploaded.reading["columns"] == ["", "", ""]
    assert counts(uploaded) == (0, 0, 0, 2)
    check_again(uploaded, account, sheet="", columns=["name", "email", ""])
    do_all()
    uploaded.refresh_from_db()
    assert counts(uploaded) == (2, 0, 0, 0)


@pytest.mark.parametrize("kind", ListKind)
def test_a_column_that_is_missing_is_said_once(
    edition: Edition, account: Account, kind: ListKind
) -> None:
    rows = [("List of March",), ("E-mail", "Country"), *((f"p{n}@x.org", "DE") for n in range(9))]
    uploaded = check(edition, account, [*rows, ("none", "DE")], kind)
    assert counts(uploaded) == (0, 0, 0, 10)
    missing, cell = uploaded.findings["faults"]
    assert (missing["row"], missing["column"], cell["row"]) == (2, "name", 12)
    assert "expected a column name" in missing["expected"]
    assert "9 rows from 3 on" in missing["expected"]
    assert uploaded.faulty is not None


def test_a_column_that_is_there_is_named_in_each_faulty_row(
    edition: Edition, account: Account
) -> None:
    rows = [("First name", "E-mail"), ("", "a@x.org"), ("", "b@x.org")]
    uploaded = check(edition, account, rows)
    assert uploaded.findings["kinds"] == [["expected the name of somebody new", 2]]


def test_organisations_are_known_by_id_or_by_name_and_country(
    edition: Edition, account: Account
) -> None:
    rows = [
        ("Id", "Name", "Name (ru)", "Country", "City", "Website", "Languages"),
        ("org-1", "Works", "Завод", "Belarus", "Minsk", "works.example.org", "Russian, English"),
        ("", "Mill", "", "KAZ", "", "", ""),
    ]
    bring_in(check(edition, account, rows, ListKind.ORGANISATIONS), account)
    works = Organisation.objects.get(code="org-1")
    assert dict(works.name) == {"en": "Works", "ru": "Завод"}
    assert (works.website, works.languages) == ("https://works.example.org", ["ru", "en"])
    again = check(edition, account, rows, ListKind.ORGANISATIONS)
    assert counts(again) == (0, 0, 2, 0)
    people = [("Name", "Firm"), ("Anna", "org-1"), ("Boris", "завод")]
    bring_in(check(edition, account, people), account)
    assert set(Participation.objects.values_list("organisation__code", flat=True)) == {"org-1"}


def test_rows_with_ids_of_their_own_may_share_an_address(
    edition: Edition, account: Account
) -> None:
    rows = [
        ("Id", "Name", "E-mail"),
        ("d-1", "Director One", "office@example.org"),
        ("d-2", "Director Two", "office@example.org"),
    ]
    bring_in(check(edition, account, rows), account)
    assert Person.objects.filter(email="office@example.org").count() == 2
    assert counts(check(edition, account, rows)) == (0, 0, 2, 0)


def test_people_of_another_edition_are_others(edition: Edition, account: Account) -> None:
    bring_in(check(edition, account, ROWS), account)
    other = make.edition("lake-2024")
    bring_in(check(other, account, ROWS), account)
    assert Person.objects.count() == 6


def test_a_file_that_is_no_list_says_what_to_do(edition: Edition, account: Account) -> None:
    uploaded = check(edition, account, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert uploaded.state == ListState.REFUSED
    assert "save it as .xlsx" in uploaded.refusal
    header_only = check(edition, account, [HEADER])
    assert "rows below the header" in header_only.refusal


def test_a_cover_and_a_guide_in_front_of_the_list_are_passed_over(
    edition: Edition, account: Account
) -> None:
    """The first sheet that is a list is read; any other can be chosen by hand."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet("Cover").write_row(0, 0, ["Fair 2024"])
        guide = book.add_worksheet("Guide")
        for number in range(4):
            guide.write_row(number, 0, ["Name", "Write the full name."])
        hidden = book.add_worksheet("Old")
        hidden.hide()
        page = book.add_worksheet("People")
        for sheet in (hidden, page):
            for number, row in enumerate(ROWS):
                sheet.write_row(number, 0, row)
    checked = check(edition, account, written.getvalue())
    assert (checked.sheet, counts(checked)) == ("People", (3, 0, 0, 0))
    check_again(checked, account, sheet="Cover", columns=None)
    do_all()
    checked.refresh_from_db()
    assert "rows below the header of the sheet Cover" in checked.refusal


@pytest.mark.parametrize(
    ("rows", "columns", "end"),
    [
        ([["Fair 2024"], [], ["Name", "E-mail"], ["x"]], ["name", "email"], 3),
        ([["Name ", " e-MAIL"], ["Имя и фамилия", "Почта"], ["x", "y"]], ["name", "email"], 2),
        (
            [["Person", "Person", ""], ["First name", "Last name", "E-mail"], ["x", "y", "z"]],
            ["first_name", "last_name", "email"],
            2,
        ),
        ([["ФИО", "Страна", "Компания"], ["x"]], ["name", "country", "organisation"], 1),
        ([["姓名", "邮箱"], ["x"]], ["name", "email"], 1),
        (
            [["Full name", "Country of residence", "Organisation name"], ["x"]],
            ["name", "country", "organisation"],
            1,
        ),
        ([["Name", "Name (ru)", "name_ar"], ["x"]], ["name", "name_ru", "name_ar"], 1),
        ([["Name", "Name"], ["x", "y"]], ["name", ""], 1),
        ([["a", "b"], ["x", "y"]], ["", ""], 1),
    ],
)
def test_the_header_is_found_wherever_it_is(
    rows: list[list[str]], columns: list[str], end: int
) -> None:
    choices = list_choices(ListKind.PEOPLE, ["en", "ru", "ar"])
    header = find_header([tuple(row) for row in rows], choices)
    assert match_columns(header.names, choices) == columns
    assert header.end == end


@pytest.mark.parametrize(
    "address",
    ["a..b@example.org", "a@exa_mple.org", "a@-x.org", "a(b)@example.org", "guest@localhost",
     "ж@example.org", "a\x07@example.org"],
)  # fmt: skip
def test_an_address_that_nobody_can_sign_in_with_is_not_taken(address: str) -> None:
    with pytest.raises(ValueError, match="expected an"):
        parse_email(address)


def test_an_address_is_taken_as_the_sign_in_reads_it() -> None:
    assert parse_email("mailto:o'neil+x@почта.рф") == read_address("o'neil+x@почта.рф")
