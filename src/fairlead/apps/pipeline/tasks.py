"""Runs of the engines as background work: each makes drafts, which a person releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.domain.hold_edition import hold_edition_to_solve
from fairlead.apps.fairs.models import Edition
from fairlead.apps.work.kinds import Result, background

if TYPE_CHECKING:
    from fairlead.apps.pipeline.runs import Solved
    from fairlead.apps.work.hold import Hold

USUAL_CONGESTION = 0.5
RUNS = ("run_matching", "run_timetable", "run_chain")
"""The kinds of work here, as the office offers them."""


@background("run_matching", _("Lists of whom to meet"), lane="long")
def run_matching(hold: Hold) -> Result:
    """Make everybody's list anew."""
    from fairlead.apps.pipeline.runs import find_matches

    edition, seed, congestion = _read(hold)
    with hold_edition_to_solve(edition.code):
        found = find_matches(edition, seed=seed, congestion=congestion, progress=hold.tell)
        return _record(hold, edition, found, seed)


@background("run_timetable", _("Timetable of meetings"), lane="long")
def run_timetable(hold: Hold) -> Result:
    """Find a timetable for the open requests."""
    from fairlead.apps.pipeline.runs import find_timetable

    edition, seed, _congestion = _read(hold)
    with hold_edition_to_solve(edition.code):
        found = find_timetable(edition, seed=seed, progress=hold.tell)
        return _record(hold, edition, found, seed)


@background("run_chain", _("The whole chain"), lane="long")
def run_chain(hold: Hold) -> Result:
    """Run every step: critical imports, lists, timetable, projects."""
    from fairlead.apps.pipeline.runs import find_everything

    edition, seed, congestion = _read(hold)
    with hold_edition_to_solve(edition.code):
        found = find_everything(edition, seed=seed, congestion=congestion, progress=hold.tell)
        return _record(hold, edition, found, seed)


def _read(hold: Hold) -> tuple[Edition, int, float]:
    edition, parameters = hold.work.edition, hold.work.parameters
    if edition is None:
        raise ValueError("Expected work on an edition.")
    seed, congestion = parameters.get("seed", 0), parameters.get("congestion", USUAL_CONGESTION)
    return edition, int(seed), float(congestion)


def _record(hold: Hold, edition: Edition, found: Solved, seed: int) -> Result:
    """Return which versions were drafted; recording them ends the work in one transaction."""
    from fairlead.apps.pipeline.runs import record_solved

    with hold.recording() as result:
        drafts = record_solved(edition, found, seed=seed)
        made = {"matching": drafts.matching, "timetable": drafts.timetable}
        result |= {name: draft.version for name, draft in made.items() if draft is not None}
    return result
