"""Appraised, fairly shared, chosen projects.

`appraise` says what one project is worth; `solve` chooses, for partners with a budget a year
each, the projects worth most together; `verify` checks a choice without trusting the solver.
"""

from fairlead.engines.portfolio.appraisal import Appraisal, appraise
from fairlead.engines.portfolio.conflict import Conflict, find_conflict
from fairlead.engines.portfolio.fairness import FairChoice, choose_fairly
from fairlead.engines.portfolio.frontier import Point, find_frontier
from fairlead.engines.portfolio.people import (
    Employment,
    LocalContent,
    Spending,
    count_jobs,
    weigh_local_content,
)
from fairlead.engines.portfolio.plan import (
    RESIDUAL,
    Bar,
    Line,
    Plan,
    Replacement,
    Spread,
    UncertainLine,
    YearlyFlows,
    compute_flows,
    draw_tornado,
    find_switching_factor,
    simulate,
)
from fairlead.engines.portfolio.problem import Problem, Result, Status, Stop
from fairlead.engines.portfolio.reasons import Reason, Shortage, explain_left_out
from fairlead.engines.portfolio.renewal import (
    INDICATORS,
    Indicator,
    IndicatorChange,
    Reading,
    compare_renewal,
    sum_emissions,
)
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
from fairlead.engines.portfolio.views import Discount, View, appraise_plan, find_discount

__all__ = [
    "INDICATORS",
    "RESIDUAL",
    "Appraisal",
    "Bar",
    "Conflict",
    "Core",
    "Discount",
    "Employment",
    "FairChoice",
    "Indicator",
    "IndicatorChange",
    "Line",
    "LocalContent",
    "Plan",
    "Point",
    "Problem",
    "Reading",
    "Reason",
    "Replacement",
    "Result",
    "Shares",
    "Shortage",
    "Spending",
    "Spread",
    "Status",
    "Stop",
    "UncertainLine",
    "View",
    "YearlyFlows",
    "appraise",
    "appraise_plan",
    "check_core",
    "choose_fairly",
    "compare_renewal",
    "compute_flows",
    "count_jobs",
    "draw_tornado",
    "explain_left_out",
    "find_conflict",
    "find_discount",
    "find_frontier",
    "find_switching_factor",
    "find_transfers",
    "pair_payments",
    "sample_shares",
    "share_fairly",
    "simulate",
    "solve",
    "sum_emissions",
    "value_coalitions",
    "verify",
    "weigh_local_content",
]
