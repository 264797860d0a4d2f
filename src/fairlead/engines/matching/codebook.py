"""From product codes to vectors: every code brings its wider codes and its concordances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fairlead.engines.matching.schemes import LEVELS, Rung, parse_code, trace_rungs
from fairlead.engines.matching.vectors import Floats, Ints, Positions, Vectors, gather_vectors

# What is left of a weight that crossed from one scheme or version to another.
CROSSING = 0.8
# How a code comes to its wider codes: by itself, by a concordance, because a code of another
# version has the same number, or by a concordance that says it of a part of the code only.
BY_ITSELF, BY_CONCORDANCE, BY_NUMBER, BY_CONCORDANCE_IN_PART = range(4)
# By a concordance that says it of less than half of the code: this and the hundredths of it.
BY_LITTLE = 10
LEAST_SHARE = 0.5
_WHOLE = 1 - 1e-6  # what weights of one code add up to when they say all of it


@dataclass(frozen=True, slots=True)
class Link:
    """One row of a concordance: two codes that mean (partly) the same, weight in (0, 1].

    ``by_number``: nothing is known but that two versions of a scheme have the same number.
    """

    source: str
    target: str
    weight: float = 1.0
    by_number: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Ladders:
    """The ways from each code to its wider ones, narrow to wide.

    Code c has ways ``start[c]:start[c + 1]``; way w has rungs ``rung_start[w]:rung_start[w + 1]``
    of ``node``, ``width``, ``level`` (position in `LEVELS`) and ``by``: how the code comes to it.
    ``loose``: the way begins at a wider code than the one that has it.
    """

    start: Positions
    rung_start: Positions
    node: Ints
    width: NDArray[np.int8]
    level: NDArray[np.int8]
    by: NDArray[np.int8]
    loose: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class CodeBook:
    """The codes of a fair and their nodes.

    ``codes`` are the codes as written; ``nodes`` all nodes they reach (their own, wider ones,
    those of other schemes by concordance). Code c reaches ``node[start[c]:start[c + 1]]`` with
    ``weight``, its own node first; ``ladders`` say on which ways.
    """

    codes: tuple[str, ...]
    nodes: tuple[str, ...]
    start: Positions
    node: Ints
    weight: Floats
    ladders: Ladders

    @property
    def own(self) -> Ints:
        """Return the node of every code itself."""
        return self.node[self.start[:-1]]

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


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to wider codes; ``by`` has an element for each of its rungs."""

    rungs: tuple[Rung, ...]
    by: tuple[int, ...]
    loose: bool
    weight: float


def build_codebook(
    codes: Sequence[str],
    *,
    concordance: Iterable[Link] = (),
    same: Mapping[str, str] | None = None,
) -> CodeBook:
    """Return the book of the given codes (each once, in the order given).

    A concordance works both ways and on the narrowest of a code's nodes that it knows. ``same``
    names nodes of another version that are nothing else: they become the node named.
    Raises ValueError naming the first code or link that is not of a known scheme.
    """
    same = same or {}
    links = _group_links(concordance, same)
    position: dict[str, int] = {}
    start, node, weight = [0], [], []
    ways: list[list[_Way]] = []
    for code in codes:
        ways.append(list(_find_ways(code, links, same)))
        for name, value in _reach(ways[-1]).items():
            node.append(position.setdefault(name, len(position)))
            weight.append(value)
        start.append(len(node))
    return CodeBook(
        codes=tuple(codes),
        nodes=tuple(position),
        start=np.array(start, dtype=np.int64),
        node=np.array(node, dtype=np.int32),
        weight=np.array(weight, dtype=np.float32),
        ladders=_build_ladders(ways, position),
    )


