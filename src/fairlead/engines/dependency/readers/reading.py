"""What every reader shares: the rows it yields, names to codes, faults by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis.expr.types import Table, Value

from fairlead.engines.dependency.faults import BadFlows, Fault
from fairlead.engines.dependency.flows import LARGEST
from fairlead.engines.dependency.session import DuckSession, unbound

# Spellings of economies -> name, code (int32), apart, hint; see the chain's directory.
Names = Callable[[Iterable[str]], pa.Table]
NAME_SCHEMA = pa.schema(
    [("name", pa.string()), ("code", pa.int32()), ("apart", pa.string()), ("hint", pa.string())]
)
OWN = "economy with itself"
NO_PRODUCT = "product not specified"
AGGREGATE = "sum over products"
TINY = "less than half a dollar"
MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """The names that the four (or five) columns have in a file."""

    exporter: str
    importer: str
    product: str
    value: str
    year: str


def find_columns(
    file: str, present: Iterable[str], wanted: dict[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return the file's spelling of each wanted column; raises `BadFlows` naming the missing."""
    spelled = {column.casefold(): column for column in reversed(tuple(present))}
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
                    f"the columns are {', '.join(spelled.values())}",
                )
            )
        else:
            found[role] = hit
    if missing:
        raise BadFlows(missing)
    return found


def whole(value: Value) -> Value:
    """Return a column as int64, null where it is no whole number."""
    kind = value.type()
    if kind.is_integer():
        return value.cast("int64")
    if kind.is_string():
        return value.strip().try_cast("int64")
    return value.try_cast("int64")


def dollars(value: Value, *, unit: int = 1) -> Value:
    """Return a column times ``unit`` as whole dollars, null where it is no number."""
    kind = value.type()
    if kind.is_integer():
        return value.cast("int64") * unit
    number = value.strip().try_cast("float64") if kind.is_string() else value.cast("float64")
    finite = ibis.ifelse(number.isnan() | number.isinf(), None, number)
    return (finite * unit).round().cast("int64")


def coded(session: DuckSession, rows: Table, *, names: Names, file: str) -> Table:
    """Return rows with the codes of ``exporter_text`` and ``importer_text``.

    Adds exporter, importer (int32) and apart_economy. Raises `BadFlows` for every spelling that
    is no economy and no row kept apart.
    """
    spelled = rows.select(name=rows.exporter_text).union(rows.select(name=rows.importer_text))
    distinct = session.fetch(spelled.distinct())["name"].drop_null().to_pylist()
    table = names(sorted(distinct))
    unknown = [row for row in table.to_pylist() if row["hint"]]
    if unknown:
        hints = {row["name"]: row["hint"] for row in unknown}
        raise BadFlows(_unknown(session, rows, hints, file))
    session.register("names", table)
    known = unbound("names", NAME_SCHEMA)
    exporters = known.select(exporter_text="name", exporter="code", apart_exporter="apart")
    importers = known.select(importer_text="name", importer="code", apart_importer="apart")
    joined = rows.left_join(exporters, "exporter_text").select(
        rows, exporters.exporter, exporters.apart_exporter
    )
    return joined.left_join(importers, "importer_text").select(
        joined, importers.importer, importers.apart_importer
    )


def _unknown(session: DuckSession, rows: Table, hints: dict[str, str], file: str) -> list[Fault]:
    faults: list[Fault] = []
    for role in ("exporter", "importer"):
        text = rows[f"{role}_text"]
        bad_rows = rows.filter(text.isin(list(hints)))
        first = bad_rows.group_by(name=bad_rows[f"{role}_text"]).agg(line=bad_rows.line.min())
        faults += [
            Fault(file, hints[row["name"]], line=row["line"], field=role, value=row["name"])
            for row in session.fetch(first.order_by("line").limit(MOST_FAULTS)).to_pylist()
        ]
    return sorted(faults, key=lambda fault: (fault.line, fault.field))


def refuse_broken(session: DuckSession, rows: Table, *, file: str, digits: int = 9) -> None:
    """Raise `BadFlows` for rows with missing, negative or impossible values, line by line.

    ``rows`` have line, exporter_text, importer_text, product, year, value (null where the text
    is no number) and product_text, year_text, value_text.
    """
    checks = {
        "exporter": (rows.exporter_text.isnull(), "expected an economy, the cell is empty"),
        "importer": (rows.importer_text.isnull(), "expected an economy, the cell is empty"),
        "product": (
            rows["product"].isnull() | (rows["product"] < 0) | (rows["product"] >= 10**digits),
            f"expected a product code of at most {digits} digits",
        ),
        "year": (
            rows.year.isnull() | (rows.year < 1900) | (rows.year > 2200),
            "expected a year between 1900 and 2200",
        ),
        "value": (
            rows.value.isnull() | (rows.value < 0) | (rows.value > LARGEST),
            "expected a value in dollars, zero or more",
        ),
    }
    broken = rows.filter(ibis.or_(*(condition for condition, _ in checks.values())))
    flagged = broken.mutate(
        **{f"bad_{field}": condition for field, (condition, _) in checks.items()}
    ).order_by("line")
    faults = []
    for row in session.fetch(flagged.limit(MOST_FAULTS)).to_pylist():
        for field, (_, expected) in checks.items():
            if row[f"bad_{field}"]:
                value = row[f"{field}_text"]
                faults.append(
                    Fault(file, expected, line=row["line"], field=field, value=str(value or ""))
                )
    if faults:
        raise BadFlows(faults)
