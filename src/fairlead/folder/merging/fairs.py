"""Whole fairs: the folder's, the one here, and what the folder said last."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.draft_change_checks import find_undoable
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FairSettings
from fairlead.folder.history_schemas import HISTORY
from fairlead.folder.merging.changes import Change, Changes, RowChange
from fairlead.folder.merging.history import join_history
from fairlead.folder.merging.homes import move_to_stands
from fairlead.folder.merging.settings import FILE, HALLS, SettingsMerge, merge_settings
from fairlead.folder.merging.sides import Side, arrange, key_rows
from fairlead.folder.merging.tables import TableMerge, merge_table
from fairlead.folder.merging.versions import ASIDE, KINDS, merge_versions
from fairlead.folder.request_schemas import REQUEST_HISTORY
from fairlead.folder.schema import Schema
from fairlead.folder.schemas import BY_NAME, SCHEMAS

RowHolders = Mapping[str, Mapping[str, str]]
"""What holds rows that would be removed: by file and key."""
FindHolders = Callable[[Mapping[str, Collection[str]]], RowHolders]
"""Returns what holds the rows, of those that would be removed."""
StatedColumns = Mapping[str, Collection[str]]
"""The columns that a folder's files state; a file that is not there says nothing."""


@dataclass(frozen=True, slots=True)
class Base:
    """What the folder said when it was last loaded; a file that is not there is not known."""

    settings: FairSettings
    tables: Mapping[str, pa.Table]
    languages: tuple[str, ...]  # in which the tables' texts are, the own one first


@dataclass(frozen=True, slots=True)
class FairMerge:
    """The fair after a merge, and how it comes about."""

    fair: Fair
    settings: SettingsMerge
    tables: Mapping[str, TableMerge]
    changes: Changes
    base: Base  # what to remember as said by the folder


def hold_nothing(removed: Mapping[str, Collection[str]]) -> RowHolders:  # noqa: ARG001
    """Return that nothing holds a row."""
    return {}


def merge_fairs(
    *,
    base: Base | None,
    here: Fair,
    folder: Fair,
    said: StatedColumns | None = None,
    folder_wins: bool = False,
    remove_held: bool = False,
    find_holders: FindHolders = hold_nothing,
) -> FairMerge:
    """Return the fair that a folder's and the one here become.

    A value comes from the folder where nobody changed it here since the folder was last loaded,
    and everywhere if ``folder_wins``. Rows are known by their keys. Those that the folder has no
    more go, unless they changed or something refers to them; those that came up here stay. What
    ``said`` leaves out the folder says nothing of. With ``remove_held`` rows go whatever refers to
    them, and what cannot be without them goes along. Meetings at a stand follow their firm.
    """
    return _move_meetings(
        _merge_until_settled(
            base,
            here,
            folder,
            said,
            folder_wins=folder_wins,
            remove_held=remove_held,
            find_holders=find_holders,
        )
    )


def _move_meetings(merged: FairMerge) -> FairMerge:
    """Return the merge with meetings at the stands that their firms then have."""
    tables = merged.tables
    moved = move_to_stands(merged.fair, tables["meetings"], tables["unheld"])
    if not moved:
        return merged
    known = len(tables["meetings"].rows)
    sizes = {name: one.table.num_rows for name, one in moved.items()}
    changes = Changes(
        [*merged.changes.rows, *moved["meetings"].rows[known:]], merged.changes.sizes | sizes
    )
    fair = replace(merged.fair, **{name: one.table for name, one in moved.items()})
    return replace(merged, fair=fair, tables={**tables, **moved}, changes=changes)


def _merge_until_settled(
    base: Base | None,
    here: Fair,
    folder: Fair,
    said: StatedColumns | None,
    *,
    folder_wins: bool,
    remove_held: bool,
    find_holders: FindHolders,
) -> FairMerge:
    """Return the merge once it is known what goes, and what stays because others need it."""
    held: RowHolders = {}
    along: RowHolders = {}
    while True:
        merged = _merge_once(
            base, here, folder, said, folder_wins=folder_wins, held=held, along=along
        )
        going = {name: set(table.removed) for name, table in merged.tables.items() if table.removed}
        if merged.settings.removed_halls:
            going[HALLS] = set(merged.settings.removed_halls)
        if not going:
            return merged
        if remove_held:
            along, before = _join(along, _find_dependent(merged, going)), along
            done = along == before
        elif along:
            done = True
        else:
            held, before = _join(held, _find_needed(merged, going), find_holders(going)), held
            # Rows that only describe removed rows are removed with them.
            if held == before:
                along = _find_dependent(merged, going, only_belonging=True)
            done = held == before and not along
        if done:
            return merged


