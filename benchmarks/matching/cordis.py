"""Who will work with whom next: Horizon 2020 partnerships before a year, tested from that year on.

Firms that had a partner before the year and found a new one, known before it, from it on get a list
of 50 organisations they have not worked with: firms (firm to firm), or any organisation (firm to
any). Recall, hits and exposure are of these lists. Run with several years of division.

Peers: popularity (number of partners); Adamic and Adar (shared partners, each counting 1 / ln(its
partners)), alone and times 1 + content, the cosine of programme parts, inverse frequency.

Fairlead is the engine by its door, at its defaults: `gather_partnerships` of the projects before
the year makes the circles and how much each is asked for, programme parts go in as words, and
`solve` makes the lists. It takes no price here by itself, for partners are all that is known and
there is no timetable; what a price would cost is shown beside. The weight
of circles and the share of their own number of projects that counts are the product's, chosen with
the tables of 2018 to 2020 in view, of 2017 with an earlier choice only (decision 306).
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

from fairlead.engines.matching.exposure import compute_gini
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.partners import gather_partnerships
from fairlead.engines.matching.problem import Problem, build_pairs
from fairlead.engines.matching.profiles import Profiles, make_profiles
from fairlead.engines.matching.solve import solve
from fairlead.engines.matching.vectors import (
    Vectors,
    compute_inverse_frequency,
    gather_vectors,
    make_empty_vectors,
)

YEARS, LISTED = (2017, 2018, 2019, 2020), 50
SLOTS = 10.0
Scored = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """Organisations known before the year and their projects.

    before, after: projects x organisations, 1 for a partner. content: organisations x parts,
    rows of length 1. firms: positions of the firms.
    """

    before: sp.csr_array
    after: sp.csr_array
    content: sp.csr_array
    firms: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quality:
    """recall@50, hit@10, Gini and coverage of the tested firms' lists of 50."""

    recall: float
    hit: float
    gini: float
    coverage: float
    tested: int


