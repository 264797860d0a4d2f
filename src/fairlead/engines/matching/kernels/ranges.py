"""Ranges of rows for kernels to work on."""

from __future__ import annotations

from itertools import pairwise

import numpy as np


def split_ranges(count: int, parts: int) -> list[tuple[int, int]]:
    """Return at most so many ranges (first, last) of about the same length that cover ``count``."""
    edges = np.linspace(0, count, min(parts, max(count, 1)) + 1).astype(int)
    return [(int(a), int(b)) for a, b in pairwise(edges) if b > a]
