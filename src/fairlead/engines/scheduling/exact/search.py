"""The fewest breaks at which all meetings can be held: found from below and from above at once.

One hunt asks for the fewest breaks that no participant alone can avoid, then for one more, until
there is a timetable; what the solver learned on the way stays with it. Where that takes longer, a
second process first asks whether there is a timetable at all, and then for fewer and fewer breaks.
The side that closes the gap between the bound and the best timetable ends the run.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.exact.bound import NEVER, find_fewest_breaks, is_impossible
from fairlead.engines.scheduling.exact.encoding import Question, ask
from fairlead.engines.scheduling.exact.forum import Forum, open_forum
from fairlead.engines.scheduling.exact.params import BreakParams
from fairlead.engines.scheduling.exact.solvers import Answer, Hunt, Solvers, Way
from fairlead.engines.scheduling.measures import measure, number_tables
from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.result import (
    BreakCertificate,
    BreakPrices,
    Certificate,
    Proof,
    Refutation,
    Result,
    Status,
)
from fairlead.engines.scheduling.stop import Stop, Watch, finish_despite_interrupt

REACH = 8
"""The breaks above the bound that the clauses of a hunt allow."""
PRICING = 10.0
"""Seconds that prices may take."""
PATIENCE = 1.0
"""Seconds before a second process is started when the first answer takes that long."""
TELL = 0.25
"""Seconds between two reports of progress."""


@dataclass(slots=True)
class _Run:
    """What is known so far."""

    problem: Problem
    forum: Forum
    params: BreakParams
    seed: int
    watch: Watch
    fewest: list[int]
    bound: int
    """No timetable has fewer breaks."""
    impossible: bool = False
    refuted: Refutation | None = None
    slot: NDArray[np.int32] | None = None
    """The best timetable found."""
    breaks: int = NEVER
    possible: bool = False
    """Whether a timetable is known to exist."""
    question: Question | None = None
    """The clauses of the hunts upwards and downwards."""
    priced: bool = False
    """Whether prices were looked for."""
    prices: BreakPrices | None = None
    """The prices that raised the bound."""
    interrupted: bool = False

    @property
    def over(self) -> bool:
        return self.breaks <= self.bound or self.impossible or self.watch.over

    @property
    def bound_asked(self) -> int:
        """Return the most breaks that the question allows."""
        return NEVER if self.question is None else self.question.most or 0

    def tell(self, stage: str) -> None:
        known = self.slot is not None
        self.watch.tell(
            stage,
            held=self.problem.requests if known else 0,
            weight=float(self.problem.weight.sum()) if known else 0.0,
            bound=float(self.bound),
            breaks=self.breaks if known else 0,
            gap=float(self.breaks - self.bound) if known else float("inf"),
        )


def solve_breaks(
    problem: Problem,
    *,
    stop: Stop | None = None,
    seed: int = 0,
    params: BreakParams | None = None,
) -> Result:
    """Return the timetable that holds every meeting with the fewest breaks, and the proof.

    Every rule of a checked problem is kept. Without a limit the run ends with status "optimal" or
    "infeasible"; with one, with the best timetable so far and the best bound. `proof` is
    "break_bound" when the breaks that each participant needs alone add up to the value,
    "price_certificate" when prices of slots and tables prove it,
    "unsatisfiability" when a solver refuted one break less (or any timetable), "counting" when
    meetings, slots and tables alone show that not all can be held.
    """
    began = time.perf_counter()
    run = _open(problem, stop=stop or Stop(), seed=seed, params=params or BreakParams())
    solvers = Solvers(run.params)
    try:
        try:
            while not run.over:
                _start_hunts(run, solvers)
                for answer in solvers.wait(min(TELL, run.watch.left)):
                    _learn(run, answer)
                run.tell("proving")
                _drop_known(run, solvers)
                _price(run, solvers)
        except KeyboardInterrupt:
            run.interrupted = True
        result, again = finish_despite_interrupt(lambda: _end(run, solvers, began))
    finally:
        solvers.close()
    return replace(result, interrupted=result.interrupted or again)


def _end(run: _Run, solvers: Solvers, began: float) -> Result:
    solvers.close()
    return _build_result(run, time.perf_counter() - began)


def _open(problem: Problem, *, stop: Stop, seed: int, params: BreakParams) -> _Run:
    watch = Watch(stop)
    forum = open_forum(problem)
    never = is_impossible(forum) or _is_repeated(problem)
    fewest = [0] * len(forum.of) if never else find_fewest_breaks(forum)
    return _Run(problem, forum, params, seed, watch, fewest, sum(fewest), impossible=never)


def _is_repeated(problem: Problem) -> bool:
    """Return whether two requests cannot both be held because organisations meet once."""
    if not problem.once_per_pair:
        return False
    one, other = problem.organisation[problem.a], problem.organisation[problem.b]
    counted = (one >= 0) & (other >= 0)
    pairs = np.sort(np.stack([one, other], axis=1)[counted], axis=1)
    return len(np.unique(pairs, axis=0)) < len(pairs)


def _start_hunts(run: _Run, solvers: Solvers) -> None:
    """Start the hunts that are worth it: the most urgent one at once, another one beside it."""
    early = run.watch.seconds < PATIENCE and run.bound == sum(run.fewest)
    patient = solvers.params.workers > 1 and early
    for way in _list_wanted(run):
        if not solvers.free or (solvers.ways and patient):
            return
        if way not in solvers.ways:
            solvers.start(_start_hunt(run, way))


def _list_wanted(run: _Run) -> list[Way]:
    """Return the ways worth going, the most urgent first."""
    if run.possible:
        return [Way.RISE, Way.FALL]
    # Everything up to the reach was refuted: is there a timetable at all?
    return [Way.ANY, Way.RISE] if run.bound > sum(run.fewest) + REACH else [Way.RISE, Way.ANY]


def _start_hunt(run: _Run, way: Way) -> Hunt:
    if way is Way.ANY:
        question = ask(run.forum, None, fewest=run.fewest, seed=run.seed)
        return Hunt(way, question, (None,))
    if run.question is None:
        run.question = ask(run.forum, run.bound + REACH, fewest=run.fewest, seed=run.seed)
    top = run.bound_asked
    if way is Way.RISE:
        return Hunt(way, run.question, tuple(range(run.bound, top + 1)))
    return Hunt(way, run.question, tuple(range(min(top, run.breaks - 1), run.bound - 1, -1)))


def _price(run: _Run, solvers: Solvers) -> None:
    """Raise the bound by prices, once: where the first question is not answered by a timetable."""
    waited = solvers.params.workers > 1 and run.watch.seconds >= PATIENCE
    if run.priced or run.over or not (waited or run.refuted):
        return
    run.priced = True
    _start_hunts(run, solvers)  # meanwhile
    # Imported when needed: most forums are over by now.
    try:
        from fairlead.engines.scheduling.exact.prices import bound_of, price_breaks
    except ImportError as error:
        # What is compiled in highspy turns a Ctrl-C that comes meanwhile into this.
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise KeyboardInterrupt from None
        raise

    prices = price_breaks(run.forum, seconds=min(PRICING, run.watch.left))
    for answer in solvers.arrived():
        _learn(run, answer)
    bound = -1 if prices is None else bound_of(run.forum, prices)
    if bound >= max(run.bound, sum(run.fewest) + 1) and not run.impossible:
        # Anyone can add up prices: the better proof of the same bound.
        run.prices, run.refuted = prices, None
    if bound > run.bound:
        run.bound, run.question = bound, None
        solvers.drop(Way.RISE)
        solvers.drop(Way.FALL)


def _learn(run: _Run, answer: Answer) -> None:
    if answer.timetable is None:
        _record_refutation(run, answer)
        return
    run.possible = True
    breaks = measure(run.problem, answer.timetable).breaks
    if breaks < run.breaks:
        run.slot, run.breaks = answer.timetable, breaks


def _record_refutation(run: _Run, answer: Answer) -> None:
    most, clauses = answer.most, answer.hunt.question.clauses
    if run.impossible:
        return  # refuted with any number of breaks: nothing that came later says more
    if most is None:
        run.impossible = True
    elif most < run.bound:
        return
    else:
        run.bound = most + 1
    at_most = -1 if most is None else most
    run.refuted = Refutation(at_most, run.params.solver, clauses.variables, clauses.count)


def _drop_known(run: _Run, solvers: Solvers) -> None:
    """End the hunts whose answers are known by now."""
    if run.possible:
        solvers.drop(Way.ANY)
    if run.question is not None and run.bound > run.bound_asked:
        run.question = None
        solvers.drop(Way.RISE)
        solvers.drop(Way.FALL)


def _build_result(run: _Run, runtime: float) -> Result:
    problem, known = run.problem, run.slot is not None
    slot = run.slot if run.slot is not None else np.full(problem.requests, -1, dtype=np.int32)
    found = measure(problem, slot)
    return Result(
        objective="breaks",
        status=_find_status(run),
        slot=slot,
        table=number_tables(problem, slot),
        requested=problem.requests,
        held=problem.requests if known else 0,
        weight=float(problem.weight.sum()) if known else 0.0,
        bound=float(run.bound),
        gap=float(found.breaks - run.bound) if known else 0.0,
        proof=_build_proof(run),
        certificate=_build_certificate(run),
        breaks=found.breaks,
        waiting=found.waiting,
        walking=found.walking,
        spread=found.spread,
        runtime=runtime,
        interrupted=run.interrupted,
    )


def _find_status(run: _Run) -> Status:
    if run.impossible:
        return Status.INFEASIBLE
    if run.slot is None:
        return Status.UNKNOWN
    return Status.OPTIMAL if run.breaks == run.bound else Status.FEASIBLE


def _build_proof(run: _Run) -> Proof:
    if run.refuted is not None:
        return Proof.UNSATISFIABILITY
    if run.impossible:
        return Proof.COUNTING
    return Proof.BREAK_BOUND if run.prices is None else Proof.PRICE_CERTIFICATE


def _build_certificate(run: _Run) -> Certificate | None:
    if run.refuted is not None or run.impossible:
        return run.refuted
    return run.prices or BreakCertificate(np.array(run.fewest, dtype=np.int32))
