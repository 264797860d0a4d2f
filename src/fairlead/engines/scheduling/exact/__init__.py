"""The published problem exactly: every meeting held, fewest breaks, and the proof."""

from fairlead.engines.scheduling.exact.params import BreakParams
from fairlead.engines.scheduling.exact.search import solve_breaks

__all__ = ["BreakParams", "solve_breaks"]
