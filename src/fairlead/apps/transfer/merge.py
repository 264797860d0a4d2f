"""A fair into an edition that is there: what changed, and nothing that people did is undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pyarrow as pa
from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure, UniqueViolation

from fairlead.apps.cooperation.models import Ledger
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.flow_files import digest_of, forget_flows, keep_flows
from fairlead.apps.transfer.erased import blank_erased
from fairlead.apps.transfer.gather import gather_rows
from fairlead.apps.transfer.load import ANALYSE, STEPS, load_fair
from fairlead.apps.transfer.loading.fairs import describe_edition, describe_flows
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.merging.explain_refusal import explain_refusal
from fairlead.apps.transfer.merging.holders import FILES, find_holders_in
from fairlead.apps.transfer.merging.remove_rows import remove_rows, remove_times
from fairlead.apps.transfer.remember import (
    recall_base,
    recall_flows,
    remember_base,
    remember_flows,
)
from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.merging.changes import CellChange, Change, Changes, RowChange
from fairlead.folder.merging.fairs import FairMerge, StatedColumns, merge_fairs
from fairlead.folder.merging.records import align_records
from fairlead.folder.merging.settings import FILE, HALLS
from fairlead.folder.merging.sides import key_rows
from fairlead.folder.merging.tables import CHANGED_HERE
from fairlead.folder.schemas import BY_NAME

T = TypeVar("T")
_TRIES = 5
_MANY = 1_000  # rows written after which the database counts again
_WITH_KEPT = " (in the edition as the load would leave it, with what was changed here kept)"
_WITH_FOLDER = (
    " (in the edition as the load would leave it, where the folder wins over what was changed here;"
    " load without --folder-wins, or take the files as they are here from fairlead export)"
)


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """What a merge may do against what is here; see `fairlead.folder.merging.fairs`."""

    folder_wins: bool = False
    remove_held: bool = False


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What a load did, or would do; the ``edition`` is None where nothing was written."""

    changes: Changes
    edition: Edition | None
    is_new: bool
    flows_change: bool = False


def plan_load(
    fair: Fair, *, said: StatedColumns | None = None, options: MergeOptions | None = None
) -> LoadOutcome:
    """Return what loading a fair would do; nothing is written.

    Raises InvalidInput when what it came to would not be sound.
    """
    fair = blank_erased(fair)
    edition = Edition.objects.filter(code=fair.settings.code).first()
    if edition is None:
        return LoadOutcome(
            _describe_new(fair), None, is_new=True, flows_change=fair.flows is not None
        )
    with transaction.atomic():
        _freeze(readonly=True)
        chosen = options or MergeOptions()
        merged = _merge(edition, fair, said, chosen)
        changes, flows_change = _add_flows(edition, fair, merged, chosen)
        return LoadOutcome(changes, None, is_new=False, flows_change=flows_change)


def merge_fair(
    fair: Fair, *, said: StatedColumns | None = None, options: MergeOptions | None = None
) -> LoadOutcome:
    """Return what loading a fair did: a new edition, or changes of the one that is there.

    All of it is written or nothing. What people change meanwhile is not overwritten: it begins
    again with what they wrote. Anyone who was erased is not brought back. Raises InvalidInput,
    with nothing changed, where meetings that hold could not be held any more.
    """
    fair = blank_erased(fair)
    if not Edition.objects.filter(code=fair.settings.code).exists():
        changes = _describe_new(fair)
        edition = load_fair(fair)
        return LoadOutcome(changes, edition, is_new=True, flows_change=fair.flows is not None)
    digest = keep_flows(fair.flows) if fair.flows is not None else ""
    try:
        return _try_again(lambda: _merge_into(fair, said, options or MergeOptions(), digest))
    except IntegrityError as error:
        if (explained := explain_refusal(fair, error)) is not None:
            raise explained from error
        raise
    finally:
        forget_flows(digest)  # unless an edition has them now


def start_fair_over(fair: Fair) -> LoadOutcome:
    """Return the outcome of loading a fair in place of its edition, which is removed."""
    changes = _describe_new(fair)
    edition = load_fair(fair, replace=True)
    return LoadOutcome(changes, edition, is_new=True, flows_change=fair.flows is not None)


def _merge_into(
    fair: Fair, said: StatedColumns | None, options: MergeOptions, digest: str
) -> LoadOutcome:
    with transaction.atomic():
        _freeze()
        edition = Edition.objects.get(code=fair.settings.code)
        before = edition.flows_digest
        merged = _merge(edition, fair, said, options)
        changes, flows_change = _add_flows(edition, fair, merged, options)
        _write(edition, merged, flows_digest=digest, flows_change=flows_change)
        remember_base(edition, merged.base)
        remember_flows(edition, _describe_flows(fair))
    forget_flows(before)
    return LoadOutcome(changes, edition, is_new=False, flows_change=flows_change)


