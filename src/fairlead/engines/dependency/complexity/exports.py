"""Who exports how much of what, and in what each is specialised."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]

_NEAR_A_TIE = 1e-12


@dataclass(frozen=True, slots=True)
class Exports:
    """``values``: (economies, products), dollars as whole numbers, 0 or more.

    ``economies`` and ``products`` name the rows and the columns, no name twice. Raises
    ValueError naming the element at fault.
    """

    values: Counts
    economies: tuple[str, ...]
    products: tuple[str, ...]

    def __post_init__(self) -> None:
        """Check shape, signs and names."""
        shape = (len(self.economies), len(self.products))
        if self.values.shape != shape:
            raise ValueError(
                f"Expected values of shape {shape}, got {self.values.shape}: one row for each "
                "economy, one column for each product."
            )
        if not np.issubdtype(self.values.dtype, np.integer):
            raise ValueError(f"Expected whole dollars, got {self.values.dtype}: round them.")
        for kind, names in (("economy", self.economies), ("product", self.products)):
            if len(set(names)) < len(names):
                twice = next(name for name in names if names.count(name) > 1)
                raise ValueError(f"Expected each {kind} once, got {twice} twice: sum its rows.")
        if (self.values < 0).any():
            row, column = np.argwhere(self.values < 0)[0].tolist()
            raise ValueError(
                f"Expected exports of 0 or more, got {self.values[row, column]} for "
                f"{self.economies[row]} and {self.products[column]}: leave it out."
            )

    def economy(self, name: str) -> int:
        """Return the row of an economy; raises ValueError for an unknown one."""
        return _place(name, self.economies, "an economy")

    def product(self, name: str) -> int:
        """Return the column of a product; raises ValueError for an unknown one."""
        return _place(name, self.products, "a product")


def leave_out(exports: Exports, left_out: Collection[str]) -> tuple[Exports, tuple[str, ...]]:
    """Return the exports without some economies, and which of them were there.

    Products that nobody exports any more go with them.
    """
    kept = np.array([name not in left_out for name in exports.economies], dtype=np.bool_)
    if kept.all():
        return exports, ()
    names = np.array(exports.economies, dtype=np.str_)
    values = exports.values[kept]
    sold = values.sum(axis=0) > 0
    products = tuple(np.array(exports.products, dtype=np.str_)[sold].tolist())
    left = Exports(values[:, sold], tuple(names[kept].tolist()), products)
    return left, tuple(names[~kept].tolist())


def _place(name: str, names: tuple[str, ...], kind: str) -> int:
    if name not in names:
        near = ", ".join(difflib.get_close_matches(name, names, n=3, cutoff=0.5))
        hint = f"did you mean {near}?" if near else "check the code."
        raise ValueError(f"Expected {kind} with exports, got {name}: {hint}")
    return names.index(name)


def compute_advantage(values: Counts, *, world: Counts | None = None) -> Floats:
    """Return Balassa's RCA_cp = (X_cp / X_c) / (X_p / X), (rows, products); 0 where undefined.

    ``world``: (products), the exports of everybody, when the rows are not all there is.
    """
    world = values.sum(axis=0) if world is None else world
    own = values.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        advantage = (values / own) / (world / world.sum())
    defined: Floats = np.nan_to_num(advantage, nan=0.0, posinf=0.0)
    return defined


def mark_specialised(values: Counts, *, world: Counts | None = None) -> Bools:
    """Return where RCA is 1 or more, (rows, products): a tie is decided by whole numbers."""
    world = values.sum(axis=0) if world is None else world
    advantage = compute_advantage(values, world=world)
    made = advantage >= 1
    everything = int(world.sum())
    near = np.argwhere(np.abs(advantage - 1) < _NEAR_A_TIE)
    own = values.sum(axis=1)
    for row, column in near.tolist():
        made[row, column] = int(values[row, column]) * everything >= int(own[row]) * int(
            world[column]
        )
    return made
