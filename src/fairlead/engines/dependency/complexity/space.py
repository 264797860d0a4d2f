"""The product space: how near products are, and how near each economy is to making each.

Proximity and density follow Hidalgo, Klinger, Barabasi and Hausmann (2007); the outlook index
and gain follow Hausmann, Hidalgo and others, The Atlas of Economic Complexity (2013).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fairlead.engines.dependency.complexity.exports import Bools, Counts, Floats
from fairlead.engines.dependency.complexity.measures import Complexity

Singles = npt.NDArray[np.float32]
_ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Space:
    """What `build_product_space` returns, over the economies and products of ``complexity``.

    ``proximity``: (products, products), from 0 to 1, symmetric, 1 on the diagonal of every
    product that somebody makes and 0 for the others. ``reach``: (products), its row sums.
    ``density``: (economies, products), from 0 to 1. ``outlook``: (economies), COI. ``gain``:
    (economies, products), COG, 0 where the economy makes the product already. Single precision
    but for ``outlook``.
    """

    complexity: Complexity
    proximity: Singles
    reach: Singles
    density: Singles
    outlook: Floats
    gain: Singles


def build_product_space(complexity: Complexity) -> Space:
    """Return proximity, density, outlook index and outlook gain.

    phi_pq = makers of both / max(ubiquity_p, ubiquity_q); density_cp = sum_q M_cq phi_pq /
    sum_q phi_pq, the diagonal included; COI_c = sum_p density_cp (1 - M_cp) PCI_p; COG_cp =
    (1 - M_cp) sum_q (1 - M_cq) phi_pq PCI_q / sum_r phi_qr. Products that nobody makes count for
    nothing.
    """
    proximity = _compute_proximity(complexity.made, complexity.ubiquity)
    reach = proximity.sum(axis=1)
    density = compute_density(complexity.made, proximity, reach)
    pci = np.nan_to_num(complexity.pci, nan=0.0)
    missing = ~complexity.made
    outlook = np.einsum("cp,cp,p->c", density, missing, pci, dtype=np.float64)
    pull = np.divide(pci, reach, out=np.zeros_like(pci), where=reach > 0).astype(np.float32)
    gain = (missing * pull[None, :]).astype(np.float32) @ proximity
    gain *= missing
    return Space(complexity, proximity, reach, density, outlook, gain)


def standardise_outlook(space: Space) -> Floats:
    """Return the outlook index as other tools publish it: mean 0 and standard deviation 1.

    They count a product's complexity from another zero, the mean ECI weighted by diversity:
    sum_p density_cp (1 - M_cp) (PCI_p - zero), standardised over the economies with an ECI; nan
    for the others.
    """
    found = space.complexity
    known = ~np.isnan(found.eci)
    weights = found.diversity[known]
    zero = float((weights * found.eci[known]).sum() / weights.sum()) if known.any() else 0.0
    missing = np.where(np.isnan(found.pci), False, ~found.made)
    shift = np.einsum("cp,cp->c", space.density, missing, dtype=np.float64) * zero
    outlook = space.outlook - shift
    standard = np.full(len(outlook), np.nan)
    if known.any():
        spread = float(outlook[known].std()) or 1.0
        standard[known] = (outlook[known] - outlook[known].mean()) / spread
    return standard


def compute_density(made: Bools, proximity: Singles, reach: Singles) -> Singles:
    """Return the density of rows of ``made`` (rows, products): the share of what is near."""
    near = made.astype(np.float32) @ proximity
    density: Singles = np.divide(near, reach, out=np.zeros_like(near), where=reach > 0)
    return density


def _compute_proximity(made: Bools, ubiquity: Counts) -> Singles:
    """Return phi; counts below 2^24 are exact in single precision."""
    matrix = made.astype(np.float32)
    proximity = matrix.T @ matrix
    makers = ubiquity.astype(np.float32)
    for start in range(0, len(makers), _ROWS_AT_ONCE):  # so that no second whole matrix is made
        rows = slice(start, start + _ROWS_AT_ONCE)
        larger = np.maximum(makers[rows, None], makers[None, :])
        np.divide(proximity[rows], larger, out=proximity[rows], where=larger > 0)
    return proximity
