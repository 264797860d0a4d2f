"""The kernels as machine code, made once on a machine: for fairs that are large enough for it.

They return nothing, or a number, and run in threads (`ranges`), each of which computes without
the others' leave. Sums are added up in the order that plain numpy adds them in, and no operation
is replaced by a faster one that rounds otherwise: both kinds of kernels give the same bits.
"""

from fairlead.engines.matching.kernels.compiled.kept import move_entries
from fairlead.engines.matching.kernels.compiled.lists import (
    fill_also_listed,
    fill_lists_of_market,
    fill_lists_of_matrix,
    fill_moves,
    trim_heaps,
)
from fairlead.engines.matching.kernels.compiled.market import (
    fill_highest_rows,
    fill_short_worth_of_market,
    fill_worth_of_market,
    fill_worth_of_matrix,
    price_rows,
    price_short_rows,
    score_entries,
    score_rows,
)
from fairlead.engines.matching.kernels.compiled.profile import add_held, fill_net, score_profile
from fairlead.engines.matching.kernels.compiled.ranges import run_each, run_in_ranges
from fairlead.engines.matching.kernels.compiled.reasons import fill_evidence, fill_reasons
from fairlead.engines.matching.kernels.compiled.rerank import admit_rows, fill_diverse_rows
from fairlead.engines.matching.kernels.compiled.terms import (
    fill_best_offers,
    fill_products,
)
from fairlead.engines.matching.kernels.compiled.trial import hold_in_turn

KEEPS_CHANCES = False
"""Chances are found again whenever they are needed: sooner than they are read from memory."""

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
    "move_entries",
    "price_rows",
    "price_short_rows",
    "run_each",
    "run_in_ranges",
    "score_entries",
    "score_profile",
    "score_rows",
    "trim_heaps",
]
