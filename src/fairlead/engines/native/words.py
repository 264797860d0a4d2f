"""Words of bits: what a processor does in one step."""

from __future__ import annotations

from fairlead.engines.native.parts import part


@part
def count(word: int) -> int:
    """Return how many bits of a word are set."""
    return int(word).bit_count()


@part
def lowest(word: int) -> int:
    """Return the position of the lowest bit set of a word that is not 0."""
    return (int(word) & -int(word)).bit_length() - 1
