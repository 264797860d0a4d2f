"""The cells of a file by their role: who, from whom, what, when, how much, part of what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import ibis
from ibis.expr.types import Table, Value

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.file_columns import (
    match_breakdowns,
    match_columns,
)
from fairlead.engines.dependency.readers.layouts import (
    Layout,
)
from fairlead.engines.dependency.readers.parquet_file import refuse_other_cells
from fairlead.engines.dependency.readers.text_files import OpenFile


def select_cells(
    file: str, opened: OpenFile, layout: Layout, found: Mapping[str, str]
) -> tuple[Table, str]:
    """Return the cells that matter by role, and the column that the values are from.

    ``found`` are the columns by their roles.
    """
    raw = opened.rows
    if layout.kind == "eurostat":
        raw = _drop_labels(raw, opened.columns)
    if layout.kind == "atlas":
        if "partner" not in found:
            raise report_fault(
                file,
                "expected flows between economies, this table has exports without partners: it "
                "is for fairlead complexity",
            )
        return _split_directions(raw, found), found["exports"]
    dims = match_breakdowns(layout, opened.columns)
    value = raw[found["value"]]
    if value.type().is_floating():
        value = value.isnan().ifelse(ibis.null(value.type()), value)
    if layout.kind == "eurostat" and value.type().is_string():
        value = value.re_replace(r"^\s*:.*$", "")  # not available, maybe with a flag: ``: c``
    whole = [_is_whole(raw[found[role]]) for role in ("importer", "exporter")]
    cells: dict[str, Value] = {
        "line": raw.line,
        "importer_key": _read_cell(raw[found["importer"]], whole=all(whole)),
        "exporter_key": _read_cell(raw[found["exporter"]], whole=all(whole)),
        "product_cell": _read_cell(raw[found["product"]], whole=_is_whole(raw[found["product"]])),
        "period_cell": _read_period(raw, found),
        "value_cell": value,
        "pattern": _mark_pattern(raw, dims, layout),
        "detail": _join_detail(raw, dims),
        "route": _find_route(raw, dims),
    }
    for role in ("flow", "measure", "currency", "type", "version"):
        cells[f"{role}_cell"] = (
            raw[found[role]].cast("string").strip() if role in found else ibis.null("string")
        )
    return raw.select(**cells), found["value"]


def _drop_labels(raw: Table, columns: Sequence[str]) -> Table:
    """Return Eurostat's cells without the labels that it appends on demand.

    They stand as ``DE: Germany`` or ``DE:Germany``.
    """
    texts = [column for column in columns if raw[column].type().is_string()]
    return raw.mutate(
        **{column: raw[column].re_replace(r"^\s*(\w+):(?:\s.*|\D.*)$", r"\1") for column in texts}
    )


def find_columns_by_role(
    session: DuckSession, file: str, opened: OpenFile, layout: Layout
) -> dict[str, str]:
    """Return the file's column for each role that it has."""
    found = _choose_filled(session, opened.rows, match_columns(file, layout, opened.columns))
    refuse_other_cells(file, opened.rows, sorted(set(found.values())))
    return found


def _choose_filled(
    session: DuckSession, rows: Table, candidates: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return one column for each role: the first that no row leaves empty, else the fullest."""
    found = {role: columns[0] for role, columns in candidates.items() if columns}
    several = {role: columns for role, columns in candidates.items() if len(columns) > 1}
    if not several:
        return found
    every = sorted({column for columns in several.values() for column in columns})
    counts = session.fetch(
        "read",
        rows.agg(
            **{
                f"filled_{at}": (rows[column].cast("string").fill_null("") != "").sum()
                for at, column in enumerate(every)
            }
        ),
    ).to_pylist()[0]
    filled = {column: int(counts[f"filled_{at}"] or 0) for at, column in enumerate(every)}
    for role, columns in several.items():
        found[role] = max(columns, key=lambda column: (filled[column], -columns.index(column)))
    return found


def _is_whole(value: Value) -> bool:
    return bool(value.type().is_integer())


def _read_cell(value: Value, *, whole: bool) -> Value:
    """Return a cell as it is looked up: a number, or text without blanks around."""
    return value.cast("int64") if whole else value.cast("string").strip().nullif("")


def _read_period(raw: Table, found: Mapping[str, str]) -> Value:
    year = raw[found["year"]]
    if "month" not in found:
        return _read_cell(year, whole=_is_whole(year))
    month = raw[found["month"]].cast("string").strip().fill_null("")
    if "frequency" in found:
        yearly = raw[found["frequency"]].cast("string").strip().upper() == "A"
        month = ibis.ifelse(yearly.fill_null(ibis.literal(False)), "", month)
    return year.cast("string").strip().nullif("") + "|" + month


def _mark_pattern(raw: Table, dims: Sequence[str], layout: Layout) -> Value:
    """Return in which ways a row is a part of another, as bits."""
    pattern = ibis.literal(0, "int64")
    for bit, column in enumerate(dims):
        text = raw[column].cast("string").strip().lower().fill_null("")
        pattern = pattern + ibis.ifelse(text.isin(sorted(layout.totals)), 0, 2**bit)
    return pattern


def _join_detail(raw: Table, dims: Sequence[str]) -> Value:
    detail = ibis.literal("")
    for column in dims:
        detail = detail + raw[column].cast("string").fill_null("") + "|"
    return detail


def _find_route(raw: Table, dims: Sequence[str]) -> Value:
    """Return the mode of transport, whose codes stand below one another: 2100 below 2000."""
    column = next((dim for dim in dims if "mot" in dim.casefold().replace("_", "")), None)
    return ibis.null("string") if column is None else raw[column].cast("string").strip()


def _find_version(column: str) -> Value:
    """Return the HS version that the name of the Atlas' column of products says."""
    named = re.search(r"hs(\d\d)", column.casefold())
    return ibis.literal(f"HS{named[1]}") if named else ibis.null("string")


def _split_directions(raw: Table, found: Mapping[str, str]) -> Table:
    """Return the Atlas' rows as flows: what a country sells to a partner, and buys from it.

    A flow that both countries' rows have is one and the same figure.
    """
    nothing = {
        "pattern": ibis.literal(0, "int64"),
        "detail": ibis.literal(""),
        "route": ibis.null("string"),
        **{f"{role}_cell": ibis.null("string") for role in ("flow", "measure", "currency", "type")},
        "version_cell": _find_version(found["product"]),
    }
    sides = []
    for seller, buyer, value in (
        ("location", "partner", "exports"),
        ("partner", "location", "imports"),
    ):
        if seller not in found or buyer not in found or value not in found:
            continue
        sides.append(
            raw.select(
                line=raw.line,
                importer_key=_read_cell(raw[found[buyer]], whole=False),
                exporter_key=_read_cell(raw[found[seller]], whole=False),
                product_cell=_read_cell(raw[found["product"]], whole=False),
                period_cell=_read_cell(raw[found["year"]], whole=False),
                value_cell=raw[found[value]].cast("string").fill_null("0"),
                **nothing,
            )
        )
    return sides[0].union(*sides[1:]) if len(sides) > 1 else sides[0]
