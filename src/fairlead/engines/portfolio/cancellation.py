"""Roots of a sum of c_k e^(k s) on stretches where its terms cancel to their last bits.

There doubles hold nothing of the value. Expanded in whole numbers (`expansion`) it is a polynomial
of few powers that doubles do hold, and searched as one; where that is not clear, as near several
roots, a shorter stretch is expanded, and where the accuracy ends, with three times the bits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fairlead.engines.portfolio.expansion import Expansion
from fairlead.engines.portfolio.series import search_pieces
from fairlead.engines.portfolio.steps import halve_to_last_bit

Stretch = tuple[float, float]
Look = Callable[[float, float, int], Expansion]  # from, towards, and how many bits

_BITS = (90, 270, 810)  # a value that doubles do not hold is some 2^-53 of its terms
_NEAR = (1e-9, 1e-6, 1e-3)  # about a root that is nearly known


@dataclass(frozen=True, slots=True)
class IsolatedRoots:
    """Roots s where the sign changes, and places that several may share.

    At ``odd`` the sign changes, at ``even`` it does not: there the value touches zero, or there
    are two roots, or none, nearer to one another than numbers can say.
    """

    roots: list[float]
    odd: list[float]
    even: list[Stretch]


def isolate_roots(look: Look, low: float, high: float) -> IsolatedRoots:
    """Return the roots s on a stretch, each once."""
    roots: list[float] = []
    unclear: list[list[float]] = []
    left = [(low, high, 0)]
    while left:
        start, end, level = left.pop()
        about = look(start, end, _BITS[level])
        overlap = _find_overlap(about.middle)
        reached = about.middle + about.half - overlap
        if end - reached > overlap:
            left.append((reached, end, level))
        pieces = search_pieces(about.to_pieces())
        roots += [_find_root(look, about, *one) for one in pieces.single.tolist()]
        for one, other in _join(pieces.unclear.tolist()):
            here, there = about.middle + about.half * one, about.middle + about.half * other
            more = level if about.is_known(one, other) else level + 1
            if there - here < 8 * overlap or more == len(_BITS):
                unclear.append([here, there])
            elif other - one > 1:
                middle = (here + there) / 2
                left += [
                    (here - overlap, middle + overlap, more),
                    (middle - overlap, there + overlap, more),
                ]
            else:
                left.append((here - overlap, there + overlap, more))
    shared = _join(unclear)
    odd = [(low + high) / 2 for low, high in shared if _changes_sign(look, low, high)]
    even = [one for one in shared if (one[0] + one[1]) / 2 not in odd]
    return IsolatedRoots(roots, odd, even)


def _changes_sign(look: Look, low: float, high: float) -> bool:
    """Return whether the signs on either side of a stretch of almost no length differ."""
    middle = (low + high) / 2
    signs = 0
    for length in ((high - low) / 2 + 8 * _find_overlap(middle), high - low, 1e-9):
        about = look(middle - length, middle + length, _BITS[-1])
        signs = about.weigh(-1.0)[0] * about.weigh(1.0)[0]
        if signs:
            break
    return signs < 0


def find_root_near(look: Look, place: float) -> float | None:
    """Return the root s next to a place, None where the sign is not seen to change about it."""
    for bits in _BITS:
        for near in _NEAR:
            reach = near * max(1.0, abs(place))
            about = look(place - reach, place + reach, bits)
            if about.weigh(-1.0)[0] * about.weigh(1.0)[0] < 0:
                root, clear = _halve(about, -1.0, 1.0)
                if clear:
                    return root
                break
    return None


def _find_root(look: Look, about: Expansion, one: float, other: float) -> float:
    root, clear = _halve(about, one, other)
    finer = None if clear else find_root_near(look, root)
    return root if finer is None else finer


def _halve(about: Expansion, one: float, other: float) -> tuple[float, bool]:
    """Return the root between two t as s, and whether it is known to the last digits."""
    t = halve_to_last_bit(about.weigh, one, other)
    step = 4 * _find_overlap(about.middle) / about.half
    return about.middle + about.half * t, about.weigh(t - step)[0] * about.weigh(t + step)[0] < 0


def _find_overlap(place: float) -> float:
    """Return by how much neighbours overlap: what rounding takes of a place."""
    return 4e-16 * max(1.0, abs(place))


def _join(stretches: list[list[float]]) -> list[Stretch]:
    """Return the stretches with those that touch joined."""
    joined: list[Stretch] = []
    for low, high in sorted(stretches):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined
