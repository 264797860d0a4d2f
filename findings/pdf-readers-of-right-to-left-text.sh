#!/usr/bin/env bash
# typst 0.15.2 read by pypdf 7.1.1, pdfminer.six 20260107 and PyMuPDF 2.0: a line from right to left
# with a number in it, printed as it should be, is read back three ways: with its words in the
# other order and glued together, with the letters of each word backwards, and with only the
# number's blank lost. Who checks a printed programme by its text has to compare letters, not lines.
# Seen (שלום עולם 12): pypdf עולםשלום12, pdfminer each word backwards and the number first, PyMuPDF
# שלום עולם12.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  typst==0.15.2 pypdf==7.1.1 pdfminer.six==20260107 pymupdf==2.0
"$work/venv/bin/python" - <<'PYTHON'
import io
import sys

import pymupdf
import pypdf
import typst
from pdfminer.high_level import extract_text

LINE = '#set text(font: "Libertinus Serif", lang: "he", dir: rtl)\nשלום עולם 12'
pdf = typst.compile(LINE.encode())
seen = {
    "pypdf": pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split(),
    "pdfminer": extract_text(io.BytesIO(pdf)).split(),
    "pymupdf": pymupdf.open(stream=pdf, filetype="pdf")[0].get_text().split(),
}
print(seen)
expected = {
    "pypdf": ["עולםשלום12"],
    "pdfminer": ["12", "םלוע", "םולש"],
    "pymupdf": ["שלום", "עולם12"],
}
sys.exit(0 if seen == expected else "They read lines from right to left otherwise now.")
PYTHON
