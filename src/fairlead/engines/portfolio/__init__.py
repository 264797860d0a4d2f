"""Appraised, fairly shared, chosen projects.

`appraise` says what one project is worth; `solve` chooses, for partners with a budget a year
each, the projects worth most together; `verify` checks a choice without trusting the solver.
"""

from fairlead.engines.portfolio.appraisal import Appraisal, appraise
from fairlead.engines.portfolio.conflict import Conflict, find_conflict
from fairlead.engines.portfolio.problem import Problem, Result, Status, Stop
from fairlead.engines.portfolio.solver import solve
from fairlead.engines.portfolio.verify import verify

__all__ = [
    "Appraisal",
    "Conflict",
    "Problem",
    "Result",
    "Status",
    "Stop",
    "appraise",
    "find_conflict",
    "solve",
    "verify",
]
