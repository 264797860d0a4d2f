"""`fairlead demo` as a user runs it."""

from __future__ import annotations

import csv
import fcntl
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def demo(home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command with its own home."""
    return subprocess.run(
        [sys.executable, "-m", "fairlead", "demo", *options],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"FAIRLEAD_HOME": str(home), "COLUMNS": "200"},
    )


def test_a_second_one_waits_for_another_time(tmp_path: Path) -> None:
    """Two at once loaded the same edition, and one ended in a deadlock of the database."""
    with (tmp_path / "demo.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = demo(tmp_path, "--no-serve")
    assert second.returncode == 2
    assert f"{tmp_path}: expected no other demonstration to be made here" in second.stderr
    assert not (tmp_path / "preparation.json").exists(), "what the first tells stays"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_one_is_made_again_beside_a_fair_of_ones_own(tmp_path: Path) -> None:
    """It was removed with the rights of pages, which remove no edition."""
    home, fair = tmp_path / "home", tmp_path / "fair"
    assert demo(home, "--no-serve", "-o", str(fair)).returncode == 0
    settings = (fair / "fair.toml").read_text(encoding="utf-8")
    own = settings.replace('code = "demo-2023"', 'code = "own-2023"')
    (fair / "fair.toml").write_text(own, encoding="utf-8")
    loaded = subprocess.run(
        [sys.executable, "-m", "fairlead", "load", str(fair)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"FAIRLEAD_HOME": str(home)},
    )
    assert loaded.returncode == 0, loaded.stderr
    again = demo(home, "--no-serve", "-o", str(tmp_path / "again"))
    assert again.returncode == 0, again.stderr


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_everything_is_made_loaded_run_and_recorded_twice_the_same(tmp_path: Path) -> None:
    first = demo(tmp_path / "home", "--no-serve", "-o", str(tmp_path / "fair"))
    assert first.returncode == 0, first.stderr
    for said in (
        "fair made, written and read", "database ready", "loaded into the database",
        "dependency", "matching", "scheduling", "portfolio", "MB of memory", "50 exhibitors",
        "5,000 meeting requests", "26 projects",
    ):  # fmt: skip
        assert said in first.stdout
    assert (tmp_path / "fair" / "flows.parquet").exists()
    again = demo(tmp_path / "home", "--no-serve", "-o", str(tmp_path / "fair"))
    assert again.returncode == 0, again.stderr

    def found(output: str) -> list[str]:
        return [line for line in output.splitlines() if line.startswith(("timetable: ", "proj"))]

    assert found(first.stdout)[-1] == found(again.stdout)[-1]
    export = subprocess.run(
        [sys.executable, "-m", "fairlead", "export", "demo-2023", str(tmp_path / "back")],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"FAIRLEAD_HOME": str(tmp_path / "home")},
    )
    assert export.returncode == 0, export.stderr
    for file in (tmp_path / "fair").iterdir():
        back = tmp_path / "back" / file.name
        if file.name == "requests.csv":  # the timetable is released, which grants what it holds
            assert read_asked(back) == read_asked(file)
        else:
            assert back.read_bytes() == file.read_bytes()


def read_asked(path: Path) -> list[dict[str, str]]:
    """Return the requests of a file without their answers."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {name: value for name, value in row.items() if name not in {"state", "answered_at"}}
        for row in rows
    ]


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = demo(tmp_path / "home", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "expected a port that is free" in done.stderr
    assert not (tmp_path / "home").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    done = demo(tmp_path / "home", "--no-serve", "-o", str(tmp_path))
    assert done.returncode == 2
    assert "diary.txt" in done.stderr
