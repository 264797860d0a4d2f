"""How near economies must stand to a product to have it within reach."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from fairlead.engines.dependency.complexity import Space

Singles = npt.NDArray[np.float32]
_LEAST = np.float32(1e-9)


def compute_density_without_itself(
    density: Singles, made: npt.NDArray[np.bool_], reach: Singles
) -> Singles:
    """Return the density with the product itself left out on both sides.

    ``density`` and ``made`` are (products) or (economies, products), ``reach`` (products).
    """
    return np.asarray((density * reach - made) / np.maximum(reach - 1, _LEAST), dtype=np.float32)


def find_bar(space: Space) -> Singles:
    """Return the median density of each product's makers, the product itself left out.

    One number for each product; nan for one that nobody makes.
    """
    makers = np.asarray(space.complexity.made)
    return _compute_median_where(
        compute_density_without_itself(space.density, makers, space.reach), makers
    )


def _compute_median_where(values: Singles, where: npt.NDArray[np.bool_]) -> Singles:
    """Return the median of each column's values where True, nan for a column of none."""
    ordered = np.sort(np.where(where, values, np.inf), axis=0)
    count = where.sum(axis=0)
    columns = np.arange(values.shape[1])
    low = ordered[np.maximum((count - 1) // 2, 0), columns]
    high = ordered[np.minimum(count // 2, len(values) - 1), columns]
    middle = np.where(count > 0, (low + np.where(count > 0, high, low)) / 2, np.nan)
    return np.asarray(middle, dtype=np.float32)
