"""Results of the matching engine as rows of the database: everything by COPY."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.fairs.copy_rows import (
    Cursor,
    copy_rows,
    join_texts,
    repeat_value,
    reserve_ids,
    write_array_column,
)
from fairlead.apps.fairs.identifiers import Identifiers
from fairlead.apps.fairs.models import Edition, Run
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.trade.models import Matching, MeasureOf, Need, Offer
from fairlead.chain.localized_columns import name_reason_columns
from fairlead.chain.matching.empty_lists import FILTER_NAMES

_LIST = ("owner_kind", "owner", "partner_kind")
_LARGEST = 2**62
"""What a number of 64 bits holds with room to spare."""


@dataclass(frozen=True, slots=True)
class Participants:
    """The ids of an edition's people and organisations by their codes."""

    people: Identifiers
    organisations: Identifiers

    @classmethod
    def of(cls, edition: Edition) -> Participants:
        """Return those of an edition; two queries."""
        return cls(Identifiers.of(Participation, edition), Identifiers.of(Organisation, edition))

    def split(self, codes: pa.ChunkedArray, kinds: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
        """Return the ids of participations and those of organisations, one of both null."""
        codes, personal = codes.cast(pa.string()), pc.equal(kinds.cast(pa.string()), "person")
        nobody = pa.scalar(None, pa.string())
        return (
            self.people.find(pc.if_else(personal, codes, nobody)),
            self.organisations.find(pc.if_else(personal, nobody, codes)),
        )


def write_match_lists(cursor: Cursor, run: Run, matches: pa.Table, who: Participants) -> None:
    """Write the lists of recommended partners (`fairlead.chain.matching.lists.MATCHES`)."""
    places = pa.table(
        {
            "owner": pc.coalesce(*who.split(matches["owner"], matches["owner_kind"])),
            "owner_kind": matches["owner_kind"].cast(pa.string()),
            "partner": pc.coalesce(*who.split(matches["partner"], matches["partner_kind"])),
            "partner_kind": matches["partner_kind"].cast(pa.string()),
            "reason": _write_reasons(cursor, run, matches),
            **{name: matches[name] for name in ("rank", "score", "mutual")},
        }
    )
    places, starts = _order_by_list(places, by=_LIST)
    first = places.take(starts)
    personal = pc.equal(first["owner_kind"], "person")
    nobody = pa.scalar(None, pa.int64())
    columns = {
        "run_id": repeat_value(run.pk, len(starts)),
        "participation_id": pc.if_else(personal, first["owner"], nobody),
        "organisation_id": pc.if_else(personal, nobody, first["owner"]),
        "partner_kind": first["partner_kind"],
        "partners": _write_lists(places["partner"], starts),
        "scores": _write_lists(places["score"], starts),
        "mutual": _write_lists(places["mutual"], starts),
        "reasons": _write_lists(places["reason"], starts),
    }
    copy_rows(cursor, "trade_matchlist", columns)


def write_makers(cursor: Cursor, matching: Matching, makers: pa.Table, groups: pa.Table) -> None:
    """Write the makers of needs and their groups.

    The tables are `fairlead.chain.matching.makers.MAKERS` and
    `fairlead.chain.matching.maker_groups.GROUPS`.
    """
    needs, offers, organisations = (
        Identifiers.of(model, matching.edition) for model in (Need, Offer, Organisation)
    )
    columns = name_reason_columns(matching.edition.languages)
    rows, kinds = _find_distinct_reasons(makers, columns)
    places = pa.table(
        {
            "need": needs.find(makers["need"]),
            "maker": organisations.find(makers["maker"]),
            "rank": makers["rank"],
            "score": makers["score"],
            "offer": pc.fill_null(offers.find(makers["offer"]), 0),
            "reason": kinds,
            "basis": makers["basis"],
        }
    )
    places, starts = _order_by_list(places, by=("need",))
    reasons = pa.DictionaryArray.from_arrays(
        places["reason"].combine_chunks(), _join_reasons(rows, columns).combine_chunks()
    )
    written = {
        "matching_id": repeat_value(matching.pk, len(starts)),
        "need_id": places["need"].take(starts),
        "makers": _write_lists(places["maker"], starts),
        "scores": _write_lists(places["score"], starts),
        "offers": _write_lists(places["offer"], starts),
        "reasons": _write_lists(pa.chunked_array([reasons]), starts),
        "bases": _write_lists(places["basis"], starts),
    }
    copy_rows(cursor, "trade_makerlist", written)
    copy_rows(cursor, "trade_makergroup", _group_members(matching, groups, needs, organisations))


def _group_members(
    matching: Matching, groups: pa.Table, needs: Identifiers, organisations: Identifiers
) -> dict[str, pa.Array]:
    """Return a row for each group from one for each member."""
    key = pc.binary_join_element_wise(groups["need"], groups["group"].cast(pa.string()), " ")
    starts = _find_changes([key])
    ends = np.append(starts, groups.num_rows)
    covers = groups["covers"].to_pylist()
    first = groups.take(starts)
    return {
        "matching_id": repeat_value(matching.pk, len(starts)),
        "need_id": needs.find(first["need"]),
        "number": first["group"],
        "members": _write_lists(pa.chunked_array([organisations.find(groups["maker"])]), starts),
        "covers": pa.array([json.dumps(covers[a:b]) for a, b in pairwise(ends)], pa.string()),
        "cost": first["cost"],
        "bound": first["bound"],
        "proved": first["proved"],
        "missing": write_array_column(first["missing"]),
    }


def write_standings(
    cursor: Cursor, matching: Matching, participants: pa.Table, who: Participants
) -> None:
    """Write how each participant stands (`fairlead.chain.matching.report.PARTICIPANTS`)."""
    people, organisations = who.split(participants["participant"], participants["kind"])
    same = ("market", "price", "filled", "capacity", "shown", "asked", "coded", "listed")
    columns = {
        "matching_id": repeat_value(matching.pk, participants.num_rows),
        "participation_id": people,
        "organisation_id": organisations,
        "stopped": _write_stopped(participants),
        **{name: participants[name] for name in same},
    }
    copy_rows(cursor, "trade_standing", columns)


def _write_stopped(participants: pa.Table) -> pa.Array:
    """Return what each filter took where a list is empty, as JSON; {} for the others."""
    rows = participants.select([f"stopped_{name}" for name in FILTER_NAMES])
    empty = np.flatnonzero(np.asarray(pc.equal(participants["listed"], 0)))
    texts = np.full(participants.num_rows, "{}", dtype=object)
    for place, row in zip(empty, rows.take(empty).to_pylist(), strict=True):
        taken = {name: row[f"stopped_{name}"] for name in FILTER_NAMES}
        texts[place] = json.dumps({name: count for name, count in taken.items() if count})
    return pa.array(texts, pa.string())


def write_measures(cursor: Cursor, matching: Matching, report: pa.Table, filters: pa.Table) -> None:
    """Write the measures of the lists and what each filter took, in their order."""
    for about, table, side, name, value in (
        (MeasureOf.LISTS, report, report["shown_side"], "measure", "value"),
        (MeasureOf.FILTER, filters, repeat_value("", filters.num_rows), "filter", "pairs"),
    ):
        columns = {
            "matching_id": repeat_value(matching.pk, table.num_rows),
            "market": table["market"],
            "about": repeat_value(about.value, table.num_rows),
            "side": side,
            "name": table[name],
            "value": table[value],
        }
        copy_rows(cursor, "trade_listmeasure", columns)


def _order_by_list(places: pa.Table, *, by: Sequence[str]) -> tuple[pa.Table, pa.Array]:
    """Return the places list by list, by rank in each, and the first row of each list."""
    order = [(name, "ascending") for name in (*by, "rank")]
    places = places.sort_by(order).combine_chunks()
    return places, _find_changes([places[name] for name in by])


def _find_changes(columns: Iterable[pa.ChunkedArray]) -> pa.Array:
    """Return the rows at which any of the columns holds something else than before."""
    listed = list(columns)
    if not len(listed[0]):
        return pa.array([], pa.int64())
    changes = np.zeros(len(listed[0]), dtype=np.bool_)
    changes[0] = True
    for column in listed:
        codes = column.combine_chunks().dictionary_encode().indices.to_numpy()
        changes[1:] |= codes[1:] != codes[:-1]
    return pa.array(np.flatnonzero(changes), pa.int64())


def _write_lists(values: pa.ChunkedArray, starts: pa.Array) -> pa.Array:
    """Return the values list by list, as PostgreSQL writes arrays."""
    offsets = pa.concat_arrays([starts, pa.array([len(values)], pa.int64())]).cast(pa.int32())
    return write_array_column(pa.ListArray.from_arrays(offsets, values.combine_chunks()))


def _write_reasons(cursor: Cursor, run: Run, matches: pa.Table) -> pa.Array:
    """Write each reason once; return the id of every match's."""
    rows, kinds = _find_distinct_reasons(matches, name_reason_columns(run.edition.languages))
    reasons = _join_reasons(rows, name_reason_columns(run.edition.languages)).combine_chunks()
    ids = reserve_ids(cursor, "trade_reason", len(reasons))
    columns = {"id": ids, "run_id": repeat_value(run.pk, len(reasons)), "words": reasons}
    copy_rows(cursor, "trade_reason", columns)
    return ids.take(kinds)


def _find_distinct_reasons(
    matches: pa.Table, columns: Mapping[str, str]
) -> tuple[pa.Table, pa.Array]:
    """Return a row for each different reason, and the place among them of every match's.

    Reasons differ when they do in any language. Few of them are written for many matches.
    """
    kind, kinds = np.zeros(matches.num_rows, dtype=np.int64), 1
    for column in columns.values():
        encoded = matches[column].combine_chunks()
        if not isinstance(encoded, pa.DictionaryArray):
            encoded = encoded.dictionary_encode()
        code = pc.fill_null(encoded.indices.cast(pa.int64()), len(encoded.dictionary)).to_numpy()
        count = len(encoded.dictionary) + 1
        if kinds * count > _LARGEST:
            different, kind = np.unique(kind, return_inverse=True)
            kinds = len(different)
        kind, kinds = kind * count + code, kinds * count
    _, first, which = np.unique(kind, return_index=True, return_inverse=True)
    return matches.select(list(columns.values())).take(pa.array(first)), pa.array(which)


def _join_reasons(rows: pa.Table, columns: Mapping[str, str]) -> pa.ChunkedArray:
    """Return each row's reason in all languages it is given in, as JSON."""
    said = rows.select(list(columns.values()))
    said = said.cast(pa.schema([(name, pa.string()) for name in said.column_names]))
    return pa.chunked_array([join_texts(said, columns)])
