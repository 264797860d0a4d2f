"""Complexity of economies and products: diversity, ubiquity, ECI, PCI, fitness.

ECI and PCI follow Hidalgo and Hausmann (2009) as an eigenvector; fitness follows Tacchella,
Cristelli, Caldarelli, Gabrielli and Pietronero (2012).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg, sparse
from scipy.sparse import csgraph

from fairlead.engines.dependency.complexity.exports import (
    Bools,
    Counts,
    Exports,
    Floats,
    compute_advantage,
    mark_specialised,
)

FITNESS_ROUNDS = 1_000
FITNESS_SETTLED = 1e-10
_NO_SECOND_PATTERN = 1e-12


@dataclass(frozen=True, slots=True)
class Complexity:
    """What `measure` returns, over the economies and products of ``exports``.

    ``advantage`` (economies, products) is RCA and ``made`` where it is 1 or more; ``diversity``
    (economies) counts an economy's made products, ``ubiquity`` (products) a product's makers.
    ``eci``, ``fitness`` (economies), ``pci`` and ``quality`` (products) are nan for an economy
    that is specialised in nothing and a product nobody is specialised in. ECI has mean 0 and
    standard deviation 1, and is the mean PCI of what an economy makes; fitness and quality have
    mean 1. Economies that share no product with the others have no place on one scale with them:
    ECI and PCI are of the largest group, nan outside it (`find_groups`).
    """

    exports: Exports
    advantage: Floats
    made: Bools
    diversity: Counts
    ubiquity: Counts
    eci: Floats
    pci: Floats
    fitness: Floats
    quality: Floats


def measure(exports: Exports) -> Complexity:
    """Return the complexity of every economy and product.

    With M the made products, D_c diversity and D_p ubiquity: K = D_c^-1/2 v, where v is the
    second eigenvector of D_c^-1/2 M D_p^-1 M' D_c^-1/2, signed to rise with diversity; ECI is K
    standardised, PCI = (D_p^-1 M' K / lambda_2 - mean K) / std K. Raises ValueError when fewer
    than three economies are specialised or all of them in the same products; where no three share
    products, ECI and PCI are nan.
    """
    made = mark_specialised(exports.values)
    diversity, ubiquity = made.sum(axis=1), made.sum(axis=0)
    rows, columns = diversity > 0, ubiquity > 0
    if rows.sum() < 3:
        raise ValueError(
            f"Expected at least 3 economies that export, got {int(rows.sum())}: give the exports "
            "of many economies, not of one alone."
        )
    largest = np.zeros(len(made), np.bool_)
    largest[list(find_groups(made)[0])] = True
    joined: Bools = np.asarray(made[largest].any(axis=0), dtype=np.bool_)
    eci, pci = np.full(int(largest.sum()), np.nan), np.full(int(joined.sum()), np.nan)
    if largest.sum() >= 3:  # Fewer have no order among them.
        eci, pci = _compute_indices(made[np.ix_(largest, joined)])
    fitness, quality = _compute_fitness(made[np.ix_(rows, columns)])
    return Complexity(
        exports=exports,
        advantage=compute_advantage(exports.values),
        made=made,
        diversity=diversity,
        ubiquity=ubiquity,
        eci=_spread(eci, largest),
        pci=_spread(pci, joined),
        fitness=_spread(fitness, rows),
        quality=_spread(quality, columns),
    )


def find_groups(made: Bools) -> list[tuple[int, ...]]:
    """Return the economies (rows) that share products, directly or through others, by group.

    The largest group first, equals by the products they make, then by their first economy. Those
    that make nothing are in none.
    """
    count, columns = made.shape
    economy, product = np.nonzero(made)
    size = count + columns
    links = np.ones(len(economy), dtype=np.int8)
    graph = sparse.coo_array((links, (economy, product + count)), shape=(size, size))
    _, label = csgraph.connected_components(graph, directed=False)
    members: dict[int, list[int]] = {}
    for row in np.flatnonzero(made.any(axis=1)).tolist():
        members.setdefault(int(label[row]), []).append(row)
    products = np.bincount(label[count:], minlength=label.max(initial=0) + 1)
    order = sorted(
        members, key=lambda one: (-len(members[one]), -int(products[one]), members[one][0])
    )
    return [tuple(members[one]) for one in order]


def _compute_indices(made: Bools) -> tuple[Floats, Floats]:
    """Return ECI and PCI of a matrix without empty rows and columns."""
    diversity, ubiquity = made.sum(axis=1), made.sum(axis=0)
    scaled = made / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)
    count = len(diversity)
    values, vectors = linalg.eigh(scaled @ scaled.T, subset_by_index=[count - 2, count - 1])
    second = float(values[0])
    if second < _NO_SECOND_PATTERN:
        raise ValueError(
            "Expected economies that differ in what they export, got all alike: there is no "
            "order of complexity among them."
        )
    k = vectors[:, 0] / np.sqrt(diversity)
    k = k * _sign(k, diversity)
    mean, spread = k.mean(), k.std()
    pci = (made.T @ k) / ubiquity / second
    return (k - mean) / spread, (pci - mean) / spread


def _sign(k: Floats, diversity: Counts) -> float:
    """Return the sign with which ``k`` rises with diversity, or with its largest when level."""
    together = float(((k - k.mean()) * (diversity - diversity.mean())).sum())
    if abs(together) <= 1e-12 * np.abs(k).sum() * diversity.max():
        together = float(k[np.abs(k).argmax()])
    return 1.0 if together >= 0 else -1.0


def _compute_fitness(made: Bools) -> tuple[Floats, Floats]:
    """Return fitness F and quality Q: F <- M Q, Q <- 1 / (M' / F), each of mean 1, repeated."""
    matrix = sparse.csr_array(made.astype(np.float64))
    turned = sparse.csr_array(matrix.T)
    fitness, quality = np.ones(made.shape[0]), np.ones(made.shape[1])
    for _ in range(FITNESS_ROUNDS):
        raw: Floats = np.asarray(matrix @ quality)
        # An economy whose fitness falls without end is held at the smallest number, not at 0.
        inverse: Floats = np.asarray(turned @ (1 / np.maximum(fitness, 1e-150)))
        fresh: Floats = raw / raw.mean()
        quality = 1 / inverse
        quality /= quality.mean()
        settled = float(np.abs(fresh - fitness).max()) < FITNESS_SETTLED
        fitness = fresh
        if settled:
            break
    return fitness, quality


def _spread(values: Floats, where: Bools) -> Floats:
    """Return the values at the True places, nan elsewhere."""
    spread = np.full(len(where), np.nan)
    spread[where] = values
    return spread
