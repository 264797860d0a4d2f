"""A small sound fair, and a way to spoil a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

SMALL = Path(__file__).parent / "small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the small fair that a test may spoil."""
    copy = tmp_path / "fair"
    shutil.copytree(SMALL, copy)
    return copy


@pytest.fixture(scope="session")
def small() -> Fair:
    """Return the small fair, which nobody can change."""
    return read_fair(SMALL)


@pytest.fixture
def problems(folder: Path) -> Callable[[], list[str]]:
    """Return what reading the folder complains about, one line each."""

    def complain() -> list[str]:
        with pytest.raises(InvalidInput) as caught:
            read_fair(folder)
        return [str(problem) for problem in caught.value.problems]

    return complain


@pytest.fixture
def edit(folder: Path) -> Callable[[str, str, str], None]:
    """Replace a text, which must be there, in a file of the folder."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return replace
