"""Everybody of a side at once beside one profile: chances, and what pairs are listed by."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.numbers import (
    CIRCLE,
    CIRCLE_PART,
    CIRCLE_STEP,
    COOPERATION,
    COUNTRY,
    DEMAND,
    LANGUAGE,
    ONE,
    PRODUCT,
    SECTOR,
    SIZE,
    STOPPED,
    TEXT,
    ZERO,
)
from fairlead.engines.matching.kernels.plain.numbers import (
    compute_chance,
    draw_factors,
    draw_lots,
    take_log,
)
from fairlead.engines.matching.kernels.records import HeldRows, NetRows, ProfileRows
from fairlead.engines.matching.vectors import Floats, Ints


def score_profile(rows: ProfileRows, ask: Floats, answer: Floats) -> None:
    """Fill the chances that the left asks the right and the right the left."""
    types = np.maximum(
        rows.gets_answer[rows.gets_kind] * rows.gets,
        rows.gives_answer[rows.gives_kind] * rows.gives,
    )
    attributes = (
        (SECTOR, rows.sector_term[rows.sector - rows.sector_first]),
        (COUNTRY, rows.country_term[rows.country - rows.country_first]),
        (LANGUAGE, _compute_language_term(rows)),
        (SIZE, rows.size_term[rows.size - rows.size_first]),
    )
    circles = rows.circle != 0
    for out, weight, base, known, roads in (
        (ask, rows.weight[0], rows.base[0], rows.known_odds[0], (rows.gets, rows.gives)),
        (answer, rows.weight[1], rows.base[1], rows.known_odds[1], (rows.gives, rows.gets)),
    ):
        odds = base + weight[PRODUCT] * roads[0]
        odds += weight[DEMAND] * roads[1]
        odds += weight[COOPERATION] * types
        for place, term in attributes:
            mute = term == STOPPED
            odds += np.where(mute, STOPPED, weight[place] * np.where(mute, ZERO, term))
        odds += weight[TEXT] * rows.text
        if circles.any():
            part = take_log(ONE + CIRCLE_STEP * rows.circle[circles]) * CIRCLE_PART
            odds[circles] += weight[CIRCLE] * part
        np.add.at(odds, rows.known, known)
        odds[rows.closed] = STOPPED
        out[:] = compute_chance(odds)


def _compute_language_term(rows: ProfileRows) -> Floats:
    """Return .5 for one shared language, 1 for more, -inf for none without an interpreter."""
    shared = np.bitwise_count(rows.spoken & rows.languages).sum(axis=1)
    mute = rows.spoken.any() & rows.languages.any(axis=1) & (shared == 0) & ~rows.interpreted
    term: Floats = np.where(mute, STOPPED, np.minimum(shared, 2).astype(np.float32) / 2)
    return term


def fill_net(rows: NetRows, net: Floats) -> None:
    """Fill what pairs are listed by: mutual scores after price, lots and draws included."""
    net[:] = rows.mutual * rows.factor * draw_lots(rows.owner_key, rows.key, rows.seed, rows.near)
    spread = np.broadcast_to(rows.spread, net.shape)
    some = spread > 0
    if some.any():
        one, other = (np.broadcast_to(key, net.shape)[some] for key in (rows.owner_key, rows.key))
        net[some] *= draw_factors(one, other, rows.seed, spread[some])


def add_held(rows: HeldRows, features: Ints, values: Floats, line: Floats) -> None:
    """Add a row's products with everybody who holds its features."""
    for feature, value in zip(features.tolist(), values, strict=True):
        here = slice(rows.start[feature], rows.start[feature + 1])
        line[rows.holder[here]] += value * rows.amount[here]
