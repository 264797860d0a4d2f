"""What reporters say that they export themselves."""

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
from fairlead.engines.dependency.readers.repeats import ResolvedFlows, resolve


def sum_own_exports(
    session: DuckSession,
    rows: Table,
    resolved: ResolvedFlows,
    layout: Layout,
    *,
    harmonized: bool,
    by_version: bool,
) -> pa.Table | None:
    """Return what reporters say that they export, by economy, product, year and version.

    The row of all partners counts; where there is none, the partners' rows are added up. The
    version is empty unless they are asked for ``by_version``, as rows to be converted are.
    """
    keys = ("economy", "product", "year", "version")
    own = rows.filter(rows.is_export)
    if not layout.exports or not _has_rows(session, own):
        return None
    if harmonized:  # Codes coarser than those used say nothing of them.
        own = own.filter(own.digits.isnull() | (own.digits >= resolved.digits))
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
            used.group_by(
                economy=used.importer,
                product=used["product"],
                year=used.year,
                version=used.version.fill_null("") if by_version else ibis.literal(""),
            ).agg(usd=used.value.sum().cast("int64"))
        )
    whole, parts = sums
    others = parts.anti_join(whole, keys)
    return session.fetch("read", whole.union(others).order_by(*keys))


def _has_rows(session: DuckSession, rows: Table) -> bool:
    return bool(session.fetch("read", rows.limit(1)).num_rows)
