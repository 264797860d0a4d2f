"""What the dependency and the matching engine found, into the database."""

from __future__ import annotations

from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from fairlead.apps.fairs.copying import Cursor, constant, copy_rows, refer, reserve_ids, text
from fairlead.apps.fairs.identifiers import Identifiers
from fairlead.apps.fairs.models import Run
from fairlead.apps.people.models import Organisation, Participation
from fairlead.chain.dependency import CriticalImports

_SAME = ("critical", "hhi_imports", "first_share", "second_share", "imports_over_exports")
_TEXT = ("title", "title_ru", "first_supplier", "second_supplier", "reason")


def record_dependencies(run: Run, found: CriticalImports) -> None:
    """Write what economies depend on and which economies could supply it, in one transaction.

    The exhibitors that offer a product are not written: the catalogue knows them.
    """
    table = found.table
    with transaction.atomic(), connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        ids = reserve_ids(cursor, "trade_dependency", table.num_rows)
        columns = {
            "id": ids,
            "edition_id": constant(run.edition_id, table.num_rows),
            "run_id": constant(run.pk, table.num_rows),
            "economy": table["economy"],
            "product": table["product"],
            "imports_usd": table["imports_usd"],
            "exports_usd": table["exports_usd"],
            "hhi_world": table["hhi_world_exports"],
            **{name: table[name] for name in _SAME},
            **{name: text(table[name]) for name in _TEXT},
        }
        copy_rows(cursor, "trade_dependency", columns)
        economies = found.suppliers.filter(pc.equal(found.suppliers["kind"], "economy"))
        suppliers = {
            "dependency_id": refer(_key(economies), _key(table).combine_chunks(), ids),
            "rank": economies["rank"],
            "economy": economies["supplier"],
            **{name: economies[name] for name in ("exports_usd", "world_share", "share_now")},
        }
        copy_rows(cursor, "trade_supplier", suppliers)


def _key(table: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(table["economy"], table["product"], " ")


def record_matches(run: Run, matches: pa.Table) -> None:
    """Write the lists of recommended partners (`fairlead.chain.matching_tables.MATCHES`)."""
    organisations = Identifiers.of(Organisation, run.edition)
    participations = Identifiers.of(Participation, run.edition)
    matches = matches.combine_chunks()
    with transaction.atomic(), connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        columns = {
            "run_id": constant(run.pk, matches.num_rows),
            "reason_id": _record_reasons(cursor, run, matches),
            **{name: matches[name] for name in ("rank", "score", "mutual")},
        }
        for side, prefix in (("owner", ""), ("partner", "partner_")):
            codes = matches[side].cast(pa.string())
            personal = pc.equal(matches[f"{side}_kind"].cast(pa.string()), "person")
            nobody = pa.scalar(None, pa.string())
            columns[f"{prefix}participation_id"] = participations.find(
                pc.if_else(personal, codes, nobody)
            )
            columns[f"{prefix}organisation_id"] = organisations.find(
                pc.if_else(personal, nobody, codes)
            )
        copy_rows(cursor, "trade_match", columns)


def _record_reasons(cursor: Cursor, run: Run, matches: pa.Table) -> pa.Array:
    """Write each reason once; return the id of every match's."""
    english, russian = (text(matches[name].cast(pa.string())) for name in ("reason", "reason_ru"))
    both = pa.table({"english": english, "russian": russian})
    key = pc.binary_join_element_wise(english, russian, "\n").combine_chunks()
    distinct = key.unique()
    first = pc.index_in(distinct, value_set=key)
    ids = reserve_ids(cursor, "trade_reason", len(distinct))
    reasons = both.take(first)
    columns = {
        "id": ids,
        "run_id": constant(run.pk, len(distinct)),
        "english": reasons["english"],
        "russian": reasons["russian"],
    }
    copy_rows(cursor, "trade_reason", columns)
    return refer(key, distinct, ids)
