"""A preparation tells where it stands, and anyone who reads it is not misled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fairlead.apps.pipeline.preparation import STEPS, Preparation, Teller, file_of, read_preparation


def states(home: Path) -> dict[str, str]:
    found = read_preparation(home)
    assert found is not None
    return {step.name: step.state for step in found.steps}


def test_steps_are_told_as_they_come(tmp_path: Path) -> None:
    teller = Teller(tmp_path / "home")
    assert set(states(tmp_path / "home").values()) == {"waiting"}
    with teller.step("database"):
        assert states(tmp_path / "home")["database"] == "running"
    assert states(tmp_path / "home")["database"] == "done"
    teller.name_edition("demo-2023")
    found = read_preparation(tmp_path / "home")
    assert found is not None
    assert (found.edition, found.running, found.failed) == ("demo-2023", True, False)
    assert found.has("database")
    assert not found.has("load")


def test_what_is_done_stays_done(tmp_path: Path) -> None:
    teller = Teller(tmp_path)
    teller.end("matching", "26 suggestions.")
    teller.note("matching", "late words", 0.5)
    assert states(tmp_path)["matching"] == "done"


def test_a_step_broken_off_has_failed(tmp_path: Path) -> None:
    teller = Teller(tmp_path)
    with pytest.raises(KeyError), teller.step("load"):
        raise KeyError
    teller.finish()
    found = read_preparation(tmp_path)
    assert found is not None
    assert (found.running, found.failed) == (False, True)
    assert states(tmp_path)["load"] == "failed"


def test_all_done_is_no_failure(tmp_path: Path) -> None:
    teller = Teller(tmp_path)
    for name in STEPS:
        teller.end(name)
    teller.finish()
    found = read_preparation(tmp_path)
    assert found is not None
    assert (found.running, found.failed) == (False, False)


def test_a_program_that_was_killed_runs_no_more(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from fairlead.apps.pipeline.preparation import Teller\n"
        "Teller(Path(sys.argv[1])).begin('load'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    found = read_preparation(tmp_path)
    assert found is not None
    assert (found.running, found.failed) == (False, True)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"steps": 1}', '{"steps": [{"nam": 1}]}', '{"steps": []}']
)
def test_a_file_that_says_nothing_sensible_is_no_preparation(tmp_path: Path, content: str) -> None:
    file_of(tmp_path).write_text(content)
    found = read_preparation(tmp_path)
    assert found is None or not found.running


def test_there_is_none_at_first(tmp_path: Path) -> None:
    assert read_preparation(tmp_path) is None


def test_readers_never_see_half_a_file(tmp_path: Path) -> None:
    teller = Teller(tmp_path)
    seen: list[Preparation | None] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append(read_preparation(tmp_path))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(100):
        teller.name_edition("demo-2023")
    stop.set()
    reader.join()
    assert None not in seen


def test_the_file_holds_no_more_than_the_steps(tmp_path: Path) -> None:
    Teller(tmp_path)
    given = json.loads(file_of(tmp_path).read_text())
    assert set(given) == {"edition", "process", "began", "ended", "steps"}
    assert given["process"] == os.getpid()
