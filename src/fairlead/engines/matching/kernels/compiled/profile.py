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
def _add_terms(
    rows: ProfileRows, base: Floats, weight: Floats, one: Floats, other: Floats, odds: Floats
) -> None:
    """Fill the odds that one side asks the other; ``one`` is what it gets, ``other`` it gives."""
    product, demand, types = weight[PRODUCT], weight[DEMAND], weight[COOPERATION]
    sector, country, size = weight[SECTOR], weight[COUNTRY], weight[SIZE]
    language, text, circle = weight[LANGUAGE], weight[TEXT], weight[CIRCLE]
    for i in range(len(odds)):
        answer = max(
            rows.gets_answer[rows.gets_kind[i]] * rows.gets[i],
            rows.gives_answer[rows.gives_kind[i]] * rows.gives[i],
        )
        total = base[i] + product * one[i]
        total += demand * other[i]
        total += types * answer
        total += sector * rows.sector_term[rows.sector[i] - rows.sector_first]
        total += country * rows.country_term[rows.country[i] - rows.country_first]
        both, ours, theirs = 0, 0, 0
        for word in range(len(rows.spoken)):
            one_word, other_word = int(rows.spoken[word]), int(rows.languages[i, word])
            both += count(one_word & other_word)
            ours |= one_word
            theirs |= other_word
        term = language * (ONE if both > 1 else HALF * np.float32(both))
        mute = both == 0 and ours != 0 and theirs != 0 and not rows.interpreted[i]
        total += STOPPED if mute else term
        total += size * rows.size_term[rows.size[i] - rows.size_first]
        odds[i] = total + text * rows.text[i]
    for i in range(len(rows.circle)):
        if rows.circle[i] != ZERO:
            odds[i] += circle * (take_log(ONE + CIRCLE_STEP * rows.circle[i]) * CIRCLE_PART)


@kernel
def score_profile(rows: ProfileRows, ask: Floats, answer: Floats) -> None:
    """Fill the chances that the left asks the right and the right the left."""
    _add_terms(rows, rows.base[0], rows.weight[0], rows.gets, rows.gives, ask)
    _add_terms(rows, rows.base[1], rows.weight[1], rows.gives, rows.gets, answer)
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
