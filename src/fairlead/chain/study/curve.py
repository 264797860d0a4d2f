"""How many imports would be critical at other thresholds, from the figures of one assessment.

The engine's `threshold_curve` answers the same from the flows, at the cost of another assessment.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from fairlead.chain.flows.open import Flows
from fairlead.engines.dependency import DependencyResult, threshold_curve
from fairlead.engines.dependency.curve import SHARES

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Dollars = npt.NDArray[np.int64]

_NEAR = 1e-12
# Two shares of whole dollars that differ, one of them of a fiftieth, lie further apart than
# `_NEAR` when the imports are below this: 1 / (50 * 100,000**2) = 2e-12.
_SMALL = 100_000


def curve_of(flows: Flows, codes: Sequence[int], result: DependencyResult) -> pa.Table:
    """Return threshold, products, usd: the critical imports at each threshold of C1.

    ``result`` is what was found of the codes, one economy or a bloc, by GeoDep's rule without a
    floor. Its concentrations are doubles; in the rare case that one lies so near a threshold
    that only whole dollars can tell, the engine is asked.
    """
    by_year = result.by_year
    if _unsure(result.table) or (by_year is not None and _unsure(by_year)):
        return _asked(flows, codes, result)
    table = result.table
    usd = _numbers(table, "imports_usd").astype(np.int64)
    critical = _all_three(table)
    if by_year is not None:
        critical &= _persists(result, by_year)
    return pa.table(
        {
            "threshold": pa.array(SHARES, pa.float64()),
            "products": pa.array(critical.sum(axis=1)),
            "usd": pa.array(critical @ usd),
        }
    )


def _unsure(table: pa.Table) -> bool:
    """Return whether a concentration may be either side of a threshold; none is above 1."""
    hhi = _numbers(table, "hhi_imports")[_numbers(table, "imports_usd") > _SMALL]
    inner = np.array(SHARES[1:-1])
    near = inner[np.clip(np.searchsorted(inner, hhi - _NEAR), 0, len(inner) - 1)]
    return bool((np.abs(hhi - near) <= _NEAR).any())


def _all_three(table: pa.Table) -> Bools:
    """Return where C1 to C3 hold: (thresholds, rows)."""
    others = _held(table, "c2") & _held(table, "c3")
    above = _numbers(table, "hhi_imports") > np.array(SHARES)[:, None] + _NEAR
    return np.asarray(above & others, dtype=np.bool_)


def _persists(result: DependencyResult, by_year: pa.Table) -> Bools:
    """Return where C1 to C3 held in enough years: (thresholds, products of the table).

    It does not matter to who reported in one year only.
    """
    judged = int(result.table["years_judged"][0].as_py() or 0) if result.table.num_rows else 0
    needed, of = result.criteria.persistence
    products = result.table["product"].to_numpy()
    years = np.zeros((len(SHARES), len(products)), dtype=np.int64)
    if judged < 2:
        return np.ones(years.shape, dtype=np.bool_)
    place = np.searchsorted(products, by_year["product"].to_numpy())
    holds = _all_three(by_year)
    for row in range(len(SHARES)):
        years[row] = np.bincount(place[holds[row]], minlength=len(products))
    return years * of >= judged * needed


def _held(table: pa.Table, name: str) -> Bools:
    return np.asarray(table[name].fill_null(False).to_numpy(), dtype=np.bool_)


def _numbers(table: pa.Table, name: str) -> Floats:
    """Return a column as doubles, nan where it is undefined."""
    return np.asarray(table[name].to_numpy(), dtype=np.float64)


def _asked(flows: Flows, codes: Sequence[int], result: DependencyResult) -> pa.Table:
    alone = len(codes) == 1
    curve = threshold_curve(
        flows,
        importers=codes if alone else None,
        bloc=None if alone else codes,
        criteria=result.criteria,
    )
    return curve.select(["threshold", "products", "usd"])
