"""The loops over everybody of a side for one profile: chances, and what pairs are listed by."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.market import fill_chances
from fairlead.engines.matching.kernels.compiled.marks import kernel
from fairlead.engines.matching.kernels.compiled.numbers import draw_factor, draw_lot, take_log
from fairlead.engines.matching.kernels.numbers import (
    CIRCLE,
    CIRCLE_PART,
    CIRCLE_STEP,
    COOPERATION,
    COUNTRY,
    DEMAND,
    HALF,
    LANGUAGE,
    ONE,
    PRODUCT,
    SECTOR,
    SIZE,
    STOPPED,
    TEXT,
    ZERO,
)
from fairlead.engines.matching.kernels.records import HeldRows, NetRows, ProfileRows
from fairlead.engines.matching.vectors import Floats, Ints
from fairlead.engines.native.parts import part
from fairlead.engines.native.words import count


@part
def _add_terms(rows: ProfileRows, ask: Floats, answer: Floats) -> None:
    """Fill the odds that the left asks the right and the right the left."""
    one, other = rows.weight[0], rows.weight[1]
    for i in range(len(ask)):
        gets, gives = rows.gets[i], rows.gives[i]
        types = max(
            rows.gets_answer[rows.gets_kind[i]] * gets,
            rows.gives_answer[rows.gives_kind[i]] * gives,
        )
        sector = rows.sector_term[rows.sector[i] - rows.sector_first]
        country = rows.country_term[rows.country[i] - rows.country_first]
        size = rows.size_term[rows.size[i] - rows.size_first]
        both, ours, theirs = 0, 0, 0
        for word in range(len(rows.spoken)):
            one_word, other_word = int(rows.spoken[word]), int(rows.languages[i, word])
            both += count(one_word & other_word)
            ours |= one_word
            theirs |= other_word
        language = ONE if both > 1 else HALF * np.float32(both)
        mute = both == 0 and ours != 0 and theirs != 0 and not rows.interpreted[i]
        asked = rows.base[0, i] + one[PRODUCT] * gets
        answered = rows.base[1, i] + other[PRODUCT] * gives
        asked += one[DEMAND] * gives
        answered += other[DEMAND] * gets
        asked += one[COOPERATION] * types
        answered += other[COOPERATION] * types
        asked += one[SECTOR] * sector
        answered += other[SECTOR] * sector
        asked += one[COUNTRY] * country
        answered += other[COUNTRY] * country
        asked += STOPPED if mute else one[LANGUAGE] * language
        answered += STOPPED if mute else other[LANGUAGE] * language
        asked += one[SIZE] * size
        answered += other[SIZE] * size
        ask[i] = asked + one[TEXT] * rows.text[i]
        answer[i] = answered + other[TEXT] * rows.text[i]
    for i in range(len(rows.circle)):
        if rows.circle[i] != ZERO:
            circle = take_log(ONE + CIRCLE_STEP * rows.circle[i]) * CIRCLE_PART
            ask[i] += one[CIRCLE] * circle
            answer[i] += other[CIRCLE] * circle


@kernel
def score_profile(rows: ProfileRows, ask: Floats, answer: Floats) -> None:
    """Fill the chances that the left asks the right and the right the left."""
    _add_terms(rows, ask, answer)
    for k in range(len(rows.known)):
        ask[rows.known[k]] += rows.known_odds[0, k]
        answer[rows.known[k]] += rows.known_odds[1, k]
    for i in range(len(ask)):
        if rows.closed[i]:
            ask[i] = STOPPED
            answer[i] = STOPPED
    fill_chances(ask, ask)
    fill_chances(answer, answer)


@kernel
def fill_net(rows: NetRows, net: Floats) -> None:
    """Fill what pairs are listed by: mutual scores after price, lots and draws included."""
    owners, candidates = len(rows.owner_key) > 1, len(rows.key) > 1
    for i in range(len(net)):
        o, c = (i if owners else 0), (i if candidates else 0)
        owner, key = rows.owner_key[o], rows.key[c]
        value = rows.mutual[i] * rows.factor[c] * draw_lot(owner, key, rows.seed, rows.near)
        if rows.spread[o] > ZERO:
            value *= draw_factor(owner, key, rows.seed, rows.spread[o])
        net[i] = value


@kernel
def add_held(rows: HeldRows, features: Ints, values: Floats, line: Floats) -> None:
    """Add a row's products with everybody who holds its features."""
    for f in range(len(features)):
        feature, value = features[f], values[f]
        for k in range(rows.start[feature], rows.start[feature + 1]):
            line[rows.holder[k]] += value * rows.amount[k]
