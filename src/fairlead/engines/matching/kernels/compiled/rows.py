"""One sparse row laid out, a place for every feature, beside others."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.numbers import ZERO
from fairlead.engines.matching.kernels.records import SparseRows
from fairlead.engines.matching.vectors import Floats
from fairlead.engines.native.parts import part


@part
def put_row(line: Floats, rows: SparseRows, row: int) -> None:
    """Lay a row out, a place for every feature."""
    for e in range(rows.indptr[row], rows.indptr[row + 1]):
        line[rows.indices[e]] = rows.data[e]


@part
def wipe_row(line: Floats, rows: SparseRows, row: int) -> None:
    """Take a row away again."""
    for e in range(rows.indptr[row], rows.indptr[row + 1]):
        line[rows.indices[e]] = ZERO


@part
def multiply_row(line: Floats, rows: SparseRows, row: int) -> np.float32:
    """Return the inner product with a row that was laid out."""
    total = ZERO
    for e in range(rows.indptr[row], rows.indptr[row + 1]):
        total += line[rows.indices[e]] * rows.data[e]
    return total
