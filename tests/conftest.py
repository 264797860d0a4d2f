"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real data; skips when this machine has none."""
    given = os.environ.get("FAIRLEAD_SHARED_DATA")
    folder = Path(given) if given else Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("real data absent: set FAIRLEAD_SHARED_DATA to the folder that holds it")
    return folder
