"""A fair that the public pages are tested on."""

from __future__ import annotations

import pytest
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition


@pytest.fixture
def edition(db: None) -> Edition:
    """Return an edition with nothing in it."""
    return make.edition()
