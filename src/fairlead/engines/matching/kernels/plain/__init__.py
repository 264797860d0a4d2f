"""The kernels in plain numpy, for fairs on which a compiler takes longer than they do.

Same arguments and, to the bit, same results as `kernels.compiled`.
"""

from fairlead.engines.matching.kernels.plain.lists import (
    fill_also_listed,
    fill_lists_of_market,
    fill_lists_of_matrix,
    fill_moves,
    trim_heaps,
)
from fairlead.engines.matching.kernels.plain.market import (
    fill_highest_rows,
    fill_short_worth_of_market,
    fill_worth_of_market,
    fill_worth_of_matrix,
    price_rows,
    price_short_rows,
    score_entries,
    score_rows,
)
from fairlead.engines.matching.kernels.plain.profile import add_held, fill_net, score_profile
from fairlead.engines.matching.kernels.plain.ranges import run_each, run_in_ranges
from fairlead.engines.matching.kernels.plain.reasons import fill_evidence, fill_reasons
from fairlead.engines.matching.kernels.plain.rerank import admit_rows, fill_diverse_rows
from fairlead.engines.matching.kernels.plain.terms import (
    fill_best_offers,
    fill_products,
)
from fairlead.engines.matching.kernels.plain.trial import hold_in_turn

KEEPS_CHANCES = True
"""Chances are found once and kept."""

__all__ = [
    "KEEPS_CHANCES",
    "add_held",
    "admit_rows",
    "fill_also_listed",
    "fill_best_offers",
    "fill_diverse_rows",
    "fill_evidence",
    "fill_highest_rows",
    "fill_lists_of_market",
    "fill_lists_of_matrix",
    "fill_moves",
    "fill_net",
    "fill_products",
    "fill_reasons",
    "fill_short_worth_of_market",
    "fill_worth_of_market",
    "fill_worth_of_matrix",
    "hold_in_turn",
    "price_rows",
    "price_short_rows",
    "run_each",
    "run_in_ranges",
    "score_entries",
    "score_profile",
    "score_rows",
    "trim_heaps",
]
