"""Fair shares of what a choice of projects is worth among the parties that take part in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.portfolio import (
    Problem,
    check_core,
    find_transfers,
    pair_payments,
    sample_shares,
    share_fairly,
    value_coalitions,
)

EXACT_PARTIES, CHECKED_PARTIES = 12, 20
COINS = 100  # of one unit of the currency
_ORDERS = 4_000


@dataclass(frozen=True, slots=True)
class PartyShare:
    """What an economy gets of a choice's worth by its own shares, what is fair, and the transfer.

    Money is in hundredths of the currency's unit; ``error`` is half of the 95 % interval, 0 where
    every coalition was looked at. Transfers sum to zero exactly.
    """

    economy: str
    gets: int
    fair: float
    error: float
    transfer: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """Fair shares: ``blocking`` is the coalition that would do better alone, ``lacks`` by how much.

    ``checked`` is 0 where there are too many parties to look at every coalition. ``payments`` are
    from, to, and hundredths.
    """

    parties: tuple[PartyShare, ...]
    blocking: tuple[str, ...]
    lacks: float
    checked: int
    payments: tuple[tuple[str, str, int], ...]


def share_choice(
    problem: Problem, chosen: NDArray[np.bool_], economies: Sequence[str], *, seed: int
) -> Sharing | None:
    """Return fair shares of what a choice (N,) is worth among who takes part in it.

    ``economies`` names the partners of the problem. None where partners' gains are not known, or
    nobody takes part. Beyond `EXACT_PARTIES` shares are estimated by orders drawn with ``seed``.
    """
    if problem.gains is None or not chosen.any():
        return None
    takes = np.abs(problem.gains) + problem.costs.sum(axis=2) > 0
    rows = np.flatnonzero(takes[chosen].any(axis=0))
    if not len(rows):
        return None
    members, worths = takes[np.ix_(chosen, rows)], problem.npv[chosen]
    parties = len(rows)
    values = value_coalitions(worths, members) if parties <= CHECKED_PARTIES else None
    if values is not None and parties <= EXACT_PARTIES:
        found = share_fairly(values)
    else:
        found = sample_shares(
            lambda inside: float(worths[(~members | inside).all(axis=1)].sum()),
            parties,
            orders=_ORDERS,
            seed=seed,
        )
    core = check_core(values, found.shares) if values is not None else None
    names = [economies[row] for row in rows.tolist()]
    gets = [round(float(one) * COINS) for one in problem.gains[chosen][:, rows].sum(axis=0)]
    transfers = find_transfers(gets, found.shares * COINS)
    return Sharing(
        parties=tuple(
            PartyShare(name, got, float(fair), float(error), transfer)
            for name, got, fair, error, transfer in zip(
                names, gets, found.shares, found.errors, transfers, strict=True
            )
        ),
        blocking=tuple(names[party] for party in core.blocking) if core else (),
        lacks=core.lacks if core else 0.0,
        checked=core.checked if core else 0,
        payments=tuple(
            (names[payer], names[paid], coins) for payer, paid, coins in pair_payments(transfers)
        ),
    )
