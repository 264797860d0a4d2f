"""Any name that a file is sent under becomes one that a disk and a column take."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.folder.file_names import clean_file_name


@given(st.text(max_size=300))
def test_a_file_is_written_under_any_name(name: str) -> None:
    clean = clean_file_name(name, "flows.csv")
    assert clean.isprintable()
    assert not {"/", "\\"} & set(clean)
    assert clean_file_name(clean, "") == clean
    with TemporaryDirectory() as folder:
        (Path(folder) / clean).write_bytes(b"")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/one.csv", "one.csv"),
        ("C:\\flows\\one.csv", "one.csv"),
        ("..a\x00b\u202e.csv", "ab.csv"),
        ("贸易" * 200 + ".csv", "易" + "贸易" * 32 + ".csv"),
        ("/", "flows.csv"),
        ("...", "flows.csv"),
    ],
)
def test_what_is_left_of_a_name(name: str, clean: str) -> None:
    assert clean_file_name(name, "flows.csv") == clean
