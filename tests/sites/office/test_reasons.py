"""The office has words for every reason of the engine."""

from __future__ import annotations

from fairlead.engines.scheduling.reasons import Why
from fairlead.sites.office.timetables.versions import REASONS


def test_every_reason_has_words() -> None:
    assert {why.name.lower() for why in Why} <= REASONS.keys()
