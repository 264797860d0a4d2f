"""Appraised, fairly shared, chosen projects.

`appraise` says what one project is worth; `solve` chooses, for partners with a budget a year
each, the projects worth most together; `verify` checks a choice without trusting the solver.
"""

from fairlead.engines.portfolio.appraisal import Appraisal, appraise
from fairlead.engines.portfolio.conflict import Conflict, find_conflict
from fairlead.engines.portfolio.fairness import FairChoice, choose_fairly
from fairlead.engines.portfolio.frontier import Point, find_frontier
from fairlead.engines.portfolio.problem import Problem, Result, Status, Stop
from fairlead.engines.portfolio.reasons import Reason, Shortage, explain_left_out
from fairlead.engines.portfolio.sharing import (
    Core,
    Shares,
    check_core,
    find_transfers,
    pair_payments,
    sample_shares,
    share_fairly,
    value_coalitions,
)
from fairlead.engines.portfolio.solver import solve
from fairlead.engines.portfolio.verify import verify

__all__ = [
    "Appraisal",
    "Conflict",
    "Core",
    "FairChoice",
    "Point",
    "Problem",
    "Reason",
    "Result",
    "Shares",
    "Shortage",
    "Status",
    "Stop",
    "appraise",
    "check_core",
    "choose_fairly",
    "explain_left_out",
    "find_conflict",
    "find_frontier",
    "find_transfers",
    "pair_payments",
    "sample_shares",
    "share_fairly",
    "solve",
    "value_coalitions",
    "verify",
]
