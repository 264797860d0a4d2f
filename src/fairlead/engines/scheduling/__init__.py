"""A timetable with a bound, from meeting requests.

`solve` is the door; `Problem`, `Result` and `Stop` are what goes through it. `replan.replan`
changes a released timetable gently, `explain.explain_unscheduled` says why a request is not held,
`verification.bound.check_claims` checks a result.
"""

from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import ONLINE, SHARED_TABLE, Problem
from fairlead.engines.scheduling.result import (
    BreakCertificate,
    BreakPrices,
    Fewest,
    Leasts,
    Musts,
    PriceCertificate,
    Proof,
    Refutation,
    Result,
    Status,
    WeightRefutation,
)
from fairlead.engines.scheduling.solve import solve
from fairlead.engines.scheduling.stop import Progress, Stop

__all__ = [
    "ONLINE",
    "SHARED_TABLE",
    "BreakCertificate",
    "BreakPrices",
    "Fewest",
    "Leasts",
    "MeetingParams",
    "Musts",
    "PriceCertificate",
    "Problem",
    "Progress",
    "Proof",
    "Refutation",
    "Result",
    "Status",
    "Stop",
    "WeightRefutation",
    "solve",
]
