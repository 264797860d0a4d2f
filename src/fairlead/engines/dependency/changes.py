"""What became of dependencies from one assessment to the next."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

CHANGE_SCHEMA = pa.schema(
    [
        ("economy", pa.int32()),
        ("product", pa.int32()),
        ("change", pa.string()),
        ("criteria_gained", pa.string()),
        ("criteria_lost", pa.string()),
        ("imports_before", pa.int64()),
        ("imports_after", pa.int64()),
        ("hhi_before", pa.float64()),
        ("hhi_after", pa.float64()),
        ("first_before", pa.int32()),
        ("first_after", pa.int32()),
        ("share_before", pa.float64()),
        ("share_after", pa.float64()),
    ]
)
CRITERIA = ("c1", "c2", "c3", "c4")
WORSE = 0.05
"""By how much the concentration of a critical import rises before it counts as worse."""
_FIGURES = {"imports": "imports_usd", "hhi": "hhi_imports", "first": "first_supplier",
            "share": "first_share"}  # fmt: skip


def find_changes(before: pa.Table, after: pa.Table, *, worse: float = WORSE) -> pa.Table:
    """Return `CHANGE_SCHEMA`: what differs between two tables of `assess`, by economy and product.

    ``became``: critical now and not before (a product that was not traded was not). ``ceased``:
    critical before, judged now and not critical. ``untraded``: critical before and not imported
    now, which says nothing of the dependency. ``unknown``: critical before, and now there is too
    little to judge it. ``worse``: critical both times, and the concentration of imports is higher
    by ``worse`` or more. The criteria that began and ceased to hold explain each. Ordered by
    change, then the largest imports.
    """
    keys = _join(before, after)
    was, now = _take(before, "critical", keys[0]), _take(after, "critical", keys[1])
    rise = _read_floats(after, "hhi_imports", keys[1]) - _read_floats(
        before, "hhi_imports", keys[0]
    )
    with np.errstate(invalid="ignore"):
        risen = rise >= worse - 1e-12
    here = keys[1] >= 0
    kinds = np.full(len(was), "", dtype=object)
    kinds[(was != 1) & (now == 1)] = "became"
    kinds[(was == 1) & (now == 0)] = "ceased"
    kinds[(was == 1) & (now < 0) & here] = "unknown"
    kinds[(was == 1) & ~here] = "untraded"
    kinds[(was == 1) & (now == 1) & risen] = "worse"
    kept = np.flatnonzero(kinds != "")
    old, new = keys[0][kept], keys[1][kept]
    gained, lost = _compare_criteria(before, after, old, new)
    found = pa.table(
        {
            "economy": _choose_either(before, after, "economy", old, new),
            "product": _choose_either(before, after, "product", old, new),
            "change": pa.array(kinds[kept].tolist(), pa.string()),
            "criteria_gained": gained,
            "criteria_lost": lost,
            **{
                f"{name}_{when}": table[column].combine_chunks().take(_take_rows(rows))
                for name, column in _FIGURES.items()
                for when, table, rows in (("before", before, old), ("after", after, new))
            },
        }
    ).cast(CHANGE_SCHEMA)
    size = pc.fill_null(pc.coalesce(found["imports_after"], found["imports_before"]), 0)
    return (
        found.append_column("size", size)
        .sort_by(
            [("change", "ascending"), ("size", "descending"), ("economy", "ascending"),
             ("product", "ascending")]
        )
        .drop_columns(["size"])
    )  # fmt: skip


def _join(before: pa.Table, after: pa.Table) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the positions in both tables of every economy and product, -1 where it is absent."""
    first, second = _join_key(before), _join_key(after)
    every = np.union1d(first, second)
    return _place(first, every), _place(second, every)


def _join_key(table: pa.Table) -> npt.NDArray[np.int64]:
    economy: npt.NDArray[np.int64] = table["economy"].to_numpy().astype(np.int64)
    key: npt.NDArray[np.int64] = economy * 10**9 + table["product"].to_numpy().astype(np.int64)
    return key


def _place(keys: npt.NDArray[np.int64], every: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    places = np.full(len(every), -1, dtype=np.int64)
    places[np.searchsorted(every, keys)] = np.arange(len(keys))
    return places


def _take_rows(places: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array(places, mask=places < 0)


def _take(table: pa.Table, column: str, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int8]:
    """Return 1 for true, 0 for false, -1 for null or absent."""
    taken = table[column].combine_chunks().take(_take_rows(places))
    return np.asarray(pc.fill_null(taken.cast(pa.int8()), -1))


def _read_floats(
    table: pa.Table, column: str, places: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    taken = table[column].combine_chunks().take(_take_rows(places))
    return np.asarray(pc.fill_null(taken.cast(pa.float64()), float("nan")))


def _choose_either(
    before: pa.Table,
    after: pa.Table,
    column: str,
    old: npt.NDArray[np.int64],
    new: npt.NDArray[np.int64],
) -> pa.Array:
    return pc.coalesce(
        after[column].combine_chunks().take(_take_rows(new)),
        before[column].combine_chunks().take(_take_rows(old)),
    )


def _compare_criteria(
    before: pa.Table,
    after: pa.Table,
    old: npt.NDArray[np.int64],
    new: npt.NDArray[np.int64],
) -> tuple[pa.Array, pa.Array]:
    """Return which criteria hold now and did not, and which held and do not, as words.

    One that cannot be judged now neither holds nor ceased to hold.
    """
    gained, lost = [""] * len(old), [""] * len(old)
    for name in CRITERIA:
        if name not in before.schema.names or name not in after.schema.names:
            continue
        was, now = _take(before, name, old), _take(after, name, new)
        for row in np.flatnonzero((was != 1) & (now == 1)).tolist():
            gained[row] = f"{gained[row]} {name}".strip()
        for row in np.flatnonzero((was == 1) & (now == 0)).tolist():
            lost[row] = f"{lost[row]} {name}".strip()
    return pa.array(gained, pa.string()), pa.array(lost, pa.string())
