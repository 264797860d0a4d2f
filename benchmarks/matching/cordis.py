"""Who will work with whom next: Horizon 2020 partnerships before 2019, tested from 2019.

Every firm gets a list of 50 organisations it has not worked with before 2019: firms (firm to
firm), or any organisation (firm to any). Recall and hits are taken over the firms that had a
partner before 2019 and found a new one, known before 2019, from 2019 on; exposure over the lists
of all firms.

Peers: popularity (number of partners), Adamic and Adar (shared partners, each counting
1 / ln(its partners)). Fairlead: circles of partners, where a project of s partners ties them by
s^-1/2 and a shared partner counts 1 / sqrt(its ties), times content (cosine of programme parts,
inverse frequency) plus a constant, then the congestion price. The constant was chosen on lists of
2018 from what began before, never on what is tested here.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import scipy.sparse as sp
from numpy.typing import NDArray

from benchmarks.matching.fair_simulator import plain_profiles
from fairlead.engines.matching.exposure import compute_gini
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.price import find_prices
from fairlead.engines.matching.score import FilterCounts, Scores
from fairlead.engines.matching.solve import draw_lists, rank_lists
from fairlead.engines.matching.vectors import compute_inverse_frequency, gather_vectors

FIRST_TEST_YEAR, LISTED = 2019, 50
# What a pair without any programme part in common keeps of its circle's worth.
WITHOUT_CONTENT = 1.0
# The circle of a pair that shares nobody: content alone then orders the pairs.
WITHOUT_CIRCLE = 1e-6
Scored = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Partnerships:
    """Organisations known before 2019 and their projects.

    before, after: projects x organisations, 1 for a partner. content: organisations x parts,
    rows of length 1. firms: positions of the firms.
    """

    before: sp.csr_array
    after: sp.csr_array
    content: sp.csr_array
    firms: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quality:
    """recall@50 and hit@10 over tested firms, Gini and coverage of all firms' lists of 50."""

    recall: float
    hit: float
    gini: float
    coverage: float
    tested: int


def read_partnerships(folder: Path, *, most_partners: int | None = None) -> Partnerships:
    """Return the partnerships of ``match/`` of the shared data, in projects of up to that size."""
    took_part = _chosen(_read(folder / "match" / "h2020_participations.csv.gz"), most_partners)
    parts = _read(folder / "match" / "h2020_programme_parts.csv.gz")
    early = np.asarray(took_part["start_year"]) < FIRST_TEST_YEAR
    late = ~early
    project, organisation = np.asarray(took_part["rcn"]), np.asarray(took_part["pic"])
    known, first = np.unique(organisation[early], return_index=True)
    kinds = np.asarray(took_part["type"], dtype=object)[early][first]
    before = _incidence(project[early], organisation[early], known)
    after = _incidence(project[late], organisation[late], known)
    return Partnerships(
        before, after, _content(project[early], organisation[early], known, parts),
        np.flatnonzero(kinds == "PRC"),
    )  # fmt: skip


def _chosen(took_part: pa.Table, most_partners: int | None) -> pa.Table:
    took_part = took_part.filter(took_part["start_year"].is_valid())
    if most_partners is None:
        return took_part
    pairs = took_part.group_by(["rcn", "pic"]).aggregate([]).group_by("rcn")
    size = pairs.aggregate([("pic", "count")])
    small = size.filter(pc.less_equal(size["pic_count"], most_partners))["rcn"]
    return took_part.filter(pc.is_in(took_part["rcn"], value_set=small.combine_chunks()))


def _read(path: Path) -> pa.Table:
    with gzip.open(path) as file:
        return csv.read_csv(file)


