"""`fairlead watch`: months compared, each once, with the reason of every alert."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fairlead.cli.main import build_app

HEAD = "exporter,importer,product,year,value_usd\n"
# Bearings come from two suppliers of equal size; then from one.
BALANCED = [
    ("CHN", "RUS", "848210", 50),
    ("DEU", "RUS", "848210", 30),
    ("ITA", "RUS", "848210", 20),
    ("CHN", "KAZ", "848210", 50),
    ("RUS", "KAZ", "100199", 500),
]
ONE = [("CHN", "RUS", "848210", 95), ("DEU", "RUS", "848210", 5), ("CHN", "KAZ", "848210", 50),
       ("RUS", "KAZ", "100199", 500)]  # fmt: skip


def write(file: Path, rows: list[tuple[str, str, str, int]]) -> Path:
    """Write flows of a month."""
    file.write_text(HEAD + "".join(f"{e},{i},{p},2024,{v}\n" for e, i, p, v in rows))
    return file


def watch(*arguments: object) -> tuple[int, str]:
    """Return the exit code and what was said."""
    done = CliRunner().invoke(build_app(["watch"]), ["watch", *map(str, arguments)])
    return done.exit_code, done.output + (str(done.exception) if done.exception else "")


def test_a_month_that_makes_an_import_critical(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1.csv", BALANCED), write(tmp_path / "2.csv", ONE)
    asked = ("--state", tmp_path / "state", "--importer", "RUS", "-o", tmp_path / "out")
    code, said = watch(first, "--month", "2024-01", *asked)
    assert (code, "first month" in said, "after nothing" in said) == (0, True, False), said
    code, said = watch(second, "--month", "2024-02", *asked)
    assert code == 0, said
    assert "RUS 848210 became critical: compared with 2024-01; now: imports are" in said
    assert "0.380 before, 0.905 now; first supplier CHN 95%" in said
    (need,) = csv.DictReader((tmp_path / "out" / "needs.csv").read_text().splitlines())
    assert (need["economy"], need["products"][-6:]) == ("RUS", "848210")
    kept = (tmp_path / "state" / "2024-02" / "note.json").stat().st_mtime_ns
    code, said = watch(second, "--month", "2024-02", *asked)
    assert "looked at already, with these flows: nothing changed" in said
    assert "1 became" in said, "what was found stays to be read"
    assert (tmp_path / "state" / "2024-02" / "note.json").stat().st_mtime_ns == kept
    code, said = watch(first, "--month", "2024-03", *asked)
    assert "1 ceased" in said, said
    code, said = watch(*asked)
    assert "2024-02 RUS: 1 critical, 1 became, 0 ceased, 0 worse" in said
    assert "2024-03 RUS: 0 critical, 0 became, 1 ceased, 0 worse" in said


def test_other_flows_of_a_month_are_refused_unless_revised(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1.csv", BALANCED), write(tmp_path / "2.csv", ONE)
    state = ("--state", tmp_path / "state", "--importer", "RUS")
    watch(first, "--month", "2024-02", *state)
    assert "or --revised" in watch(second, "--month", "2024-02", *state)[1]
    assert "month such as 2024-03" in watch(second, "--month", "2024-13", *state)[1]
    assert "given for 2024-02 too" in watch(first, "--month", "2024-03", *state)[1]
    assert "are of 2024, none of 2025" in watch(second, "--month", "2025-01", *state)[1]
    code, said = watch(second, "--month", "2024-02", "--revised", *state)
    assert code == 0, said
    assert "compared again: revision 2" not in said, "the first month has none to compare with"


def test_a_revised_month_and_one_that_comes_late_are_compared_with_again(tmp_path: Path) -> None:
    state = ("--state", tmp_path / "state", "--importer", "RUS")
    first, second = write(tmp_path / "1.csv", BALANCED), write(tmp_path / "2.csv", ONE)
    third = write(tmp_path / "3.csv", [*ONE, ("BRA", "RUS", "100199", 1)])
    watch(first, "--month", "2024-01", *state)
    code, said = watch(third, "--month", "2024-03", *state)
    assert "no flows of 2024-02" in said
    assert "1 became" in said, said
    code, said = watch(second, "--month", "2024-02", *state)
    assert (code, "2024-02 after 2024-01: 1 became" in said) == (0, True), said
    assert "2024-03 was compared again, after 2024-02: 0 changes" in said
    calmer = write(tmp_path / "2b.csv", [*BALANCED, ("BRA", "RUS", "100199", 2)])
    code, said = watch(calmer, "--month", "2024-02", "--revised", *state)
    assert "2024-02 is compared again: revision 2" in said
    assert "2024-02 after 2024-01: no change" in said
    assert "2024-03 was compared again, after 2024-02: 1 changes" in said
    assert "2024-03 RUS: 1 critical, 1 became" in watch(*state)[1]


def test_an_economy_that_reports_nothing_stays_as_it_was_seen(tmp_path: Path) -> None:
    state = ("--state", tmp_path / "state", "--importer", "RUS,KAZ")
    watch(write(tmp_path / "1.csv", ONE), "--month", "2024-01", *state)
    quiet = write(tmp_path / "2.csv", [row for row in ONE if row[1] != "RUS"])
    code, said = watch(quiet, "--month", "2024-02", *state)
    assert (code, "left as they were: RUS" in said, "RUS 8" in said) == (0, True, False), said
    assert "KAZ 848210 not judged: compared with 2024-01; concentration" in said
    third = write(tmp_path / "3.csv", BALANCED)
    said = watch(third, "--month", "2024-03", *state)[1]
    assert "RUS 848210 ceased to be critical: compared with 2024-01" in said


def test_a_month_without_flows_of_a_product_says_so(tmp_path: Path) -> None:
    state = ("--state", tmp_path / "state")
    wheat = ("KAZ", "RUS", "100199", 1)
    watch(write(tmp_path / "1.csv", [*ONE, wheat]), "--month", "2024-01", *state)
    gone = [row for row in ONE if row[2] != "848210"] + [wheat]
    code, said = watch(write(tmp_path / "2.csv", gone), "--month", "2024-02", *state)
    assert code == 0, said
    assert "RUS 848210 not traded any more" in said
    assert "says nothing of the dependency" in said


@pytest.mark.parametrize("option", ["--state", "-o"])
def test_a_file_where_a_folder_is_expected_is_refused(tmp_path: Path, option: str) -> None:
    flows, file = write(tmp_path / "1.csv", BALANCED), tmp_path / "file"
    file.touch()
    code, said = watch(flows, "--month", "2024-01", "--state", tmp_path / "s", option, file)
    assert (code, "expected a folder" in said, file.is_file()) == (1, True, True), said
