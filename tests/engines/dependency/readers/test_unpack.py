"""What downloads come in: archives, encodings, workbooks; cut short, with more than one header."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from tests.engines.dependency.test_readers import baci_zip, faults, names, read, rows

from fairlead.engines.dependency import Flows, read_flows
from fairlead.engines.dependency.readers.options import FileChoices, Unit

TEXT = "exporter,importer,product,year,value_usd\nB,A,030617,2022,60\nC,A,854231,2022,40\n"
FOUND = [(2, 1, 30617, 2022, 60), (3, 1, 854231, 2022, 40)]


def said(flows: Flows) -> str:
    """Return all that is said of how the file was read."""
    return "; ".join(flows.notes)


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    """Write a workbook of the given sheets, numbers as numbers."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    listed = "".join(
        f'<sheet name="S{at}" sheetId="{at}" r:id="rId{at}"/>' for at in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="rId{at}" Type="{office}/worksheet" Target="worksheets/s{at}.xml"/>'
            for at in range(1, len(sheets) + 1)
        )
        + "</Relationships>",
    }
    for at, sheet in enumerate(sheets, 1):
        lines = "".join(
            f'<row r="{line}">{"".join(map(_cell, row))}</row>' for line, row in enumerate(sheet, 1)
        )
        parts[f"xl/worksheets/s{at}.xml"] = (
            f"<worksheet {main}><sheetData>{lines}</sheetData></worksheet>"
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, head + text)
    return path


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


SHEET: list[list[object]] = [
    ["exporter", "importer", "product", "year", "value_usd"],
    ["B", "A", 30617, 2022, 60],
    ["C", "A", 854231, 2022, 40.4],
]


def test_a_workbook_is_read_with_the_zeros_it_took(tmp_path: Path) -> None:
    assert rows(read(workbook(tmp_path / "flows.xlsx", SHEET))) == FOUND
    about: list[list[object]] = [["Read me"], ["Source", "customs"]]
    titled: list[list[object]] = [["Imports of A"], [], *SHEET]
    found = read(workbook(tmp_path / "titled.xlsx", about, titled))
    assert rows(found) == FOUND
    assert "2 lines above the header left out" in said(found)
    assert 'above the header "' not in said(found)
    unit: list[list[object]] = [["Imports of A"], ["Unit: thousand US dollars"], *SHEET]
    in_thousands = workbook(tmp_path / "unit.xlsx", unit)
    (fault,) = faults(in_thousands)
    assert fault.startswith("unit.xlsx:2: 'Unit: thousand US dollars': expected values in dollars")
    assert "--unit thousand" in fault
    choices = FileChoices(unit=Unit(always=1000))
    found = read_flows(in_thousands, names=names, choices=choices)
    assert [row[-1] for row in rows(found)] == [60_000, 40_400]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("тыс. долл. США", "--unit thousand"),
        ("单位：万美元", "--unit 10000"),
        ("Values in EUR million", "--unit 1.08"),
        ("Unité : milliers de dollars", "--unit thousand"),
        ("Unidad: millones de dólares", "--unit million"),
        ("Valores em milhares de dólares", "--unit thousand"),
        ("Werte in Tsd. US-Dollar", "--unit thousand"),
        ("в миллиардах долларов США", "--unit billion"),
        ("القيمة بملايين الدولارات", "--unit million"),
        ("单位：万元", "--unit 1.08"),
        ("Unité : euros", "--unit 1.08"),
        ("Unit: US dollars, at 2022 euro rates", None),
        ("Imports of the euro area", None),
        ("Imports of a thousand islands", None),
        ("Unit: US dollars", None),
    ],
)
def test_a_line_that_says_another_unit_is_refused(
    tmp_path: Path, line: str, told: str | None
) -> None:
    table = "exporter,importer,product,year,value\nB,A,854231,2022,60.5\n"
    path = tmp_path / "flows.csv"
    path.write_text(f"Imports\n{line}\n{table}", encoding="utf-8")
    if told is None:
        assert rows(read(path))
    else:
        (fault,) = faults(path)
        assert fault.startswith("flows.csv:2: ")
        assert told in fault
    path.write_text(f"Imports\n{line}\n{table.replace('value', 'value_1000usd')}")
    assert rows(read(path)), "the column's name says it"


