"""A timetable under way, and what is known of how good any can be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.scheduling.assemble_result import compute_gap, is_reached
from fairlead.engines.scheduling.bounds import Bound
from fairlead.engines.scheduling.general.leasts import bound_missing, count_missing
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.result import Leasts, Musts, PriceCertificate, Proof
from fairlead.engines.scheduling.stop import Watch


@dataclass(slots=True)
class BoundedTimetable:
    """A timetable under way, with what bounds it."""

    problem: Problem
    slot: Ints
    bound: Bound
    musts: Bound
    """Of the weight of what must be held."""
    leasts: Leasts | None = None
    """What is known of the meetings that people are to have at least."""

    @property
    def weight(self) -> float:
        """Return the weight held."""
        return float(self.problem.weight[self.slot >= 0].sum())

    @property
    def musts_held(self) -> float:
        """Return the weight held of what must be."""
        return float(self.problem.weight[(self.slot >= 0) & self.problem.must].sum())

    @property
    def musts_proved(self) -> bool:
        """Return whether no timetable holds more of what must be held."""
        return is_reached(self.musts_held, self.musts.value)

    @property
    def proved(self) -> bool:
        """Return whether no timetable is better."""
        reached = self.musts_proved and is_reached(self.weight, self.bound.value)
        return reached and self.leasts_proved

    @property
    def leasts_proved(self) -> bool:
        """Return whether in no timetable less is missing of the leasts."""
        return self.leasts is None or (count_missing(self.problem, self.slot) <= self.leasts.bound)

    def tell(self, watch: Watch, stage: str, *, breaks: int = 0) -> None:
        """Report how far the run is."""
        watch.tell(
            stage,
            held=int((self.slot >= 0).sum()),
            weight=self.weight,
            bound=max(self.bound.value, self.weight),
            breaks=breaks,
            gap=compute_gap(self.weight, self.bound.value) if self.musts_proved else 1.0,
        )

    def describe_musts(self) -> Musts | None:
        """Return what the result says of what must be held."""
        must = self.problem.must
        if not must.any():
            return None
        counted = self.musts.proof == Proof.COUNTING
        held = self.musts_held
        return Musts(
            requested=int(must.sum()),
            held=int((must & (self.slot >= 0)).sum()),
            weight=held,
            bound=held if self.musts_proved else self.musts.value,
            proof=self.musts.proof,
            certificate=None if counted else self.musts.certificate,
        )


def open_standing(problem: Problem, slot: Ints) -> BoundedTimetable:
    """Return a timetable bounded by all weights together."""
    count = int(problem.participant.max(initial=-1)) + 1
    nothing = PriceCertificate(np.zeros((count, 1)), np.zeros(1))
    total, musts = float(problem.weight.sum()), float(problem.weight[problem.must].sum())
    leasts = None
    if problem.asked:
        asked = problem.asked
        leasts = Leasts(asked, (), bound_missing(problem), Proof.COUNTING, None)
    return BoundedTimetable(
        problem,
        slot,
        Bound(total, Proof.PRICE_CERTIFICATE, nothing),
        Bound(musts, Proof.COUNTING, nothing),
        leasts,
    )
