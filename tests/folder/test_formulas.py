"""No text of a table becomes a formula, and every text comes back."""

from __future__ import annotations

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fairlead.folder.csvtext import guard_column, write_csv_text
from fairlead.folder.formulas import guard_formulas, unguard_formulas

TEXTS = st.text(
    st.sampled_from("=+-@＝＋－＠﹣'\"; ,\t\n\r\x0b\x85\u3000\u200b\ufeffaЯ1|"), max_size=9
)
SIGNS = tuple("=+-@＝＋－＠")


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+7 495 000", "'+7 495 000"),
        ("-40 °C", "'-40 °C"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("  =1", "  '=1"),
        ("\u3000\u200b＠x", "\u3000\u200b'＠x"),
        ("\t=1", "\t'=1"),
        ("a;=1", "a;'=1"),
        ("a; \"=1", "a; \"'=1"),
        ("a\r\n-b", "a\r\n'-b"),
        ("'=1", "''=1"),
        ("a-b = c, -d; e@f", "a-b = c, -d; e@f"),
        ("'quoted' - text", "'quoted' - text"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_guarded(text: str, guarded: str) -> None:
    assert guard_formulas(text) == guarded
    assert unguard_formulas(guarded) == text


@settings(deadline=None)
@given(TEXTS)
@example("\t\t=;'=")
def test_every_text_comes_back(text: str) -> None:
    assert unguard_formulas(guard_formulas(text)) == text


@settings(deadline=None)
@given(st.lists(st.none() | TEXTS))
def test_a_column_is_guarded_as_its_texts_are(texts: list[str | None]) -> None:
    found = guard_column(pa.array(texts, pa.string())).to_pylist()
    assert found == [None if text is None else guard_formulas(text) for text in texts]


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1))
def test_no_spreadsheet_finds_a_formula_whatever_separates(rows: list[tuple[str, str]]) -> None:
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    text = write_csv_text(["a", "b"], columns)
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            for cell in row:
                assert not cell.strip(' "\t\r\n\v\x85\u3000\u200b\ufeff').startswith(SIGNS)
