"""A fair that the public pages are tested on."""

from __future__ import annotations

import pytest

from fairlead.apps.fairs.models import Edition
from tests.sites.factories import EditionFactory


@pytest.fixture
def edition(db: None) -> Edition:
    """Return an edition with nothing in it."""
    return EditionFactory()
