"""Groups of exhibitors that cover a need's steps together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairlead.chain.matching.codes import FairCodes, write_masks
from fairlead.engines.matching.cooperation import COOPERATION_TYPES
from fairlead.engines.matching.evidence import OFFERS, Relations
from fairlead.engines.matching.groups import Group, find_alternative_groups
from fairlead.engines.matching.makers import MakerLists, Supply
from fairlead.folder.fair import Fair

GROUPS = pa.schema(
    [
        ("need", pa.string()),
        ("group", pa.int32()),
        ("maker", pa.string()),
        ("covers", pa.list_(pa.string())),
        ("cost", pa.float64()),
        ("bound", pa.float64()),
        ("proved", pa.bool_()),
        ("missing", pa.list_(pa.string())),
    ]
)


def group_table(
    fair: Fair,
    codes: FairCodes,
    lists: MakerLists,
    supply: Supply,
    *,
    rows: NDArray[np.int64],
    offers: NDArray[np.int64],
    makers: pa.Array,
    count: int,
) -> pa.Table:
    """Return up to ``count`` groups of listed makers for each need, without shared members.

    The steps of a need are its product codes and the cooperation types it seeks. A maker covers a
    code when it offers the code, one below it or its heading, in a type sought unless nobody does
    so for that code, and a type when it offers that type for one of the codes. A member costs 1
    (another party at the table) and up to 1 more the worse it fits.
    """
    serves = _mark_offers_that_serve(codes, supply.relations, offers)
    types = _read_types_by_offer(supply)
    sought = write_masks(fair.needs["cooperation"], COOPERATION_TYPES)
    need_ids, maker_ids = fair.needs["id"].to_pylist(), makers.to_pylist()
    wanted = _read_codes_by_need(codes, fair.needs.num_rows)
    found: list[tuple[object, ...]] = []
    for place, row in enumerate(rows):
        span = slice(int(lists.offsets[place]), int(lists.offsets[place + 1]))
        candidates = lists.maker[span]
        if not len(candidates):
            continue
        steps, covers = _list_steps(
            candidates,
            wanted[row],
            int(sought[row]),
            codes,
            _OfferTable(supply.owner, serves, types),
        )
        costs = 2.0 - lists.score[span].astype(np.float64)
        groups = find_alternative_groups(covers, costs, count=count)
        for number, group in enumerate(groups, 1):
            members = [maker_ids[maker] for maker in candidates]
            found += _build_rows(need_ids[row], number, group, members, steps, covers)
    columns = zip(*found, strict=True) if found else ([] for _ in GROUPS)
    return pa.table([list(column) for column in columns], schema=GROUPS)


@dataclass(frozen=True, slots=True, eq=False)
class _OfferTable:
    """Every offer's maker, the codes it serves and its cooperation types, in the makers' order."""

    owner: NDArray[np.int32]
    serves: NDArray[np.bool_]
    types: NDArray[np.bool_]


def _list_steps(
    candidates: NDArray[np.int32],
    products: NDArray[np.int64],
    sought: int,
    codes: FairCodes,
    offered: _OfferTable,
) -> tuple[list[str], NDArray[np.bool_]]:
    """Return the steps of a need in words, and which candidate covers which."""
    types = [t for t in range(len(COOPERATION_TYPES)) if sought >> t & 1]
    steps = [codes.book.codes[p] for p in products] + [COOPERATION_TYPES[t] for t in types]
    covers = np.zeros((len(candidates), len(steps)), dtype=bool)
    first = np.searchsorted(offered.owner, candidates)
    counts = np.searchsorted(offered.owner, candidates, side="right") - first
    line = np.repeat(np.arange(len(candidates)), counts)
    rows = np.arange(len(line)) + np.repeat(first - np.cumsum(counts) + counts, counts)
    meets = offered.serves[rows[:, None], products]
    if types:
        fits = offered.types[rows][:, types] & meets.any(axis=1, keepdims=True)
        offer, step = np.nonzero(fits)
        covers[line[offer], step + len(products)] = True
        suits = meets & fits.any(axis=1, keepdims=True)
        meets = np.where(suits.any(axis=0), suits, meets)
    offer, step = np.nonzero(meets)
    covers[line[offer], step] = True
    return steps, covers


def _build_rows(
    need: str,
    number: int,
    group: Group,
    members: Sequence[str],
    steps: Sequence[str],
    covers: NDArray[np.bool_],
) -> list[tuple[object, ...]]:
    """Return a table row for each member of a group."""
    missing = [steps[s] for s in group.missing.tolist()]
    rows: list[tuple[object, ...]] = []
    for maker in group.makers.tolist():
        covered = [steps[s] for s in np.flatnonzero(covers[maker]).tolist()]
        rows.append(
            (need, number, members[maker], covered, group.cost, group.bound, group.proved, missing)
        )
    return rows


def _mark_offers_that_serve(
    codes: FairCodes, relations: Relations, offers: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which of the offers (rows of offers.csv) serves which code, offers x codes."""
    count = len(codes.book.codes)
    by_code = np.zeros((count, count), dtype=bool)  # offered x sought
    serves = (relations.ranks.T + 1) // 2 >= OFFERS
    by_code[relations.offered[:, None], relations.sought] = serves
    by_offer = np.zeros((len(codes.offers), count), dtype=bool)
    np.logical_or.at(by_offer, codes.offers.row, by_code[codes.offers.code])
    return by_offer[offers]


def _read_types_by_offer(supply: Supply) -> NDArray[np.bool_]:
    bits = np.arange(len(COOPERATION_TYPES))
    held: NDArray[np.bool_] = (supply.offer_kinds[:, None] >> bits) & 1 == 1
    return held


def _read_codes_by_need(codes: FairCodes, count: int) -> list[NDArray[np.int64]]:
    edges = np.searchsorted(codes.needs.row, np.arange(count + 1))
    return [codes.needs.code[edges[n] : edges[n + 1]] for n in range(count)]
