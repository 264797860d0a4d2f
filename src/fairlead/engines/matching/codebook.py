"""From product codes to vectors: every code brings its wider codes and its concordances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from fairlead.engines.matching.schemes import parse_code, trace_lineage
from fairlead.engines.matching.vectors import Floats, Ints, Positions, Vectors, gather_vectors

# What is left of a weight that crossed from one scheme to another.
CROSSING = 0.8


@dataclass(frozen=True, slots=True)
class Link:
    """One row of a concordance: two codes that mean (partly) the same, weight in (0, 1]."""

    source: str
    target: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class CodeBook:
    """The codes of a fair and their nodes.

    ``codes`` are the codes as written; ``nodes`` all nodes they reach (their own, wider ones,
    those of other schemes by concordance). Code c reaches ``node[start[c]:start[c + 1]]`` with
    ``weight``.
    """

    codes: tuple[str, ...]
    nodes: tuple[str, ...]
    start: Positions
    node: Ints
    weight: Floats

    def vectors(self, row: ArrayLike, code: ArrayLike, *, rows: int) -> Vectors:
        """Return unscaled vectors, rows x nodes, from loose (row, position in codes) entries."""
        r = np.asarray(row, dtype=np.int64)
        c = np.asarray(code, dtype=np.int64)
        counts = (self.start[1:] - self.start[:-1])[c]
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        entries = np.repeat(self.start[c] - (ends - counts), counts) + np.arange(total)
        return gather_vectors(
            np.repeat(r, counts),
            self.node[entries],
            self.weight[entries],
            rows=rows,
            width=len(self.nodes),
        )


def build_codebook(codes: Sequence[str], *, concordance: Iterable[Link] = ()) -> CodeBook:
    """Return the book of the given codes (each once, in the order given).

    A concordance works both ways and on the narrowest of a code's nodes that it knows.
    Raises ValueError naming the first code or link that is not of a known scheme.
    """
    links = _group_links(concordance)
    position: dict[str, int] = {}
    start, node, weight = [0], [], []
    for code in codes:
        for name, value in _reach(code, links).items():
            node.append(position.setdefault(name, len(position)))
            weight.append(value)
        start.append(len(node))
    return CodeBook(
        codes=tuple(codes),
        nodes=tuple(position),
        start=np.array(start, dtype=np.int64),
        node=np.array(node, dtype=np.int32),
        weight=np.array(weight, dtype=np.float32),
    )


def _group_links(concordance: Iterable[Link]) -> dict[str, list[Link]]:
    links: dict[str, list[Link]] = {}
    for link in concordance:
        if not 0 < link.weight <= 1:
            raise ValueError(
                f"Expected a concordance weight in (0, 1], got {link.weight} "
                f"for {link.source} and {link.target}."
            )
        for here, there in ((link.source, link.target), (link.target, link.source)):
            own = trace_lineage(parse_code(here))[0][0]
            links.setdefault(own, []).append(Link(here, there, link.weight))
    return links


def _reach(code: str, links: dict[str, list[Link]]) -> dict[str, float]:
    own = trace_lineage(parse_code(code))
    reached = dict(own)
    known = next(((name, value) for name, value in own if name in links), None)
    if known is None:
        return reached
    name, level = known
    for link in links[name]:
        for other, value in trace_lineage(parse_code(link.target)):
            crossed = CROSSING * link.weight * level * value
            reached[other] = max(reached.get(other, 0.0), crossed)
    return reached