def _incidence(
    project: NDArray[np.int64], organisation: NDArray[np.int64], known: NDArray[np.int64]
) -> sp.csr_array:
    place = np.minimum(np.searchsorted(known, organisation), len(known) - 1)
    held = known[place] == organisation
    _, row = np.unique(project[held], return_inverse=True)
    shape = (int(row.max()) + 1, len(known))
    matrix = sp.csr_array((np.ones(len(row), np.float32), (row, place[held])), shape=shape)
    matrix.data[:] = 1  # a partner named twice in a project counts once
    return matrix


def _content(
    project: NDArray[np.int64],
    organisation: NDArray[np.int64],
    known: NDArray[np.int64],
    parts: pa.Table,
) -> sp.csr_array:
    names, part = np.unique(np.asarray(parts["programme_part"], dtype=str), return_inverse=True)
    projects, row = np.unique(np.asarray(parts["rcn"]), return_inverse=True)
    in_part = sp.csr_array((np.ones(len(row)), (row, part)), shape=(len(projects), len(names)))
    place = np.minimum(np.searchsorted(projects, project), len(projects) - 1)
    listed = projects[place] == project
    by = np.searchsorted(known, organisation[listed])
    took = sp.csr_array((np.ones(len(by)), (by, place[listed])), shape=(len(known), len(projects)))
    counts = (took @ in_part).tocoo()
    raw = gather_vectors(
        counts.coords[0], counts.coords[1], counts.data, rows=len(known), width=len(names)
    )
    scaled = raw.scaled(compute_inverse_frequency(raw))
    return sp.csr_array(
        (scaled.data, scaled.indices, scaled.indptr), shape=(len(known), len(names))
    )


def _ties(before: sp.csr_array, *, power: float) -> sp.csr_array:
    """Return organisations x organisations: the sum over shared projects of size^-power."""
    size = np.asarray(before.sum(axis=1)).ravel()
    tied = sp.csr_array(before.T @ sp.diags_array(size**-power) @ before)
    tied.setdiag(0)
    tied.eliminate_zeros()
    return tied.astype(np.float32)


def _circles(
    ties: sp.csr_array,
    weight: NDArray[np.floating],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
) -> Scored:
    """Return rows x columns: the sum over shared partners of tie x tie x the partner's weight."""
    weighted = sp.csr_array(ties[rows] @ sp.diags_array(weight)).astype(np.float32)
    other = sp.csr_array(ties[:, columns])
    out = np.empty((len(rows), len(columns)), dtype=np.float32)
    for block in _blocks(len(rows)):
        out[block] = (weighted[block] @ other).toarray()
    return out


def _blocks(count: int) -> Iterator[slice]:
    return (slice(first, min(first + 1000, count)) for first in range(0, count, 1000))


def _closed(data: Partnerships, candidates: NDArray[np.int64], scores: Scored) -> None:
    """Set the scores of earlier partners, and of a firm with itself, to 0."""
    earlier = _ties(data.before, power=0)[data.firms][:, candidates].tocoo()
    scores[earlier.coords] = 0
    self_row, self_column = np.nonzero(data.firms[:, None] == candidates[None, :])
    scores[self_row, self_column] = 0


def _with_content(
    data: Partnerships, circles: Scored, candidates: NDArray[np.int64], *, constant: float
) -> Scored:
    mine, theirs = data.content[data.firms], data.content[candidates].toarray().T
    for rows in _blocks(len(data.firms)):
        circles[rows] += np.float32(WITHOUT_CIRCLE)
        circles[rows] *= constant + (mine[rows].toarray() @ theirs).astype(np.float32)
    return circles


def _lists(
    scores: Scored, price: NDArray[np.float64] | None = None, *, congestion: float = 0.0
) -> NDArray[np.int32]:
    """Return the 50 best candidates of each firm, -1 where nothing speaks for one."""
    both = Scores(scores, scores, FilterCounts(0, 0, 0, 0, 0, 0, 0), scores.size)
    firms, candidates = (plain_profiles(count) for count in scores.shape)
    # Nobody's profile is known here: no list is drawn for that.
    params = Params(top=LISTED, congestion=congestion, spread=0.0)
    lists = rank_lists(
        both,
        candidates,
        np.zeros(len(candidates)) if price is None else price,
        params=params,
        drawn=draw_lists(firms, params, seed=0),
        of_left=False,
    )
    listed = np.full((len(firms), LISTED), -1, dtype=np.int32)
    listed[lists.owner, lists.rank - 1] = lists.partner
    return listed


