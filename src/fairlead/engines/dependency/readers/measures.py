"""What the values of a plain table are, row by row: dollars, quantities, or neither.

A column of units or currencies tells which. Quantities are kept apart; other money needs its worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import ibis
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.layouts import get_layout, simplify_name

_DOLLARS = frozenset(
    {
        *("usd", "us$", "us dollar", "us dollars", "dollar", "dollars", "$", "u.s. dollars"),
        *("value", "value_usd", "value usd", "value (usd)", "trade value", "tradevalue"),
        *("trade_value", "trade_value_usd", "value in usd", "current usd", "us$ current", "us"),
        *("import value", "export value", "trade value (us$)", "value (us$)", "primaryvalue"),
    }
)
_QUANTITY = re.compile(
    r"(kgs?|kilo.*|t|tons?|tonnes?|mt|g|grams?|l|lit(re|er)s?|m\^?[23]?|pcs?|pieces?|units?|u|items?"
    r"|no\.?|numbers?.*|pairs?|dozens?|carats?|[kmg]?wh|.*quantit.*|.*weight.*|.*\bkg\b.*|.*_kg)",
    re.IGNORECASE,
)
_QUANTITY_COLUMNS = frozenset(
    {"quantity", "qty", "quantitykg", "netweight", "netwgt", "weight", "weightkg", "grossweight"}
)
# Columns that say how many units one value is: powers of ten (SDMX, OECD) or factors.
_POWERS = frozenset({"unitmult", "powercode", "powercodecode", "unitpower", "exponent"})
_FACTORS = frozenset({"unitmultiplier", "multiplier", "scale", "unitscale", "magnitude"})
_SINGLE = frozenset({"", "0", "0.0", "unit", "units", "one", "ones", "single", "us dollars"})


def refuse_multiples(session: DuckSession, rows: Table, file: str, columns: Sequence[str]) -> None:
    """Raise `BadFlows` where a column says of values that they are thousands or more.

    It stands for a file of which the user does not say what a value is worth.
    """
    for column in columns:
        name = simplify_name(column)
        if name not in _POWERS | _FACTORS:
            continue
        cells = _list_texts(session, rows, column)
        single = _SINGLE | ({"1", "1.0"} if name in _FACTORS else set())
        others = sorted(cell for cell in cells if cell.casefold() not in single)
        if others:
            raise report_fault(
                file,
                f"expected values in single dollars, column {column} says {', '.join(others[:4])}: "
                "say with --unit what one of them is, such as thousand or million (where rows "
                "differ, keep those of one)",
                field=column,
            )


def refuse_other_measures(
    session: DuckSession, rows: Table, file: str, value: str, columns: Sequence[str]
) -> None:
    """Raise `BadFlows` where a column of units or currencies names more than dollars.

    ``value`` is the column of values, and says of itself nothing else.
    """
    plain = get_layout("table").columns
    spelled = {simplify_name(column): column for column in reversed(columns)}
    found = {"value": value}
    for role in ("measure", "currency"):
        column = next((spelled[name] for name in plain[role] if name in spelled), None)
        if column is not None:
            found[role] = column
    kept = drop_unit_of_quantity(found, columns)
    for column in (column for role, column in kept.items() if role != "value"):
        _refuse_other_money(file, column, _list_texts(session, rows, column))


def drop_unit_of_quantity(found: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    """Return the roles without the measure where that column is about a quantity beside.

    A value that says in its name that it is dollars needs no measure either.
    """
    named = {simplify_name(column) for column in columns}
    about_others = named & _QUANTITY_COLUMNS or "usd" in simplify_name(found["value"])
    return {role: column for role, column in found.items() if role != "measure" or not about_others}


def mark_measures(session: DuckSession, raw: Table, file: str, *, told: bool) -> Table:
    """Return the cells with measure_cell VALUE or QUANTITY.

    ``told``: the user said what the values are worth. Raises `BadFlows` for other money without.
    """
    quantities: set[str] = set()
    for role in ("measure", "currency"):
        cells = _list_cells(session, raw, f"{role}_cell")
        of_role = {cell for cell in cells if _QUANTITY.fullmatch(cell.strip())}
        if not told:
            _refuse_other_money(file, role, cells - of_role)
        quantities |= of_role
    measure = ibis.literal("VALUE")
    if quantities:
        is_quantity = raw.measure_cell.isin(sorted(quantities)).fill_null(ibis.literal(False))
        measure = ibis.ifelse(is_quantity, "QUANTITY", "VALUE")
    return raw.mutate(measure_cell=measure)


def _refuse_other_money(file: str, field: str, cells: Iterable[str]) -> None:
    others = sorted(cell for cell in cells if cell.strip().casefold() not in _DOLLARS)
    if others:
        raise report_fault(
            file,
            f"expected values in dollars, rows say {', '.join(others[:4])}: keep the rows in "
            "dollars, or say with --unit how many dollars one was worth",
            field=field,
        )


def _list_texts(session: DuckSession, rows: Table, column: str) -> set[str]:
    """Return the different texts of a column, without its name, which joined files repeat."""
    texts = rows.select(cell=rows[column].cast("string").strip())
    cells = _list_cells(session, texts, "cell")
    return {cell for cell in cells if cell.casefold() != column.casefold()}


def _list_cells(session: DuckSession, raw: Table, column: str) -> set[str]:
    distinct = session.fetch("read", raw.select(cell=raw[column]).distinct())["cell"]
    return {cell for cell in distinct.to_pylist() if cell}
