"""Every command writes its tables as `fairlead run` does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fairlead.chain.matching.makers import MakersChoice, find_makers
from fairlead.chain.scheduling.timetable import schedule_meetings
from fairlead.cli.csv_file import expect_places
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair
from fairlead.report.tables import write_result_text

SMALL = Path(__file__).parents[1] / "folder" / "small"


@pytest.mark.parametrize("name", ["out.xlsx", "out.PARQUET", "out.pdf", "out.json"])
def test_no_table_is_written_under_the_name_of_another_format(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput, match=r"expected a name that ends in \.csv"):
        expect_places(None, tmp_path / name)
    expect_places(tmp_path / "out.csv", tmp_path / "page.html", other=tmp_path / name)


def run(*words: str | Path) -> None:
    """Run a command that must succeed."""
    command = [sys.executable, "-m", "fairlead", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nothing_is_written_over_what_is_read(tmp_path: Path) -> None:
    fair, table, other = tmp_path / "fair", tmp_path / "table.csv", tmp_path / "other.csv"
    fair.mkdir()
    table.touch()
    requests = fair / "requests.csv"
    for path in (table, requests, fair / "fair.toml"):
        with pytest.raises(InvalidInput, match="expected another place: the command reads"):
            expect_places(None, other, path, reads=[table, None, fair])
    expect_places(other, fair / "timetable.csv", reads=[table, fair])
    # Through another name of it too.
    (tmp_path / "same").symlink_to(fair)
    with pytest.raises(InvalidInput, match="expected another place"):
        expect_places(tmp_path / "same" / "requests.csv", reads=[fair])


@pytest.mark.parametrize("source", ["flows.parquet", "trade"])
def test_flows_of_a_folder_are_not_written_over(tmp_path: Path, source: str) -> None:
    flows = tmp_path / source if "." in source else tmp_path / source / "2022.csv"
    flows.parent.mkdir(exist_ok=True)
    flows.write_text("something")
    (tmp_path / "fair.toml").write_text(f'[flows]\nsource = "{source}"\n')
    with pytest.raises(InvalidInput, match="expected another place"):
        expect_places(other=flows, reads=[tmp_path])
    expect_places(other=tmp_path / "proof.json", reads=[tmp_path])
    (tmp_path / "proof.json").touch()
    expect_places(other=tmp_path / "proof.json", reads=[tmp_path])


def test_yearly_files_of_a_folder_are_not_written_over(tmp_path: Path) -> None:
    for name in ("BACI_HS22_Y2022_V202401.csv", "product_codes_HS22_V202401.csv"):
        (tmp_path / name).touch()
        with pytest.raises(InvalidInput, match="expected another place"):
            expect_places(tmp_path / name, reads=[tmp_path])
    expect_places(tmp_path / "dependencies.csv", reads=[tmp_path])


def test_a_folder_of_results_holds_nothing_that_is_read(tmp_path: Path) -> None:
    titles, flows = tmp_path / "products.csv", tmp_path / "changes.csv"
    for path, words in (
        (titles, ("complexity", "flows.csv", "--titles", titles, "-o", tmp_path)),
        (flows, ("watch", flows, "--month", "2022-01", "-o", tmp_path)),
    ):
        path.write_text("product,title\n")
        command = [sys.executable, "-m", "fairlead", *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, path.read_text()) == (2, "product,title\n")
        assert f"{path.name}: expected another place" in done.stderr
        path.unlink()


@pytest.mark.parametrize("command", ["schedule", "replan"])
def test_a_problem_and_what_was_released_are_not_overwritten(command: str, tmp_path: Path) -> None:
    problem, released = tmp_path / "fair.json", tmp_path / "released.csv"
    fair = {"slots_per_day": [2], "people": [{}, {}], "requests": [[0, 1, 1, 0, 0]]}
    problem.write_text(json.dumps({"format": "fairlead-meetings/1"} | fair))
    released.write_text("meeting,slot,place\n0,1,stand 0\n")
    given = [problem, released] if command == "replan" else [problem]
    for path in given:
        before = path.read_text()
        words = [sys.executable, "-m", "fairlead", command, *map(str, given), "-o", str(path)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert (done.returncode, path.read_text()) == (2, before)
        assert "expected another place: the command reads this file" in done.stderr


def test_the_clauses_beside_a_proof_take_no_other_place(tmp_path: Path) -> None:
    problem, beside = tmp_path / "fair.json", tmp_path / "proof.cnf"
    problem.write_text("{}")
    words = ["schedule", str(problem), "--proof", str(tmp_path / "proof.drat"), "-o", str(beside)]
    command = [sys.executable, "-m", "fairlead", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "proof.cnf: expected a separate place, another file goes there" in done.stderr


def test_makers_are_written_as_by_run(tmp_path: Path) -> None:
    run("makers", SMALL, "--need", "n1", "-o", tmp_path / "makers.csv")
    table = find_makers(read_fair(SMALL), choice=MakersChoice(need="n1")).makers
    written = (tmp_path / "makers.csv").read_text(encoding="utf-8")
    assert written == write_result_text(table)
    assert "\nn1,bearing,1," in written


def test_a_timetable_is_written_as_by_run(tmp_path: Path) -> None:
    run("schedule", SMALL, "-o", tmp_path / "timetable.csv")
    table = schedule_meetings(read_fair(SMALL), seed=0).meetings
    written = (tmp_path / "timetable.csv").read_text(encoding="utf-8")
    assert written == write_result_text(table)
    assert f",{table['start'][0].as_py():%H:%M}," in written
