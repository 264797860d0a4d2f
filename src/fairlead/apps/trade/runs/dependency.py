"""Records what an edition cannot do without."""

from __future__ import annotations

from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from fairlead.apps.fairs.copy_rows import (
    Cursor,
    copy_rows,
    refer,
    repeat_value,
    reserve_ids,
    texts,
    write_text_column,
)
from fairlead.apps.fairs.domain.release_version import add_draft
from fairlead.apps.fairs.models import Run
from fairlead.apps.trade.models import Assessment
from fairlead.chain.dependency.assess import CriticalImports

_SAME = ("critical", "hhi_imports", "first_share", "second_share", "imports_over_exports")


_TEXT = ("first_supplier", "second_supplier", "reason")


def record_dependencies(run: Run, found: CriticalImports) -> Assessment:
    """Return the draft of what economies depend on and which economies could supply it.

    It is written in one transaction. The exhibitors that offer a product are not written: the
    catalogue knows them.
    """
    table = found.table
    with transaction.atomic(), connection.cursor() as django_cursor:
        draft = add_draft(Assessment, run)
        draft.years = sorted(found.years)
        draft.source = run.edition.flows_source
        draft.flows_digest = run.edition.flows_digest
        draft.save(update_fields=["years", "source", "flows_digest"])
        cursor = cast("Cursor", django_cursor)
        ids = reserve_ids(cursor, "trade_dependency", table.num_rows)
        columns = {
            "id": ids,
            "edition_id": repeat_value(run.edition_id, table.num_rows),
            "run_id": repeat_value(run.pk, table.num_rows),
            "economy": table["economy"],
            "product": table["product"],
            "imports_usd": table["imports_usd"],
            "exports_usd": table["exports_usd"],
            "hhi_world": table["hhi_world_exports"],
            **{name: table[name] for name in _SAME},
            "title": texts(table, "title", run.edition.languages),
            **{name: write_text_column(table[name]) for name in _TEXT},
        }
        copy_rows(cursor, "trade_dependency", columns)
        economies = found.suppliers.filter(pc.equal(found.suppliers["kind"], "economy"))
        suppliers = {
            "dependency_id": refer(_build_key(economies), _build_key(table).combine_chunks(), ids),
            "rank": economies["rank"],
            "economy": economies["supplier"],
            **{name: economies[name] for name in ("exports_usd", "world_share", "share_now")},
        }
        copy_rows(cursor, "trade_supplier", suppliers)
    return draft


def _build_key(table: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(table["economy"], table["product"], " ")
