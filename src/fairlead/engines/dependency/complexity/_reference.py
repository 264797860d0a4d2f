"""The slow, obvious complexity: every sum written out as its definition reads."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from fairlead.engines.dependency.complexity.exports import Bools, Exports, Floats


@dataclass(frozen=True, slots=True)
class ReferenceFigures:
    """The same figures as `Complexity` and `Space`, on tables without empty rows and columns."""

    made: Bools
    eci: Floats
    pci: Floats
    proximity: Floats
    density: Floats
    outlook: Floats
    gain: Floats


def mark_made_products(exports: Exports) -> list[list[bool]]:
    """Return where an economy's share of a product is at least its share of all trade."""
    values = [[int(v) for v in row] for row in exports.values]
    everything = sum(map(sum, values))
    by_product = [sum(row[p] for row in values) for p in range(len(exports.products))]
    return [
        [
            bool(sum(row) and by_product[p])
            and Fraction(row[p], sum(row)) >= Fraction(by_product[p], everything)
            for p in range(len(exports.products))
        ]
        for row in values
    ]


def measure_slowly(exports: Exports) -> ReferenceFigures:
    """Return every figure; the table must leave no economy and no product without advantage."""
    m = np.array(mark_made_products(exports))
    economies, products = m.shape
    diversity = [sum(m[c]) for c in range(economies)]
    ubiquity = [sum(m[:, p]) for p in range(products)]
    between = np.array(
        [
            [
                sum(m[c, p] * m[d, p] / ubiquity[p] for p in range(products)) / diversity[c]
                for d in range(economies)
            ]
            for c in range(economies)
        ]
    )
    values, vectors = np.linalg.eig(between)
    order = np.argsort(-values.real)
    k = vectors[:, order[1]].real
    k = k * np.sign(np.corrcoef(k, diversity)[0, 1])
    second = values[order[1]].real
    kp = [sum(m[c, p] * k[c] for c in range(economies)) / ubiquity[p] / second
          for p in range(products)]  # fmt: skip
    pci = (np.array(kp) - k.mean()) / k.std()
    phi = np.array(
        [
            [sum(m[:, p] & m[:, q]) / max(ubiquity[p], ubiquity[q]) for q in range(products)]
            for p in range(products)
        ]
    )
    density = np.array(
        [
            [sum(phi[p, q] for q in range(products) if m[c, q]) / sum(phi[p])
             for p in range(products)]
            for c in range(economies)
        ]
    )  # fmt: skip
    outlook = [
        sum(density[c, p] * pci[p] for p in range(products) if not m[c, p])
        for c in range(economies)
    ]
    gain = [
        [
            0.0
            if m[c, p]
            else sum(phi[p, q] * pci[q] / sum(phi[q]) for q in range(products) if not m[c, q])
            for p in range(products)
        ]
        for c in range(economies)
    ]
    return ReferenceFigures(
        m, (k - k.mean()) / k.std(), pci, phi, density, np.array(outlook), np.array(gain)
    )
