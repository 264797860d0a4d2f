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
# version has the same number, by a concordance that says it of a part of the code only, or by a
# concordance and a number one after the other.
BY_ITSELF, BY_CONCORDANCE, BY_NUMBER, BY_CONCORDANCE_IN_PART, BY_CONCORDANCE_AND_NUMBER = range(5)
# By a concordance that says it of less than half of the code: this and the hundredths of it.
BY_LITTLE = 10
LEAST_SHARE = 0.5
_WHOLE = 1 - 1e-6  # what weights of one code add up to when they say all of it
_Version = tuple[str, str]  # a scheme and its version


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
class _Path:
    """Links one after the other from a code to a code of another version or scheme.

    ``weight``: that of the links, multiplied; ``by_table``, ``by_number``: what they rest on.
    """

    target: str
    weight: float
    steps: int
    by_table: bool
    by_number: bool
    passed: frozenset[_Version]

    def follow(self, link: Link, version: _Version) -> _Path:
        """Return the path that goes on by a link to a code of a version."""
        return _Path(
            link.target,
            self.weight * link.weight,
            self.steps + 1,
            by_table=self.by_table or not link.by_number,
            by_number=self.by_number or link.by_number,
            passed=self.passed | {version},
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

    A concordance works both ways, on the narrowest of a code's nodes that it knows, and over
    several links one after the other: of CPV and HS with HS and ISIC, CPV meets ISIC. ``same``
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
        paths = _find_paths(rung.node, _find_version(code), links, same)
        targets = [(path, trace_ladder(path.target, same)) for path in paths]
        told = _add_up_shares(targets)
        for path, rungs in targets:
            yield _Way(
                rungs,
                tuple(_come_by(path, step.node, told) for step in rungs),
                loose=place > 0,
                weight=CROSSING**path.steps * path.weight * rung.weight,
            )
        return


def _find_paths(
    node: str,
    version: _Version,
    links: Mapping[str, Sequence[Link]],
    same: Mapping[str, str],
) -> list[_Path]:
    """Return the heaviest path to each code that links lead to from a node.

    Codes of a version count by the fewest links that lead to any of it, seen from either end, and
    no path comes back to a version that it has passed.
    """
    found: list[_Path] = []
    ends = {node: _Path("", 1.0, 0, by_table=False, by_number=False, passed=frozenset({version}))}
    reached = {version}
    while ends:
        further: dict[str, _Path] = {}
        for at, before in ends.items():
            for link in links.get(at, ()):
                here = _find_version(link.target)
                if here in before.passed or (here in reached and before.steps):
                    continue
                path = before.follow(link, here)
                end = trace_ladder(link.target, same)[0].node
                if end not in further or path.weight > further[end].weight:
                    further[end] = path
        found += [
            path
            for end, path in further.items()
            if path.steps == 1 or all(_find_version(link.target) != version for link in links[end])
        ]
        reached.update(*(path.passed for path in further.values()))
        ends = further
    return found


def _add_up_shares(
    targets: Sequence[tuple[_Path, Sequence[Rung]]],
) -> dict[tuple[_Version, str], tuple[int, float]]:
    """Return how many codes a concordance names for one, and their weights, by wider code.

    By scheme and version of the codes named, and wider code; for all of them the latter is "".
    """
    shares: dict[tuple[_Version, str], tuple[int, float]] = {}
    for path, rungs in targets:
        version = _find_version(path.target)
        for node in ("", *(rung.node for rung in rungs)) if path.by_table else ():
            count, weight = shares.get((version, node), (0, 0.0))
            shares[version, node] = count + 1, weight + path.weight
    return shares


def _come_by(
    path: _Path, node: str, shares: Mapping[tuple[_Version, str], tuple[int, float]]
) -> int:
    """Return how a path comes to a code: in part where others of its code's do not."""
    if not path.by_table:
        return BY_NUMBER
    version = _find_version(path.target)
    count, weight = shares[version, node]
    if weight < LEAST_SHARE:
        return BY_LITTLE + min(max(round(100 * weight), 1), round(100 * LEAST_SHARE) - 1)
    if path.by_number:
        return BY_CONCORDANCE_AND_NUMBER
    whole = count == shares[version, ""][0] and weight >= _WHOLE
    return BY_CONCORDANCE if whole else BY_CONCORDANCE_IN_PART


def _find_version(code: str) -> _Version:
    parsed = parse_code(code)
    return parsed.scheme, parsed.version


def _reach(ways: Sequence[_Way]) -> dict[str, float]:
    reached: dict[str, float] = {}
    for way in ways:
        for rung in way.rungs:
            value = way.weight * rung.weight
            reached[rung.node] = max(reached.get(rung.node, 0.0), value)
    return reached