def test_a_workbook_with_two_tables_or_none_is_refused(tmp_path: Path) -> None:
    two = workbook(tmp_path / "two.xlsx", SHEET, SHEET)
    assert "expected one sheet with flows, got S1, S2" in faults(two)[0]
    none = workbook(tmp_path / "none.xlsx", [["a", "b"], [1, 2]])
    assert "expected a column exporter" in faults(none)[0]
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(two.read_bytes()[:-200])
    assert "cut short" in faults(cut)[0]


def test_two_header_rows_are_said_and_nothing_is_lost(tmp_path: Path) -> None:
    second: list[object] = ["(ISO)", "(ISO)", "(HS6)", "(year)", "(dollars)"]
    path = workbook(tmp_path / "two.xlsx", [SHEET[0], second, *SHEET[1:]])
    assert faults(path) == [
        "two.xlsx:2: expected data below the header, this is a second header row: keep one of them"
    ]
    above: list[object] = ["partners", "", "goods", "when", "how much"]
    assert rows(read(workbook(tmp_path / "above.xlsx", [above, *SHEET]))) == FOUND


def test_files_put_one_after_the_other_repeat_the_header(tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_text(TEXT + TEXT.replace("2022", "2021"))
    found = read(path)
    assert len(rows(found)) == 4
    assert "1 lines repeat the header: left out" in said(found)


@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "latin-1", "cp1252"),
        *("utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
    ],
)
def test_a_text_is_read_in_the_encodings_that_tables_are_written_in(
    tmp_path: Path, encoding: str
) -> None:
    text = TEXT.replace("year", "year").replace("product,", "product,título,")
    text = text.replace("030617,", "030617,Crustáceos,").replace("854231,", "854231,Circuíto,")
    path = tmp_path / "flows.csv"
    if encoding == "utf-16-le-bom":
        path.write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    else:
        path.write_bytes(text.encode(encoding))
    assert rows(read(path)) == FOUND


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_cyrillic_in_two_bytes_without_a_mark(tmp_path: Path, encoding: str) -> None:
    text = "экспортёр;импортёр;код товара;год;стоимость\nB;A;030617;2022;60\nC;A;854231;2022;40\n"
    path = tmp_path / "flows.csv"
    path.write_bytes(text.encode(encoding))
    assert rows(read(path)) == FOUND
    path.write_bytes(text.encode().replace(b"B", b"\x00B"))
    assert "binary" in faults(path)[0]


@pytest.mark.parametrize("end", ["\r\r\n", "\r"])
def test_lines_end_in_any_way(tmp_path: Path, end: str) -> None:
    path = tmp_path / "flows.csv"
    path.write_text(TEXT.replace("\n", end), newline="")
    assert rows(read(path)) == FOUND
    path.write_text(TEXT.replace("\n", end).replace("2022", "22"), newline="")
    assert faults(path)[0].startswith("flows.csv:2: ")


