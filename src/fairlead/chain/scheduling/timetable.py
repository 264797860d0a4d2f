"""The scheduling step: the fair's meeting requests to a timetable with places and hosts."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pyarrow as pa

from fairlead.chain.scheduling.explain_fair import LeftOutReason, explain_left_out
from fairlead.chain.scheduling.open_meetings import (
    OpenMeetings,
    build_problem,
    gather_meetings,
)
from fairlead.chain.scheduling.replan_folder import Namer
from fairlead.chain.scheduling.tabulate import TIMETABLE, tabulate_timetable, tabulate_unheld
from fairlead.chain.sentences import Sentence, join_sentences, mark_text, say_count, say_text
from fairlead.chain.step import SKIPPED, Progress, Step, ignore_progress
from fairlead.engines.scheduling import MeetingParams, solve
from fairlead.engines.scheduling.fewest.solve import solve_fewest
from fairlead.engines.scheduling.result import Result, Unit
from fairlead.engines.scheduling.stop import Progress as Standing
from fairlead.engines.scheduling.stop import Stop
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import report_invalid

MOVES = 200_000  # of the annealing at most: a big fair is within a thousandth before it begins


@dataclass(frozen=True, slots=True)
class Timetable:
    """The meetings held (`TIMETABLE`: by day, slot, hall, stand, table, request; slot from 1
    within its day, shared tables from 1; ``slots`` it takes, ``attendees`` who come for further
    parties, in their order) and the open requests that are not (`UNHELD`)."""

    meetings: pa.Table
    unheld: pa.Table
    step: Step
    result: Result | None = None
    """The engine's own figures and proof; None when there was nothing to place."""
    explained: Mapping[str, LeftOutReason] = field(default_factory=dict)
    """Why some of the requests that are left out are, by request: where it was asked for."""
    people: tuple[str, ...] = ()
    """The people and exhibitors of the result, by id."""


def schedule_meetings(
    fair: Fair,
    *,
    seed: int,
    stop: Stop | None = None,
    progress: Progress = ignore_progress,
    params: MeetingParams | None = None,
    explain: int = 0,
    fewest: Unit | None = None,
    person: str | None = None,
) -> Timetable:
    """Return the timetable of the fair's open requests (pending or accepted).

    ``params`` are the engine's. Of those left out so many as ``explain`` are explained, the
    weightiest first. ``fewest``: all are held in as few slots or days as possible, or none is;
    ``person``: in as few of this person's or exhibitor's.

    Each requester is a person of capacity 1, each exhibitor one of as many as its hosts; after
    solving, every meeting gets a separate host, so that no person is booked twice. Raises
    InvalidInput when locked requests contradict one another or somebody's free time.
    """
    began = time.perf_counter()
    meetings = gather_meetings(fair)
    if not meetings.requests.num_rows:
        said = say_text("No open meeting request can be placed.")
        step = Step(name="scheduling", status=SKIPPED, said=(said,))
        return Timetable(TIMETABLE.empty_table(), tabulate_unheld(meetings), step)
    problem = build_problem(fair, meetings)
    of = None if person is None else _find_position(meetings, person)
    try:
        params = params or MeetingParams()
        params = replace(params, effort=min(params.effort, MOVES / problem.requests))
        watched = _report_progress(stop, progress)
        if fewest is None:
            result = solve(problem, stop=watched, seed=seed, params=params)
        else:
            result = solve_fewest(
                problem, unit=fewest, person=of, stop=watched, seed=seed, params=params
            )
    except ValueError as error:
        raise report_invalid("requests.csv", str(error), field="locked_slot") from error
    if result.reason and result.fewest is None:
        reason = Namer(fair.settings, meetings).write(result.reason)
        raise report_invalid("requests.csv", f"expected a timetable: {reason}")
    table = tabulate_timetable(fair, meetings, result)
    step = _step(result, len(meetings.without_staff), seconds=time.perf_counter() - began)
    explained: Mapping[str, LeftOutReason] = {}
    if explain:
        explained = explain_left_out(fair, meetings, problem, result.slot, most=explain)
    unheld, people = tabulate_unheld(meetings, result), (*meetings.people, *meetings.exhibitors)
    return Timetable(table, unheld, step, result, explained, people)


def _find_position(meetings: OpenMeetings, person: str) -> int:
    """Return the position of a person or an exhibitor among those who have requests."""
    everybody = [*meetings.people, *meetings.exhibitors]
    if person not in everybody:
        expected = "expected the id of a person or an exhibitor with open requests"
        raise report_invalid("--person", expected, value=person)
    return everybody.index(person)


_STAGES = {
    "placing": mark_text("placing meetings"),
    "exchanging": mark_text("exchanging meetings"),
    "annealing": mark_text("trying changes"),
    "proving": mark_text("proving"),
    "breaks": mark_text("closing breaks"),
    "waiting": mark_text("shortening waits"),
    "walking": mark_text("shortening ways"),
    "fairness": mark_text("evening out breaks"),
}
"""What the search does in each of its stages."""


def _report_progress(stop: Stop | None, progress: Progress) -> Stop:
    given = stop or Stop()

    def tell(standing: Standing) -> bool:
        stage = Sentence(_STAGES.get(standing.stage, standing.stage))
        reached = say_text(
            "– meetings: %(held)s, breaks: %(breaks)s", held=standing.held, breaks=standing.breaks
        )
        words = join_sentences(stage, reached)
        done = min(0.99, standing.weight / standing.bound) if standing.bound else None
        progress("scheduling", words, done)
        return given.callback(standing) if given.callback is not None else False

    return replace(given, callback=tell)


def _step(result: Result, without_staff: int, *, seconds: float) -> Step:
    said = [
        say_text(
            "%(held)s of %(requested)s requested meetings held; breaks: %(breaks)s.",
            held=result.held,
            requested=result.requested,
            breaks=result.breaks,
        )
    ]
    if without_staff:
        said.append(
            say_count(
                "%(count)s more request asks an exhibitor without staff.",
                "%(count)s more requests ask exhibitors without staff.",
                without_staff,
            )
        )
    return Step(
        name="scheduling",
        status=str(result.status),
        said=tuple(said),
        measure="weight of the meetings held",
        objective=result.weight,
        bound=result.bound,
        seconds=seconds,
    )