def _freeze(*, readonly: bool = False) -> None:
    """Let the transaction see one moment, and fail where somebody changes what it changes."""
    if connection.savepoint_ids:
        return  # within a transaction of a test
    with connection.cursor() as cursor:
        mode = ", READ ONLY" if readonly else ""
        cursor.execute(f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ{mode}")


def _try_again(merge: Callable[[], T]) -> T:
    for left in reversed(range(_TRIES)):
        try:
            return merge()
        except (OperationalError, IntegrityError) as error:
            met = (SerializationFailure, DeadlockDetected, UniqueViolation)
            if not left or not isinstance(error.__cause__, met):
                raise
    raise AssertionError


def _merge(
    edition: Edition, fair: Fair, said: StatedColumns | None, options: MergeOptions
) -> FairMerge:
    base, here, folder = align_records(recall_base(edition), gather_rows(edition), fair)
    merged = merge_fairs(
        base=base,
        here=here,
        folder=folder,
        said=said,
        folder_wins=options.folder_wins,
        remove_held=options.remove_held,
        find_holders=find_holders_in(edition),
    )
    if merged.changes.does_something:
        problems = check_fair(merged.fair)
        if problems and not check_fair(fair):  # they come of the two together
            raise InvalidInput(_explain(problems, merged, folder_wins=options.folder_wins))
    return merged


def _explain(
    problems: list[InputError], merged: FairMerge, *, folder_wins: bool
) -> list[InputError]:
    """Return problems of rows here and of the folder together, by their keys and not by lines.

    An expectation that many rows share is reported once, with the first of them.
    """
    alike: dict[tuple[str, str, str], list[InputError]] = {}
    for one in problems:
        alike.setdefault((one.file, one.field, one.expected), []).append(one)
    explained = []
    for (file, field, expected), (first, *more) in alike.items():
        name = file.removesuffix(".csv")
        if name in merged.tables and first.line:
            row = merged.tables[name].table.slice(first.line - 2, 1)
            expected = f"row {key_rows(BY_NAME[name], row)[0]}: {expected}"
        if more:
            expected += f" (and so in {len(more):,} more rows)"
        expected += _WITH_FOLDER if folder_wins else _WITH_KEPT
        explained.append(InputError(file, expected, field=field, value=first.value))
    return explained


def _add_flows(
    edition: Edition, fair: Fair, merged: FairMerge, options: MergeOptions
) -> tuple[Changes, bool]:
    """Return the changes with that of the flows, and whether the folder's take their place.

    Flows that the office uploaded since the folder was loaded stay, unless the folder wins.
    """
    said = _describe_flows(fair)
    here = {name: getattr(edition, name) for name in said}
    cells = tuple(
        CellChange(name.replace("_", ".", 1), _show(here[name]), _show(said[name]))
        for name in said
        if here[name] != said[name]
    )
    base = recall_flows(edition)
    taken = options.folder_wins or base is None or here == base
    change, why = (Change.CHANGED, "") if taken else (Change.KEPT, CHANGED_HERE)
    rows = [RowChange(FILE, cell.column, change, (cell,), why) for cell in cells]
    return Changes([*rows, *merged.changes.rows], merged.changes.sizes), taken and bool(rows)


def _describe_flows(fair: Fair) -> dict[str, Any]:
    digest = digest_of(fair.flows.path) if fair.flows is not None else ""
    return describe_flows(fair.flows, flows_digest=digest)


def _show(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _write(edition: Edition, merged: FairMerge, *, flows_digest: str, flows_change: bool) -> None:
    fair, tables = merged.fair, merged.tables
    settings_change = any(row.change is not Change.KEPT for row in merged.settings.rows)
    if settings_change or flows_change:
        values = describe_edition(fair, flows_digest=flows_digest)
        if not flows_change:
            values = {name: value for name, value in values.items() if name[:6] != "flows_"}
        Edition.objects.filter(pk=edition.pk).update(**values)
        edition.refresh_from_db()
    changes = settings_change or any(table.does_something for table in tables.values())
    if not changes and not _adds_records(edition, fair):
        return
    with connection.cursor() as cursor:
        # A request may go to any state that the folder says.
        cursor.execute("SET LOCAL fairlead.loading = 'on'")
        cursor.execute("SET CONSTRAINTS request_of_pair, request_of_two DEFERRED")
        _remove(edition, merged)
        touched = {name: pa.array(table.touched) for name, table in tables.items()}
        touched[HALLS] = pa.array(
            [hall.code in _find_touched_halls(merged) for hall in fair.settings.halls], pa.bool_()
        )
        load = Load(cursor, fair, edition, touched)
        for step in STEPS:
            step(load)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL fairlead.loading = 'off'")
        if sum(int(table.touched.sum()) for table in tables.values()) > _MANY:
            cursor.execute(ANALYSE)


def _adds_records(edition: Edition, fair: Fair) -> bool:
    """Return whether the fair has entries or rates that the edition's ledger has not."""
    ledger = Ledger.objects.filter(code=edition.code).first()
    entries, rates = (ledger.size, ledger.rates.count()) if ledger is not None else (0, 0)
    return bool(fair.ledger.num_rows > entries or fair.rates.num_rows > rates)


def _find_touched_halls(merged: FairMerge) -> set[str]:
    return {
        row.key
        for row in merged.settings.rows
        if row.file == HALLS and row.change in {Change.CREATED, Change.CHANGED}
    }


def _remove(edition: Edition, merged: FairMerge) -> None:
    going = {name: table.removed for name, table in merged.tables.items() if table.removed}
    if merged.settings.removed_halls:
        going[HALLS] = merged.settings.removed_halls
    remove_times(edition, going.get("availability", ()))
    for name in reversed(FILES):
        if name in going:
            remove_rows(edition, name, going[name])


def _describe_new(fair: Fair) -> Changes:
    """Return the changes that make an edition of a fair."""
    nothing = Fair(fair.settings)
    merged = merge_fairs(base=None, here=nothing, folder=fair)
    halls = (RowChange(HALLS, hall.code, Change.CREATED) for hall in fair.settings.halls)
    return Changes([*halls, *merged.changes.rows], merged.changes.sizes)
