"""Speed of matching 1,000 exhibitors with 50,000 visitors, and of one profile online."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from benchmarks.builds import open_builds
from fairlead.engines.matching.codebook import CodeBook, build_codebook
from fairlead.engines.matching.evidence import Entries, find_evidence, make_entries, relate
from fairlead.engines.matching.online import open_market, rank_profile
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles, make_profiles
from fairlead.engines.matching.reasons import Reasons, explain
from fairlead.engines.matching.renewal import FairLists
from fairlead.engines.matching.solve import Result, solve
from fairlead.engines.matching.vectors import compute_inverse_frequency

OURS = "both directions, priced, top 50"
CHAPTERS = (28, 29, 39, 72, 73, 84, 85, 86, 87, 90)


@dataclass(frozen=True, slots=True)
class Timed:
    """What was timed: seconds on the clock and of the processors together, the best of a few."""

    what: str
    seconds: float
    processor: float


@dataclass(frozen=True, slots=True, eq=False)
class Wares:
    """What one side offers and seeks, entry by entry."""

    offers: Entries
    seeks: Entries


@dataclass(frozen=True, slots=True, eq=False)
class Fair:
    """A market, and what reasons of its entries are found in."""

    problem: Problem
    book: CodeBook
    left: Wares
    right: Wares


def make_market(exhibitors: int, visitors: int, *, seed: int = 0) -> Problem:
    """Return a market of people and exhibitors with codes of a heavy-tailed popularity."""
    return make_fair(exhibitors, visitors, seed=seed).problem


def make_fair(exhibitors: int, visitors: int, *, seed: int = 0) -> Fair:
    """Return the market with the entries that its profiles are of."""
    rng = np.random.default_rng(seed)
    codes = sorted(
        {
            f"HS:{rng.choice(CHAPTERS)}{rng.integers(1, 30):02d}{rng.integers(10, 99)}"
            for _ in range(1200)
        }
    )
    book = build_codebook(codes)
    left, ours = _side(rng, book, exhibitors, 4, 2, np.arange(exhibitors), 24.0)
    staff = exhibitors + rng.integers(0, max(1, visitors // 4), visitors)
    right, theirs = _side(rng, book, visitors, 1, 3, staff, 6.0)
    return Fair(Problem(left, right), book, ours, theirs)


def _side(
    rng: np.random.Generator,
    book: CodeBook,
    count: int,
    offered: int,
    needed: int,
    organisation: Any,
    capacity: float,
) -> tuple[Profiles, Wares]:
    popularity = 1 / np.arange(1, len(book.codes) + 1) ** 0.7
    popularity /= popularity.sum()

    def draw(each: int) -> tuple[Any, Any]:
        row = np.repeat(np.arange(count), each)
        return row, rng.choice(len(book.codes), size=count * each, p=popularity)

    offering, needing = draw(offered), draw(needed)
    offers, needs = (book.vectors(*one, rows=count) for one in (offering, needing))
    weight = compute_inverse_frequency(offers, needs)
    profiles = make_profiles(
        offers.scaled(weight),
        needs.scaled(weight),
        offer_kinds=rng.integers(1, 128, count),
        need_kinds=rng.integers(1, 128, count),
        country=rng.integers(0, 35, count),
        sector=rng.integers(10, 33, count),
        size=rng.integers(0, 4, count),
        languages=(1 << rng.integers(0, 6, count)) | 1,
        organisation=organisation,
        capacity=np.full(count, capacity),
    )
    entries = [
        make_entries(row, code, kinds[row], parties=count)
        for (row, code), kinds in (
            (offering, profiles.offer_kinds), (needing, profiles.need_kinds)
        )
    ]  # fmt: skip
    return profiles, Wares(*entries)


def find_reasons(fair: Fair, result: Result, params: Params) -> list[Reasons]:
    """Return why each entry of both sides' lists is worth meeting."""
    gets, gives = (
        relate(fair.book, one.seeks.code, other.offers.code)
        for one, other in ((fair.left, fair.right), (fair.right, fair.left))
    )
    found = []
    for of_left, lists in ((True, result.left), (False, result.right)):
        mine, theirs = (fair.left, fair.right) if of_left else (fair.right, fair.left)
        there, back = (gets, gives) if of_left else (gives, gets)
        owner, partner = lists.owner, lists.partner.astype(np.int64)
        found.append(
            explain(
                fair.problem,
                owner,
                partner,
                of_left=of_left,
                params=params,
                gets=find_evidence(there, mine.seeks, theirs.offers, owner, partner),
                gives=find_evidence(back, theirs.seeks, mine.offers, partner, owner),
            )
        )
    return found


def _timed(what: str, work: Callable[[], object], *, times: int) -> Timed:
    work()
    clock, processor = [], []
    for _ in range(times):
        began, spent = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - spent)
    return Timed(what, min(clock), min(processor))


