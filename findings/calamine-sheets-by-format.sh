#!/usr/bin/env bash
# python-calamine 0.9.1: one list, saved as .xlsx and as .ods, is not read alike, and a formula
# that failed looks like an empty cell in both. A duration over a day is a timedelta from .xlsx and
# the raw text PT30H00M00S from .ods; a tabulator or a line break inside a paragraph of .ods
# vanishes, so that two words become one. Anyone who must report faulty cells has to look for error
# cells apart.
# Seen: .xlsx timedelta(days=1, seconds=21600), '' for #N/A; .ods 'PT30H00M00S', 'HallStand 4'.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  python-calamine==0.9.1 xlsxwriter==3.2.9 odfpy==1.4.1
"$work/venv/bin/python" - <<'PYTHON'
import datetime as dt
import io
import sys

import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P
from python_calamine import CalamineWorkbook


def read(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


made = io.BytesIO()
book = xlsxwriter.Workbook(made)
sheet = book.add_worksheet("List")
sheet.write_number(0, 0, 30 / 24, book.add_format({"num_format": "[h]:mm"}))
sheet.write_formula(0, 1, "=NA()", None, "#N/A")
sheet.write_string(0, 2, "Hall\nStand 4")
book.close()

document = OpenDocumentSpreadsheet()
table = Table(name="List")
document.spreadsheet.addElement(table)
row = TableRow()
table.addElement(row)
length = TableCell(valuetype="time", timevalue="PT30H00M00S")
length.addElement(P(text="30:00"))
row.addElement(length)
place, words = TableCell(valuetype="string"), P(text="Hall")
words.addElement(LineBreak())
words.addText("Stand 4")
place.addElement(words)
row.addElement(place)
written = io.BytesIO()
document.write(written)

xlsx, ods = read(made.getvalue())[0], read(written.getvalue())[0]
print("xlsx", xlsx)
print("ods ", ods)
same = xlsx == [dt.timedelta(hours=30), "", "Hall\nStand 4"] and ods == ["PT30H00M00S", "HallStand 4"]
sys.exit(0 if same else "They are read otherwise now.")
PYTHON
