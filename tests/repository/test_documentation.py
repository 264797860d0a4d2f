"""The documentation is true: its links resolve and the commands it shows exist."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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


def list_ends() -> set[str]:
    """Return the paths of the repository's files and folders, from each folder down."""
    command = ["git", "ls-files"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return find_ends(listed.stdout.split())


def find_ends(names: Iterable[str]) -> set[str]:
    """Return what a path may be called by: its last parts, and those of its folders."""
    paths = {part for name in names for part in (Path(name), *Path(name).parents)}
    return {"/".join(path.parts[start:]) for path in paths for start in range(len(path.parts))}


def find_missing_paths(text: str, ends: set[str]) -> list[str]:
    """Return the Python files and the modules named in backticks that are none of ``ends``."""
    files = re.findall(r"`([\w./-]*\w\.py)`", text)
    roots = "fairlead|engines|chain|apps|sites|folder|ui"
    modules = re.findall(rf"`((?:src/)?(?:{roots})/[\w/]+)`", text)
    return [name for name in files if name.removeprefix("../") not in ends] + [
        name for name in modules if not ends & {name.rstrip("/"), f"{name}.py"}
    ]


def find_unknown_options(text: str) -> list[str]:
    """Return the options in commands of a page that the command line does not have."""
    unknown = []
    lines = re.compile(r"(?:^\s*|`)fairlead ((?:[a-z]+ ?)+)([^`#\n]*)", flags=re.MULTILINE)
    for words, rest in lines.findall(text.replace("&& ", "\n")):
        command: Any = typer.main.get_command(app)
        for word in words.split():
            command = getattr(command, "commands", {}).get(word, command)
        known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
        given = re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest)
        unknown += [name for name in given if name not in known | {"--help"}]
    return unknown


def test_python_files_named_exist() -> None:
    ends = list_ends()
    texts = {page: page.read_text("utf-8") for page in markdown_files()}
    of_today = {  # the others tell of what was
        page: text
        for page, text in texts.items()
        if page.name != "CHANGELOG.md" and "**Status:** superseded" not in text
    }
    missing = {page.name: find_missing_paths(text, ends) for page, text in of_today.items()}
    assert {name: paths for name, paths in missing.items() if paths} == {}


def test_a_file_that_is_gone_is_missed() -> None:
    ends = find_ends(["src/fairlead/ui/lists/facets.py"])
    assert find_missing_paths("`lists/facets.py`, `facets.py`, `ui/lists/facets`", ends) == []
    gone = "`ui/sieve.py` and `ui/sieves`"
    assert find_missing_paths(gone, ends) == ["ui/sieve.py", "ui/sieves"]


def test_options_shown_exist() -> None:
    unknown = {
        page.name: find_unknown_options(page.read_text("utf-8")) for page in markdown_files()
    }
    assert {name: options for name, options in unknown.items() if options} == {}


def test_an_option_that_is_gone_is_missed() -> None:
    assert find_unknown_options("`fairlead run fair -o out --seed 1`") == []
    assert find_unknown_options("    fairlead run fair --no-such 1") == ["--no-such"]


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
