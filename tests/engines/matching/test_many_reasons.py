"""Reasons of many pairs are found in tables, which say what one pair by itself says."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fairlead.engines.matching.cooperation import find_best_answer, tabulate_answers
from fairlead.engines.matching.evidence import _number
from fairlead.engines.matching.reasons import _find_two_strongest


@given(st.integers(0, 127), st.integers(0, 127), st.integers(0, 2**31))
def test_answers_in_a_table_are_those_found_one_by_one(
    sought: int, offered: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    some = rng.choice([0, 0.25, 0.5, 1], (7, 7)).astype(np.float32)
    types, answer = tabulate_answers(some)
    pair = find_best_answer(sought, offered, some)
    assert answer[sought, offered] == (some[pair] if pair[0] >= 0 else 0)
    if pair[0] < 0:
        first, other = ((mask & -mask).bit_length() - 1 for mask in (sought, offered))
        pair = first, other
    assert tuple(types[:, sought, offered]) == pair


@given(st.integers(0, 2**31))
def test_of_equally_strong_terms_the_first_are_named(seed: int) -> None:
    parts = np.random.default_rng(seed).choice([0, 0.5, 1], (40, 9)).astype(np.float32)
    order, value = _find_two_strongest(parts)
    sorted_order = np.argsort(-parts, axis=1, kind="stable")[:, :2]
    assert np.array_equal(value, np.take_along_axis(parts, sorted_order, 1))
    assert np.array_equal(order, np.where(value > 0, sorted_order, -1))


@given(seed=st.integers(0, 2**31), many=st.booleans())
def test_keys_are_numbered_alike_by_marks_and_by_sorting(seed: int, *, many: bool) -> None:
    keys = np.random.default_rng(seed).integers(0, 50, 80)
    different, which = _number(keys, 1 << 40 if many else 50)
    assert np.array_equal(different, np.unique(keys))
    assert np.array_equal(different[which], keys)
