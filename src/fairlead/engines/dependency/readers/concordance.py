"""Moves flows from one version of a classification to another by the user's concordance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import BadFlows, Fault
from fairlead.engines.dependency.readers.products import find_product_directory
from fairlead.engines.dependency.readers.reading import find_columns, read_dollars
from fairlead.engines.dependency.readers.tabular import open_table

UNMAPPED = "product not in the concordance"
PARTS = 1_000_000
_VERSION = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_EX = re.compile(r"^\s*ex\s*|\s*\(?ex\)?\s*$", re.IGNORECASE)
WANTED = {"from": ("from", "source", "old"), "to": ("to", "target", "new")}
SCHEMA = pa.schema(
    [
        ("product", pa.int64()),
        ("target", pa.int64()),
        ("before", pa.int64()),
        ("until", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Concordance:
    """Where each product goes: one row per product and target.

    ``steps`` has the columns product, target, before, until: a target receives the part of the
    dollars between ``before`` and ``until`` millionths, so the parts of a product add up to it
    exactly. ``split`` is how many products go to several targets.
    """

    steps: pa.Table
    split: int


def read_concordance(path: Path, target: str | None = None) -> Concordance:
    """Return the concordance of a table with columns from, to and maybe weight.

    Columns may also be named by their HS versions, as published correlation tables are
    (``HS 2022``, ``HS2028``): that of the ``target`` is to, the other from. Codes may have dots
    and the ``ex`` of a code that only partly goes there. A product with several targets is split
    by ``weight``, or evenly without that column. Raises `BadFlows` for a missing column or a cell
    that is no code or no weight, line by line.
    """
    from fairlead.engines.dependency.backends.session import open_duckdb

    with open_duckdb() as session:
        opened = open_table(
            session, path, name="concordance_file", fits=lambda cells: _fits(cells, target)
        )
        found = _choose_columns(path.name, opened.columns, target)
        weight = next((name for name in opened.columns if name.casefold() == "weight"), None)
        written = ibis.null("string") if weight is None else opened.rows[weight].cast("string")
        rows = session.fetch(
            "read",
            opened.rows.select(
                line=opened.rows.line,
                product=opened.rows[found["from"]].cast("string").strip(),
                target=opened.rows[found["to"]].cast("string").strip(),
                weight=(
                    ibis.literal(1, "int64")
                    if weight is None
                    else read_dollars(opened.rows[weight], unit=PARTS)
                ),
                written=written,
            ).order_by("line"),
        )
    return _build_concordance(rows.to_pylist(), path.name, target)


def _fits(cells: Sequence[str], target: str | None) -> bool:
    names = {cell.casefold() for cell in cells}
    plain = all(names & set(spelled) for spelled in WANTED.values())
    return plain or _find_versions(tuple(cells), target) is not None


def _choose_columns(file: str, columns: tuple[str, ...], target: str | None) -> dict[str, str]:
    return _find_versions(columns, target) or find_columns(file, columns, WANTED)


def _find_versions(columns: tuple[str, ...], target: str | None) -> dict[str, str] | None:
    """Return the columns of two HS versions, one of them the target's; None without them."""
    years: dict[str, str] = {}
    for column in columns:
        match = _VERSION.search(column)
        if match:
            years.setdefault(match[1], column)
    wanted = (target or "").removeprefix("HS")
    if len(years) != 2 or wanted not in years:
        return None
    other = next(year for year in years if year != wanted)
    return {"from": years[other], "to": years[wanted]}


def _build_concordance(rows: list[dict[str, Any]], file: str, target: str | None) -> Concordance:
    faults: list[Fault] = []
    targets: dict[int, dict[int, int]] = defaultdict(dict)
    codes = _read_codes(rows, harmonized=target is None or target.startswith("HS"))
    for row in rows:
        product, goal = codes.get(row["product"]), codes.get(row["target"])
        weight, line = row["weight"], row["line"] or 0
        if product is None or goal is None:
            if not row["product"] and not row["target"]:
                continue
            faults.append(Fault(file, "expected product codes in from and to", line=line))
        elif weight is None or weight <= 0:
            said = "expected a weight above zero"
            faults.append(Fault(file, said, line, field="weight", value=row["written"] or ""))
        else:
            targets[product][goal] = targets[product].get(goal, 0) + weight
    if faults:
        raise BadFlows(faults[:200])
    steps = [
        step for product in sorted(targets) for step in _split_into_steps(product, targets[product])
    ]
    return Concordance(
        steps=pa.Table.from_pylist(steps, schema=SCHEMA),
        split=sum(len(each) > 1 for each in targets.values()),
    )


def _read_codes(rows: list[dict[str, Any]], *, harmonized: bool) -> dict[str, int]:
    """Return the products that cells name, as numbers; each column is read as a whole."""
    found: dict[str, int] = {}
    for column in ("product", "target"):
        cells = {row[column]: _EX.sub("", row[column]) for row in rows if row[column]}
        directory = find_product_directory(set(cells.values()), harmonized=harmonized)
        by_cell = {row["product_cell"]: row["product"] for row in directory.to_pylist()}
        for cell, plain in cells.items():
            if by_cell[plain] is not None:
                found[cell] = by_cell[plain]
    return found


def _split_into_steps(product: int, targets: dict[int, int]) -> list[dict[str, int]]:
    """Return the targets' parts of one product in millionths, end to end."""
    total = sum(targets.values())
    steps, sofar = [], 0
    for target in sorted(targets):
        before = PARTS * sofar // total
        sofar += targets[target]
        until = PARTS * sofar // total
        steps.append({"product": product, "target": target, "before": before, "until": until})
    return steps


def convert_rows(session: DuckSession, rows: Table, concordance: Concordance) -> Table:
    """Return the rows in the target version, dollars kept to the last one.

    Rows already kept apart stay so; rows of products that the concordance lacks are kept apart.
    """
    steps = session.register("concordance", concordance.steps)
    good = rows.filter(rows.apart.isnull())
    joined = good.left_join(steps, "product").select(good, steps.target, steps.before, steps.until)
    value = joined.value.cast("decimal(19, 0)")
    part = _round_down(value * joined.until) - _round_down(value * joined.before)
    moved = joined.select(
        "exporter",
        "importer",
        joined.year,
        product=ibis.coalesce(joined.target, joined["product"]),
        value=ibis.coalesce(part, joined.value),
        apart=ibis.ifelse(joined.target.isnull(), UNMAPPED, None),
    )
    columns = ("exporter", "importer", "product", "year", "value", "apart")
    kept = moved.filter((moved.value > 0) | moved.apart.notnull()).select(*columns)
    return kept.union(rows.filter(rows.apart.notnull()).select(*columns))


def _round_down(millionths: ibis.Value) -> ibis.Value:
    """Return millionths of dollars as whole dollars, rounded down, without floating point."""
    whole_number = millionths.cast("decimal(38, 0)")
    rest = whole_number % PARTS
    return ((whole_number - rest) / PARTS).cast("decimal(38, 0)").cast("int64")
