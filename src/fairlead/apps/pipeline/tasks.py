"""Runs of the engines as background work: each makes drafts, which a person releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.domain.hold_edition import hold_edition_to_solve
from fairlead.apps.fairs.models import Edition
from fairlead.apps.work.kinds import Result, background

if TYPE_CHECKING:
    from fairlead.apps.pipeline.runs import ChainOutcome
    from fairlead.apps.work.hold import Hold

USUAL_CONGESTION = 1.0
RUNS = ("run_matching", "run_timetable", "run_chain")
"""The kinds of work here, as the office offers them."""


@background("run_matching", _("Lists of people to meet"), lane="long")
def run_matching(hold: Hold) -> Result:
    """Make everybody's list again."""
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


@background("replan_timetable", _("Timetable replanned"), lane="long")
def replan_timetable(hold: Hold) -> Result:
    """Find a timetable near a version, after what has changed."""
    from fairlead.apps.pipeline.runs.replanning import ReplanRequest, find_replan, record_replan

    edition, seed, _congestion = _read(hold)
    given = hold.work.parameters
    wanted = ReplanRequest(
        int(given.get("base", 0)),
        tuple(given.get("stands", ())),
        tuple(given.get("people", ())),
        bool(given.get("keep", False)),
    )
    with hold_edition_to_solve(edition.code):
        near = find_replan(edition, wanted, seed=seed, progress=hold.tell)
        with hold.recording() as result:
            draft = record_replan(edition, near, seed=seed)
            if draft is not None:
                result["timetable"] = draft.version
    return result


@background("release_timetable", _("Release of a timetable"), lane="long")
def release_in_background(hold: Hold) -> Result:
    """Release a draft, and queue what people are told of it."""
    from fairlead.apps.meetings.domain.release_timetable import release_timetable
    from fairlead.apps.meetings.models import Timetable
    from fairlead.apps.people.domain.record_change import Doer

    edition, _seed, _congestion = _read(hold)
    draft = Timetable.objects.get(edition=edition, version=hold.work.parameters["version"])
    hold.tell("releasing", "", None)
    with hold.recording() as result:
        done = release_timetable(draft, tell=True, by=Doer(hold.work.account))
        result |= {"released": draft.version, "told": done.told, "left": len(done.left)}
    return result


@background("propose_programme", _("Places for the open sessions"), lane="quick")
def propose_in_background(hold: Hold) -> Result:
    """Find places for the sessions of a draft of the programme that have none."""
    from fairlead.apps.congress.models import Programme
    from fairlead.apps.people.domain.record_change import Doer
    from fairlead.apps.pipeline.runs.programme import find_places, record_places

    edition, seed, _congestion = _read(hold)
    draft = Programme.objects.get(edition=edition, version=hold.work.parameters["version"])
    with hold_edition_to_solve(edition.code):
        asked, found = find_places(draft, seed=seed, progress=hold.tell)
        with hold.recording() as result:
            done = record_places(draft, asked, found, by=Doer(hold.work.account), seed=seed)
            result |= {"programme": draft.version, "placed": len(done.codes)}
    return result


@background("run_chain", _("The whole chain"), lane="long")
def run_chain(hold: Hold) -> Result:
    """Run every step: critical imports, lists, timetable, projects."""
    from fairlead.apps.pipeline.runs import find_everything

    edition, seed, congestion = _read(hold)
    with hold_edition_to_solve(edition.code):
        found = find_everything(edition, seed=seed, congestion=congestion, progress=hold.tell)
        return _record(hold, edition, found, seed)


WALK_SECONDS = 60.0


@background("walk_frontier", _("Walk along the portfolio's frontier"), lane="long")
def walk_frontier(hold: Hold) -> Result:
    """Work a walk out, which its page shows; nothing of the edition is changed."""
    from fairlead.apps.pipeline.runs.portfolio_walk import walk_edition

    edition, _seed, _congestion = _read(hold)
    hold.tell("portfolio", "", None)
    found = walk_edition(edition, hold.work.parameters, seconds=WALK_SECONDS)
    with hold.recording() as result:
        result |= found
    return result


@background("find_makers", _("Who could make a need"), lane="long")
def find_makers(hold: Hold) -> Result:
    """Find the exhibitors that could make what a posted need asks for, and tell them."""
    from fairlead.apps.pipeline.runs.makers import find_makers_of
    from fairlead.apps.standing_search.domain.tell_makers import tell_found_makers
    from fairlead.apps.standing_search.models import ProposedNeed

    edition, _seed, _congestion = _read(hold)
    rows = ProposedNeed.objects.filter(edition=edition, pk=hold.work.parameters["proposal"])
    proposal = rows.select_related("edition", "difference__searched").first()
    if proposal is None:
        return {}
    with hold_edition_to_solve(edition.code):
        makers = find_makers_of(edition, proposal.need)
    with hold.recording() as result:
        result |= {"makers": len(makers), "told": tell_found_makers(proposal, makers)}
    return result


def _read(hold: Hold) -> tuple[Edition, int, float]:
    edition, parameters = hold.work.edition, hold.work.parameters
    if edition is None:
        raise ValueError("Expected work on an edition.")
    seed, congestion = parameters.get("seed", 0), parameters.get("congestion", USUAL_CONGESTION)
    return edition, int(seed), float(congestion)


def _record(hold: Hold, edition: Edition, found: ChainOutcome, seed: int) -> Result:
    """Return which versions were drafted; recording them ends the work in one transaction."""
    from fairlead.apps.pipeline.runs import record_solved

    with hold.recording() as result:
        drafts = record_solved(edition, found, seed=seed)
        made = {"matching": drafts.matching, "timetable": drafts.timetable}
        result |= {name: draft.version for name, draft in made.items() if draft is not None}
    return result