def read_division(folder: Path, *, year: int, most_partners: int | None = None) -> Division:
    """Return what ``match/`` of the shared data holds, in projects of up to that size."""
    took_part = _chosen(_read(folder / "match" / "h2020_participations.csv.gz"), most_partners)
    parts = _read(folder / "match" / "h2020_programme_parts.csv.gz")
    early = np.asarray(took_part["start_year"]) < year
    late = ~early
    project, organisation = np.asarray(took_part["rcn"]), np.asarray(took_part["pic"])
    known, first = np.unique(organisation[early], return_index=True)
    kinds = np.asarray(took_part["type"], dtype=object)[early][first]
    before = _incidence(project[early], organisation[early], known)
    after = _incidence(project[late], organisation[late], known)
    return Division(
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


def _ties(before: sp.csr_array) -> sp.csr_array:
    """Return organisations x organisations: 1 for who worked together."""
    tied = sp.csr_array(before.T @ before)
    tied.setdiag(0)
    tied.eliminate_zeros()
    tied.data[:] = 1
    return tied.astype(np.float32)


def _blocks(count: int) -> Iterator[slice]:
    return (slice(first, min(first + 1000, count)) for first in range(0, count, 1000))


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """The firms that are tested, whom they may be shown, their earlier partners and the new ones.

    earlier, new: firms x candidates.
    """

    firms: NDArray[np.int64]
    candidates: NDArray[np.int64]
    earlier: sp.csr_array
    new: sp.csr_array


def make_task(data: Division, *, to: str) -> Task:
    """Return the task of a division; ``to`` is ``firm`` or ``any``."""
    candidates = data.firms if to == "firm" else np.arange(data.before.shape[1])
    ties = _ties(data.before)
    known = sp.csr_array(ties[data.firms][:, candidates])
    later = sp.csr_array(_ties(data.after)[data.firms][:, candidates])
    new = sp.csr_array(later - later * known)
    new.eliminate_zeros()
    tested = np.flatnonzero((np.diff(new.indptr) > 0) & (np.diff(ties.indptr)[data.firms] > 0))
    return Task(data.firms[tested], candidates, known[tested], new[tested])


def _rank(task: Task, scores: Scored) -> NDArray[np.int32]:
    """Return the 50 best candidates of each firm by a peer's scores, -1 where it scores 0."""
    scores[task.earlier.tocoo().coords] = 0
    scores[task.firms[:, None] == task.candidates[None, :]] = 0
    best = np.argpartition(-scores, LISTED - 1, axis=1)[:, :LISTED]
    inside = np.argsort(-np.take_along_axis(scores, best, 1), axis=1, kind="stable")
    best = np.take_along_axis(best, inside, 1)
    return np.where(np.take_along_axis(scores, best, 1) > 0, best, -1).astype(np.int32)


def _judge(task: Task, lists: NDArray[np.int32]) -> Quality:
    wanted = task.new.tocoo().coords
    is_wanted = np.zeros(task.new.shape, dtype=np.bool_)
    is_wanted[wanted] = True
    found = np.take_along_axis(is_wanted, np.maximum(lists, 0), 1) & (lists >= 0)
    recall = found.sum(axis=1) / is_wanted.sum(axis=1)
    hit = found[:, :10].any(axis=1)
    shown = np.bincount(lists[lists >= 0], minlength=len(task.candidates))
    return Quality(
        float(np.mean(recall)), float(np.mean(hit)), compute_gini(shown), float(np.mean(shown > 0)),
        len(task.firms),
    )  # fmt: skip


def _score_by_circles(data: Division, task: Task) -> Scored:
    """Return Adamic and Adar's index."""
    ties = _ties(data.before)
    rarity = 1 / np.log(np.maximum(np.diff(ties.indptr), 2))
    mine = sp.csr_array(ties[task.firms] @ sp.diags_array(rarity)).astype(np.float32)
    theirs = sp.csr_array(ties[:, task.candidates])
    out = np.empty((len(task.firms), len(task.candidates)), dtype=np.float32)
    for rows in _blocks(len(out)):
        out[rows] = (mine[rows] @ theirs).toarray()
    return out


def _times_content(data: Division, task: Task, scores: Scored) -> Scored:
    mine, theirs = data.content[task.firms], data.content[task.candidates].T
    for rows in _blocks(len(scores)):
        scores[rows] *= 1 + (mine[rows] @ theirs).toarray().astype(np.float32)
    return scores


def make_market(data: Division, task: Task) -> Problem:
    """Return the task as the engine's problem: firms on the left, candidates on the right."""
    links = data.before.tocoo()
    count = data.before.shape[1]
    work = gather_partnerships(*links.coords, projects=data.before.shape[0], organisations=count)
    content = data.content
    content.sort_indices()
    words = Vectors(
        content.indptr.astype(np.int64), content.indices.astype(np.int32),
        content.data.astype(np.float32), content.shape[1],
    )  # fmt: skip
    everybody: Profiles = make_profiles(
        make_empty_vectors(count), make_empty_vectors(count), offer_words=words, need_words=words,
        circle=work.circles, appeal=work.appeal, organisation=np.arange(count),
        key=np.arange(count), capacity=np.full(count, SLOTS),
    )  # fmt: skip
    return Problem(
        everybody.take(task.firms), everybody.take(task.candidates),
        blocked=build_pairs(*task.earlier.tocoo().coords),
    )  # fmt: skip


def rank_by_engine(problem: Problem, *, params: Params | None = None) -> NDArray[np.int32]:
    """Return the engine's lists of the left side, firms x 50."""
    lists = solve(problem, params=params or Params(top=LISTED)).left
    listed = np.full((len(problem.left), LISTED), -1, dtype=np.int32)
    listed[lists.owner, lists.rank - 1] = lists.partner
    return listed


PEER = "Adamic-Adar"
OURS = "Fairlead"


def partner_task(data: Division, *, to: str) -> dict[str, Quality]:
    """Return the quality of every rival; ``to`` is ``firm`` or ``any``."""
    task = make_task(data, to=to)
    shape = len(task.firms), len(task.candidates)
    partners = np.diff(_ties(data.before).indptr)[task.candidates].astype(np.float32)
    chance = np.random.default_rng(0).random(shape, dtype=np.float32)
    out = {
        "popularity": _judge(task, _rank(task, np.tile(partners, (shape[0], 1)))),
        "random": _judge(task, _rank(task, chance)),
        PEER: _judge(task, _rank(task, _score_by_circles(data, task))),
        f"{PEER} times content": _judge(
            task, _rank(task, _times_content(data, task, _score_by_circles(data, task)))
        ),
    }
    problem = make_market(data, task)
    out[OURS] = _judge(task, rank_by_engine(problem))
    priced = rank_by_engine(problem, params=Params(top=LISTED, attention=1.0))
    out[f"{OURS} with a price of strength 1"] = _judge(task, priced)
    return out
