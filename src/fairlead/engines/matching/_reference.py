"""Slow and obvious: the same lists as `solve` makes, pair by pair in plain Python.

Only what the lists hold is here; the price is handed in. Tests run both and compare.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from fairlead.engines.matching.codebook import BY_ITSELF, CodeBook
from fairlead.engines.matching.cooperation import find_best_answer, tabulate_answers
from fairlead.engines.matching.evidence import Entries
from fairlead.engines.matching.ladders import meet_codes
from fairlead.engines.matching.params import TERMS, Weights
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.vectors import Vectors

_SECTION_ENDS = (3, 9, 33, 35, 39, 43, 47, 53, 56, 63, 66, 68, 75, 82, 84, 85, 88, 93, 96, 98, 99)


def _build_row(vectors: Vectors, row: int) -> dict[int, float]:
    span = range(int(vectors.indptr[row]), int(vectors.indptr[row + 1]))
    return {int(vectors.indices[e]): float(vectors.data[e]) for e in span}


def _multiply(one: Vectors, i: int, other: Vectors, j: int) -> float:
    mine, theirs = _build_row(one, i), _build_row(other, j)
    return sum(value * theirs[key] for key, value in mine.items() if key in theirs)


def _measure_nearness(one: int, other: int, *, classes: bool) -> float:
    if one < 0 or other < 0:
        return 0.0
    if one == other:
        return 1.0
    if classes:
        return 0.5 if abs(one - other) == 1 else 0.0
    section = [next(s for s, end in enumerate(_SECTION_ENDS) if v <= end) for v in (one, other)]
    return 0.5 if section[0] == section[1] else 0.0


def compute_reference_terms(problem: Problem, i: int, j: int) -> dict[str, float]:
    """Return the terms of one pair as the left profile sees them."""
    left, right = problem.left, problem.right
    product = _multiply(left.needs, i, right.offers, j)
    demand = _multiply(left.offers, i, right.needs, j)
    cooperation = 0.0
    for road, sought, offered in (
        (product, int(left.need_kinds[i]), int(right.offer_kinds[j])),
        (demand, int(right.need_kinds[j]), int(left.offer_kinds[i])),
    ):
        s, o = find_best_answer(sought, offered, problem.complements)
        answer = float(problem.complements[s, o]) if s >= 0 else 0.0
        cooperation = max(cooperation, road * answer)
    here, there = int(left.country[i]), int(right.country[j])
    known = here >= 0 and there >= 0
    shared = _read_bits(left.languages[i]) & _read_bits(right.languages[j])
    same = 1.0 if here == there else 0.0
    affinity = same if problem.affinity is None else float(problem.affinity[here, there])
    return {
        "product": product,
        "demand": demand,
        "cooperation": cooperation,
        "text": max(
            _multiply(left.need_words, i, right.offer_words, j),
            _multiply(left.offer_words, i, right.need_words, j),
        ),
        "sector": _measure_nearness(int(left.sector[i]), int(right.sector[j]), classes=False),
        "country": affinity if known else 0.0,
        "language": min(shared.bit_count(), 2) / 2,
        "size": _measure_nearness(int(left.size[i]), int(right.size[j]), classes=True),
        "circle": math.log1p(1e6 * _multiply(left.circle, i, right.circle, j)) / math.log1p(1e6),
    }


def compute_reference_evidence(
    book: CodeBook, seeking: Entries, seeker: int, offering: Entries, offerer: int
) -> dict[str, float]:
    """Return what meets of the entries of two parties, by the names of `evidence.Evidence`."""
    types, answers, _ = tabulate_answers()
    best: tuple[int, float] = (0, -1.0)
    found: dict[str, float] = dict.fromkeys(
        ("sought", "offered", "node", "level", "seeks", "offers"), -1
    )
    found |= {"nearness": 0, "by": BY_ITSELF, "answer": 0.0}
    for a in range(int(seeking.start[seeker]), int(seeking.start[seeker + 1])):
        for b in range(int(offering.start[offerer]), int(offering.start[offerer + 1])):
            one, other = seeking.code[a : a + 1], offering.code[b : b + 1]
            rank, rung, by = (int(found[0, 0]) for found in meet_codes(book, one, other))
            kinds = int(seeking.kinds[a]), int(offering.kinds[b])
            answer = float(answers[kinds])
            if not rank or (rank, answer) <= best:
                continue
            best = rank, answer
            found = {
                "nearness": (rank + 1) // 2, "by": by, "sought": int(one[0]),
                "offered": int(other[0]), "node": int(book.ladders.node[rung - 1]),
                "level": int(book.ladders.level[rung - 1]), "seeks": int(types[0][kinds]),
                "offers": int(types[1][kinds]), "answer": answer,
            }  # fmt: skip
    return found


def compute_reference_reasons(
    problem: Problem,
    i: int,
    j: int,
    terms: dict[str, float],
    *,
    gets: tuple[int, float],
    gives: tuple[int, float],
) -> tuple[set[str], dict[str, float]]:
    """Return the facts of a pair and its terms as the owner sees them, 0 where nothing is known.

    ``gets`` and ``gives`` are the nearness and the answer of what meets.
    """
    here, there = int(problem.left.country[i]), int(problem.right.country[j])
    same = here == there and here >= 0
    holds = {
        "circle": terms["circle"] > 0,
        "text": terms["text"] >= 0.2,
        "sector": terms["sector"] == 1,
        "economy": same,
        "bloc": not same and terms["country"] >= 1,
        "partner_country": not same and 0 < terms["country"] < 1,
        "language": terms["language"] > 0,
        "size": terms["size"] == 1,
    }
    kept = dict(terms)
    kept["product"] *= gets[0] > 0
    kept["demand"] *= gives[0] > 0
    kept["cooperation"] = max(gets[1] * kept["product"], gives[1] * kept["demand"])
    for name in ("text", "sector", "size"):
        kept[name] *= holds[name]
    return {name for name, fact in holds.items() if fact}, kept


def list_stopping_filters(problem: Problem, i: int, j: int) -> list[str]:
    """Return the names of the filters that keep a pair apart."""
    left, right = problem.left, problem.right
    spoken = _read_bits(left.languages[i]), _read_bits(right.languages[j])
    helped = bool(left.interpreter[i] or right.interpreter[j])
    slots = left.free.shape[1] > 0 and not (left.free[i] & right.free[j]).any()
    found = {
        "embargo": bool(left.embargoed[i] or right.embargoed[j]),
        "no_capacity": left.capacity[i] <= 0 or right.capacity[j] <= 0,
        "organisation": left.organisation[i] == right.organisation[j],
        "language": all(spoken) and not spoken[0] & spoken[1] and not helped,
        "slots": slots,
        "blocked": (i, j) in _build_set(problem.blocked.left, problem.blocked.right),
        "declined": (i, j) in _build_set(problem.declined.left, problem.declined.right),
    }
    return [name for name, holds in found.items() if holds]


def _read_bits(words: Iterable[object]) -> int:
    return sum(int(word) << 64 * place for place, word in enumerate(words))  # type: ignore[call-overload]


def _build_set(left: object, right: object) -> set[tuple[int, int]]:
    return set(zip(map(int, left), map(int, right), strict=True))  # type: ignore[call-overload]


def _compute_chance(weights: Weights, terms: dict[str, float], more: float) -> float:
    total = weights.bias + more + sum(getattr(weights, name) * terms[name] for name in TERMS)
    return 1 / (1 + math.exp(-total))


def compute_reference_chances(
    problem: Problem, i: int, j: int, *, left: Weights, right: Weights
) -> tuple[float, float]:
    """Return (left asks right, right asks left); (0, 0) for a stopped pair."""
    if list_stopping_filters(problem, i, j):
        return 0.0, 0.0
    terms = compute_reference_terms(problem, i, j)
    back = terms | {"product": terms["demand"], "demand": terms["product"]}
    ours = float(problem.left.activity[i] + problem.right.appeal[j])
    theirs = float(problem.right.activity[j] + problem.left.appeal[i])
    known = problem.known
    for e in range(len(known.pairs)):
        if (known.pairs.left[e], known.pairs.right[e]) == (i, j):
            ours += float(known.left_asks[e])
            theirs += float(known.right_asks[e])
    return _compute_chance(left, terms, ours), _compute_chance(right, back, theirs)


def compute_reference_mutual(p: float, q: float) -> float:
    """Return the harmonic mean of two chances."""
    return 2 * p * q / (p + q) if p + q > 0 else 0.0


def compute_reference_prices(
    mutual: list[list[float]], n: list[float], m: list[float], *, attention: float, beta: float
) -> tuple[list[float], list[float]]:
    """Return the prices of both sides after very many plain rounds, ``mutual`` left x right."""
    here = [i for i in range(len(n)) if n[i] > 0]
    there = [j for j in range(len(m)) if m[j] > 0]
    total = sum(mutual[i][j] ** (1 / beta) for i in here for j in there)
    scale = attention * (len(here) + len(there)) / 2 / total if total else 1.0
    a, b = [math.sqrt(v) for v in n], [0.0] * len(m)
    for _ in range(600):
        for j in there:
            s = sum(scale * mutual[i][j] ** (1 / beta) * a[i] for i in here) / 2
            b[j] = m[j] / (math.sqrt(m[j] + s * s) + s)
        for i in here:
            s = sum(scale * mutual[i][j] ** (1 / beta) * b[j] for j in there) / 2
            a[i] = n[i] / (math.sqrt(n[i] + s * s) + s)
    return _compute_shares(a, beta), _compute_shares(b, beta)


def _compute_shares(roots: list[float], beta: float) -> list[float]:
    most = max(roots, default=0.0) or 1.0
    return [1 - (root / most) ** beta for root in roots]
