"""Rooms and times for the sessions of a programme, with a bound.

`solve` is the door; `ProgrammeProblem` and `ProgrammeResult` go through it, `verify` checks a
result without any of the search's code.
"""

from fairlead.engines.scheduling.programme.problem import ProgrammeProblem
from fairlead.engines.scheduling.programme.solve import ProgrammeResult, solve
from fairlead.engines.scheduling.programme.verify import verify

__all__ = ["ProgrammeProblem", "ProgrammeResult", "solve", "verify"]
