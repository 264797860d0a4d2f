"""Fair shares of what parties are worth together: Shapley's value, the core, exact transfers.

Shapley (1953), A value for n-person games; Gillies (1959) for the core.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

EXACT = 12
"""Up to so many parties `share_fairly` looks at every coalition."""
MOST_CHECKED = 20
"""Up to so many parties every coalition is looked at for the core."""
_NORMAL = 1.959963984540054  # 95 % of a normal distribution lie within so many deviations
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Shares:
    """Each party's fair share: the mean of what it adds, over all orders of arrival.

    ``shares`` (parties) sum to the worth of all. ``errors`` (parties): half the width of the 95 %
    interval, 0 where every coalition was looked at; then ``orders`` is 0, else how many orders of
    arrival were drawn.
    """

    shares: Floats
    errors: Floats
    orders: int


@dataclass(frozen=True, slots=True)
class Core:
    """Whether a split can last: no coalition is worth more alone than its members get.

    ``blocking``: the parties (positions) of the coalition that lacks most, empty when there is
    none; ``lacks``: how much it lacks. ``checked``: how many coalitions were looked at.
    """

    blocking: tuple[int, ...]
    lacks: float
    checked: int

    @property
    def holds(self) -> bool:
        """Return whether no coalition that was looked at is worth more alone."""
        return not self.blocking


def value_coalitions(worths: Sequence[float] | Floats, members: npt.NDArray[np.bool_]) -> Floats:
    """Return what every coalition is worth alone: the summed worth of what it can do alone.

    ``worths``: (projects); ``members``: (projects, parties), who takes part. A coalition does the
    projects all of whose parties are in it: v(S) = sum of worth_p over members_p inside S. The
    result has 2^parties values; bit i of a position says whether party i is in.
    """
    parties = members.shape[1]
    _check_parties(parties)
    masks = members.astype(np.int64) @ (np.int64(1) << np.arange(parties, dtype=np.int64))
    values: Floats = np.bincount(
        masks, weights=np.asarray(worths, dtype=np.float64), minlength=1 << parties
    ).astype(np.float64)
    for party in range(parties):
        halves = values.reshape(-1, 2, 1 << party)
        halves[:, 1] += halves[:, 0]
    values[0] = 0.0
    return values


def share_fairly(values: Floats) -> Shares:
    """Return Shapley's value exactly from what each of the 2^n coalitions is worth.

    phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)). Raises ValueError
    for a number of values that is no power of two, or a coalition of nobody that is worth anything.
    """
    parties = _count_parties(values)
    sizes = _count_members(parties)
    weights = np.array([1.0 / (parties * _choose(parties - 1, size)) for size in range(parties)])
    shares = np.empty(parties)
    for party in range(parties):
        halves = values.reshape(-1, 2, 1 << party)
        without = sizes.reshape(-1, 2, 1 << party)[:, 0]
        shares[party] = (weights[without] * (halves[:, 1] - halves[:, 0])).sum()
    return Shares(shares, np.zeros(parties), 0)


def sample_shares(
    value: Callable[[npt.NDArray[np.bool_]], float], parties: int, *, orders: int, seed: int
) -> Shares:
    """Return Shapley's value from drawn orders of arrival, each also taken backwards.

    ``value`` gives the worth of a coalition, (parties) of bool. The shares sum to the worth of
    all, since each order's do; ``errors`` come from the spread between pairs of orders.
    """
    if parties < 1 or orders < 4:
        raise ValueError(f"Expected a party and 4 orders or more, got {parties} and {orders}.")
    draw = np.random.default_rng(seed)
    pairs = np.empty((orders // 2, parties))
    for row in pairs:
        order = draw.permutation(parties)
        row[:] = (_add_in_order(value, order) + _add_in_order(value, order[::-1])) / 2
    spread = pairs.std(axis=0, ddof=1) / np.sqrt(len(pairs))
    return Shares(pairs.mean(axis=0), _NORMAL * spread, 2 * len(pairs))


def _add_in_order(
    value: Callable[[npt.NDArray[np.bool_]], float], order: npt.NDArray[np.int64]
) -> Floats:
    inside, before = np.zeros(len(order), dtype=np.bool_), 0.0
    added = np.empty(len(order))
    for party in order:
        inside[party] = True
        now = value(inside)
        added[party], before = now - before, now
    return added


def check_core(values: Floats, shares: Floats) -> Core:
    """Return the coalition that lacks most under ``shares``, from what each is worth alone."""
    parties = _count_parties(values)
    got = np.zeros(1 << parties)
    for party in range(parties):
        got[1 << party : 2 << party] = got[: 1 << party] + shares[party]
    lacks = values - got
    worst = int(np.argmax(lacks))
    size = float(np.abs(values).max(initial=0.0)) or 1.0
    if lacks[worst] <= _ROUNDING * size:
        return Core((), 0.0, (1 << parties) - 1)
    blocking = tuple(party for party in range(parties) if worst >> party & 1)
    return Core(blocking, float(lacks[worst]), (1 << parties) - 1)


def find_transfers(gets: Sequence[int], shares: Floats) -> tuple[int, ...]:
    """Return what each party is paid (below 0: pays), in coins; the sum is zero exactly.

    ``gets`` are the coins that each has from the projects, ``shares`` what is fair, in coins. The
    whole is divided to the coin: each gets its share rounded down, and the coins left go to those
    whose rest is largest, the first of equals first. Raises ValueError when ``shares`` do not sum
    to what there is within a coin for each party.
    """
    total = sum(gets)
    if abs(float(shares.sum()) - total) > max(len(gets), 1e-9 * abs(total)):
        raise ValueError(f"Expected shares that sum to {total} coins, got {shares.sum()}.")
    down = [int(np.floor(share)) for share in shares]
    left = total - sum(down)
    each, more = divmod(left, len(down))
    rests = sorted(range(len(down)), key=lambda party: (down[party] - float(shares[party]), party))
    for place, party in enumerate(rests):
        down[party] += each + (place < more)
    return tuple(fair - has for fair, has in zip(down, gets, strict=True))


def pair_payments(transfers: Sequence[int]) -> tuple[tuple[int, int, int], ...]:
    """Return who pays whom how many coins so that every transfer is made: from, to, coins.

    At most one payment less than there are parties. Raises ValueError unless they sum to zero.
    """
    if sum(transfers):
        raise ValueError(f"Expected transfers that sum to 0, got {sum(transfers)}.")
    left = dict(enumerate(transfers))
    made = []
    while any(left.values()):
        payer = min(left, key=lambda party: (left[party], party))
        paid = max(left, key=lambda party: (left[party], -party))
        coins = min(-left[payer], left[paid])
        left[payer] += coins
        left[paid] -= coins
        made.append((payer, paid, coins))
    return tuple(made)


def _count_parties(values: Floats) -> int:
    parties = len(values).bit_length() - 1
    if values.ndim != 1 or len(values) != 1 << parties or parties < 1:
        raise ValueError(f"Expected 2^n values of n parties, got {values.shape}.")
    _check_parties(parties)
    if not np.isfinite(values).all() or values[0]:
        raise ValueError("Expected finite values, and 0 for the coalition of nobody.")
    return parties


def _check_parties(parties: int) -> None:
    if not 1 <= parties <= MOST_CHECKED:
        raise ValueError(f"Expected 1 to {MOST_CHECKED} parties, got {parties}: draw orders.")


def _count_members(parties: int) -> npt.NDArray[np.int64]:
    sizes = np.zeros(1, dtype=np.int64)
    for _ in range(parties):
        sizes = np.concatenate([sizes, sizes + 1])
    return sizes


def _choose(of: int, number: int) -> int:
    result = 1
    for step in range(number):
        result = result * (of - step) // (step + 1)
    return result