def test_files_put_together_with_the_marks_that_they_begin_with(tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_text("\ufeff" + TEXT + "\ufeff" + TEXT.replace("2022", "2021"))
    assert len(rows(read(path))) == 4


@pytest.mark.parametrize("name", ["line", "Line", "LINE"])
def test_a_column_may_be_named_as_the_one_that_counts_lines(tmp_path: Path, name: str) -> None:
    head: list[object] = ["exporter", "importer", "product", "year", "value_usd", name]
    row: list[object] = ["B", "A", "030617", "2022", "60", "7"]
    text = tmp_path / "flows.csv"
    text.write_text("".join(",".join(map(str, cells)) + "\n" for cells in (head, row)))
    for path in (text, workbook(tmp_path / "flows.xlsx", [head, row])):
        assert rows(read(path)) == [(2, 1, 30617, 2022, 60)]


def _pack(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


def test_what_is_packed_twice_is_unpacked_twice(tmp_path: Path) -> None:
    text, path = TEXT.encode(), tmp_path / "flows.gz"
    for packed in (
        _pack(("flows.zip", _pack(("a/flows.csv", text)))),
        _pack(("flows.csv.gz", gzip.compress(text))),
        gzip.compress(_pack(("flows.csv", text))),
        _pack(("a.zip", _pack(("flows.csv.gz", gzip.compress(text))))),
        _pack(("flows.xlsx", workbook(tmp_path / "flows.xlsx", SHEET).read_bytes())),
    ):
        path.write_bytes(packed)
        assert rows(read(path)) == FOUND
    path.write_bytes(_pack(("a.zip", _pack(("x.csv", text), ("y.csv", text)))))
    assert faults(path) == [
        "flows.gz: expected a zip with one table (or BACI's yearly files), got x.csv, y.csv: "
        "unpack it and name the file"
    ]


def test_a_text_of_windows_cyrillic_set_is_read_in_its_letters(tmp_path: Path) -> None:
    text = TEXT.replace("product,", "product,название,").replace("030617,", "030617,Ракообразные,")
    path = tmp_path / "flows.csv"
    path.write_bytes(text.replace("854231,", "854231,Схемы,").encode("cp1251"))
    found = read(path)
    assert rows(found) == FOUND
    assert "text in Windows-1251" in said(found)


def test_lines_may_end_in_several_ways(tmp_path: Path) -> None:
    lines = TEXT.splitlines()
    path = tmp_path / "flows.csv"
    for ends in ("\n\r\n", "\r\n\n"):  # as of files put together on several machines
        first, second = ends[: ends.index("\n") + 1], ends[ends.index("\n") + 1 :]
        path.write_bytes((lines[0] + first + second.join(lines[1:]) + second).encode())
        assert rows(read(path)) == FOUND
    path.write_bytes(("sep=,\n" + "\r\n".join(lines) + "\r\n").encode())
    assert rows(read(path)) == FOUND


def test_gzip_and_zip_are_taken_off_also_as_a_mac_makes_them(tmp_path: Path) -> None:
    (tmp_path / "flows.csv.gz").write_bytes(gzip.compress(TEXT.encode()))
    assert rows(read(tmp_path / "flows.csv.gz")) == FOUND
    path = tmp_path / "flows.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("flows.csv", TEXT)
        archive.writestr("__MACOSX/._flows.csv", b"\x00\x05\x16\x07")
        archive.writestr(".DS_Store", b"\x00")
    assert rows(read(path)) == FOUND
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("other.csv", TEXT)
    assert "expected a zip with one table" in faults(path)[0]


def test_baci_zipped_on_a_mac_or_as_one_table_is_the_same(tmp_path: Path) -> None:
    path = baci_zip(tmp_path / "baci.zip")
    plain = rows(read(path))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/._BACI_HS17_Y2020_V202401.csv", b"\x00\x05\x16\x07")
    assert rows(read(path)) == plain
    with zipfile.ZipFile(path) as archive:
        archive.extract("BACI_HS17_Y2020_V202401.csv", tmp_path)
    one = read(tmp_path / "BACI_HS17_Y2020_V202401.csv")
    assert (rows(one), one.classification) == (plain, "HS2017")


def test_bacis_letters_for_goods_not_specified_are_kept_apart(tmp_path: Path) -> None:
    text = "t,i,j,k,v,q\n2020,2,1,9999AA,4,\n2020,2,1,854231,60,1\n"
    found = read(baci_zip(tmp_path / "baci.zip", text))
    assert rows(found) == [(2, 1, 854231, 2020, 60_000)]
    assert found.apart.to_pylist()[0]["reason"] == "product not specified"


@pytest.mark.parametrize("cut", [8, 2])
def test_a_download_cut_in_half_is_said(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "flows.csv"
    path.write_text(TEXT[:-cut])
    text = "; ".join(faults(path)) if cut == 8 else said(read(path))
    assert ("the file ends here" in text) or ("its last value" in text)
    packed = gzip.compress(TEXT.encode() * 100)
    (tmp_path / "half.csv.gz").write_bytes(packed[: len(packed) // 2])
    assert "cut short or damaged" in faults(tmp_path / "half.csv.gz")[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"data": []}', "this is JSON"),
        (b"<!DOCTYPE html><html></html>", "this is a web page"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"freq,reporter\\TIME_PERIOD\t2022\nA,DE\t5\n", "download SDMX-CSV"),
    ],
)
def test_what_a_failed_download_leaves_is_named(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "download.csv"
    path.write_bytes(content)
    assert message in faults(path)[0]


def test_cells_beyond_the_header_may_be_empty_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "flows.csv"
    head, *lines = TEXT.splitlines()
    path.write_text("\n".join([head, *(line + "," for line in lines)]) + "\n")
    assert rows(read(path)) == FOUND
    path.write_text("\n".join([head, lines[0] + ",", lines[1] + ",7"]) + "\n")
    assert "flows.csv:3: expected 5 cells as in the header, got more" in faults(path)[0]