def _join(*parts: RowHolders) -> RowHolders:
    joined: dict[str, dict[str, str]] = {}
    for part in parts:
        for name, rows in part.items():
            known = joined.setdefault(name, {})
            known |= {key: why for key, why in rows.items() if key not in known}
    return {name: rows for name, rows in joined.items() if rows}


def _find_needed(merged: FairMerge, going: Mapping[str, Collection[str]]) -> RowHolders:
    """Return the rows that go although one that stays refers to them, with which it is."""
    found: dict[str, dict[str, str]] = {}
    for schema, name, refers in _REFERENCES:
        if schema.field(name).belongs:
            continue
        for key, value in _find_references(merged, schema, name, going.get(refers, ())):
            found.setdefault(refers, {}).setdefault(value, f"needed by {key} of {schema.file}")
    return found


def _find_dependent(
    merged: FairMerge, going: Mapping[str, Collection[str]], *, only_belonging: bool = False
) -> RowHolders:
    """Return the rows that stay although one that they need goes, with what it is.

    Those that belong to what goes, where it is ``only_belonging``.
    """
    found: dict[str, dict[str, str]] = {}
    for schema, name, refers in _REFERENCES:
        field = schema.field(name)
        if field.belongs or (field.required and not only_belonging):
            for key, value in _find_references(merged, schema, name, going.get(refers, ())):
                found.setdefault(schema.name, {}).setdefault(key, f"goes with {name} {value}")
    return found