def measure_speed(*, exhibitors: int = 1_000, visitors: int = 50_000) -> list[Timed]:
    """Return the times of the engine, and of faiss and sparse_dot_topn when installed."""
    fair = make_fair(exhibitors, visitors)
    problem = fair.problem
    params = Params(congestion=1.0)
    rows = [
        _timed(OURS, lambda: solve(problem, params=params), times=3),
        _timed(
            f"{OURS}, with the reasons of every entry",
            lambda: find_reasons(fair, solve(problem, params=params), params),
            times=3,
        ),
        _timed(
            "both directions, no price, top 50",
            lambda: solve(problem, params=Params(congestion=0.0)),
            times=3,
        ),
    ]
    result = solve(problem, params=params)
    for of_left, name in ((True, "one exhibitor online"), (False, "one visitor online")):
        market = open_market(problem, result, of_left=of_left)
        one = (problem.left if of_left else problem.right).take([0])
        online = partial(rank_profile, market, one, position=0, params=params)
        rows.append(_timed(name, online, times=20))
    rows += _renew(problem, result, params)
    return rows + _peers(problem)


def _renew(problem: Problem, result: Result, params: Params) -> list[Timed]:
    """Return the times of renewing all lists that one changed profile touches, the median of 30."""
    kept = FairLists(problem, result, params=params)
    rng = np.random.default_rng(0)
    rows = []
    for of_left, name in ((True, "exhibitor"), (False, "visitor")):
        side = problem.left if of_left else problem.right
        clock, processor, lists = [], [], []
        for position, other in rng.integers(0, len(side), (30, 2)).tolist():
            here = slice(position, position + 1)
            one = replace(
                side.take([other]), key=side.key[here], organisation=side.organisation[here]
            )
            began, spent = time.perf_counter(), time.process_time()
            renewed = kept.renew(one, position=position, of_left=of_left)
            clock.append(time.perf_counter() - began)
            processor.append(time.process_time() - spent)
            lists.append(1 + len(renewed.owners))
        what = f"one changed {name} in all lists ({int(np.median(lists)):,} change)"
        rows.append(Timed(what, float(np.median(clock)), float(np.median(processor))))
    return rows


def measure_large(*, exhibitors: int = 5_000, visitors: int = 200_000) -> tuple[Timed, float]:
    """Return the time of a fair of 1,000 million pairs, and the peak memory in GB of its process.

    What it takes to compile comes before.
    """
    program = (
        "import resource, time\n"
        "from benchmarks.matching.speed import make_market\n"
        "from fairlead.engines.matching.kernels.choose import always_compiled\n"
        "from fairlead.engines.matching import price\n"
        "from fairlead.engines.matching.solve import solve\n"
        "long, price.LONG_PAIRS = price.LONG_PAIRS, 0\n"
        "with always_compiled(): solve(make_market(200, 2000))\n"
        "price.LONG_PAIRS = long\n"
        f"problem = make_market({exhibitors}, {visitors})\n"
        "began, spent = time.perf_counter(), time.process_time()\n"
        "solve(problem)\n"
        "print(time.perf_counter() - began, time.process_time() - spent,\n"
        "      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, processor, peak = map(float, done.stdout.split())
    return Timed(f"{exhibitors:,} x {visitors:,}, {OURS}", seconds, processor), peak


def compare_builds(older: str, *, rounds: int = 7) -> list[Timed]:
    """Return the times of an older build and of today's, taken in turn: the least of each."""
    program = (
        "import sys, time\n"
        "from benchmarks.matching.speed import make_market\n"
        "from fairlead.engines.matching.solve import solve\n"
        "problem = make_market(1000, 50000)\n"
        "solve(problem)\n"
        "for _ in sys.stdin:\n"
        "    began, spent = time.perf_counter(), time.process_time()\n"
        "    solve(problem)\n"
        "    print(time.perf_counter() - began, time.process_time() - spent, flush=True)\n"
    )
    with open_builds(older) as builds, ExitStack() as stack:
        running = [
            stack.enter_context(
                subprocess.Popen(
                    build.run("-c", program), env=build.env, cwd=build.tree, text=True,
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                )
            )
            for build in builds
        ]  # fmt: skip
        times: list[list[tuple[float, float]]] = [[] for _ in builds]
        for _ in range(rounds):
            for found, process in zip(times, running, strict=True):
                assert process.stdin
                assert process.stdout
                process.stdin.write("again\n")
                process.stdin.flush()
                seconds, processor = map(float, process.stdout.readline().split())
                found.append((seconds, processor))
        for process in running:
            assert process.stdin
            process.stdin.close()
        return [
            Timed(f"build {build.name}", min(s for s, _ in found), min(p for _, p in found))
            for build, found in zip(builds, times, strict=True)
        ]


def _peers(problem: Problem) -> list[Timed]:
    rows = []
    needs, offers = problem.right.needs, problem.left.offers
    if importlib.util.find_spec("faiss"):
        faiss = importlib.import_module("faiss")
        dense_needs, dense_offers = needs.dense(), offers.dense()

        def search() -> None:
            index = faiss.IndexFlatIP(offers.width)
            index.add(dense_offers)
            index.search(dense_needs, 50)

        rows.append(_timed("faiss, exact inner product, one way, no price", search, times=2))
    if importlib.util.find_spec("sparse_dot_topn"):
        import scipy.sparse as sp

        topn = importlib.import_module("sparse_dot_topn")
        a = sp.csr_matrix(
            (needs.data, needs.indices, needs.indptr), shape=(len(needs), needs.width)
        )
        b = sp.csr_matrix(
            (offers.data, offers.indices, offers.indptr), shape=(len(offers), offers.width)
        )
        work = lambda: topn.sp_matmul_topn(a, b.T.tocsr(), top_n=50, n_threads=2)  # noqa: E731
        rows.append(_timed("sparse_dot_topn, codes only, one way, no price", work, times=2))
    return rows
