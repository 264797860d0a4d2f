"""The documentation is true: its links resolve and the commands it shows exist."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from pathlib import Path

import pytest
import typer.main

from fairlead.cli.main import app

ROOT = Path(__file__).parents[2]


def markdown_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    names = listed.stdout.split() or [str(path.relative_to(ROOT)) for path in ROOT.glob("*.md")]
    return [ROOT / name for name in names]


def command_names() -> set[str]:
    group = typer.main.get_command(app)
    return set(getattr(group, "commands", {}))


@pytest.mark.parametrize("page", markdown_files(), ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_and_pictures_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    missing = [
        target
        for target in targets
        if not target.startswith(("https:", "http:", "mailto:"))
        and not (page.parent / target).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("page", markdown_files(), ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_shown_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = set(re.findall(r"(?:^|[`$&]\s*)fairlead ([a-z][a-z-]*)", text, flags=re.MULTILINE))
    assert shown <= command_names()


@pytest.mark.parametrize("page", markdown_files(), ids=lambda page: str(page.relative_to(ROOT)))
def test_programs_shown_import_what_there_is(page: Path) -> None:
    text = page.read_text("utf-8")
    programs = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    for program in [*programs, *re.findall(r"^ {4}(from fairlead.*)$", text, flags=re.MULTILINE)]:
        tree = ast.parse(program)
        for one in ast.walk(tree):
            if isinstance(one, ast.ImportFrom) and (one.module or "").startswith("fairlead"):
                module = importlib.import_module(one.module or "")
                assert [name.name for name in one.names if not hasattr(module, name.name)] == []


@pytest.mark.parametrize("engine", ["matching"])
def test_functions_of_an_engine_that_its_page_names_exist(engine: str) -> None:
    text = (ROOT / "docs" / "reference" / f"{engine}.md").read_text("utf-8")
    section = text.partition("\n## The engine\n")[2]
    _, _, listed = section.partition("\nOthers: ")
    module = ""
    named = re.findall(r"`([a-z_]+\.)?([A-Za-z_]+)`", listed.partition("\n\n")[0])
    assert len(named) > 5
    for of, name in named:
        module = of.rstrip(".") or module
        assert hasattr(importlib.import_module(f"fairlead.engines.{engine}.{module}"), name), name


def test_the_program_of_dependencies_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "reference" / "dependency.md").read_text("utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    rows = [f"{e},{i},854231,{y},9" for y in (2020, 2021, 2022) for e in ("CHN", "KOR")
            for i in ("DEU", "FRA")]  # fmt: skip
    (tmp_path / "flows.csv").write_text("\n".join(["exporter,importer,product,year,value", *rows]))
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "dependency.md", "exec"), {})  # noqa: S102  our own page


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))


def test_the_lock_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock
