"""What the values of a plain table are, row by row: dollars, quantities, or neither.

A column of units or currencies says so. Quantities are kept apart; other money needs its worth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import ibis
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.layouts import plain_name

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


def drop_unit_of_quantity(found: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    """Return the roles without the measure where that column is about a quantity beside.

    A value that says in its name that it is dollars needs no measure either.
    """
    named = {plain_name(column) for column in columns}
    about_others = named & _QUANTITY_COLUMNS or "usd" in plain_name(found["value"])
    return {role: column for role, column in found.items() if role != "measure" or not about_others}


def mark_measures(session: DuckSession, raw: Table, file: str, *, told: bool) -> Table:
    """Return the cells with measure_cell VALUE or QUANTITY.

    ``told``: the user said what the values are worth. Raises `BadFlows` for other money without.
    """
    quantities: set[str] = set()
    for role in ("measure", "currency"):
        cells = _list_cells(session, raw, f"{role}_cell")
        of_role = {cell for cell in cells if _QUANTITY.fullmatch(cell.strip())}
        others = [cell for cell in cells - of_role if cell.strip().casefold() not in _DOLLARS]
        if others and not told:
            raise report_fault(
                file,
                f"expected values in dollars, rows say {', '.join(sorted(others)[:4])}: keep the "
                "rows in dollars, or say with --unit how many dollars one was worth",
                field=role,
            )
        quantities |= of_role
    measure = ibis.literal("VALUE")
    if quantities:
        is_quantity = raw.measure_cell.isin(sorted(quantities)).fill_null(ibis.literal(False))
        measure = ibis.ifelse(is_quantity, "QUANTITY", "VALUE")
    return raw.mutate(measure_cell=measure)


def _list_cells(session: DuckSession, raw: Table, column: str) -> set[str]:
    distinct = session.fetch("read", raw.select(cell=raw[column]).distinct())["cell"]
    return {cell for cell in distinct.to_pylist() if cell}
