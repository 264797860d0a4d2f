"""Reasons of many entries, found by kernels, are those of a slow look at each by itself."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.markets import CODES, random_problem

from fairlead.engines.matching._reference import (
    compute_reference_evidence,
    compute_reference_reasons,
    compute_reference_terms,
)
from fairlead.engines.matching.codebook import build_codebook
from fairlead.engines.matching.cooperation import find_best_answer, tabulate_answers
from fairlead.engines.matching.evidence import Entries, find_evidence, make_entries, relate
from fairlead.engines.matching.kernels import choose
from fairlead.engines.matching.params import Params, Weights
from fairlead.engines.matching.reasons import FACTS, Reasons, explain

_BOOK = build_codebook(CODES)


@given(st.integers(0, 127), st.integers(0, 127), st.integers(0, 2**31))
def test_answers_in_a_table_are_those_found_one_by_one(
    sought: int, offered: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    some = rng.choice([0, 0.25, 0.5, 1], (7, 7)).astype(np.float32)
    types, answer, levels = tabulate_answers(some)
    assert np.unique(answer)[levels[sought, offered]] == answer[sought, offered]
    pair = find_best_answer(sought, offered, some)
    assert answer[sought, offered] == (some[pair] if pair[0] >= 0 else 0)
    if pair[0] < 0:
        first, other = ((mask & -mask).bit_length() - 1 for mask in (sought, offered))
        pair = first, other
    assert tuple(types[:, sought, offered]) == pair


def _draw_entries(rng: np.random.Generator, parties: int) -> Entries:
    count = int(rng.integers(0, 4 * parties))
    return make_entries(
        rng.integers(0, parties, count), rng.integers(0, len(CODES), count),
        rng.integers(0, 128, count), parties=parties,
    )  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**31), of_left=st.booleans(), compiled=st.booleans())
def test_reasons_of_many_are_those_of_each(seed: int, *, of_left: bool, compiled: bool) -> None:
    rng = np.random.default_rng(seed)
    problem = random_problem(seed)
    if rng.random() < 0.3:
        problem = replace(problem, affinity=None)
    weights = [Weights(**{f.name: rng.normal() for f in fields(Weights)}) for _ in range(2)]
    params = Params(left=weights[0], right=weights[1])
    sizes = (7, 9) if of_left else (9, 7)
    owner, partner = (rng.integers(0, size, 30) for size in sizes)
    seeks, offers = _draw_entries(rng, sizes[0]), _draw_entries(rng, sizes[1])
    gives_offers, gives_seeks = _draw_entries(rng, sizes[0]), _draw_entries(rng, sizes[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choose, "PLAIN_PAIRS", -1 if compiled else 10**9)
        gets = find_evidence(
            relate(_BOOK, seeks.code, offers.code), seeks, offers, owner, partner
        )  # fmt: skip
        gives = find_evidence(
            relate(_BOOK, gives_seeks.code, gives_offers.code),
            gives_seeks, gives_offers, partner, owner,
        )  # fmt: skip
        found: Reasons = explain(
            problem, owner, partner, of_left=of_left, params=params, gets=gets, gives=gives
        )
    for at, (mine, theirs) in enumerate(zip(owner.tolist(), partner.tolist(), strict=True)):
        for evidence, expected in (
            (gets, compute_reference_evidence(_BOOK, seeks, mine, offers, theirs)),
            (gives, compute_reference_evidence(_BOOK, gives_seeks, theirs, gives_offers, mine)),
        ):
            assert {name: getattr(evidence, name)[at].item() for name in expected} == expected
        i, j = (mine, theirs) if of_left else (theirs, mine)
        terms = compute_reference_terms(problem, i, j)
        if not of_left:
            terms |= {"product": terms["demand"], "demand": terms["product"]}
        facts, values = compute_reference_reasons(
            problem, i, j, terms,
            gets=(int(gets.nearness[at]), float(gets.answer[at])),
            gives=(int(gives.nearness[at]), float(gives.answer[at])),
        )  # fmt: skip
        assert {name for bit, name in enumerate(FACTS) if found.facts[at] >> bit & 1} == facts
        own, other = (params.left, params.right) if of_left else (params.right, params.left)
        swapped = {"product": "demand", "demand": "product"}
        for weight, named, place, strength in (
            (own, {}, found.own[at], found.own_value[at]),
            (other, swapped, found.partner[at], found.partner_value[at]),
        ):
            worth = {
                name: value * getattr(weight, named.get(name, name))
                for name, value in values.items()
            }
            best = sorted((v for v in worth.values() if v > 0), reverse=True)[:2]
            assert np.allclose(strength, [*best, 0, 0][:2], rtol=1e-4, atol=1e-5)
            for term, value in zip(place, strength, strict=True):
                assert (term < 0) == (value == 0)
                if term >= 0:
                    assert np.isclose(list(worth.values())[term], value, rtol=1e-4, atol=1e-5)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**31), entries=st.integers(0, 60))
def test_reasons_are_the_same_to_the_bit_plain_and_compiled(seed: int, entries: int) -> None:
    rng = np.random.default_rng(seed)
    problem = random_problem(seed)
    owner, partner = np.sort(rng.integers(0, 7, entries)), rng.integers(0, 9, entries)
    mine, theirs = ([_draw_entries(rng, size) for _ in range(2)] for size in (7, 9))
    found = []
    for pairs in (10**9, -1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(choose, "PLAIN_PAIRS", pairs)
            gets, gives = (
                find_evidence(relate(_BOOK, one.code, other.code), one, other, a, b)
                for one, other, a, b in (
                    (mine[0], theirs[0], owner, partner), (theirs[1], mine[1], partner, owner)
                )
            )  # fmt: skip
            why = explain(
                problem, owner, partner, of_left=True, params=Params(), gets=gets, gives=gives
            )
        columns = [why.facts, why.own, why.partner, why.own_value, why.partner_value]
        for evidence in (gets, gives):
            columns += [getattr(evidence, f.name) for f in fields(evidence)[:-1]]
        found.append(columns)
    for one, other in zip(*found, strict=True):
        assert one.dtype == other.dtype
        assert one.tobytes() == other.tobytes()
