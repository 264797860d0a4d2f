"""`fairlead load`, `export` and `serve`, as a user runs them, on their own database."""

from __future__ import annotations

import dataclasses
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.folder.lived import join_lived
from typer.testing import CliRunner

from fairlead.cli.main import build_app
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair

SMALL = Path(__file__).parents[1] / "folder" / "small"
COMMAND = (sys.executable, "-m", "fairlead")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the surroundings of a user whose home is fresh."""
    home = tmp_path_factory.mktemp("home")
    return os.environ | {"FAIRLEAD_HOME": str(home)}


@pytest.fixture(scope="module")
def run(env: dict[str, str]) -> Run:
    """Return what runs a command to its end."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        words = [str(one) for one in arguments]
        return subprocess.run(
            [*COMMAND, *words], env=env, capture_output=True, text=True, check=False
        )

    return run


@pytest.fixture(scope="module")
def loaded(run: Run) -> str:
    """Return the code of the small fair, which is loaded."""
    done = run("load", SMALL)
    assert done.returncode == 0, done.stderr
    assert "5 organisations, 9 people and 7 requests loaded" in done.stdout
    return "river-fair-2024"


def test_export_gives_back_what_was_loaded(run: Run, loaded: str, tmp_path: Path) -> None:
    done = run("export", loaded, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    write_fair(read_fair(SMALL), tmp_path / "in")
    for file in (tmp_path / "in").iterdir():
        assert (tmp_path / "out" / file.name).read_bytes() == file.read_bytes()


def test_an_exported_fair_is_planned_anew_from_its_own_timetable(run: Run, tmp_path: Path) -> None:
    fair = join_lived(read_fair(SMALL))
    settings = dataclasses.replace(fair.settings, code="lived")
    write_fair(dataclasses.replace(fair, settings=settings), tmp_path / "in")
    assert run("load", tmp_path / "in").returncode == 0
    assert run("export", "lived", tmp_path / "out").returncode == 0
    # What holds now stays: what was met on the first day, and what was booked at once since.
    now = tmp_path / "now.csv"
    done = run("replan", tmp_path / "out", "-o", now, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["version"], said["stay"]) == (0, 2)
    assert (said["moved"], said["cancelled"], said["added"]) == ([], [], ["r4", "r5"])
    assert run("verify", tmp_path / "out", now).returncode == 0
    # The version that was released does not know of it.
    done = run("replan", tmp_path / "out", "--version", "2")
    assert done.stdout.startswith("from      version 2, released; 2 past or beside the plan stay\n")
    assert "added     request r6 at" in done.stdout
    # As if nobody had met yet: who is cancelled is not met, who did not come is not asked again.
    done = run("replan", tmp_path / "out", "--version", "1", "--from", "2024-07-08T09:00")
    assert "cancelled request r7, was at 2024-07-08 slot 1" in done.stdout
    assert "r8" not in done.stdout
    told = [json.loads(one) for one in run("why", tmp_path / "out", "--json").stdout.splitlines()]
    assert [one["meeting"] for one in told] == ["r2", "r4", "r5"]
    assert "2024-07-09" in told[0]["words"]
    done = run("why", tmp_path / "out", "--version", "2", "--meeting", "r6")
    assert done.stdout.startswith("r6: ")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("replan", "lived", "--version", "9"), "of the folder, which has 0, 1, 2, 3"),
        (("replan", "small"), "name a timetable.csv"),
        (("why", "lived", "t.csv", "--version", "1"), "either a timetable's file or a version"),
        (("why", "lived", "--from", "noon"), "a local time of the fair"),
        (("why", "lived", "--from", "2024-07-08T09:00Z"), "a local time of the fair"),
        (("why", "lived", "--meeting", "r1"), "the timetable does not hold"),
        (("replan", "fair.json", "--version", "1"), "expected a fair's folder"),
        (("why", "nowhere"), "a fair's folder or this file, it is missing"),
    ],
)
def test_a_version_that_cannot_be_begun_with_is_said(
    words: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    write_fair(read_fair(SMALL), tmp_path / "small")
    write_fair(join_lived(read_fair(SMALL)), tmp_path / "lived")
    (tmp_path / "fair.json").write_text("{}")
    command, file, *others = words
    done = CliRunner().invoke(build_app(["replan"]), [command, str(tmp_path / file), *others])
    assert isinstance(done.exception, InvalidInput)
    assert expected in str(done.exception)


def test_a_second_load_shows_and_makes_changes(run: Run, loaded: str, tmp_path: Path) -> None:
    done = run("load", SMALL, "--dry-run")
    assert (done.returncode, done.stdout) == (0, f"{loaded}: nothing changes.\n")
    folder = tmp_path / "fair"
    shutil.copytree(SMALL, folder)
    people = (folder / "people.csv").read_text(encoding="utf-8")
    (folder / "people.csv").write_text(people.replace("Person Two", "Benno"), encoding="utf-8")
    done = run("load", folder, "--dry-run")
    assert done.returncode == 3, done.stderr
    assert "Person Two" in done.stdout
    assert "Benno" in done.stdout
    said = json.loads(run("load", folder, "--dry-run", "--json").stdout)
    assert (said["written"], said["changes"]) == (False, True)
    assert said["files"]["people"] == {
        "created": 0, "changed": 1, "removed": 0, "kept": 0, "same": 8,
    }  # fmt: skip
    assert "Benno" in said["rows"][0]["cells"][0]["folder"]
    assert run("load", folder, "--replace").returncode == 0  # the word of an older Fairlead
    assert run("load", folder, "--dry-run").returncode == 0
    assert run("load", SMALL, "--start-over", "--dry-run").returncode == 2
    assert "5 organisations" in run("load", SMALL, "--start-over").stdout


def test_a_load_waits_for_an_engine_or_says_so(run: Run, env: dict[str, str], loaded: str) -> None:
    words = (
        "from fairlead.cli.database import open_database\n"
        "with open_database():\n"
        "    from fairlead.apps.fairs.domain.hold_edition import hold_edition_to_solve\n"
        f"    with hold_edition_to_solve({loaded!r}):\n"
        "        print('held', flush=True); input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", words],
        env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as engine:  # fmt: skip
        assert engine.stdin is not None
        assert engine.stdout is not None
        assert engine.stdout.readline() == "held\n"
        done = run("load", SMALL, "--no-wait")
        assert (done.returncode, done.stdout) == (4, "")
        assert "an engine or another load works on it" in done.stderr
        with subprocess.Popen(
            [*COMMAND, "load", str(SMALL)], env=env, text=True, stderr=subprocess.PIPE,
        ) as load:  # fmt: skip
            assert load.stderr is not None
            assert "waiting until it is done" in load.stderr.readline()
            assert load.poll() is None
            engine.communicate("go on\n", timeout=60)
            assert load.wait(timeout=60) == 0


@pytest.mark.slow
def test_solve_records_a_draft_or_releases_it(run: Run, loaded: str) -> None:
    done = run("solve", loaded)
    assert done.returncode == 0, done.stderr
    assert "timetable: " in done.stdout
    assert "version 1 of the timetable is a draft" in done.stdout
    assert "version 1 of the lists is a draft" in done.stdout
    done = run("solve", loaded, "--release", "--congestion", "1")
    assert "version 2 of the timetable is released" in done.stdout
    assert "version 2 of the lists is released" in done.stdout
    done = run("solve", loaded, "--congestion", "2")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--congestion" in done.stderr


def test_an_unknown_edition(run: Run, loaded: str, tmp_path: Path) -> None:
    done = run("export", "nowhere", tmp_path / "out")
    assert done.returncode == 2
    assert 'edition "nowhere": expected one of ' in done.stderr
    assert loaded in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_broken_folder_starts_no_database(tmp_path: Path) -> None:
    home = tmp_path / "home"
    surroundings = os.environ | {"FAIRLEAD_HOME": str(home)}
    done = subprocess.run(
        [*COMMAND, "load", str(tmp_path)],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "fair.toml" in done.stderr
    assert not home.exists()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def get(port: int, path: str) -> tuple[int, bytes]:
    """Return status and body of an address, waiting for the server to come up."""
    until = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


def test_serve(run: Run, loaded: str, env: dict[str, str]) -> None:
    port = free_port()
    serving = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port), "--workers", "1"],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert serving.stdout is not None
        assert f"http://127.0.0.1:{port}/" in serving.stdout.readline()
        assert get(port, "/healthz") == (200, b"ok\n")
        assert get(port, f"/{loaded}/")[0] == 200
        assert get(port, f"/ru/{loaded}/")[0] == 200
        assert get(port, "/static/fairlead/fairlead.css")[0] == 200
        assert get(port, "/no-such-fair/")[0] == 404
        taken = run("serve", "--port", port)
        assert taken.returncode == 2
        assert f'--port: "127.0.0.1:{port}": expected a port that is free' in taken.stderr
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.communicate(timeout=60)
    assert serving.returncode == 0
    assert not (Path(env["FAIRLEAD_HOME"]) / "postgres/data/postmaster.pid").exists()


def test_serve_on_an_address_of_another_machine(run: Run) -> None:
    done = run("serve", "--host", "192.0.2.1")
    assert done.returncode == 2
    assert "--host" in done.stderr
    done = run("serve", "--host", "no.such.host.invalid")
    assert done.returncode == 2
    assert "--host" in done.stderr
