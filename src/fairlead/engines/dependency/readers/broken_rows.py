"""Refuses rows that cannot be read, line by line, and files that report the other direction."""

from __future__ import annotations

import ibis
from ibis.expr.types import Table, Value

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import BadFlows, Fault, report_fault
from fairlead.engines.dependency.flows import LARGEST
from fairlead.engines.dependency.readers.apart import is_service
from fairlead.engines.dependency.readers.reading import MOST_FAULTS
from fairlead.engines.dependency.readers.reasons import OTHER_FLOW

_NO_DOLLARS = "expected a value in dollars, zero or more"
_NEGATIVE = f"{_NO_DOLLARS}: take a correction off the row that it corrects"


def refuse_broken_rows(session: DuckSession, rows: Table, file: str) -> None:
    """Raise `BadFlows` for rows with missing, negative or impossible cells, line by line."""
    published = rows.number.cast("string").fill_null("").strip() != ""
    no_economy = ibis.literal("expected an economy, the cell is empty")
    checks: dict[str, tuple[Value, Value]] = {
        "exporter": (
            rows.exporter_key.isnull(),
            no_economy,
        ),
        "importer": (
            rows.importer_key.isnull(),
            no_economy,
        ),
        "product": (
            (rows.product_cell.isnull() | rows.product_expected.notnull()) & ~is_service(rows),
            rows.product_expected.fill_null("expected a product code, the cell is empty"),
        ),
        "year": (
            rows.period_cell.isnull() | rows.year_expected.notnull(),
            rows.year_expected.fill_null("expected a year, the cell is empty"),
        ),
        "value": (
            published
            & rows.year.notnull()
            & (rows.value.isnull() | (rows.value < 0) | (rows.value > LARGEST)),
            ibis.ifelse(rows.value < 0, _NEGATIVE, _NO_DOLLARS),
        ),
    }
    broken = rows.filter(ibis.or_(*(condition for condition, _ in checks.values())))
    if session.fetch("read", broken.agg(rows=broken.count()))["rows"][0].as_py() == 0:
        return
    flagged = broken.mutate(
        **{f"bad_{name}": condition for name, (condition, _) in checks.items()},
        **{f"said_{name}": said for name, (_, said) in checks.items()},
        shown_product=broken.product_cell.cast("string"),
        shown_year=broken.period_cell.cast("string").re_replace(r"\|.*$", ""),
        shown_value=broken.value_cell.cast("string"),
    ).order_by("line")
    columns = [f"{mark}_{name}" for mark in ("bad", "said") for name in checks]
    columns += ["line", "shown_product", "shown_year", "shown_value"]
    found = session.fetch("read", flagged.select(*columns).limit(MOST_FAULTS)).to_pylist()
    first = found[0]
    if first["bad_year"] and first["line"] <= 31:
        second = session.fetch("read", rows.agg(line=rows.line.min()))["line"][0].as_py()
        if first["line"] == second and not _has_digit(first["shown_value"]):
            raise report_fault(
                file,
                "expected data below the header, this is a second header row: keep one of them",
                line=first["line"],
            )
    raise BadFlows(
        Fault(file, row[f"said_{name}"], row["line"], name, row.get(f"shown_{name}") or "")
        for row in found
        for name in checks
        if row[f"bad_{name}"]
    )


def _has_digit(text: str | None) -> bool:
    return any(char.isdigit() for char in text or "")


def refuse_other_direction(session: DuckSession, rows: Table, file: str) -> None:
    """Raise `BadFlows` for a file of exports alone: what it says would be of other flows."""
    counted = session.fetch(
        "read", rows.agg(rows=rows.count(), exports=(rows.apart == OTHER_FLOW).sum())
    ).to_pylist()[0]
    if counted["rows"] and counted["rows"] == counted["exports"]:
        raise report_fault(
            file,
            "expected reports of imports, the file has other flows only: download imports "
            "(flow M), of every reporter that matters",
        )
