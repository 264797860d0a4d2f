"""Words of bits: what a processor does in one step."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from fairlead.engines.native.parts import part


@part
def count(word: int) -> int:
    """Return how many bits of a word are set."""
    return int(word).bit_count()


@part
def lowest(word: int) -> int:
    """Return the position of the lowest bit set of a word that is not 0."""
    return (int(word) & -int(word)).bit_length() - 1


def fetch(line: NDArray[Any], at: int) -> None:
    """Have the memory about an element brought near, which will be read or written soon."""
