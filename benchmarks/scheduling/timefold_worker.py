"""A fair for Timefold, by the Python in which `timefold` and a Java are installed.

    PYTHON_OF_TIMEFOLD timefold_worker.py SECONDS < fair.json

The fair has ``requests`` as rows [a, b, weight], their possible ``slots``, the shared ``tables``
and which requests are ``at_table``. Prints the weight held and the seconds, as JSON. Knows nothing
of Fairlead: it is run outside its environment.
"""
# mypy: ignore-errors

import json
import sys
import time
from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)


@planning_entity
@dataclass
class Meeting:
    """A request: held in a slot, or in none."""

    id: Annotated[int, PlanningId]
    a: int
    b: int
    weight: int
    at_table: bool
    slots: Annotated[list[int], ValueRangeProvider]
    slot: Annotated[int | None, PlanningVariable(allows_unassigned=True)] = field(default=None)


@planning_solution
@dataclass
class Fair:
    """All requests, and how many shared tables a slot has."""

    meetings: Annotated[list[Meeting], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore, PlanningScore] = field(default=None)


TABLES = 0


@constraint_provider
def define_constraints(factory: ConstraintFactory):
    """Return the rules and the goal."""
    clashes = [
        factory.for_each_unique_pair(
            Meeting, Joiners.equal(lambda m: m.slot), Joiners.equal(lambda m: m.a)
        )
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("one meeting of who asks"),
        factory.for_each_unique_pair(
            Meeting, Joiners.equal(lambda m: m.slot), Joiners.equal(lambda m: m.b)
        )
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("one meeting of who is asked"),
    ]
    tables = (
        factory.for_each(Meeting)
        .filter(lambda m: m.at_table)
        .group_by(lambda m: m.slot, ConstraintCollectors.count())
        .filter(lambda _, count: count > TABLES)
        .penalize(HardSoftScore.ONE_HARD, lambda _, count: count - TABLES)
        .as_constraint("tables")
    )
    held = (
        factory.for_each(Meeting)
        .reward(HardSoftScore.ONE_SOFT, lambda m: m.weight)
        .as_constraint("weight held")
    )
    return [*clashes, tables, held] if TABLES else [*clashes, held]


def main() -> None:
    """Solve the fair of standard input."""
    global TABLES
    began = time.perf_counter()
    seconds = float(sys.argv[1])
    given = json.load(sys.stdin)
    TABLES = given["tables"]
    meetings = [
        Meeting(n, *row, at_table, slots)
        for n, (row, at_table, slots) in enumerate(
            zip(given["requests"], given["at_table"], given["slots"], strict=True)
        )
        if slots
    ]
    spent = Duration(milliseconds=int(1000 * (seconds - (time.perf_counter() - began))))
    config = SolverConfig(
        solution_class=Fair,
        entity_class_list=[Meeting],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=define_constraints
        ),
        termination_config=TerminationConfig(spent_limit=spent),
    )
    found = SolverFactory.create(config).build_solver().solve(Fair(meetings))
    value = found.score.soft_score if found.score.hard_score == 0 else None
    print(json.dumps({"value": value, "seconds": time.perf_counter() - began}))


if __name__ == "__main__":
    main()
