"""The kernels compiled by numba, once on a machine: for fairs that are large enough for it.

They return nothing, or a number, and run in threads (`ranges`), where Ctrl-C does not reach
numba. Sums are added up in the order that plain numpy adds them in, and no operation is replaced
by a faster one that rounds otherwise: both kinds of kernels give the same bits.
"""

from fairlead.engines.matching.kernels.compiled.lists import (
    fill_also_listed,
    fill_bars_of_right,
    fill_lists_of_left,
    fill_lists_of_right,
)
from fairlead.engines.matching.kernels.compiled.market import (
    fill_highest_rows,
    fill_worth_rows,
    price_rows,
    score_rows,
)
from fairlead.engines.matching.kernels.compiled.ranges import run_in_ranges
from fairlead.engines.matching.kernels.compiled.rerank import admit_rows, fill_diverse_rows
from fairlead.engines.matching.kernels.compiled.terms import (
    fill_best_offers,
    fill_nearest_entries,
    fill_products,
)

__all__ = [
    "admit_rows",
    "fill_also_listed",
    "fill_bars_of_right",
    "fill_best_offers",
    "fill_diverse_rows",
    "fill_highest_rows",
    "fill_lists_of_left",
    "fill_lists_of_right",
    "fill_nearest_entries",
    "fill_products",
    "fill_worth_rows",
    "price_rows",
    "run_in_ranges",
    "score_rows",
]
