"""Brings what a file holds to one HS version: what is in it already stays as it is."""

from __future__ import annotations

from dataclasses import replace

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.readers.concordance import Concordance, convert_rows
from fairlead.engines.dependency.readers.reports import FlowFileContent
from fairlead.engines.dependency.readers.versions import split_by_version


def convert_read(
    session: DuckSession, read: FlowFileContent, concordance: Concordance, target: str | None
) -> FlowFileContent:
    """Return what was read with its flows and own exports in the ``target`` version."""
    if read.classification is not None and read.classification == target:
        return replace(read, rows=read.rows.drop("version"))
    mixed = target if read.classification is None else None
    rows, counted = _convert(session, read.rows, concordance, mixed)
    notes = read.notes
    if counted:
        notes += (f"{counted:,} rows are in {target} already: not converted",)
    own = None
    if read.own_exports is not None:
        own = _convert_own(session, read.own_exports, concordance, mixed)
    return replace(read, rows=rows, notes=notes, own_exports=own, classification=target)


def _convert(
    session: DuckSession, rows: Table, concordance: Concordance, mixed: str | None
) -> tuple[Table, int]:
    """Return the rows converted, and how many were in the ``mixed``-in version already."""
    if mixed is None:
        return convert_rows(session, rows.drop("version"), concordance), 0
    there, others = split_by_version(session, rows, mixed)
    counted = session.fetch("read", there.agg(rows=there.count()))["rows"][0].as_py()
    converted = convert_rows(session, others.drop("version"), concordance)
    return there.drop("version").union(converted) if counted else converted, int(counted)


def _convert_own(
    session: DuckSession, own: pa.Table, concordance: Concordance, mixed: str | None
) -> pa.Table:
    """Return own exports converted as flows are; what no concordance names is unknown."""
    said = session.register("own_exports_read", own)
    as_rows = said.select(
        exporter=ibis.literal(-1, "int32"),
        importer=said.economy,
        product=said["product"],
        year=said.year,
        value=said.usd,
        apart=ibis.null("string"),
        version=said.version,
    )
    rows, _ = _convert(session, as_rows, concordance, mixed)
    used = rows.filter(rows.apart.isnull())
    summed = used.group_by(economy=used.importer, product=used["product"], year=used.year).agg(
        usd=used.value.sum().cast("int64")
    )
    return session.fetch("read", summed.order_by("economy", "product", "year"))
