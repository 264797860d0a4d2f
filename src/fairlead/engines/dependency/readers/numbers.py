"""Values as files write them: decimal points and commas, thousands, and dollars of another size.

``60,000`` and ``60.000`` mean two things. The column is looked at as a whole: one value that can
be read only one way settles all others; where none does, the reader refuses or warns.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import ibis
from ibis.expr.types import BooleanValue, StringValue, Table, Value

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import BadFlows, Fault
from fairlead.engines.dependency.readers.digits import OTHERS, PLAIN, fold_digits, is_no_value
from fairlead.engines.dependency.readers.reading import MOST_FAULTS

Decimal = Literal["dot", "comma"]

_GROUPED_DOT = r"^-?\d{1,3}(\.\d{3}){2,}(,\d+)?$|^-?\d{1,3}(\.\d{3})+,\d+$"
# India groups hundreds of thousands by two.
_GROUPED_COMMA = r"^-?\d{1,3}(,\d{2,3}){1,},\d{3}(\.\d+)?$|^-?\d{1,3}(,\d{3})+\.\d+$"
# A number of thousands does not begin with a zero.
_EITHER_DOT = r"^-?[1-9]\d{0,2}\.\d{3}$"
_EITHER_COMMA = r"^-?[1-9]\d{0,2},\d{3}$"
_DOT = r"^-?\d+\.\d*([eE][+-]?\d+)?$|^-?\.\d+$"
_COMMA = r"^-?\d*,\d+$"
_AROUND = "US\\$|USD|[$\\s\u00a0\u202f\u2009'’]"


def read_numbers(
    session: DuckSession,
    rows: Table,
    cell: str,
    *,
    file: str,
    decimal: Decimal | None,
    european: bool,
    known: bool,
) -> tuple[Value, tuple[str, ...]]:
    """Return the column of cells as numbers that can be cast, and what to say about them.

    A cell that is empty or says that there is no value is null. ``european``: the file separates
    cells by semicolons or tabs, as spreadsheets do where the comma is the decimal sign. ``known``:
    the source is known to write points. ``decimal`` is what
    the user says. Raises `BadFlows` naming cells when the column can be read two ways.
    """
    column = rows[cell]
    if column.type().is_floating():
        return column.isnan().ifelse(ibis.null(column.type()), column), ()
    if not column.type().is_string():
        return column, ()
    counted = _count(session, rows, column)
    if counted["odd"]:
        column = _select_plain_cells(session, rows, column)
        counted = _count(session, rows, column)
    odd, dots, either_dots = counted["odd"], counted["dots"], counted["either_dots"]
    if decimal is None and odd == 0 and (dots == 0 or dots > either_dots):
        return column, ()
    return _settle(
        session, rows, column, file=file, decimal=decimal, european=european, known=known
    )


def _select_plain_cells(session: DuckSession, rows: Table, column: StringValue) -> StringValue:
    """Return the cells with digits of ASCII, null where they say that there is no value."""
    odd = rows.filter(_is_odd(column)).select(cell=column).distinct()
    cells = session.fetch("read", odd)["cell"].to_pylist()
    none = [cell for cell in cells if is_no_value(cell) or is_no_value(re.sub(_AROUND, "", cell))]
    if none:
        column = column.isin(none).ifelse(ibis.null("string"), column)
    if any(fold_digits(cell) != cell for cell in cells):
        column = column.translate(OTHERS, PLAIN)
    return column


def _is_odd(column: StringValue) -> BooleanValue:
    """Return whether a cell is neither empty nor a number as the machine writes it."""
    text = column.strip()
    number = text.try_cast("float64")
    return column.notnull() & (text != "") & (number.isnull() | number.isnan())


def _count(session: DuckSession, rows: Table, column: StringValue) -> dict[str, int]:
    text = column.strip()
    counted = rows.agg(
        odd=_is_odd(column).sum(),
        dots=text.contains(".").sum(),
        either_dots=text.re_search(_EITHER_DOT).sum(),
    )
    row = session.fetch("read", counted).to_pylist()[0]
    return {name: int(count or 0) for name, count in row.items()}


def _settle(
    session: DuckSession,
    rows: Table,
    column: StringValue,
    *,
    file: str,
    decimal: Decimal | None,
    european: bool,
    known: bool,
) -> tuple[Value, tuple[str, ...]]:
    text = column.re_replace(_AROUND, "")
    marked = rows.select(
        line=rows.line,
        cell=column,
        comma=text.re_search(_GROUPED_DOT)
        | (text.re_search(_COMMA) & ~text.re_search(_EITHER_COMMA)),
        dot=text.re_search(_GROUPED_COMMA) | (text.re_search(_DOT) & ~text.re_search(_EITHER_DOT)),
        either_comma=text.re_search(_EITHER_COMMA),
        either_dot=text.re_search(_EITHER_DOT),
    )
    totals = marked.agg(
        **{
            kind: marked[kind].ifelse(1, 0).sum()
            for kind in ("comma", "dot", "either_comma", "either_dot")
        }
    )
    found = {k: int(v or 0) for k, v in session.fetch("read", totals).to_pylist()[0].items()}
    comma, dot = found["comma"], found["dot"]
    notes: tuple[str, ...] = ()
    if decimal is not None:
        sign = decimal
    elif comma and dot:
        raise _report_mixed(session, marked, file, fewer="comma" if comma <= dot else "dot")
    elif comma or dot:
        sign = "comma" if comma else "dot"
    elif found["either_comma"] and (european or found["either_dot"]):
        raise _report_unclear(session, marked, file, "either_comma")
    elif found["either_dot"] and european and not known:
        raise _report_unclear(session, marked, file, "either_dot")
    else:
        sign = "dot"
        if found["either_dot"] and not known:
            notes = (_warn_of_points(session, marked),)
    if sign == "comma":
        return text.replace(".", "").replace(",", "."), notes
    return text.replace(",", ""), notes


def _report_mixed(session: DuckSession, marked: Table, file: str, *, fewer: str) -> BadFlows:
    """Return the fault of a column that writes numbers in two ways: the fewer cells by line."""
    said = {
        "comma": "expected a decimal point as in other cells, this one has a decimal comma",
        "dot": "expected a decimal comma as in other cells, this one has a decimal point",
    }
    return BadFlows(
        Fault(file, said[fewer], row["line"], "value", row["cell"])
        for row in _list_first(session, marked, fewer, MOST_FAULTS)
    )


def _report_unclear(session: DuckSession, marked: Table, file: str, kind: str) -> BadFlows:
    row = _list_first(session, marked, kind, 1)[0]
    shown = row["cell"].strip()
    thousand = int("".join(char for char in shown if char.isdigit()))
    mark, other = ("comma", "dot") if kind == "either_comma" else ("dot", "comma")
    expected = (
        f"expected a number that reads one way: say --decimal {other} if {shown} is "
        f"{thousand:,}, --decimal {mark} if it is {thousand / 1000:g}"
    )
    return BadFlows([Fault(file, expected, row["line"], "value", shown)])


def _warn_of_points(session: DuckSession, marked: Table) -> str:
    row = _list_first(session, marked, "either_dot", 1)[0]
    shown = row["cell"].strip()
    return (
        f"warning: every value has three digits after its point, such as {shown} in line "
        f"{row['line']}: read as {float(shown):g} dollars; if the point parts thousands, say "
        "--decimal comma"
    )


def _list_first(session: DuckSession, marked: Table, kind: str, count: int) -> list[dict[str, Any]]:
    rows = marked.filter(marked[kind]).select("line", "cell").order_by(ibis.asc("line"))
    found: list[dict[str, Any]] = session.fetch("read", rows.limit(count)).to_pylist()
    return found
