"""Lines of a table that hold nothing: empty ones, and the header again, as of joined files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis
from ibis.expr.types import Table, Value

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault

FLOW_CELLS = {
    "importer": "importer_key",
    "exporter": "exporter_key",
    "product": "product_cell",
    "year": "period_cell",
    "value": "value_cell",
}
_ORDERED = ("importer", "exporter", "product", "value")


def drop_headers(
    session: DuckSession,
    raw: Table,
    file: str,
    columns: Sequence[str],
    found: Mapping[str, str],
    *,
    cells: Mapping[str, str],
) -> tuple[Table, list[str]]:
    """Return the rows without empty lines and lines that repeat the header, as in joined files.

    ``found`` are the file's columns by their roles, ``cells`` those of ``raw``. Raises `BadFlows`
    for a second header with the columns in another order: the rows below it would be read as
    something else.
    """
    raw, notes = _drop_empty(session, raw, cells)
    texts = [raw[cells[role]] for role in ("product", "value")]
    if not all(text.type().is_string() for text in texts):
        return raw, notes
    names = [column.casefold() for column in columns]
    header = ibis.and_(*(text.strip().lower().isin(names) for text in texts))
    header = header.fill_null(ibis.literal(False))
    found_rows = session.fetch("read", raw.filter(header).order_by("line")).to_pylist()
    if not found_rows:
        return raw, notes
    for row in found_rows:
        _refuse_other_order(file, row, found, cells)
    return raw.filter(~header), [*notes, f"{len(found_rows):,} lines repeat the header: left out"]


def _refuse_other_order(
    file: str, row: Mapping[str, object], found: Mapping[str, str], cells: Mapping[str, str]
) -> None:
    for role in _ORDERED:
        if role not in cells or role not in found:
            continue
        told = str(row[cells[role]]).strip()
        if told.casefold() != found[role].casefold():
            raise report_fault(
                file,
                f"expected the columns in one order, this second header has {told} where the "
                f"first has {found[role]}: join the files by the names of their columns",
                line=int(str(row["line"])),
                field=role,
            )


def _drop_empty(
    session: DuckSession, raw: Table, cells: Mapping[str, str]
) -> tuple[Table, list[str]]:
    """Return the rows without those in which a spreadsheet leaves every cell empty."""
    # A filter looks at the next cell of those lines only in which all before are empty.
    empty = ibis.and_(*(_is_empty(raw[name]) for name in cells.values()))
    count = session.fetch("read", raw.filter(empty).agg(lines=ibis._.count()))["lines"][0].as_py()
    if not count:
        return raw, []
    return raw.filter(~empty), [f"{count:,} empty lines left out"]


def _is_empty(value: Value) -> Value:
    if not value.type().is_string():
        return value.isnull()
    return value.fill_null("").strip().isin(["", "|"])
