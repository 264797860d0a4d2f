"""What a run of the scheduling engine returns: a timetable, its figures and its proof."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.problem import Floats, Ints

Objective = Literal["meetings", "breaks"]
Unit = Literal["slots", "days"]


class Status(StrEnum):
    """How much is known about the timetable; `OPTIMAL` and `INFEASIBLE` only with a proof."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


class End(StrEnum):
    """Why a run ended, in words."""

    NO_GAIN = "nothing was gained any more"
    """Proved, or its last part, as long as all before, gained nothing worth it."""
    WORK = "the work of a run without a time limit is done: more may be gained with one"
    TIME = "the time limit"
    ASKED = "the gap that was asked for is reached, or the run was told to end"


class Proof(StrEnum):
    """What the bound, or the claim that no timetable exists, rests on."""

    NONE = "none"
    DEGREE_FLOW = "degree_flow"
    PRICE_CERTIFICATE = "price_certificate"
    BREAK_BOUND = "break_bound"
    UNSATISFIABILITY = "unsatisfiability"
    BRANCH_AND_BOUND = "branch_and_bound"
    """A solver looked at every timetable that could be worth more, or showed that none is."""
    COUNTING = "counting"
    """More meetings than slots or tables can take, seen without search."""


@dataclass(frozen=True, slots=True)
class PriceCertificate:
    """Prices that bound the weight of every timetable (methods: Lagrange duality).

    With N participants, T slots, capacity c, K tables and any prices of zero or more::

        bound = sum_n top_n(c_n * participant[n, t])  + K * sum_t table[t]
                + sum over requests of max(0, w - min over allowed t of
                      (participant[a, t] + participant[b, t] + table[t] if at a table))

    A request of more people or slots pays the prices of all its people in all its slots. ``top_n``
    sums over the slots in which the participant can meet at all, of each day only the dearest that
    its limits let it use. Of requests of which at most one may be held the largest positive part
    counts.
    """

    participant: Floats
    """(N, T), or (N, 1) when the price is the same in every slot."""
    table: Floats
    """(T,) or (1,)."""
    must: float = 0.0
    """What each weight of a meeting that must be held counts more: the request's w is then
    ``w * (1 + must)``, and what is bounded is the weight held + must * the weight of musts held."""


@dataclass(frozen=True, slots=True)
class BreakCertificate:
    """The fewest breaks of each participant alone; they add up to the bound."""

    participant: Ints
    """(N,)"""


@dataclass(frozen=True, slots=True)
class BreakPrices:
    """Prices that bound the breaks of every timetable which holds all meetings.

    With N participants, T slots, K tables, any prices of participants' slots and prices of zero
    or more for tables, all in `UNIT`-ths of a break::

        bound = sum_n least over the participant's ways of (UNIT * breaks + prices of used slots)
              + sum over meetings of min over allowed t of
                    (table[t] if at a table) - participant[a, t] - participant[b, t]
              - K * sum_t table[t]

    divided by `UNIT` and rounded up. A way is a choice of slots that may hold the participant's
    meetings as far as counting tells; those of more capacity than 1 have no price.
    """

    UNIT: ClassVar[int] = 10**6

    participant: NDArray[np.int64]
    """(N, T)"""
    table: NDArray[np.int64]
    """(T,)"""


@dataclass(frozen=True, slots=True)
class Refutation:
    """A solver found no timetable with at most so many breaks (-1: none at all), or slots, or
    meetings missing of the least of people."""

    at_most: int
    solver: str
    variables: int
    clauses: int


@dataclass(frozen=True, slots=True)
class WeightRefutation:
    """A solver found no timetable worth more than so much."""

    at_most: float
    solver: str
    variables: int
    rules: int


@dataclass(frozen=True, slots=True)
class Musts:
    """What must be held comes before all else: how much of it is, and could be.

    The result's own ``bound`` is then that of timetables that hold no less of it.
    """

    requested: int
    held: int
    weight: float
    """Of those held."""
    bound: float
    """No timetable holds more of it."""
    proof: Proof
    certificate: PriceCertificate | WeightRefutation | None
    """Prices bound the weights of musts alone; None with the proof `COUNTING`: they weigh no
    more together."""


@dataclass(frozen=True, slots=True)
class Fewest:
    """In how many slots, or days, every request is held: what was asked to be least.

    Of one person: on how many that person has meetings, while every request is held.
    """

    unit: Unit
    used: int
    """Slots or days in which a meeting takes place; 0 without a timetable."""
    bound: int
    """No timetable holds every request in fewer."""
    proof: Proof
    """`COUNTING`: somebody, the tables, or a part of the fair needs as many places."""
    certificate: Refutation | None
    person: int | None = None
    """Whose slots or days they are, None for everybody's."""


@dataclass(frozen=True, slots=True)
class Leasts:
    """What is missing of the meetings that people are to have at least.

    The result's own ``bound`` is that of timetables in which no more is missing.
    """

    asked: int
    """Meetings that people are to have at least, added up."""
    missing: tuple[tuple[int, int, int], ...]
    """Rows (person, day, meetings missing), where some are; day -1 for all days together."""
    bound: int
    """In no timetable that holds no less of the musts is less missing."""
    proof: Proof
    certificate: Refutation | None
    """None with the proof `COUNTING`: people have too few requests or slots."""

    @property
    def total(self) -> int:
        """Return how many are missing in all."""
        return sum(count for _, _, count in self.missing)


Certificate = PriceCertificate | BreakCertificate | BreakPrices | Refutation | WeightRefutation


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The best timetable found, what it is worth, and how much better any could be."""

    objective: Objective
    status: Status
    slot: Ints
    """(R,) slot of each request, -1 when it is not held (all -1 when there is no timetable)."""
    table: Ints
    """(R,) shared table from 0 within its slot, -1 when not held or not at a shared table."""
    requested: int
    held: int
    weight: float
    """Sum of the weights held."""
    bound: float
    """No timetable is better: of the weight (objective "meetings") or the breaks ("breaks")."""
    gap: float
    """Of "meetings": (bound - weight) / bound. Of "breaks": breaks - bound. 0 when proved."""
    proof: Proof
    certificate: Certificate | None
    breaks: int
    """Idle gaps between two meetings of one day, summed over the participants."""
    waiting: int
    """Slots between two meetings of one day in which a participant has none, summed."""
    walking: float
    """Distance between the halls of meetings that follow one another on a day, summed."""
    spread: int
    """Most less fewest breaks of participants who have a meeting."""
    runtime: float
    """Seconds of this run, compiling left out."""
    compile_seconds: float = 0.0
    """Seconds the first run on a machine spent compiling; 0 when the compiled code was there."""
    musts: Musts | None = None
    """None where nothing must be held before all else."""
    leasts: Leasts | None = None
    """None where nobody is to have some meetings at least."""
    fewest: Fewest | None = None
    """Only where every request was to be held in the fewest slots or days."""
    reason: str = ""
    """Why there is no timetable, in words; only with status "infeasible", and not always."""
    ended: End | None = None
    """Why the run of objective "meetings" ended; None where the user stopped it."""
    interrupted: bool = False
    """Whether the user stopped the run by Ctrl-C; the timetable is the best until then."""
