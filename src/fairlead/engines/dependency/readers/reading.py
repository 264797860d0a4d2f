"""What every reader shares: the rows it yields, names to codes, faults by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import ibis
import pyarrow as pa
from ibis.expr.types import Table, Value

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import BadFlows, Fault
from fairlead.engines.dependency.flows import LARGEST

# Spellings of economies -> a table of name, code (int32, null: none), apart (why its rows are
# kept apart) and hint (what was expected, for a spelling that is neither).
Names = Callable[[Iterable[str]], pa.Table]
MOST_FAULTS = 200
_FITS = 2.0**62  # well within int64


def find_columns(
    file: str, present: Iterable[str], wanted: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return the file's spelling of each wanted column; raises `BadFlows` naming the missing."""
    there = tuple(present)
    spelled = {column.casefold(): column for column in reversed(there)}
    found: dict[str, str] = {}
    missing = []
    for role, names in wanted.items():
        hit = next((spelled[name.casefold()] for name in names if name.casefold() in spelled), None)
        if hit is None:
            missing.append(
                Fault(
                    file=file,
                    line=1,
                    field=names[0],
                    expected=f"expected a column {' or '.join(names)}, "
                    f"the columns are {', '.join(there)}",
                )
            )
        else:
            found[role] = hit
    if missing:
        raise BadFlows(missing)
    return found


def read_whole(value: Value) -> Value:
    """Return a column as int64, null where it is no whole number, or one too large."""
    kind = value.type()
    if kind.is_string():
        return value.strip().try_cast("int64")
    return value.try_cast("int64") if kind.is_numeric() else ibis.null("int64")


def read_dollars(value: Value, *, unit: float | Value = 1) -> Value:
    """Return a column times ``unit`` as whole dollars, null where it is no number, or too large."""
    kind = value.type()
    if kind.is_integer() and isinstance(unit, int | float) and unit == 1:
        return value.try_cast("int64")
    if not (kind.is_numeric() or kind.is_string()):
        return ibis.null("int64")
    number = value.strip().try_cast("float64") if kind.is_string() else value.cast("float64")
    # Neither infinity nor nan, which sorts above every number, is as small as that.
    usable = ibis.ifelse((number * unit).abs() <= _FITS, number, None)
    return (usable * unit).round().cast("int64")


def read_key(value: Value) -> Value:
    """Return an economy's cell as it is looked up: a number, or text without blanks around."""
    if value.type().is_integer():
        return value.cast("int64")
    return value.cast("string").strip().nullif("")


def add_codes(session: DuckSession, rows: Table, *, names: Names, file: str) -> Table:
    """Return rows with the codes of ``exporter_key`` and ``importer_key``.

    Adds exporter, importer (int32), apart_exporter and apart_importer. Raises `BadFlows` for
    every spelling that is no economy and no row kept apart.
    """
    known = _build_directory(session, rows, names=names, file=file)
    exporters = known.select(exporter_key="key", exporter="code", apart_exporter="apart")
    importers = known.select(importer_key="key", importer="code", apart_importer="apart")
    joined = rows.left_join(exporters, "exporter_key").select(
        rows, exporters.exporter, exporters.apart_exporter
    )
    return joined.left_join(importers, "importer_key").select(
        joined, importers.importer, importers.apart_importer
    )


def _build_directory(session: DuckSession, rows: Table, *, names: Names, file: str) -> Table:
    """Return how every spelling in the rows is read: key, code, apart."""
    spelled: dict[str, object] = {}
    for role in ("exporter", "importer"):
        distinct = rows.select(key=rows[f"{role}_key"]).distinct()
        found = session.fetch("read", distinct)["key"].drop_null()
        kind = found.type
        spelled |= {str(spelling): spelling for spelling in found.to_pylist()}
    table = names(sorted(spelled))
    hints = {row["name"]: row["hint"] for row in table.to_pylist() if row["hint"]}
    if hints:
        raise BadFlows(_report_unknown(session, rows, hints, spelled, file))
    keys = pa.array([spelled[name] for name in table["name"].to_pylist()], kind)
    return session.register("names", table.append_column("key", keys))


def _report_unknown(
    session: DuckSession,
    rows: Table,
    hints: dict[str, str],
    spelled: dict[str, object],
    file: str,
) -> list[Fault]:
    faults: list[Fault] = []
    wrong = [spelled[name] for name in hints]
    for role in ("exporter", "importer"):
        bad_rows = rows.filter(rows[f"{role}_key"].isin(wrong))
        first = bad_rows.group_by(name=bad_rows[f"{role}_key"]).agg(line=bad_rows.line.min())
        faults += [
            Fault(file, hints[str(row["name"])], row["line"], role, str(row["name"]))
            for row in session.fetch("read", first.order_by("line").limit(MOST_FAULTS)).to_pylist()
        ]
    return sorted(faults, key=lambda fault: (fault.line, fault.field))


def refuse_broken(
    session: DuckSession,
    rows: Table,
    *,
    file: str,
    digits: int = 9,
    year: str = "expected a year between 1900 and 2200",
) -> None:
    """Raise `BadFlows` for rows with missing, negative or impossible values, line by line.

    ``year`` says what a year should be. ``rows`` have line, exporter_key, importer_key, product,
    year, value (null where the cell is no number or empty), and the cells as they stand:
    product_cell, year_cell, value_cell.
    """
    checks = {
        "exporter": (rows.exporter_key.isnull(), "expected an economy, the cell is empty"),
        "importer": (rows.importer_key.isnull(), "expected an economy, the cell is empty"),
        "product": (
            rows["product"].isnull() | (rows["product"] < 0) | (rows["product"] >= 10**digits),
            f"expected a product code of at most {digits} digits",
        ),
        "year": (
            rows.year.isnull() | (rows.year < 1900) | (rows.year > 2200),
            year,
        ),
        "value": (
            rows.value_cell.notnull()
            & (rows.value.isnull() | (rows.value < 0) | (rows.value > LARGEST)),
            "expected a value in dollars, zero or more",
        ),
    }
    broken = rows.filter(ibis.or_(*(condition for condition, _ in checks.values())))
    if session.fetch("read", broken.agg(rows=broken.count()))["rows"][0].as_py() == 0:
        return
    flagged = broken.mutate(
        **{f"bad_{field}": condition for field, (condition, _) in checks.items()}
    ).order_by("line")
    raise BadFlows(
        Fault(file, expected, row["line"], field, _show_value(row.get(f"{field}_cell")))
        for row in session.fetch("read", flagged.limit(MOST_FAULTS)).to_pylist()
        for field, (_, expected) in checks.items()
        if row[f"bad_{field}"]
    )


def _show_value(cell: object) -> str:
    return "" if cell is None else str(cell)
