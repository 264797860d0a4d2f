"""A fair that the public pages are tested on."""

from __future__ import annotations

import time

import pytest
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.limit_sign_in import WINDOW

_ENOUGH = 15
"""Seconds in which a test makes its tries, with something to spare."""


@pytest.fixture
def edition(db: None) -> Edition:
    """Return an edition with nothing in it."""
    return make.edition()


@pytest.fixture
def tries_counted_together() -> None:
    """Wait, if the window in which tries are counted ends before a test's tries do."""
    left = WINDOW.total_seconds() - time.time() % WINDOW.total_seconds()
    if left < _ENOUGH:
        time.sleep(left)
