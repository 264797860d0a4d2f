"""Every command writes its tables as `fairlead run` does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fairlead.chain.matching.makers import MakersChoice, find_makers
from fairlead.chain.scheduling.timetable import schedule_meetings
from fairlead.folder.read import read_fair
from fairlead.report.tables import write_result_text

SMALL = Path(__file__).parents[1] / "folder" / "small"


def run(*words: str | Path) -> None:
    """Run a command that must succeed."""
    command = [sys.executable, "-m", "fairlead", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


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
