"""Lists as people see them in their spreadsheet program, and files that are none."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.sheets.archive import MOST_UNPACKED
from fairlead.folder.sheets.cells import is_padded, pad_number
from fairlead.folder.sheets.read import read_sheets


def make_workbook(fill: Any) -> bytes:
    """Return a workbook that a function fills."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        fill(book)
    return written.getvalue()


def repack(content: bytes, replaced: dict[str, bytes]) -> bytes:
    """Return an archive with some of its parts replaced."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, replaced.get(name, old.read(name)))
    return written.getvalue()


def refuse(content: bytes, name: str = "people.xlsx") -> str:
    """Return what is said of a file that is refused."""
    with pytest.raises(InvalidInput) as said:
        read_sheets(content, name)
    return str(said.value)


def test_cells_are_what_people_see() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, ["Code", "Day", "When", "Number", "Sum", "Text", "Yes"])
        sheet.write_number(1, 0, 7, book.add_format({"num_format": "00000"}))
        sheet.write_datetime(1, 1, dt.date(2024, 7, 8), book.add_format({"num_format": "dd.mm.yy"}))
        sheet.write_datetime(
            1, 2, dt.datetime.fromisoformat("2024-07-08T10:05"), book.add_format({"num_format": 22})
        )
        sheet.write_number(1, 3, 1234567)
        sheet.write_formula(1, 4, "=1+1", None, 2)
        sheet.write_string(1, 5, "007")
        sheet.write_boolean(1, 6, True)

    (sheet,) = read_sheets(make_workbook(fill), "people.xlsx")
    assert sheet.rows[1] == (
        "00007",
        "2024-07-08",
        "2024-07-08 10:05",
        "1234567",
        "2",
        "007",
        "TRUE",
    )
    assert sheet.faults == {}


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("7", "000", "007"),
        ("1234567", "000-00-00", "123-45-67"),
        ("12345", "000", "12345"),
        ("7", r"\N000", "N007"),
        ("5", '"No. "00', "No. 05"),
        ("x", "000", "x"),
    ],
)
def test_a_number_has_the_zeros_of_its_format(value: str, code: str, shown: str) -> None:
    assert is_padded(code)
    assert pad_number(value, code) == shown


@pytest.mark.parametrize("code", ["0", "0.00", "#,##0", "dd.mm.yyyy", "0%", "General", "[h]:mm"])
def test_other_formats_pad_nothing(code: str) -> None:
    assert not is_padded(code)


def test_a_merged_cell_stands_in_all_it_covers_and_blank_rows_in_none() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Firm"])
        sheet.merge_range(1, 1, 2, 1, "Works")
        sheet.write(1, 0, "Anna")
        sheet.write(2, 0, "Boris")
        sheet.write(4, 0, "Clara")
        for row in range(5, 3000):
            sheet.write_blank(row, 0, None, book.add_format({"bold": True}))

    (sheet,) = read_sheets(make_workbook(fill), "people.xlsx")
    assert sheet.rows[1:] == [("Anna", "Works"), ("Boris", "Works"), ("Clara", "")]
    assert list(sheet.numbers) == [1, 2, 3, 5]


def test_a_hidden_sheet_is_marked() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Shown").write(0, 0, "Name")
        hidden = book.add_worksheet("Old")
        hidden.write(0, 0, "Name")
        hidden.hide()

    sheets = read_sheets(make_workbook(fill), "people.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Shown", False), ("Old", True)]


def test_an_error_and_a_formula_that_nobody_computed_are_faults_of_their_cells() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Country"])
        sheet.write_formula(1, 0, "=A9", None, "#REF!")
        sheet.write_formula(1, 1, "=B9", None, "DEU")

    content = make_workbook(fill)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    xml = xml.replace(b"<v>DEU</v>", b"")
    (sheet,) = read_sheets(repack(content, {"xl/worksheets/sheet1.xml": xml}), "people.xlsx")
    assert "#REF!" in sheet.faults[2, 0]
    assert "never computed" in sheet.faults[2, 1]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "people.csv", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "people.xls", "save it as .xlsx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "people.xlsx",
            "password",
        ),
        (b"%PDF-1.7 ...", "people.pdf", "it is neither"),
        (b"PK\x03\x04 cut short", "people.xlsx", "cut short"),
        (b'name\n"open', "people.csv", "quotes that close"),
        (b"no workbook at all", "people.xlsx", "called a workbook and is none"),
        (b"<html><table><tr><td>Name", "people.xlsx", "web page or XML"),
        (b"\xef\xbb\xbf\r\n<?xml version='1.0'?>\n<Workbook>\n", "people.xls", "web page or XML"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(
    content: bytes, name: str, said: str
) -> None:
    assert said in refuse(content, name)


def make_archive(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def test_a_binary_workbook_and_a_letter_are_refused() -> None:
    assert ".xlsb" in refuse(make_archive({"xl/workbook.bin": b"x"}))
    assert "it is neither" in refuse(make_archive({"word/document.xml": b"<x/>"}))


def test_a_workbook_that_unpacks_to_more_than_a_list_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    piece = b"\0" * (1 << 20)
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(MOST_UNPACKED // len(piece) + 1):
            part.write(piece)
    content = path.read_bytes()
    assert len(content) < 1 << 20
    assert "unpacks to more than" in refuse(content)


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    content = bytearray(make_archive({"xl/workbook.xml": b"\0" * (8 << 20)}))
    real = (8 << 20).to_bytes(4, "little")
    assert content.count(real) == 2
    while real in content:
        place = content.index(real)
        content[place : place + 4] = (10).to_bytes(4, "little")
    assert "damaged" in refuse(bytes(content)) or "unpacks" in refuse(bytes(content))


def test_two_cells_far_apart_cost_nobody_their_memory() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Name")
        sheet.write(1_048_575, 16_383, "far away")

    assert "copy the list alone" in refuse(make_workbook(fill))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_in_its_usual_forms(separator: str, encoding: str) -> None:
    text = f"Name{separator}E-mail\r\nОльга{separator}o@example.org\r\n{separator}\r\n"
    (sheet,) = read_sheets(text.encode(encoding), "people.csv")
    assert sheet.rows == [("Name", "E-mail"), ("Ольга", "o@example.org")]
    assert list(sheet.numbers) == [1, 2]
