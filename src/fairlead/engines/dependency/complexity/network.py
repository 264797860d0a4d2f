"""The product space as a network that can be drawn: its strongest links, and a place for each.

Maximum spanning tree with the strong links added, after Hidalgo, Klinger, Barabasi and Hausmann,
"The product space conditions the development of nations" (2007). Places by stress majorization
after Gansner, Koren and North, "Graph drawing by stress majorization" (2005).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse
from scipy.sparse import csgraph
from scipy.sparse.linalg import ArpackNoConvergence, eigsh

from fairlead.engines.dependency.complexity.exports import Floats
from fairlead.engines.dependency.complexity.space import Singles

STRONG = 0.55
ROUNDS = 80
TOLERANCE = 1e-3
_SAME_PLACE = 1e-6
_FEW = 100  # products of which all directions are as soon found as the main two
_GAP = 1.5  # how much further than the longest way two unconnected parts are drawn
_NEAREST_LINK = 0.2  # length of a link between products that are always made together

Pairs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Network:
    """Products as nodes, in the order of the space.

    ``links``: (links, 2), positions of products, the smaller first, the spanning tree's before
    the others; ``strength``: (links), their proximity, above 0. ``places``: (products, 2), x and
    y between 0 and 1, the longer side of the drawing along x; nan for products that nobody makes.
    """

    links: Pairs
    strength: Floats
    places: Floats


def lay_out_network(
    proximity: Singles, *, strong: float = STRONG, per_node: float = 2.0
) -> Network:
    """Return the network of a proximity (products, products), symmetric, 0 to 1.

    Its links are a maximum spanning tree (of each part, when products are not all connected) and
    the strongest others of at least ``strong``, at most ``per_node`` links to a product on the
    whole. The same proximity gives the same network: ties go to the earlier product.
    """
    present = np.flatnonzero(np.diagonal(proximity) > 0)
    inner = np.array(proximity[np.ix_(present, present)], dtype=np.float64)
    np.fill_diagonal(inner, 0.0)
    tree = find_spanning_tree(inner)
    links = np.concatenate(
        [tree, _find_strongest(inner, tree, strong=strong, most=round(per_node * len(present)))]
    )
    strength = inner[links[:, 0], links[:, 1]]
    places = np.full((len(proximity), 2), np.nan)
    places[present] = place(len(present), links, strength)
    return Network(present[links], strength, places)


def find_spanning_tree(weights: Floats) -> Pairs:
    """Return the links (n, 2) of a maximum spanning tree of symmetric weights, by Prim.

    A link needs a weight above 0; unconnected parts get a tree each.
    """
    count = len(weights)
    if count == 0:
        return np.zeros((0, 2), dtype=np.int64)
    best = weights[0].copy()
    parent = np.zeros(count, dtype=np.int64)
    outside = np.ones(count, dtype=np.bool_)
    outside[0] = False
    found = []
    for _ in range(count - 1):
        node = int(np.where(outside, best, -1.0).argmax())
        outside[node] = False
        if best[node] > 0:
            found.append(sorted((int(parent[node]), node)))
        closer = outside & (weights[node] > best)
        best[closer] = weights[node][closer]
        parent[closer] = node
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _find_strongest(weights: Floats, tree: Pairs, *, strong: float, most: int) -> Pairs:
    """Return the strongest links that are not in the tree, so that there are ``most`` in all."""
    left = np.triu(weights, 1)
    left[tree[:, 0], tree[:, 1]] = 0.0
    rows, columns = np.nonzero(left >= strong)
    order = np.argsort(-left[rows, columns], kind="stable")[: max(most - len(tree), 0)]
    return np.stack([rows[order], columns[order]], axis=1)


def place(count: int, links: Pairs, strength: Floats) -> Floats:
    """Return a place (count, 2) for each node: drawn as far apart as the ways between them.

    Minimises sum_ij (|x_i - x_j| - d_ij)^2 / d_ij^2 over ways d of links of length 1.2 less
    their strength, turned so that the widest direction is x, and scaled into 0 to 1.
    """
    if count < 3:
        return np.stack([np.linspace(0.0, 1.0, count), np.full(count, 0.5)], axis=1)
    ways = _measure_ways(count, links, strength)
    places = _majorize(_start(ways), ways)
    return _fit_frame(places)


def _measure_ways(count: int, links: Pairs, strength: Floats) -> Floats:
    lengths = 1.0 + _NEAREST_LINK - strength
    graph = sparse.csr_array((lengths, (links[:, 0], links[:, 1])), shape=(count, count))
    ways = np.asarray(csgraph.shortest_path(graph, directed=False))
    reached = np.isfinite(ways)
    ways[~reached] = _GAP * max(float(ways[reached].max()), 1.0)
    return ways


def _start(ways: Floats) -> Floats:
    """Return the places of classical scaling: the two main directions of the squared ways."""
    squares = ways**2
    means = squares.mean(axis=0)
    centred = -0.5 * (squares - means[None, :] - means[:, None] + squares.mean())
    count = len(ways)
    values, vectors = _find_main_directions(centred)
    vectors = vectors * np.where(vectors[np.abs(vectors).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    start = np.asarray((vectors * np.sqrt(np.maximum(values, 1e-9)))[:, ::-1], dtype=np.float64)
    # Leaves of one branch begin at the same place and would stay there: a fixed spiral parts them.
    turns = np.arange(count) * 2.399963
    spread = 0.05 * np.sqrt(np.arange(count) / count)[:, None]
    spiral: Floats = spread * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    return start + spiral


def _find_main_directions(centred: Floats) -> tuple[Floats, Floats]:
    """Return the two largest eigenvalues and their vectors, the largest last."""
    count = len(centred)
    if count > _FEW:
        with suppress(ArpackNoConvergence):
            # Begun at the first column: by chance each run would begin elsewhere.
            values, vectors = eigsh(centred, k=2, which="LA", v0=centred[:, 0])
            order = values.argsort()
            return values[order], vectors[:, order]
    values, vectors = linalg.eigh(centred, subset_by_index=[count - 2, count - 1])
    return values, vectors


def _majorize(places: Floats, ways: Floats) -> Floats:
    weights = np.divide(1.0, ways**2, out=np.zeros_like(ways), where=ways > 0)
    solve = linalg.cho_factor((np.diag(weights.sum(axis=1)) - weights)[1:, 1:])
    # Only the pictures' accuracy is needed from here on, at half the memory traffic.
    near = ways.astype(np.float32)
    weight = weights.astype(np.float32)
    pull = weight * near
    before = np.inf
    for _ in range(ROUNDS):
        apart = _measure_distances(places.astype(np.float32))
        stress = float((weight * (apart - near) ** 2).sum())
        if before - stress < TOLERANCE * stress:
            break
        before = stress
        pulled = np.divide(pull, apart, out=np.zeros_like(pull), where=apart > _SAME_PLACE)
        moved = pulled.sum(axis=1)[:, None] * places - pulled @ places
        places = np.concatenate([np.zeros((1, 2)), linalg.cho_solve(solve, moved[1:])])
    return places


def _measure_distances(places: Singles) -> Singles:
    x, y = places[:, 0], places[:, 1]
    apart = np.subtract.outer(x, x)
    apart *= apart
    across = np.subtract.outer(y, y)
    across *= across
    apart += across
    distances: Singles = np.sqrt(apart, out=apart)
    return distances


def _fit_frame(places: Floats) -> Floats:
    centred = places - places.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    signs = np.where(directions[np.arange(2), np.abs(directions).argmax(axis=1)] < 0, -1.0, 1.0)
    turned = centred @ (directions * signs[:, None]).T
    low, high = turned.min(axis=0), turned.max(axis=0)
    framed: Floats = (turned - low) / np.where(high > low, high - low, 1.0)
    return framed
