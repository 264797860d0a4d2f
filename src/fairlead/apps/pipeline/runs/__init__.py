"""The whole chain over an edition: gather, solve, record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from fairlead.apps.cooperation.models import Portfolio
from fairlead.apps.cooperation.runs import record_portfolio
from fairlead.apps.fairs.domain.digest_fair import digest_fair
from fairlead.apps.fairs.domain.hold_edition import hold_edition_to_solve
from fairlead.apps.fairs.domain.release_version import release_version
from fairlead.apps.fairs.garbage_collection import pause_collection
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.runs import record_step, was_run
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.models import Timetable
from fairlead.apps.meetings.runs import record_timetable
from fairlead.apps.pipeline.marks import gather_marks, gather_to_match
from fairlead.apps.trade.domain.release_matching import release_matching
from fairlead.apps.trade.models import Assessment, Matching
from fairlead.apps.trade.runs.dependency import record_dependencies
from fairlead.apps.trade.runs.matching import record_matching
from fairlead.apps.trade.studies import use_sorted_flows
from fairlead.apps.transfer.gather import gather_some
from fairlead.chain.matching.match import MatchParams
from fairlead.chain.portfolio.choose import Choice
from fairlead.chain.run import ChainResult, Matches, Part, match_fair, run_chain
from fairlead.chain.scheduling.explain_fair import MOST
from fairlead.chain.scheduling.open_meetings import MEETING_COLUMNS
from fairlead.chain.scheduling.timetable import Timetable as Scheduled
from fairlead.chain.scheduling.timetable import schedule_meetings
from fairlead.chain.step import Progress, ignore_progress
from fairlead.folder.fair import Fair

__all__ = [
    "ChainOutcome",
    "Drafts",
    "Part",
    "Recorder",
    "find_everything",
    "find_matches",
    "find_timetable",
    "record_chain",
    "record_solved",
    "solve_edition",
]


@dataclass(frozen=True, slots=True)
class Drafts:
    """The versions a chain's run made; None for a step that had nothing to work on."""

    timetable: Timetable | None = None
    matching: Matching | None = None
    assessment: Assessment | None = None
    portfolio: Portfolio | None = None

    @classmethod
    def join(cls, drafts: Iterable[Drafts]) -> Drafts:
        """Return drafts of different steps as one."""
        joined = cls()
        for one in drafts:
            joined = cls(
                one.timetable or joined.timetable,
                one.matching or joined.matching,
                one.assessment or joined.assessment,
                one.portfolio or joined.portfolio,
            )
        return joined

    def release(self) -> None:
        """Let everybody see them."""
        if self.timetable is not None:
            release_timetable(self.timetable)
        if self.matching is not None:
            release_matching(self.matching)
        for draft in (self.assessment, self.portfolio):
            if draft is not None:
                release_version(draft)


def solve_edition(
    edition: Edition,
    *,
    seed: int = 0,
    progress: Progress = ignore_progress,
    match_params: MatchParams | None = None,
) -> tuple[ChainResult, Drafts]:
    """Return what the chain found and the drafts it made; everything found is recorded.

    The chain runs outside any transaction; a load of the edition waits for it. Raises InvalidInput
    for flows that are missing or cannot be read, and for locked meetings that contradict one
    another.
    """
    with hold_edition_to_solve(edition.code):
        fair = gather_to_match(edition)
        result = run_chain(
            use_sorted_flows(edition, fair),
            seed=seed,
            progress=progress,
            match_params=match_params,
            marks=gather_marks(edition),
        )
        return result, record_chain(edition, fair, result, seed=seed)


@dataclass(frozen=True, slots=True)
class ChainOutcome:
    """What steps of the chain found from a fair, to be recorded."""

    fair: Fair
    parts: tuple[Part, ...]


def find_matches(
    edition: Edition, *, seed: int, congestion: float, progress: Progress = ignore_progress
) -> ChainOutcome:
    """Return new lists of people to meet, not recorded yet."""
    fair = gather_to_match(edition)
    chosen = MatchParams.chosen(congestion=congestion)
    found = match_fair(
        use_sorted_flows(edition, fair),
        chosen,
        seed=seed,
        progress=progress,
        marks=gather_marks(edition),
    )
    progress("matching", found.step.summary, 1.0)
    return ChainOutcome(fair, (found,))


@pause_collection()
def find_timetable(
    edition: Edition, *, seed: int, progress: Progress = ignore_progress
) -> ChainOutcome:
    """Return a new timetable, not recorded yet."""
    fair = gather_some(edition, MEETING_COLUMNS)
    found = schedule_meetings(fair, seed=seed, progress=progress, explain=MOST)
    progress("scheduling", found.step.summary, 1.0)
    return ChainOutcome(fair, (found,))


def find_everything(
    edition: Edition, *, seed: int, congestion: float, progress: Progress = ignore_progress
) -> ChainOutcome:
    """Return what the whole chain finds, not recorded yet."""
    fair = gather_to_match(edition)
    result = run_chain(
        use_sorted_flows(edition, fair),
        seed=seed,
        progress=progress,
        marks=gather_marks(edition),
        match_params=MatchParams.chosen(congestion=congestion),
    )
    lists = Matches(result.lists, result.makers, result.matching)
    return ChainOutcome(fair, (result.imports, lists, result.timetable, result.choice))


def record_solved(edition: Edition, solved: ChainOutcome, *, seed: int) -> Drafts:
    """Return the drafts of what was found, written in the caller's transaction."""
    recorder = Recorder(edition, solved.fair, seed=seed)
    return Drafts.join([recorder.record(part) for part in solved.parts])


def record_chain(edition: Edition, fair: Fair, result: ChainResult, *, seed: int) -> Drafts:
    """Return the drafts of what the chain found; all runs are written in one transaction.

    ``fair`` is what the chain was given. Steps that had nothing to work on leave no run.
    """
    lists = Matches(result.lists, result.makers, result.matching)
    parts = (result.imports, lists, result.timetable, result.choice)
    with transaction.atomic():
        return record_solved(edition, ChainOutcome(fair, parts), seed=seed)


class Recorder:
    """Records what a chain finds, part by part, each in a separate transaction."""

    def __init__(self, edition: Edition, fair: Fair, *, seed: int) -> None:
        """Keep what every run says: the edition, the seed, and what the chain was given."""
        self.edition = edition
        self._seed = seed
        self._digest = digest_fair(fair, flows_digest=edition.flows_digest)

    def record(self, part: Part) -> Drafts:
        """Return the draft of a part, written; one that had nothing to work on leaves no run."""
        if not was_run(part.step):
            return Drafts()
        with transaction.atomic():
            run = record_step(self.edition, part.step, seed=self._seed, input_digest=self._digest)
            if isinstance(part, Matches):
                return Drafts(matching=record_matching(run, part.lists, part.makers))
            if isinstance(part, Scheduled):
                return Drafts(timetable=record_timetable(run, part))
            if isinstance(part, Choice):
                return Drafts(portfolio=record_portfolio(run, part))
            return Drafts(assessment=record_dependencies(run, part))
