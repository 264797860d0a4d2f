"""What the only reporter of a year says that it exports."""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.readers.apart import give_reasons
from fairlead.engines.dependency.readers.layouts import (
    Layout,
)
from fairlead.engines.dependency.readers.reasons import (
    GROUP,
    WORLD,
)
from fairlead.engines.dependency.readers.repeats import Resolved, resolve


def sum_own_exports(
    session: DuckSession, rows: Table, resolved: Resolved, layout: Layout, *, harmonized: bool
) -> pa.Table | None:
    """Return what the only reporter of imports in a year says that it exports, by product.

    The row of all partners counts; where there is none, the partners' rows are added up.
    """
    reports = rows.filter(rows.is_export)
    if not layout.exports or not _has_rows(session, reports):
        return None
    good = resolved.rows.filter(resolved.rows.apart.isnull())
    alone = good.group_by("year").agg(lone=good.importer.max(), reporters=good.importer.nunique())
    years = session.fetch("read", alone.filter(alone.reporters == 1)).to_pylist()
    if not years:
        return None
    only = session.register(
        "lone_reporters",
        pa.table(
            {
                "importer": pa.array([row["lone"] for row in years], pa.int32()),
                "year": pa.array([row["year"] for row in years], pa.int64()),
            }
        ),
    )
    own = reports.inner_join(only, ["importer", "year"]).select(reports)
    world = own.apart_exporter == WORLD
    sums = []
    for name, side in (
        ("_world", own.filter(world)),
        ("_partners", own.filter(~world.fill_null(ibis.literal(False)))),
    ):
        group = side.apart_exporter == GROUP
        listed = side.filter(~group.fill_null(ibis.literal(False))).mutate(
            is_import=ibis.literal(True),
            apart_exporter=ibis.null("string"),
            exporter=ibis.literal(-1, "int32"),
        )
        marked = session.keep(f"exports{name}", give_reasons(listed, layout, by_cell=True))
        found = resolve(
            session,
            marked,
            level=resolved.digits if harmonized else None,
            adds_up=layout.adds_up,
            harmonized=harmonized,
            name=name,
        ).rows
        used = found.filter(found.apart.isnull())
        sums.append(
            used.group_by(economy=used.importer, product=used["product"], year=used.year).agg(
                usd=used.value.sum().cast("int64")
            )
        )
    whole, parts = sums
    others = parts.anti_join(whole, ["economy", "product", "year"])
    return session.fetch("read", whole.union(others).order_by("economy", "product", "year"))


def _has_rows(session: DuckSession, rows: Table) -> bool:
    return bool(session.fetch("read", rows.limit(1)).num_rows)
