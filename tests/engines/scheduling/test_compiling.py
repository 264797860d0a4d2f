"""An update of numba may slow the search's first run down, but not break it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numba
import pytest
from tests.engines.scheduling.makers import random_fair

from fairlead.engines.scheduling import solve
from fairlead.engines.scheduling.search import part_linking

LATER = "0.99.0"
WITHOUT_ITS_LIBRARY = """
import numba.core.codegen
del numba.core.codegen.JITCodeLibrary  # as if a release called it something else
from tests.engines.scheduling.makers import random_fair
from fairlead.engines.scheduling import solve
print(solve(random_fair(3, requests=200)).slot.tolist())
"""


@pytest.fixture
def fitting() -> None:
    """Skip where a release of numba that was not tried does not fit: it is slower, not broken."""
    first, last = part_linking.TRIED
    tried = first <= tuple(int(n) for n in numba.__version__.split(".")[:2]) <= last
    if not tried and (misfit := part_linking.find_misfit()):
        pytest.skip(f"numba {numba.__version__} does not link parts: {misfit}")


@pytest.mark.usefixtures("fitting")
def test_the_installed_numba_links_parts() -> None:
    assert part_linking.find_misfit() == ""


@pytest.mark.usefixtures("fitting")
def test_a_later_release_is_tried_before_it_is_relied_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numba, "__version__", LATER)
    assert part_linking.find_misfit() == ""


def test_a_later_release_that_links_otherwise_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def finalize(_library: object) -> None:
        raise AttributeError("no attribute '_linking_libraries'")

    monkeypatch.setattr(numba, "__version__", LATER)
    monkeypatch.setattr(part_linking._PartLibrary, "finalize", finalize)
    assert "no attribute '_linking_libraries'" in part_linking.find_misfit()


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_linking, "_USED", ("finalize", "set_in_stone"))
    assert part_linking.find_misfit() == "JITCodeLibrary has no set_in_stone"


@pytest.mark.slow  # compiles the whole search anew
def test_without_numbas_internals_the_timetable_is_the_same(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_ITS_LIBRARY],
        env=os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[0] == str(solve(random_fair(3, requests=200)).slot.tolist())
