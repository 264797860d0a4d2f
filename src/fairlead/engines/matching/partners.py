"""Who worked with whom: circles of partners, and what of them a reason may say.

A project of s partners ties each two of them by 1 / sqrt(s), for in a large consortium nobody
knows everybody. What two have in common is the sum over shared partners k of tie x tie /
sqrt(all ties of k): a partner whom everybody shares says little. Both are as they serve best in
finding who works with whom next (`benchmarks.matching`). Who worked together is a partner of
either, too, so that earlier partners have most in common.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike, NDArray

from fairlead.engines.matching.behaviour import learn_appeal
from fairlead.engines.matching.vectors import Ints, Positions, Reals, Vectors, gather_vectors

NOBODY = -1
KNOWN_BETTER = 0.2
"""The share that counts of how much more one is asked for who was in more projects."""
_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Partnerships:
    """Projects of organisations.

    circles: organisations x organisations, rows that have a large product where partners are
    shared; the largest product of a row with itself is 1. counts: how many projects the two of
    each entry of ``circles`` have in common. projects: organisations x projects. appeal: log odds
    to add when one is asked, for in how many projects it was; a fifth of them, because who was in
    many is for the most part only known better.
    """

    circles: Vectors
    counts: Ints
    appeal: Reals
    projects: Vectors


@dataclass(frozen=True, slots=True, eq=False)
class SharedWork:
    """What pairs of organisations have done.

    together: projects in which both took part; project: the first of them. through: the partner of
    both that ties them most, `NOBODY` for those who worked together or share nobody; mine, theirs:
    projects that each had with that partner.
    """

    together: Ints
    project: Ints
    through: Ints
    mine: Ints
    theirs: Ints


def gather_partnerships(
    project: ArrayLike, organisation: ArrayLike, *, projects: int, organisations: int
) -> Partnerships:
    """Return partnerships from loose (project, organisation) links; one given twice counts once."""
    took = gather_vectors(
        organisation, project, np.ones(len(np.asarray(project))), rows=organisations, width=projects
    )
    part = sp.csr_array((took.data, took.indices, took.indptr), shape=(organisations, projects))
    size: Reals = np.asarray(part.sum(axis=0), dtype=np.float64).ravel()
    alone = size <= 1  # a project of one ties nobody
    weight = np.where(alone, 0, 1 / np.sqrt(np.maximum(size, 1)))
    ties = sp.csr_array(part @ sp.diags_array(weight) @ part.T)
    ties.sort_indices()
    row = np.repeat(np.arange(organisations), np.diff(ties.indptr))
    others = row != ties.indices
    strength = np.bincount(row[others], weights=ties.data[others], minlength=organisations)
    weighted = ties.data / np.sqrt(np.sqrt(np.maximum(strength, 1e-9)))[ties.indices]
    weighted[strength[ties.indices] <= 0] = 0
    kept = weighted > 0
    longest = np.bincount(row, weights=weighted**2, minlength=organisations).max(initial=0.0)
    scale = 1 / np.sqrt(longest) if longest > 0 else 1.0
    indptr = np.concatenate([[0], np.cumsum(np.bincount(row[kept], minlength=organisations))])
    common = sp.csr_array(part @ sp.diags_array((~alone).astype(np.float32)) @ part.T)
    common.sort_indices()
    return Partnerships(
        circles=Vectors(
            indptr.astype(np.int64),
            ties.indices[kept].astype(np.int32),
            (weighted[kept] * scale).astype(np.float32),
            organisations,
        ),
        appeal=learn_appeal(took.rows.astype(np.int32), count=organisations) * KNOWN_BETTER,
        counts=np.rint(common.data[kept]).astype(np.int32),
        projects=took,
    )


def find_shared_work(work: Partnerships, mine: ArrayLike, theirs: ArrayLike) -> SharedWork:
    """Return what pairs of organisations share, given by position (negative: not known)."""
    one, other = np.asarray(mine, np.int64), np.asarray(theirs, np.int64)
    found = np.full((5, len(one)), NOBODY, dtype=np.int32)
    found[0] = found[3] = found[4] = 0
    degree = np.diff(work.circles.indptr)
    some = np.flatnonzero((one >= 0) & (other >= 0) & (one != other))
    some = some[(degree[one[some]] > 0) & (degree[other[some]] > 0)]
    key, which = np.unique(one[some] * len(work.circles) + other[some], return_inverse=True)
    each = np.full((5, len(key)), NOBODY, dtype=np.int32)
    for first in range(0, len(key), _AT_ONCE):
        here = slice(first, first + _AT_ONCE)
        each[:, here] = _compare(work, *np.divmod(key[here], len(work.circles)))
    found[:, some] = each[:, which]
    return SharedWork(*found)


def _compare(work: Partnerships, one: Positions, other: Positions) -> NDArray[np.int32]:
    """Return the rows of `SharedWork` for pairs of organisations."""
    found = np.full((5, len(one)), NOBODY, dtype=np.int32)
    found[0] = found[3] = found[4] = 0
    pair, partner, a, b = _match_rows(work.circles, one, other)
    direct = partner == other[pair]
    found[0, pair[direct]] = work.counts[a[direct]]
    met = np.flatnonzero(found[0] > 0)
    at, project, _, _ = _match_rows(work.projects, one[met], other[met])
    first = np.flatnonzero(np.diff(at, prepend=-1))
    found[1, met[at[first]]] = project[first]
    indirect = found[0, pair] == 0
    pair, partner, a, b = pair[indirect], partner[indirect], a[indirect], b[indirect]
    worth = work.circles.data[a] * work.circles.data[b]
    order = np.lexsort((partner, -worth, pair))
    best = order[np.flatnonzero(np.diff(pair[order], prepend=-1))]
    found[2, pair[best]] = partner[best]
    found[3, pair[best]], found[4, pair[best]] = work.counts[a[best]], work.counts[b[best]]
    return found


def _match_rows(
    vectors: Vectors, one: Positions, other: Positions
) -> tuple[Positions, Positions, Positions, Positions]:
    """Return what rows one[p] and other[p] both hold: p, the feature, and either's entry."""
    keys, entries = [], []
    for rows in (one, other):
        counts = np.diff(vectors.indptr)[rows]
        pair = np.repeat(np.arange(len(rows)), counts)
        ends = np.cumsum(counts)
        entry = np.arange(len(pair)) + np.repeat(vectors.indptr[rows] - (ends - counts), counts)
        keys.append(pair * vectors.width + vectors.indices[entry])
        entries.append(entry)
    same, a, b = np.intersect1d(keys[0], keys[1], assume_unique=True, return_indices=True)
    pair, feature = np.divmod(same, max(vectors.width, 1))
    return pair, feature, entries[0][a], entries[1][b]
