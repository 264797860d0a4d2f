"""`fairlead check` as a user runs it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

SMALL = Path(__file__).parents[1] / "folder" / "small"


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    command = [sys.executable, "-m", "fairlead", "check", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_sound_folder() -> None:
    done = check(SMALL)
    assert done.returncode == 0
    assert "people.csv" in done.stdout
    assert "River Industrial Fair 2024: OK" in done.stdout


def test_problems_and_exit_code(tmp_path: Path) -> None:
    done = check(tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "fair.toml: expected this file, it is missing",
        "organisations.csv: expected this file, it is missing",
        "people.csv: expected this file, it is missing",
        "3 problems found; nothing was changed.",
    ]


def test_flows_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "fair"
    shutil.copytree(SMALL, folder)
    with (folder / "fair.toml").open("a") as settings:
        settings.write('\n[flows]\nsource = "flows.parquet"\nkind = "table"\n')
    (folder / "flows.parquet").write_bytes(b"PAR1 but not for long")
    done = check(folder)
    assert done.returncode == 2
    assert done.stderr.startswith("flows.parquet: expected")
    assert done.stderr.endswith("1 problem found; nothing was changed.\n")
