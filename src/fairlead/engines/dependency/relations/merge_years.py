"""Several years of flows made one: a merge of lists that are in order, dollars added up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from fairlead.engines.dependency.flows import CODES

Codes: TypeAlias = npt.NDArray[np.int32]
Dollars: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PairFlows:
    """Flows in order of ``pair``, a number of importer and product; no exporter twice in one."""

    pair: Dollars
    exporter: Codes
    value: Dollars


def merge_years(years: Sequence[PairFlows]) -> PairFlows:
    """Return the years' flows added up, in order of the pair; exporters in no order within it."""
    ends = np.cumsum([len(year.pair) for year in years])
    begins = np.concatenate(([0], ends[:-1]))
    pair = np.concatenate([year.pair for year in years])
    exporter = np.concatenate([year.exporter for year in years])
    value = np.concatenate([year.value for year in years])
    out = PairFlows(np.empty_like(pair), np.empty_like(exporter), np.empty_like(value))
    count = _compile_merge()(pair, exporter, value, begins, ends, out.pair, out.exporter, out.value)
    return PairFlows(out.pair[:count], out.exporter[:count], out.value[:count])


@cache
def _compile_merge() -> Callable[..., int]:
    """Return the compiled merge; its compiler is slow to load, and one year does without."""
    import numba

    compiled: Any = numba.njit(cache=True, nogil=True)(_merge)
    return compiled  # type: ignore[no-any-return]


def _merge(
    pair: Dollars,
    exporter: Codes,
    value: Dollars,
    begins: Dollars,
    ends: Dollars,
    out_pair: Dollars,
    out_exporter: Codes,
    out_value: Dollars,
) -> int:
    """Fill the flows added up; return how many there are."""
    at = begins.copy()
    dollars = np.zeros(CODES, np.int64)
    met = np.zeros(CODES, np.bool_)
    count = 0
    while True:
        least = np.int64(-1)
        for year in range(len(at)):
            if at[year] < ends[year] and (least < 0 or pair[at[year]] < least):
                least = pair[at[year]]
        if least < 0:
            return count
        first = count
        for year in range(len(at)):
            row = at[year]
            while row < ends[year] and pair[row] == least:
                seller = exporter[row]
                if not met[seller]:
                    met[seller] = True
                    out_pair[count] = least
                    out_exporter[count] = seller
                    count += 1
                dollars[seller] += value[row]
                row += 1
            at[year] = row
        for one in range(first, count):
            seller = out_exporter[one]
            out_value[one] = dollars[seller]
            dollars[seller] = 0
            met[seller] = False
