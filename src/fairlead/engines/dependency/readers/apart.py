"""Why rows are kept apart, row by row."""

from __future__ import annotations

import ibis
from ibis.expr.types import Table, Value

from fairlead.engines.dependency.readers.layouts import (
    Layout,
)
from fairlead.engines.dependency.readers.reasons import (
    NO_VALUE,
    OTHER_FLOW,
    OTHER_MEASURE,
    OWN,
    SERVICES,
    TINY,
)


def is_service(rows: Table) -> Value:
    """Return whether rows are of services, which files of goods may hold besides."""
    return rows.type_cell.upper().fill_null("C").isin(["S", "SERVICE", "SERVICES"])


def give_reasons(rows: Table, layout: Layout, *, by_cell: bool = False) -> Table:
    """Return the rows with why each is kept apart, null for those that are used.

    ``by_cell``: partners are told apart by how they are spelled.
    """
    measure = rows.measure_cell.upper()
    priced = measure.contains("VALUE").fill_null(ibis.literal(True))
    by_cell = by_cell or layout.by_iso_only
    sign = rows.exporter_key.cast("string") if by_cell else ibis.literal("")
    return rows.select(
        "line", "exporter", "importer", "product", "digits", "full", "year", "part", "value",
        "pattern", "detail", "route",
        version=rows.version_cell,
        partner_sign=sign,
        apart=ibis.coalesce(
            ibis.ifelse(~rows.is_import, OTHER_FLOW, None),
            ibis.ifelse(~priced, OTHER_MEASURE, None),
            ibis.ifelse(is_service(rows), SERVICES, None),
            rows.left_out,
            rows.product_apart,
            rows.apart_importer,
            rows.apart_exporter,
            ibis.ifelse(rows.exporter == rows.importer, OWN, None),
            ibis.ifelse(rows.value.isnull(), NO_VALUE, None),
            ibis.ifelse(rows.value == 0, TINY, None),
        ),
    )  # fmt: skip
