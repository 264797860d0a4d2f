"""What differs between two months' tables, economy by economy, and why, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.flows.economies import convert_to_iso3
from fairlead.engines.dependency import Criteria
from fairlead.engines.dependency.changes import WORSE, find_changes
from fairlead.folder.month_files import CHANGES

__all__ = ["CHANGES", "CRITERIA", "KINDS", "RULE", "WORSE", "compare_tables", "find_last_seen"]
KINDS = ("became", "worse", "ceased", "untraded", "unknown")
CRITERIA = {
    "c1": "imports are concentrated on few suppliers",
    "c2": "the world's exports are concentrated on few suppliers",
    "c3": "more is imported than exported",
    "c4": "this holds in most years",
}
_USUAL = Criteria()
RULE: Mapping[str, object] = {
    "rule": _USUAL.rule,
    "concentration": _USUAL.concentration,
    "world_concentration": _USUAL.world_concentration,
    "coverage": _USUAL.coverage,
    "persistence": list(_USUAL.persistence),
    "worse": WORSE,
}
"""By what a month is judged: the thresholds of C1 to C4, and what counts as worse."""


def find_last_seen(table: pa.Table) -> dict[int, str]:
    """Return of which month each economy's rows of a kept table are."""
    pairs = table.select(["economy", "seen"]).group_by(["economy", "seen"]).aggregate([])
    return dict(zip(pairs["economy"].to_pylist(), pairs["seen"].to_pylist(), strict=True))


def compare_tables(before: pa.Table | None, after: pa.Table, month: str, digits: int) -> pa.Table:
    """Return `CHANGES` from the table of the month before to this month's.

    Economies are compared that were judged in both. One that reports nothing this month is left
    out, and stays as it was last seen; so is one that is judged for the first time.
    """
    if before is None:
        return CHANGES.empty_table()
    seen = find_last_seen(before)
    judged = {one for one, when in find_last_seen(after).items() if when == month} & set(seen)
    both = pa.array(sorted(judged), pa.int32())
    old, new = (one.filter(pc.is_in(one["economy"], both)) for one in (before, after))
    found = find_changes(old, new)
    codes = pc.utf8_lpad(found["product"].cast(pa.string()), digits, "0")
    titles = _read_titles(old) | _read_titles(new)
    compared = [seen[one] for one in found["economy"].to_pylist()]
    named: dict[str, Any] = {
        **{name: found[name] for name in found.schema.names},
        "economy": convert_to_iso3(found["economy"]),
        "product": codes,
        "title": pa.array([titles.get(one, "") for one in found["product"].to_pylist()]),
        "compared_with": pa.array(compared, pa.string()),
        "first_before": convert_to_iso3(found["first_before"]),
        "first_after": convert_to_iso3(found["first_after"]),
    }
    rows = [
        dict(zip(named, values, strict=True))
        for values in zip(*(column.to_pylist() for column in named.values()), strict=True)
    ]
    named["why"] = pa.array([_explain(row) for row in rows], pa.string())
    return pa.table({name: named[name] for name in CHANGES.names}).cast(CHANGES)


def _read_titles(table: pa.Table) -> dict[int, str]:
    pairs = table.select(["product", "title"]).group_by(["product", "title"]).aggregate([])
    return dict(zip(pairs["product"].to_pylist(), pairs["title"].to_pylist(), strict=True))


def _explain(row: Mapping[str, Any]) -> str:
    """Return why the row is there, in words, with the figures it rests upon."""
    parts = [f"compared with {row['compared_with']}"]
    for field, word in (("criteria_gained", "now"), ("criteria_lost", "no longer")):
        parts += [f"{word}: {CRITERIA[name]}" for name in (row[field] or "").split()]
    if row["hhi_before"] is not None and row["hhi_after"] is not None:
        parts.append(
            f"concentration of imports {row['hhi_before']:.3f} before, {row['hhi_after']:.3f} now"
        )
    if row["first_after"]:
        parts.append(f"first supplier {row['first_after']} {row['share_after']:.0%}")
    if row["change"] == "untraded":
        parts.append("not imported this month, which says nothing of the dependency")
    if row["change"] == "unknown":
        parts.append("there is too little this month to judge it by")
    return "; ".join(parts)
