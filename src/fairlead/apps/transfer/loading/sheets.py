"""Files whose rows are known by a key: written as the fair has them, rows that it has not go.

A merge has weighed before what stays and what goes; here the table becomes what came of it.
What is recorded, and relied on by others, is only added to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db import models

from fairlead.apps.fairs.copy_rows import Column, copy_rows, repeat_value
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.update_rows import update_rows
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.schemas import BY_NAME

Key = tuple[Any, ...]
# What one row of several may be: the lead of its consortium, the revision that counts.
_UNIQUE = {"lead": False, "current": False}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file and its table.

    ``key`` leads from a row to what the schema's key says, ``edition`` to the edition or its code.
    Rows that ``is_recorded`` are never changed nor removed, those of which each ``gives_way`` are
    rewritten where they change, as nothing refers to them. Where it ``counts``, the last part of
    the schema's key is a row's place among those that share the others. Rows that are not
    ``numbered`` are known by what they refer to alone, and give way or are recorded. What
    ``outlives`` the edition is found again by a load that starts it over, and stays.
    Rows that change are ``free`` first of what another may get.
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    lay_out: Callable[[Load], dict[str, Column]]
    edition: str = "edition"
    of_edition: bool = False
    is_recorded: bool = False
    gives_way: bool = False
    counts: bool = False
    numbered: bool = True
    outlives: bool = False
    free: Mapping[str, Any] | None = None

    @property
    def table(self) -> str:
        """Return the name of the table."""
        return self.model._meta.db_table

    def find_held(self, load: Load) -> dict[Key, int]:
        """Return the ids of the edition's rows by their keys; one query."""
        of = load.edition.code if self.edition.endswith("__code") else load.edition
        rows = self.model._default_manager.filter(**{self.edition: of}).order_by("pk")
        held: dict[Key, int] = {}
        places: Counter[Key] = Counter()
        for pk, *parts in rows.values_list("pk", *self.key):
            key = tuple(parts)
            if self.counts:
                places[key] += 1
                key = (*key, places[key])
            held[key] = pk
        return held


def load_sheet(load: Load, sheet: Sheet) -> None:
    """Write a file's rows, and take away those that the fair has no more."""
    rows, schema = load.fair.table(sheet.name), BY_NAME[sheet.name]
    is_there = load.touched is not None or sheet.is_recorded or sheet.outlives
    held = sheet.find_held(load) if is_there else {}
    keys = list(zip(*(rows[name].to_pylist() for name in schema.key), strict=True))
    if held and not sheet.is_recorded and load.touched is not None:
        _remove_gone(sheet, held, set(keys))
    ids = [held.get(key) for key in keys]
    is_fresh = pa.array([one is None for one in ids], pa.bool_())
    filled = load.fill_ids(sheet.table, ids) if sheet.numbered else pa.array(ids, pa.int64())
    if schema.key == ("id",):
        load.ids[sheet.name] = filled
    if not rows.num_rows:
        return
    columns: dict[str, Column] = {"id": filled} if sheet.numbered else {}
    columns |= sheet.lay_out(load)
    if sheet.of_edition:
        columns["edition_id"] = repeat_value(load.edition.pk, rows.num_rows)
    touched = is_fresh if load.touched is None else pa.array(load.touched[sheet.name])
    changed = pc.and_(touched, pc.invert(is_fresh))
    if sheet.is_recorded:
        _refuse_changes(sheet, keys, changed)
    elif sheet.gives_way:
        gone = pc.filter(filled, changed).to_pylist()
        sheet.model._default_manager.filter(pk__in=gone).delete()
        is_fresh = pc.or_(is_fresh, changed)
    else:
        _free_unique(sheet, pc.filter(filled, changed).to_pylist())
        update_rows(load.cursor, sheet.table, _filter(columns, changed))
    copy_rows(load.cursor, sheet.table, _filter(columns, is_fresh))


def _filter(columns: Mapping[str, Column], kept: pa.Array) -> dict[str, Column]:
    return {name: pc.filter(column, kept) for name, column in columns.items()}


def _remove_gone(sheet: Sheet, held: Mapping[Key, int], keys: set[Key]) -> None:
    gone = [pk for key, pk in held.items() if key not in keys]
    if gone:
        sheet.model._default_manager.filter(pk__in=gone).delete()


def _free_unique(sheet: Sheet, changed: list[int]) -> None:
    """Take from rows that change what only one of them may have, before another gets it."""
    names = {one.name for one in sheet.model._meta.concrete_fields}
    for name, value in _UNIQUE.items():
        if changed and name in names:
            sheet.model._default_manager.filter(pk__in=changed).update(**{name: value})
    if changed and sheet.free:
        sheet.model._default_manager.filter(pk__in=changed).update(**sheet.free)


def _refuse_changes(sheet: Sheet, keys: list[Key], changed: pa.Array) -> None:
    for key, differs in zip(keys, changed.to_pylist(), strict=True):
        if differs:
            raise report_invalid(
                f"{sheet.name}.csv",
                "expected what was recorded here: this is only added to; export the edition "
                "first, or load the folder under another code",
                field=BY_NAME[sheet.name].key[-1],
                value=" ".join(map(str, key)),
            )
