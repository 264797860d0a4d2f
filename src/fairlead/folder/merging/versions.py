"""Versions of timetable and programme: those that are here stay as they are, others come in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.fair import Fair
from fairlead.folder.history_schemas import HISTORY
from fairlead.folder.merging.changes import Change, RowChange
from fairlead.folder.merging.sides import arrange, key_rows
from fairlead.folder.merging.tables import TableMerge
from fairlead.folder.programme_schemas import PROGRAMMES
from fairlead.folder.request_schemas import REQUEST_HISTORY
from fairlead.folder.schema import Schema
from fairlead.folder.schemas import PROGRAMME_SESSIONS
from fairlead.folder.timetable_schemas import DRAFT_CHANGES, MEETINGS, TIMETABLES, UNHELD

KINDS = ((TIMETABLES, (MEETINGS, UNHELD, DRAFT_CHANGES)), (PROGRAMMES, (PROGRAMME_SESSIONS,)))
"""The files of versions, each with those of what they hold."""
PARTS = tuple(part for _, parts in KINDS for part in parts)
ASIDE = (REQUEST_HISTORY, HISTORY, *(kind for kind, _ in KINDS), *PARTS)
"""Files of what happened: a merge looks after them apart, and they hold no rows of others."""
STAYS = "versions stay as they are here"
_PEOPLE = ("speakers", "moderators")


def merge_versions(
    *,
    bases: Mapping[str, pa.Table],
    here: Fair,
    folder: Fair,
    languages: Sequence[str],
    left: Mapping[str, pa.Table],
) -> dict[str, TableMerge]:
    """Return the versions' files after a merge; ``left`` are the requests and people there are.

    A version that is here stays, as does one that was thrown away here since the folder said it.
    Others come in with what they hold, one that was released there as superseded where another is
    released here. Nothing goes, but what is of requests and people that go.
    """
    merged: dict[str, TableMerge] = {}
    for kind, parts in KINDS:
        ours, theirs = here.table(kind.name), folder.table(kind.name)
        known = set(ours["version"].to_pylist())
        gone = set(bases[kind.name]["version"].to_pylist()) if kind.name in bases else set()
        said = theirs["version"].to_pylist()
        fresh = [version for version in said if version not in known | gone]
        added = _pick(theirs, fresh)
        if "released" in ours["state"].to_pylist():
            added = _supersede(added)
        rows = [RowChange(kind.name, str(one), Change.CREATED) for one in fresh]
        rows += [
            RowChange(kind.name, str(one), Change.KEPT, why=STAYS)
            for one in said
            if one not in fresh
            and (one not in known or _say(kind, parts, here, one) != _say(kind, parts, folder, one))
        ]
        merged[kind.name] = _join(ours, added, rows)
        for part in parts:
            ours, new = (
                _keep_known(
                    arrange(
                        part,
                        fair.table(part.name),
                        languages=fair.settings.languages,
                        into=languages,
                    ).table,
                    left,
                )
                for fair in (here, folder)
            )
            new = _pick(new, fresh)
            keys = key_rows(part, new).to_pylist()
            created = [RowChange(part.name, key, Change.CREATED) for key in keys]
            merged[part.name] = _join(ours, new, created)
    return merged


def _pick(table: pa.Table, versions: Collection[int]) -> pa.Table:
    return table.filter(pc.is_in(table["version"], value_set=pa.array(versions, pa.int64())))


def _keep_known(table: pa.Table, left: Mapping[str, pa.Table]) -> pa.Table:
    """Return what a version holds without requests and speakers that there are no more."""
    if "request" in table.column_names:
        known = left["requests"]["id"].combine_chunks()
        return table.filter(pc.is_in(table["request"], value_set=known))
    people = set(left["people"]["id"].to_pylist())
    for name in _PEOPLE:
        place = table.column_names.index(name)
        named = [
            [one for one in who or () if one in people] or None for who in table[name].to_pylist()
        ]
        field = table.field(place)
        table = table.set_column(place, field, pa.array(named, field.type))
    return table


def _supersede(versions: pa.Table) -> pa.Table:
    states = versions["state"].combine_chunks()
    place = versions.column_names.index("state")
    other = pc.if_else(pc.equal(states, "released"), "superseded", states)
    return versions.set_column(place, versions.field(place), other)


def _join(ours: pa.Table, new: pa.Table, rows: list[RowChange]) -> TableMerge:
    touched = np.arange(ours.num_rows + new.num_rows) >= ours.num_rows
    return TableMerge(pa.concat_tables([ours, new]).combine_chunks(), touched, (), tuple(rows))


def _say(
    kind: Schema, parts: Sequence[Schema], fair: Fair, version: int
) -> Mapping[str, Collection[Any]]:
    """Return all that a fair says of a version, without the order of it."""
    return {
        one.name: sorted(map(repr, _pick(fair.table(one.name), [version]).to_pylist()))
        for one in (kind, *parts)
    }