def _find_references(
    merged: FairMerge, schema: Schema, name: str, going: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the key of each row that refers to one of those that go, and which it is."""
    if not going:
        return
    table = merged.tables[schema.name].table
    keys, column = key_rows(schema, table), table[name].combine_chunks()
    if not pa.types.is_nested(column.type):
        lost = pc.fill_null(pc.is_in(column, value_set=pa.array(sorted(going))), False)
        keys, column = keys.filter(lost), column.filter(lost)
    for key, value in zip(keys.to_pylist(), column.to_pylist(), strict=True):
        for one in value if isinstance(value, list) else [value]:
            if one in going:
                yield key, one


_REFERENCES = [
    *(
        (schema, one.name, one.refers)
        for schema in SCHEMAS
        for one in schema.fields
        if one.refers and schema not in ASIDE
    ),
    (BY_NAME["stands"], "hall", HALLS),
]


def _merge_once(
    base: Base | None,
    here: Fair,
    folder: Fair,
    said: StatedColumns | None,
    *,
    folder_wins: bool,
    held: RowHolders,
    along: RowHolders,
) -> FairMerge:
    settings = merge_settings(
        base=base.settings if base else None,
        here=here.settings,
        folder=folder.settings,
        held=held.get(HALLS, {}),
        folder_wins=folder_wins,
    )
    languages = settings.settings.languages
    tables: dict[str, TableMerge] = {}
    remembered: dict[str, pa.Table] = {}
    rows: list[RowChange] = list(settings.rows)
    for schema in SCHEMAS:
        if schema is REQUEST_HISTORY:
            tables[schema.name] = _merge_history(
                here, folder, tables["requests"].table, tables["people"].table
            )
            continue
        if schema is HISTORY:
            tables[schema.name] = join_history(here.history, folder.history)
            continue
        if schema in ASIDE:
            continue
        stated = None if said is None else said.get(schema.name)
        there = said is None or stated is not None
        theirs = folder.table(schema.name)
        known = _arrange_base(schema, base, languages)
        side = arrange(
            schema,
            theirs,
            languages=folder.settings.languages,
            into=languages,
            said=stated if there else (),
        )
        merged = merge_table(
            schema,
            fields={one.name: one for one in schema.columns(languages)},
            base=known,
            here=arrange(
                schema, here.table(schema.name), languages=here.settings.languages, into=languages
            ),
            folder=side,
            removes=there,
            held=held.get(schema.name, {}),
            along=along.get(schema.name, {}),
            folder_wins=folder_wins,
        )
        tables[schema.name] = merged
        rows += merged.rows
        if there:
            remembered[schema.name] = _remember(side, known, merged)
        elif known is not None:
            remembered[schema.name] = known.table.drop_columns(sorted(known.absent))
    versions = merge_versions(
        bases=base.tables if base else {},
        here=here,
        folder=folder,
        languages=languages,
        left={name: tables[name].table for name in ("requests", "people")},
    )
    tables |= versions
    rows += [row for one in versions.values() for row in one.rows]
    remembered |= {kind.name: _remember_versions(kind.name, base, folder) for kind, _ in KINDS}
    fair = replace(
        here,
        settings=settings.settings,
        flows=folder.flows,
        read_picture=folder.read_picture,
        read_month=folder.read_month,
        **{name: merged.table for name, merged in tables.items()},
    )
    asked = set(_list_questions(fair.questions))
    kept = np.array([one in asked for one in _list_questions(fair.answers)], dtype=np.bool_)
    if not kept.all():  # a question that goes takes its answers along
        answers = tables["answers"]
        table = answers.table.filter(pa.array(kept))
        tables["answers"] = replace(answers, table=table, touched=answers.touched[kept])
        fair = replace(fair, answers=table)
    changes = tables["draft_changes"]
    kept = np.array(find_undoable(fair), dtype=np.bool_)
    if not kept.all():
        table = changes.table.filter(pa.array(kept))
        tables["draft_changes"] = replace(changes, table=table, touched=changes.touched[kept])
        fair = replace(fair, draft_changes=table)
    sizes = {FILE: 0, HALLS: len(settings.settings.halls)}
    sizes |= {name: merged.table.num_rows for name, merged in tables.items()}
    return FairMerge(
        fair,
        settings,
        tables,
        Changes(rows, sizes),
        Base(_remember_settings(folder.settings, base, settings), remembered, languages),
    )


def _list_questions(rows: pa.Table) -> list[tuple[str, int]]:
    """Return the type and the number of each row."""
    return list(zip(rows["type"].to_pylist(), rows["number"].to_pylist(), strict=True))


def _merge_history(here: Fair, folder: Fair, requests: pa.Table, people: pa.Table) -> TableMerge:
    """Return what happened to requests: what is known here stays, new requests bring their own."""
    known = here.requests["id"].combine_chunks()
    theirs, left = folder.request_history, requests["id"].combine_chunks()
    fresh = theirs.filter(pc.invert(pc.is_in(theirs["request"], value_set=known)))
    table = pa.concat_tables([here.request_history, fresh])
    by = table["by"].combine_chunks()
    there = pc.is_in(by, value_set=people["id"].combine_chunks())
    column = table.schema.get_field_index("by")
    table = table.set_column(column, table.schema.field(column), pc.if_else(there, by, None))
    touched = np.arange(table.num_rows) >= here.request_history.num_rows
    stays = pc.is_in(table["request"], value_set=left).to_numpy()
    return TableMerge(table.filter(pa.array(stays)), touched[stays], (), ())


def _remember_versions(name: str, base: Base | None, folder: Fair) -> pa.Table:
    """Return the versions that the folder says, and those that it said before."""
    said = folder.table(name)
    if base is None or name not in base.tables:
        return said
    before = base.tables[name]
    gone = pc.invert(pc.is_in(before["version"], value_set=said["version"].combine_chunks()))
    return pa.concat_tables([said, before.filter(gone)])


def _arrange_base(schema: Schema, base: Base | None, languages: tuple[str, ...]) -> Side | None:
    if base is None or schema.name not in base.tables:
        return None
    table = base.tables[schema.name]
    return arrange(schema, table, languages=base.languages, into=languages)


def _remember_settings(
    folder: FairSettings, base: Base | None, merged: SettingsMerge
) -> FairSettings:
    """Return what the folder says, with the halls that are kept though it has them no more."""
    kept = {row.key for row in merged.rows if row.file == HALLS and row.change is Change.KEPT}
    there = {hall.code for hall in folder.halls}
    before = base.settings.halls if base else ()
    held = (hall for hall in before if hall.code in kept - there)
    return replace(folder, halls=(*folder.halls, *held))


def _remember(folder: Side, base: Side | None, merged: TableMerge) -> pa.Table:
    """Return what the folder said: now, or before of columns it says nothing of now.

    A row that is kept though the folder has it no more is remembered too, so that the next load
    tries again.
    """
    table = folder.table
    if base is None:
        return table.drop_columns(sorted(folder.absent))
    places = pa.array(base.find(folder.keys))
    valid = pc.if_else(pc.less(places, 0), None, places)
    for name in folder.absent - base.absent:
        place = table.column_names.index(name)
        before = base.table[name].combine_chunks().take(valid)
        table = table.set_column(place, table.field(place), before)
    kept = {row.key for row in merged.rows if row.change is Change.KEPT}
    gone = (folder.find(base.keys) < 0).tolist()
    rows = [
        row
        for row, (is_gone, key) in enumerate(zip(gone, base.keys.to_pylist(), strict=True))
        if is_gone and key in kept
    ]
    both = pa.concat_tables([table, base.table.take(pa.array(rows, pa.int64()))])
    return both.drop_columns(sorted(folder.absent & base.absent))