def _judge(data: Partnerships, lists: NDArray[np.int32], candidates: NDArray[np.int64]) -> Quality:
    earlier = _ties(data.before, power=0)
    later = _ties(data.after, power=0)[data.firms][:, candidates]
    later.data[:] = 1
    known = earlier[data.firms][:, candidates]
    known.data[:] = 1
    new = sp.csr_array(later - later * known)
    new.eliminate_zeros()
    tested = np.flatnonzero((np.diff(new.indptr) > 0) & (np.diff(earlier.indptr)[data.firms] > 0))
    recall, hit = [], []
    for firm in tested:
        wanted = new.indices[new.indptr[firm] : new.indptr[firm + 1]]
        found = np.isin(lists[firm], wanted)
        recall.append(found.sum() / len(wanted))
        hit.append(found[:10].any())
    shown = np.bincount(lists[lists >= 0], minlength=len(candidates))
    return Quality(
        float(np.mean(recall)), float(np.mean(hit)), compute_gini(shown), float(np.mean(shown > 0)),
        len(tested),
    )  # fmt: skip


def partner_task(data: Partnerships, *, to: str, prices: bool = True) -> dict[str, Quality]:
    """Return the quality of every rival; ``to`` is ``firm`` or ``any``."""
    everybody = np.arange(data.before.shape[1])
    candidates = data.firms if to == "firm" else everybody
    out: dict[str, Quality] = {}
    partners = np.diff(_ties(data.before, power=0).indptr)[candidates].astype(np.float32)
    scores = np.tile(partners / (partners.max() + 1), (len(data.firms), 1))
    _closed(data, candidates, scores)
    out["popularity"] = _judge(data, _lists(scores), candidates)
    rng = np.random.default_rng(0)
    out["random"] = _judge(data, _lists(_random(scores, rng)), candidates)
    single = _ties(data.before, power=0)
    single.data[:] = 1
    rarity = 1 / np.log(np.maximum(np.diff(single.indptr), 2))
    scores = _circles(single, rarity, data.firms, candidates)
    _closed(data, candidates, scores)
    out["Adamic-Adar"] = _judge(data, _lists(_unit(scores)), candidates)
    ties = _ties(data.before, power=0.5)
    strength = np.asarray(ties.sum(axis=1)).ravel()
    rarity = 1 / np.sqrt(np.maximum(strength, 1e-9))
    scores = _circles(ties, rarity, data.firms, candidates)
    scores = _with_content(data, scores, candidates, constant=WITHOUT_CONTENT)
    _closed(data, candidates, scores)
    scores = _unit(scores)
    out["Fairlead, congestion 0"] = _judge(data, _lists(scores), candidates)
    if prices:
        both = Scores(scores, scores, FilterCounts(0, 0, 0, 0, 0, 0, 0), scores.size)
        masses = np.full(len(candidates), 10.0), np.full(len(data.firms), 10.0)
        price = find_prices(both, *masses, params=Params()).left
        for congestion in (0.5, 1.0):
            lists = _lists(scores, price, congestion=congestion)
            out[f"Fairlead, congestion {congestion:g}"] = _judge(data, lists, candidates)
    return out


def _random(scores: Scored, rng: np.random.Generator) -> Scored:
    for rows in _blocks(len(scores)):
        scores[rows] = rng.random(scores[rows].shape, dtype=np.float32) * (scores[rows] > 0)
    return scores


def _unit(scores: Scored) -> Scored:
    scores *= np.float32(1 / (scores.max() * 1.0001))
    return scores
