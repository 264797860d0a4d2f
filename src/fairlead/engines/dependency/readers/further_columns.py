"""Columns of a plain table that no role has, where they tell rows of one flow apart.

A table may hold one trade several times: as a total and its parts, in dollars and kilograms, by two
valuations. Rows that differ in such a column alone are parts of a figure only where nothing says
otherwise, with a note that they were added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import ibis
from ibis.expr.types import Table, Value

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.layouts import Layout, simplify_name

# The same trade measured or reported in several ways: of these a table may have one.
_ALTERNATIVES = (
    frozenset({"cif", "fob", "fas", "exw"}),
    frozenset({"general", "special", "general trade", "special trade", "general trade system",
               "special trade system"}),
    frozenset({"provisional", "final", "preliminary", "revised", "estimate", "estimated",
               "confirmed"}),
    frozenset({"current", "constant", "nominal", "real", "current prices", "constant prices"}),
    frozenset({"gross", "net"}),
)  # fmt: skip
_TOTAL_NAMES = ("all ", "total ")
_TOTAL_CODES = frozenset({"0", "00", "000", "-1"})
_CODES = ("code", "mode")
_MOST_TOTALS = 4  # ways in which a figure may be broken down
_MOST_SHOWN = 4
_TOGETHER = 25  # columns looked at in one question


def judge_further_columns(
    session: DuckSession,
    rows: Table,
    file: str,
    layout: Layout,
    columns: Sequence[str],
    found: Mapping[str, str],
) -> tuple[Layout, list[str]]:
    """Return the layout with columns that hold totals and parts, and what to say of others.

    ``found`` are the columns by their roles. Raises `BadFlows` where the table holds the same
    trade in several ways.
    """
    used = set(found.values())
    further = [column for column in columns if column not in used]
    if not further:
        return layout, []
    keys = [found[role] for role in sorted(found) if role != "value"]
    breakdowns: list[tuple[str, ...]] = []
    totals, notes = set(layout.totals), []
    for column in _find_varying(session, rows, keys, further):
        values = _list_values(session, rows, column)
        folded = {value.strip().casefold() for value in values}
        mixed = next((one for one in _ALTERNATIVES if len(one & folded) > 1), None)
        if mixed is not None:
            raise report_fault(
                file,
                f"expected each flow once, rows differ in {column} only "
                f"({_show_values(values)}): keep the rows of one",
                field=column,
            )
        wholes = _find_totals(column, folded, layout)
        if wholes and len(breakdowns) < _MOST_TOTALS:
            breakdowns.append((simplify_name(column),))
            totals |= wholes
            continue
        notes.append(
            f"warning: rows that differ in {column} only ({_show_values(values)}) are taken for "
            "parts and added up; where they are the same trade told twice, keep one of them"
        )
    return replace(layout, breakdowns=tuple(breakdowns), totals=frozenset(totals)), notes


def _find_varying(
    session: DuckSession, rows: Table, keys: Sequence[str], further: Sequence[str]
) -> list[str]:
    """Return the columns, quantities aside, that differ among rows of one flow."""
    by_flow = [_read_text(rows, key).name(f"key_{place}") for place, key in enumerate(keys)]
    counted = rows.group_by(by_flow).agg(rows=rows.count())
    most = session.fetch("read", counted.agg(most=counted["rows"].max()))["most"][0].as_py()
    if (most or 0) < 2:
        return []
    varying = []
    for first in range(0, len(further), _TOGETHER):
        some = further[first : first + _TOGETHER]
        texts = {f"at_{place}": _read_text(rows, name) for place, name in enumerate(some)}
        grouped = rows.group_by(by_flow).agg(
            **{f"{at}_least": text.min() for at, text in texts.items()},
            **{f"{at}_most": text.max() for at, text in texts.items()},
        )
        differ = {at: (grouped[f"{at}_least"] != grouped[f"{at}_most"]).any() for at in texts}
        row = session.fetch("read", grouped.agg(**differ)).to_pylist()[0]
        varying += [name for place, name in enumerate(some) if row[f"at_{place}"]]
    return [name for name in varying if not _is_figure(session, rows, name)]


def _is_figure(session: DuckSession, rows: Table, column: str) -> bool:
    """Return whether a column holds quantities: numbers under no name of a code."""
    if simplify_name(column).endswith(_CODES):
        return False
    if rows[column].type().is_numeric():
        return True
    text = _read_text(rows, column)
    words = ((text != "") & text.try_cast("float64").isnull()).sum()
    return not session.fetch("read", rows.agg(words=words))["words"][0].as_py()


def _read_text(rows: Table, column: str) -> Value:
    return rows[column].cast("string").strip().fill_null("")


def _list_values(session: DuckSession, rows: Table, column: str) -> list[str]:
    values = rows.select(value=_read_text(rows, column)).distinct().order_by(ibis.asc("value"))
    found: list[str] = session.fetch("read", values.limit(10_000))["value"].to_pylist()
    return found


def _find_totals(column: str, folded: set[str], layout: Layout) -> set[str]:
    """Return the values that stand for the whole of a figure."""
    words = layout.totals - _TOTAL_CODES - {"", "0.0", "-1.0"}
    found = {value for value in folded if value in words or value.startswith(_TOTAL_NAMES)}
    if simplify_name(column).endswith(_CODES):
        found |= folded & _TOTAL_CODES
    return found


def _show_values(values: Sequence[str]) -> str:
    shown = [value or "empty" for value in values[:_MOST_SHOWN]]
    return ", ".join(shown) + (", ..." if len(values) > _MOST_SHOWN else "")
