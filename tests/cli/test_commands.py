"""The table of commands is true, and a command imports no more than it needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from fairlead.cli.commands import COMMANDS
from fairlead.cli.main import app


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def imported(*arguments: str) -> set[str]:
    """Return the modules that the command line imports for some arguments."""
    code = (
        "import sys; from fairlead.cli.main import main\n"
        f"sys.argv = ['fairlead', *{arguments!r}]\n"
        "sys.stdout = open('/dev/null', 'w')\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.__stdout__)"
    )
    return set(python(code).split())


def test_the_table_names_every_command() -> None:
    assert set(typer.main.get_group(app).commands) == set(COMMANDS)


def test_the_help_page_says_all_of_every_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fairlead", "--help"], capture_output=True, text=True, check=True
    )
    for name, command in COMMANDS.items():
        assert f"  {name}" in done.stdout
        assert command.summary in done.stdout


def test_a_default_is_not_lost_as_markup() -> None:
    for name, command in typer.main.get_group(app).commands.items():
        for option in command.params:
            assert "[default" not in (getattr(option, "help", None) or ""), name


def test_the_help_of_organiser_names_every_role() -> None:
    from fairlead.apps.people.roles import EDITION_ROLES

    options = typer.main.get_group(app).commands["organiser"].params
    words = next(getattr(one, "help", "") for one in options if one.name == "role")
    assert all(str(role.value) in words for role in EDITION_ROLES)


def test_the_help_page_imports_no_command() -> None:
    names = imported("--help")
    assert not {name for name in names if name.startswith(("numpy", "django", "rich"))}
    assert "fairlead.cli.demo" not in names


@pytest.mark.parametrize("command", ["check", "schedule", "demo"])
def test_the_help_of_a_command_imports_no_other(command: str) -> None:
    modules = {entry.module for entry in COMMANDS.values()}
    names = imported(command, "--help")
    assert {name for name in modules if f"fairlead.cli.{name}" in names} == {command}
    assert "numpy" not in names


def test_a_small_timetable_waits_for_no_solver_of_programs(tmp_path: Path) -> None:
    people: list[dict[str, object]] = [{}] * 4
    problem = {"format": "fairlead-meetings/1", "slots_per_day": [4], "people": people,
               "requests": [[0, 1, 1, -1, 0], [0, 2, 1, -1, 0], [1, 3, 1, -1, 0]]}  # fmt: skip
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(problem))
    names = imported("schedule", str(path))
    assert "fairlead.engines.scheduling" in names
    assert "scipy.optimize" not in names


def test_an_unknown_command_names_those_alike() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fairlead", "shedule"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "schedule" in done.stderr


def test_a_version_is_said() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fairlead", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("fairlead ")
