"""What the dependency and the matching engine found, into the database."""

from __future__ import annotations

from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from fairlead.apps.fairs.copying import Cursor, constant, copy_rows, lists, refer, reserve_ids, text
from fairlead.apps.fairs.identifiers import Identifiers
from fairlead.apps.fairs.models import Run
from fairlead.apps.people.models import Organisation, Participation
from fairlead.chain.dependency import CriticalImports

_SAME = ("critical", "hhi_imports", "first_share", "second_share", "imports_over_exports")
_LIST = ("owner_kind", "owner", "partner_kind")
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
    people = Identifiers.of(Participation, run.edition)
    organisations = Identifiers.of(Organisation, run.edition)
    with transaction.atomic(), connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        places = pa.table(
            {
                "owner": _ids(matches, "owner", people, organisations),
                "owner_kind": matches["owner_kind"].cast(pa.string()),
                "partner": _ids(matches, "partner", people, organisations),
                "partner_kind": matches["partner_kind"].cast(pa.string()),
                "reason": _record_reasons(cursor, run, matches),
                **{name: matches[name] for name in ("rank", "score", "mutual")},
            }
        )
        order = [(name, "ascending") for name in (*_LIST, "rank")]
        places = places.sort_by(order).combine_chunks()
        starts = _starts(places)
        first = places.take(starts)
        personal = pc.equal(first["owner_kind"], "person")
        nobody = pa.scalar(None, pa.int64())
        columns = {
            "run_id": constant(run.pk, len(starts)),
            "participation_id": pc.if_else(personal, first["owner"], nobody),
            "organisation_id": pc.if_else(personal, nobody, first["owner"]),
            "partner_kind": first["partner_kind"],
            "partners": _lists(places["partner"], starts),
            "scores": _lists(places["score"], starts),
            "mutual": _lists(places["mutual"], starts),
            "reasons": _lists(places["reason"], starts),
        }
        copy_rows(cursor, "trade_matchlist", columns)


def _ids(
    matches: pa.Table, side: str, people: Identifiers, organisations: Identifiers
) -> pa.ChunkedArray:
    """Return the id of the owner or the partner of each place, person or organisation."""
    codes = matches[side].cast(pa.string())
    personal = pc.equal(matches[f"{side}_kind"].cast(pa.string()), "person")
    nobody = pa.scalar(None, pa.string())
    return pc.coalesce(
        people.find(pc.if_else(personal, codes, nobody)),
        organisations.find(pc.if_else(personal, nobody, codes)),
    )


def _starts(places: pa.Table) -> pa.Array:
    """Return the first row of each list of sorted places."""
    if not places.num_rows:
        return pa.array([], pa.int64())
    changes = np.zeros(places.num_rows, dtype=np.bool_)
    changes[0] = True
    for name in _LIST:
        codes = places[name].combine_chunks().dictionary_encode().indices.to_numpy()
        changes[1:] |= codes[1:] != codes[:-1]
    return pa.array(np.flatnonzero(changes), pa.int64())


def _lists(values: pa.ChunkedArray, starts: pa.Array) -> pa.Array:
    """Return the values list by list, as PostgreSQL writes arrays."""
    offsets = pa.concat_arrays([starts, pa.array([len(values)], pa.int64())]).cast(pa.int32())
    return lists(pa.ListArray.from_arrays(offsets, values.combine_chunks()))


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
