"""A run under way of the objective "meetings": what is known so far, and the time that is left."""

from __future__ import annotations

from dataclasses import dataclass

from fairlead.engines.scheduling.assemble_result import compute_gap, is_reached
from fairlead.engines.scheduling.bounds import (
    Bound,
)
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.relaxation import RelaxationRun
from fairlead.engines.scheduling.search.augment import Way
from fairlead.engines.scheduling.search.exchange import (
    WaitingRequests,
    open_waiting,
)
from fairlead.engines.scheduling.search.state import (
    State,
    make_board_for_once,
)
from fairlead.engines.scheduling.stop import Watch
from fairlead.engines.scheduling.weight_model import is_provable


@dataclass(slots=True)
class Run:
    """A run under way: the state, what is known of the bound, and the time."""

    problem: Problem
    params: MeetingParams
    watch: Watch
    state: State
    board: State
    way: Way
    bound: Bound
    weight: float = 0.0
    waiting: WaitingRequests | None = None
    """What exchanges and annealing wait for, with the best timetable they met."""
    sharp: bool = False
    """Whether the bound is as good as it gets."""
    program: RelaxationRun | None = None
    """The linear program under way."""
    settled: bool = False
    """Whether the timetable is a linear program's, which annealing is to change little."""
    seed: int = 0
    compile_seconds: float = 0.0
    interrupted: bool = False

    def weight_of(self, slot: Ints) -> float:
        """Return the weight a timetable holds."""
        return float(self.state.weight[slot >= 0].sum())

    def open_best(self) -> WaitingRequests:
        """Return what waits now, the present timetable being the best."""
        self.waiting = open_waiting(self.state)
        return self.waiting

    @property
    def plainly(self) -> State:
        """Return on what kernels run that look at every request once."""
        return make_board_for_once(self.state, self.board)

    @property
    def gap(self) -> float:
        return compute_gap(self.weight, self.bound.value)

    @property
    def proved(self) -> bool:
        return is_reached(self.weight, self.bound.value)

    @property
    def provable(self) -> bool:
        """Return whether a solver is to prove what is left."""
        return self.params.proving > 0 and is_provable(self.problem)

    @property
    def limit(self) -> float:
        """Return the seconds the weight may take; infinity without a limit."""
        seconds = self.watch.stop.seconds
        if seconds is None:
            return float("inf")
        if self.provable:
            return seconds - self.params.find_small_comfort(seconds)
        return seconds * self.params.share

    @property
    def paced(self) -> bool:
        """Return whether annealing takes the time there is: a solver's proof waits for none."""
        return self.limit < float("inf") and not self.provable

    @property
    def left(self) -> float:
        """Return the seconds left for the weight; infinity without a limit."""
        return min(self.watch.left, max(0.0, self.limit - self.watch.seconds))

    @property
    def late(self) -> bool:
        """Return whether the weight may take no more time."""
        return self.left <= 0

    def tell(self, stage: str, *, breaks: int = 0) -> None:
        held = int((self.state.slot >= 0).sum())
        self.watch.tell(
            stage,
            held=held,
            weight=self.weight,
            bound=self.bound.value,
            breaks=breaks,
            gap=self.gap,
        )
