"""`fairlead watch`: months compared, each once, with the reason of every alert."""

from __future__ import annotations

import csv
from pathlib import Path

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
    assert (code, "first month" in said) == (0, True), said
    code, said = watch(second, "--month", "2024-02", *asked)
    assert code == 0, said
    assert "RUS 848210 became: compared with 2024-01; now: imports are concentrated" in said
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


def test_other_flows_of_a_month_and_months_out_of_turn_are_refused(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1.csv", BALANCED), write(tmp_path / "2.csv", ONE)
    state = ("--state", tmp_path / "state", "--importer", "RUS")
    watch(first, "--month", "2024-02", *state)
    assert "or --revised" in watch(second, "--month", "2024-02", *state)[1]
    assert "month from 2024-02 on" in watch(second, "--month", "2024-01", *state)[1]
    assert "month such as 2024-03" in watch(second, "--month", "2024-13", *state)[1]
    code, said = watch(second, "--month", "2024-02", "--revised", *state)
    assert code == 0, said


def test_a_month_without_flows_of_a_product_says_so(tmp_path: Path) -> None:
    state = ("--state", tmp_path / "state")
    watch(write(tmp_path / "1.csv", ONE), "--month", "2024-01", *state)
    gone = [row for row in ONE if row[2] != "848210"] + [("RUS", "KAZ", "847989", 1)]
    code, said = watch(write(tmp_path / "2.csv", gone), "--month", "2024-02", *state)
    assert code == 0, said
    assert "RUS 848210 untraded" in said
    assert "says nothing of the dependency" in said
