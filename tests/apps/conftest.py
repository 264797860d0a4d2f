"""A small sound fair, and the edition it becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair

SMALL = Path(__file__).parents[1] / "folder" / "small"


@pytest.fixture(scope="session")
def small() -> Fair:
    """Return the small fair, which nobody can change."""
    return read_fair(SMALL)


@pytest.fixture
def edition(small: Fair, db: None) -> Edition:
    """Return the small fair in the database."""
    return load_fair(small)
