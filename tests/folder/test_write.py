"""Writing a folder: the same fair back, the same bytes, all or nothing."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.folder import bounds
from fairlead.folder.atomic_write import replace_folder
from fairlead.folder.controls import looks_empty
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FlowsSource
from fairlead.folder.fair_tables import build_table, build_table_of_rows
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair
from fairlead.folder.rows import read_rows
from fairlead.folder.schemas import BY_NAME
from fairlead.folder.write import write_fair, write_table_text

SMALL = Path(__file__).parent / "small"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_read_write_read(small: Fair, tmp_path: Path) -> None:
    write_fair(small, tmp_path / "a")
    again = read_fair(tmp_path / "a")
    assert again == small
    write_fair(again, tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"], "nothing is left over"


def test_what_looks_like_a_formula_comes_back_and_is_none(small: Fair, tmp_path: Path) -> None:
    rows = small.organisations.to_pylist()
    names = ("=1+1", "'=1", "＝cmd", "x;=1", " +7 495", "-5 °C")
    for row, name in zip(rows, names, strict=False):
        row |= {"name": name.strip(), "description": name.strip() + ";\n@x"}
    fair = replace(small, organisations=build_table_of_rows("organisations", rows))
    write_fair(fair, tmp_path / "fair")
    text = (tmp_path / "fair" / "organisations.csv").read_text("utf-8")
    assert "\ngear,'=1+1," in text
    assert '"x;\'=1",' in text
    assert "\"'=1+1;\n'@x\"" in text
    assert read_fair(tmp_path / "fair") == fair


def test_flows_travel_along(small: Fair, tmp_path: Path) -> None:
    source = tmp_path / "flows.parquet"
    source.write_bytes(b"flows")
    flows = FlowsSource("data/flows.parquet", source, years=(2020,))
    fair = Fair(small.settings, flows=flows)
    write_fair(fair, tmp_path / "fair")
    again = read_fair(tmp_path / "fair")
    assert again == fair
    assert again.flows is not None
    assert again.flows.path.read_bytes() == b"flows"
    write_fair(again, tmp_path / "fair")  # over itself, its own flows being copied from there
    assert read_fair(tmp_path / "fair") == fair


def test_empty_files_are_left_out(small: Fair, tmp_path: Path) -> None:
    bare = Fair(small.settings)
    write_fair(bare, tmp_path / "fair")
    assert sorted(contents(tmp_path / "fair")) == ["fair.toml", "organisations.csv", "people.csv"]
    assert read_fair(tmp_path / "fair") == bare


def test_foreign_files_are_never_lost(small: Fair, tmp_path: Path) -> None:
    write_fair(small, tmp_path)
    write_fair(Fair(small.settings), tmp_path)
    assert "offers.csv" not in contents(tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"also holds notes\.txt"):
        write_fair(small, tmp_path)
    assert "offers.csv" not in contents(tmp_path)
    with pytest.raises(InvalidInput, match="got a file"):
        write_fair(small, tmp_path / "notes.txt")


def test_an_error_leaves_the_old_folder(tmp_path: Path) -> None:
    old = tmp_path / "out"
    old.mkdir()
    (old / "a").write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), replace_folder(old, ours={"a"}) as fresh:
        (fresh / "a").write_text(str(1 / len([])), encoding="utf-8")
    assert contents(old) == {"a": b"old"}
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize("value", ["", "  "])
def test_blank_text_is_refused(small: Fair, tmp_path: Path, value: str) -> None:
    people = small.people.set_column(4, "role", [[value] * small.people.num_rows])
    with pytest.raises(ValueError, match=r"Expected no blank text in people\.csv role"):
        write_fair(Fair(small.settings, people=people), tmp_path / "fair")
    assert not (tmp_path / "fair").exists()


def test_tables_are_checked() -> None:
    with pytest.raises(ValueError, match=r"Expected columns of people\.csv, got nam"):
        build_table("people", {"nam": ["x"]})
    with pytest.raises(ValueError, match="equal length"):
        build_table("people", {"id": ["x"], "name": []})
    settings_of_small = read_fair(SMALL).settings
    with pytest.raises(ValueError, match=r"Expected the columns of people\.csv in Fair\.people"):
        Fair(settings_of_small, people=build_table("offers", {}))


def test_blanks_become_null() -> None:
    row = build_table_of_rows(
        "people", [{"id": "p", "position": " ", "languages": []}]
    ).to_pylist()[0]
    assert (row["position"], row["languages"]) == (None, None)


signs = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
words = st.text(signs, min_size=1, max_size=20).filter(lambda text: not looks_empty(text.strip()))
lines = st.text(
    st.one_of(signs, st.sampled_from('\n\r\t",;|')),
    min_size=1,
    max_size=40,
).filter(lambda text: not looks_empty(text.strip()))
numbers = st.floats(bounds.CASH_FLOW.low, bounds.CASH_FLOW.high)
halves = st.fractions(0, 1).map(lambda part: [("BLR", float(part)), ("RUS", 1 - float(part))])
projects = st.fixed_dictionaries(
    {
        "title": words,
        "title_ru": st.none() | words,
        "stage": st.sampled_from(["idea", "signed"]),
        "partners": halves,
        "amount": st.floats(bounds.MONEY.low, bounds.MONEY.high),
        "start_year": st.integers(1900, 2200),
        "cash_flows": st.lists(numbers, min_size=1, max_size=6),
        "jobs": st.none() | st.integers(0, int(bounds.JOBS.high)),
        "products": st.none() | st.just(["HS:85", "CPV:42000000"]),
        "description": st.none() | lines,
    }
)
sessions = st.fixed_dictionaries(
    {
        "title": words,
        "room": words,
        "date": st.dates(bounds.FIRST_DATE, bounds.LAST_DATE),
        "start": st.times().map(lambda time: time.replace(microsecond=0)),
        "end": st.times().map(lambda time: time.replace(microsecond=0)),
        "speakers": st.none() | st.just(["a", "b"]),
        "description_ru": st.none() | lines,
    }
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(
    st.tuples(st.just("projects"), st.lists(projects, max_size=8)),
    st.tuples(st.just("sessions"), st.lists(sessions, max_size=8)),
))  # fmt: skip
def test_any_table_reads_back_exactly(drawn: tuple[str, list[dict[str, object]]]) -> None:
    name, rows = drawn
    written = build_table_of_rows(name, ({"id": f"x{n}"} | row for n, row in enumerate(rows)))
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / f"{name}.csv"
        path.write_bytes(write_table_text(BY_NAME[name], written).encode())
        read, problems = read_rows(BY_NAME[name], path)
    finally:
        shutil.rmtree(folder)
    assert problems == []
    assert read.table.equals(written)
