"""A timetable with a bound, from meeting requests.

`solve` is the door; `Problem`, `Result` and `Stop` are what goes through it.
"""

from fairlead.engines.scheduling.door import solve
from fairlead.engines.scheduling.explain import Reason, Why, explain_unscheduled
from fairlead.engines.scheduling.params import MeetingParams
from fairlead.engines.scheduling.problem import ONLINE, SHARED_TABLE, Problem
from fairlead.engines.scheduling.replan import Replan, replan
from fairlead.engines.scheduling.result import (
    BreakCertificate,
    PriceCertificate,
    Proof,
    Refutation,
    Result,
    Status,
)
from fairlead.engines.scheduling.stop import Progress, Stop

__all__ = [
    "ONLINE",
    "SHARED_TABLE",
    "BreakCertificate",
    "MeetingParams",
    "PriceCertificate",
    "Problem",
    "Progress",
    "Proof",
    "Reason",
    "Refutation",
    "Replan",
    "Result",
    "Status",
    "Stop",
    "Why",
    "explain_unscheduled",
    "replan",
    "solve",
]