def _build_ladders(ways: Sequence[Sequence[_Way]], position: Mapping[str, int]) -> Ladders:
    flat = [way for of_code in ways for way in of_code]
    rungs = [rung for way in flat for rung in way.rungs]
    return Ladders(
        start=np.cumsum([0, *(len(of_code) for of_code in ways)]).astype(np.int64),
        rung_start=np.cumsum([0, *(len(way.rungs) for way in flat)]).astype(np.int64),
        node=np.array([position[rung.node] for rung in rungs], dtype=np.int32),
        width=np.array([rung.width for rung in rungs], dtype=np.int8),
        level=np.array([LEVELS.index(rung.level) for rung in rungs], dtype=np.int8),
        by=np.array([by for way in flat for by in way.by], dtype=np.int8),
        loose=np.array([way.loose for way in flat], dtype=np.bool_),
    )


def trace_ladder(code: str, same: Mapping[str, str]) -> tuple[Rung, ...]:
    """Return the code and its wider ones, those of ``same`` by the names they go by."""
    return tuple(
        Rung(same.get(rung.node, rung.node), rung.weight, rung.width, rung.level)
        for rung in trace_rungs(parse_code(code))
    )


def _group_links(concordance: Iterable[Link], same: Mapping[str, str]) -> dict[str, list[Link]]:
    links: dict[str, list[Link]] = {}
    for link in concordance:
        if not 0 < link.weight <= 1:
            raise ValueError(
                f"Expected a concordance weight in (0, 1], got {link.weight} "
                f"for {link.source} and {link.target}."
            )
        for here, there in ((link.source, link.target), (link.target, link.source)):
            own = trace_ladder(here, same)[0].node
            links.setdefault(own, []).append(Link(here, there, link.weight, link.by_number))
    return links


def _find_ways(
    code: str, links: Mapping[str, Sequence[Link]], same: Mapping[str, str]
) -> Iterator[_Way]:
    own = trace_ladder(code, same)
    yield _Way(own, (BY_ITSELF,) * len(own), loose=False, weight=1.0)
    for place, rung in enumerate(own):
        if rung.node not in links:
            continue
        targets = [(link, trace_ladder(link.target, same)) for link in links[rung.node]]
        told = _add_up_shares(targets)
        for link, rungs in targets:
            yield _Way(
                rungs,
                tuple(_come_by(link, step.node, told) for step in rungs),
                loose=place > 0,
                weight=CROSSING * link.weight * rung.weight,
            )
        return


def _add_up_shares(
    targets: Sequence[tuple[Link, Sequence[Rung]]],
) -> dict[tuple[tuple[str, str], str], tuple[int, float]]:
    """Return how many codes a concordance names for one, and their weights, by wider code.

    By scheme and version of the codes named, and wider code; for all of them the latter is "".
    """
    shares: dict[tuple[tuple[str, str], str], tuple[int, float]] = {}
    for link, rungs in targets:
        for node in () if link.by_number else ("", *(rung.node for rung in rungs)):
            count, weight = shares.get((_version_of(link), node), (0, 0.0))
            shares[_version_of(link), node] = count + 1, weight + link.weight
    return shares


def _come_by(
    link: Link, node: str, shares: Mapping[tuple[tuple[str, str], str], tuple[int, float]]
) -> int:
    """Return how a link comes to a code: in part where others of its code's links do not."""
    if link.by_number:
        return BY_NUMBER
    version = _version_of(link)
    count, weight = shares[version, node]
    if weight < LEAST_SHARE:
        return BY_LITTLE + min(max(round(100 * weight), 1), round(100 * LEAST_SHARE) - 1)
    whole = count == shares[version, ""][0] and weight >= _WHOLE
    return BY_CONCORDANCE if whole else BY_CONCORDANCE_IN_PART


def _version_of(link: Link) -> tuple[str, str]:
    code = parse_code(link.target)
    return code.scheme, code.version


def _reach(ways: Sequence[_Way]) -> dict[str, float]:
    reached: dict[str, float] = {}
    for way in ways:
        for rung in way.rungs:
            value = way.weight * rung.weight
            reached[rung.node] = max(reached.get(rung.node, 0.0), value)
    return reached
