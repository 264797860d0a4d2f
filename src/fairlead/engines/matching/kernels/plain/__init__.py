"""The kernels in plain numpy, for fairs on which a compiler takes longer than they do.

Same arguments and, to the bit, same results as `kernels.compiled`.
"""

from fairlead.engines.matching.kernels.plain.lists import (
    fill_also_listed,
    fill_bars_of_right,
    fill_lists_of_left,
    fill_lists_of_right,
)
from fairlead.engines.matching.kernels.plain.market import (
    fill_highest_rows,
    fill_worth_rows,
    price_rows,
    score_rows,
)
from fairlead.engines.matching.kernels.plain.ranges import run_in_ranges
from fairlead.engines.matching.kernels.plain.rerank import admit_rows, fill_diverse_rows
from fairlead.engines.matching.kernels.plain.terms import (
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
