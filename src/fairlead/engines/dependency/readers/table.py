"""The plain table: exporter, importer, product, year, value_usd, as Parquet or CSV."""

from __future__ import annotations

from pathlib import Path

import ibis
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.readers.reading import (
    OWN,
    TINY,
    Names,
    coded,
    dollars,
    find_columns,
    key,
    refuse_broken,
    whole,
)
from fairlead.engines.dependency.readers.tabular import open_table

WANTED = {
    "exporter": ("exporter", "exporter_iso3", "from"),
    "importer": ("importer", "importer_iso3", "to"),
    "product": ("product", "product_code", "hs6"),
    "year": ("year", "period"),
    "value": ("value_usd", "value"),
}


def read_table(session: DuckSession, path: Path, *, names: Names) -> Table:
    """Return the table's flows: exporter, importer, product, year, value, apart.

    Rows of the same exporter, importer, product and year are added up later. Raises `BadFlows`
    for a missing column, an unknown economy, and every missing or negative value by line.
    """
    opened = open_table(session, path, name="raw")
    found = find_columns(path.name, opened.columns, WANTED)
    raw = opened.rows
    rows = raw.select(
        line=raw.line,
        exporter_key=key(raw[found["exporter"]]),
        importer_key=key(raw[found["importer"]]),
        product_cell=raw[found["product"]],
        year_cell=raw[found["year"]],
        value_cell=raw[found["value"]],
        product=whole(raw[found["product"]]),
        year=whole(raw[found["year"]]),
        value=dollars(raw[found["value"]]),
    )
    refuse_broken(session, rows, file=path.name)
    named = coded(session, rows, names=names, file=path.name)
    apart = ibis.coalesce(
        named.apart_exporter,
        named.apart_importer,
        ibis.ifelse(named.exporter == named.importer, OWN, None),
        ibis.ifelse(named.value == 0, TINY, None),
    )
    return named.select("exporter", "importer", "product", "year", "value", apart=apart)
