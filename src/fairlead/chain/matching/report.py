"""The matching report: how evenly lists spread attention, who is over-asked, what filters took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pyarrow as pa

from fairlead.chain.matching.empty_lists import FILTER_NAMES, count_stopped
from fairlead.engines.matching.exposure import Exposure, measure_exposure
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.solve import Result
from fairlead.engines.matching.vectors import Reals

PARTICIPANTS = pa.schema(
    [
        ("participant", pa.string()),
        ("kind", pa.string()),
        ("market", pa.string()),
        ("price", pa.float64()),
        ("filled", pa.float64()),
        ("capacity", pa.float64()),
        ("shown", pa.int64()),
        ("asked", pa.float64()),
        ("coded", pa.bool_()),
        ("listed", pa.int64()),
        *((f"stopped_{name}", pa.int64()) for name in FILTER_NAMES),
    ]
)
REPORT = pa.schema(
    [("market", pa.string()), ("shown_side", pa.string()), ("measure", pa.string()),
     ("value", pa.float64())]
)  # fmt: skip
FILTERS = pa.schema([("market", pa.string()), ("filter", pa.string()), ("pairs", pa.int64())])

SolvedMatching = tuple[Problem, Result, tuple[Sequence[str], Sequence[str]], tuple[str, str]]


def report_tables(
    solved: Sequence[SolvedMatching], *, tops: tuple[int, int]
) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Return participants (the most over-asked first), report and filters of solved markets.

    tops: entries of a left list and of a right list that are shown.
    """
    participants, measures, filters = [], [], []
    for problem, result, ids, kinds in solved:
        market = f"{kinds[0]}-{kinds[1]}"
        seen_left = measure_exposure(result.right, count=len(ids[0]), top=tops[1])
        seen_right = measure_exposure(result.left, count=len(ids[1]), top=tops[0])
        sides = (
            (problem.left, ids[0], kinds[0], result.prices.left, result.prices.left_filled,
             result.prices.left_trial),
            (problem.right, ids[1], kinds[1], result.prices.right, result.prices.right_filled,
             result.prices.right_trial),
        )  # fmt: skip
        both = list(zip(sides, (seen_left, seen_right), (True, False), strict=True))
        alike = kinds[0] == kinds[1]
        for (side, names, kind, price, filled, trial), seen, of_left in both[: 1 if alike else 2]:
            own = _measure_own_lists(
                problem, result, of_left=of_left, top=tops[0 if of_left else 1]
            )
            participants.append(
                _tabulate_participants(side, names, kind, market, price, filled, seen, own)
            )
            told = [*_list_measures(seen), ("strength of the price", trial.strength)]
            told.append(("meetings held in the trial, times those without a price", trial.gain))
            measures += [(market, kind, name, value) for name, value in told]
        measures.append((market, "", "expected meetings", result.objective))
        measures.append((market, "", "pairs left by the filters", float(result.open_pairs)))
        filters += [
            (market, one.name, getattr(result.stopped, one.name)) for one in fields(result.stopped)
        ]
    order = [("price", "descending"), ("asked", "descending"), ("participant", "ascending")]
    return (
        pa.concat_tables(participants).sort_by(order),
        _build_rows(measures, REPORT),
        _build_rows(filters, FILTERS),
    )


def _tabulate_participants(
    side: Profiles,
    names: Sequence[str],
    kind: str,
    market: str,
    price: Reals,
    filled: Reals,
    seen: Exposure,
    own: Sequence[pa.Array],
) -> pa.Table:
    coded = (np.diff(side.offers.indptr) > 0) | (np.diff(side.needs.indptr) > 0)
    columns = [
        pa.array(names, pa.string()),
        pa.array([kind] * len(names), pa.string()),
        pa.array([market] * len(names), pa.string()),
        pa.array(price, mask=side.capacity <= 0),
        pa.array(filled),
        pa.array(side.capacity),
        pa.array(seen.shown),
        pa.array(seen.asked),
        pa.array(coded),
        *own,
    ]
    return pa.Table.from_arrays(columns, schema=PARTICIPANTS)


def _measure_own_lists(
    problem: Problem, result: Result, *, of_left: bool, top: int
) -> tuple[pa.Array, ...]:
    """Return how long each one's own list is; where empty, how many others each filter took."""
    length = np.minimum(np.diff((result.left if of_left else result.right).offsets), top)
    without = np.flatnonzero(length == 0)
    counts = np.zeros((len(length), len(FILTER_NAMES)), dtype=np.int64)
    counts[without] = count_stopped(problem, without, of_left=of_left)
    listed = np.broadcast_to((length > 0)[:, None], counts.shape)
    stopped = (pa.array(counts[:, n], mask=listed[:, n]) for n in range(len(FILTER_NAMES)))
    return (pa.array(length), *stopped)


def _list_measures(seen: Exposure) -> list[tuple[str, float]]:
    return [
        ("coverage", seen.coverage),
        ("share never shown", seen.never),
        ("exposure Gini", seen.gini),
        ("most shown over the mean", seen.most_to_mean),
    ]


def _build_rows(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    return pa.table([list(column) for column in zip(*rows, strict=True)], schema=schema)
