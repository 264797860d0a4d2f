"""The standing search: each month's flows judged again, and what became critical, ceased or worse.

What was found of a month stays in a folder: its table, and the digest of the flows it is of. So
the same month given twice changes nothing, and a year of months is a history.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairlead.chain.flows.economies import convert_to_iso3, find_economy_codes
from fairlead.chain.flows.open import open_flows, translate_input_errors
from fairlead.chain.flows.product_codes import write_scheme
from fairlead.chain.flows.product_names import name_products
from fairlead.engines import dependency as engine
from fairlead.engines.dependency.changes import find_changes
from fairlead.engines.dependency.flows import Flows, digest_file
from fairlead.folder.atomic_write import write_whole
from fairlead.folder.input_errors import report_invalid

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_KEPT = ("economy", "product", "imports_usd", "hhi_imports", "first_supplier", "first_share",
         "hhi_world_exports", "c1", "c2", "c3", "c4", "critical")  # fmt: skip
KINDS = ("became", "worse", "ceased", "untraded", "unknown")


@dataclass(frozen=True, slots=True)
class MonthSeen:
    """What a month came to: ``before`` is the month it is compared with, "" for the first.

    ``changes``: economy, product, title, change, why, and figures before and after, named.
    ``new`` is False where the same month with the same flows had been looked at already.
    """

    month: str
    before: str
    changes: pa.Table
    new: bool


def watch_month(
    flows: Path, folder: Path, *, month: str, importers: Sequence[str], revised: bool = False
) -> MonthSeen:
    """Return what differs from the month before, and keep what was found of this one.

    ``importers`` none for every economy. Raises InvalidInput for a month that is none, one with
    other flows than were given for it before unless they are ``revised``, and one before the last.
    """
    if not _MONTH.fullmatch(month):
        raise report_invalid("--month", "expected a month such as 2024-03", value=month)
    known = list_months(folder)
    digest = _digest(flows)
    held = _read_note(folder, month) if month in known else None
    earlier = [one for one in known if one < month]
    before = earlier[-1] if earlier else ""
    asked = sorted(importers)
    if held is not None and held["digest"] == digest and held["importers"] == asked:
        return MonthSeen(month, before, pq.read_table(folder / month / "changes.parquet"), False)
    if held is not None and not revised:
        expected = f"expected the flows that were given for {month} before, or --revised"
        raise report_invalid(flows.name, expected)
    if known and month < known[-1] and held is None:
        expected = f"expected a month from {known[-1]} on: later months were compared already"
        raise report_invalid("--month", expected, value=month)
    opened = open_flows(flows)
    codes = find_economy_codes(list(importers)) if importers else None
    with translate_input_errors(flows.name):
        found = engine.assess(opened, importers=codes)
    table = found.table.select(_KEPT)
    changes = _compare(folder, before, table, opened, flows)
    _keep(folder, month, table, changes, {"digest": digest, "importers": asked, "before": before})
    return MonthSeen(month, before, changes, True)


def list_months(folder: Path) -> list[str]:
    """Return the months that are kept, in order."""
    if not folder.is_dir():
        return []
    return sorted(
        one.name
        for one in folder.iterdir()
        if _MONTH.fullmatch(one.name) and (one / "note.json").is_file()
    )


def read_history(folder: Path) -> pa.Table:
    """Return month, economy, critical and how many of each change, for every economy and month."""
    rows: list[dict[str, Any]] = []
    for month in list_months(folder):
        table = pq.read_table(folder / month / "dependencies.parquet")
        critical = table.filter(pc.fill_null(table["critical"], False))
        counted = _count(convert_to_iso3(critical["economy"]))
        changes = pq.read_table(folder / month / "changes.parquet")
        by_kind = {
            kind: _count(changes.filter(pc.equal(changes["change"], kind))["economy"])
            for kind in KINDS
        }
        seen = set(convert_to_iso3(table["economy"]).to_pylist())
        rows += [
            {"month": month, "economy": economy, "critical": counted.get(economy, 0)}
            | {kind: found.get(economy, 0) for kind, found in by_kind.items()}
            for economy in sorted(seen | {one for found in by_kind.values() for one in found})
        ]
    names = ("month", "economy", "critical", *KINDS)
    return pa.table({name: [row[name] for row in rows] for name in names})


def _count(values: pa.ChunkedArray) -> dict[str, int]:
    return {one["values"]: one["counts"] for one in pc.value_counts(values).to_pylist()}


def propose_needs(seen: MonthSeen, scheme: str) -> pa.Table:
    """Return a need, as needs.csv has them, for every import that became critical."""
    became = seen.changes.filter(pc.equal(seen.changes["change"], "became")).to_pylist()
    return pa.table(
        {
            "id": [f"watch-{seen.month}-{one['economy']}-{one['product']}" for one in became],
            "economy": [one["economy"] for one in became],
            "title": [one["title"] or one["product"] for one in became],
            "products": [f"{scheme}:{one['product']}" for one in became],
            "cooperation": ["supply|localisation"] * len(became),
            "description": [one["why"] for one in became],
        },
        schema=pa.schema(
            [
                (name, pa.string())
                for name in ("id", "economy", "title", "products", "cooperation", "description")
            ]
        ),
    )


def find_scheme(flows: Path) -> str:
    """Return the scheme of the product codes, as a fair writes it."""
    return write_scheme(open_flows(flows))


def _compare(folder: Path, before: str, table: pa.Table, flows: Flows, source: Path) -> pa.Table:
    old = (
        pq.read_table(folder / before / "dependencies.parquet")
        if before
        else table.schema.empty_table()
    )
    found = find_changes(old, table) if before else find_changes(old, old)
    names = name_products(source, titles=None, classification=flows.classification)
    codes = [flows.product_code(one) for one in found["product"].to_pylist()]
    named = {
        "economy": convert_to_iso3(found["economy"]),
        "product": pa.array(codes, pa.string()),
        "title": pa.array([names.title(code) for code in codes], pa.string()),
        "change": found["change"],
        "first_before": convert_to_iso3(found["first_before"]),
        "first_after": convert_to_iso3(found["first_after"]),
    }
    whole = {**{name: found[name] for name in found.schema.names}, **named}
    rows = [dict(zip(whole, values, strict=True)) for values in zip(
        *(column.to_pylist() for column in whole.values()), strict=True)]  # fmt: skip
    why = pa.array([_explain(row, before) for row in rows], pa.string())
    order = ("economy", "product", "title", "change")
    rest = [name for name in whole if name not in order]
    return pa.table({**{name: whole[name] for name in order}, "why": why}
                    | {name: whole[name] for name in rest})  # fmt: skip


_CRITERIA = {
    "c1": "imports are concentrated on few suppliers",
    "c2": "the world's exports are concentrated on few suppliers",
    "c3": "more is imported than exported",
    "c4": "this holds in most years",
}


def _explain(row: dict[str, Any], before: str) -> str:
    """Return why the row is there, in words, with the figures it rests upon."""
    parts = [f"compared with {before}"] if before else []
    for field, word in (("criteria_gained", "now"), ("criteria_lost", "no longer")):
        parts += [f"{word}: {_CRITERIA[name]}" for name in (row[field] or "").split()]
    if row["hhi_before"] is not None and row["hhi_after"] is not None:
        parts.append(
            f"concentration of imports {row['hhi_before']:.3f} before, {row['hhi_after']:.3f} now"
        )
    if row["first_after"]:
        parts.append(f"first supplier {row['first_after']} {row['share_after']:.0%}")
    if row["change"] == "untraded":
        parts.append("not imported this month, which says nothing of the dependency")
    return "; ".join(parts)


def _digest(flows: Path) -> str:
    if flows.is_dir():
        files = sorted(one for one in flows.rglob("*") if one.is_file())
        return "".join(digest_file(one)[:16] for one in files)
    if not flows.is_file():
        raise report_invalid(str(flows), "expected flows that are there")
    return digest_file(flows)


def _read_note(folder: Path, month: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / month / "note.json").read_text())
    return found


def _keep(
    folder: Path, month: str, table: pa.Table, changes: pa.Table, note: dict[str, Any]
) -> None:
    """Write a month; the note, by which it counts, comes last."""
    place = folder / month
    place.mkdir(parents=True, exist_ok=True)
    (place / "note.json").unlink(missing_ok=True)
    write_whole(place / "dependencies.parquet", lambda out: pq.write_table(table, out))
    write_whole(place / "changes.parquet", lambda out: pq.write_table(changes, out))
    write_whole(place / "note.json", lambda out: out.write(json.dumps(note).encode()))
