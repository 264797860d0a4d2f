"""The timetable's versions and what holds now into the database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.compute as pc
from django.db import DatabaseError, transaction
from django.utils import translation

from fairlead.apps.fairs.copy_rows import (
    Column,
    copy_rows,
    refer,
    repeat_value,
    reserve_ids,
    write_text_column,
)
from fairlead.apps.fairs.models import Step
from fairlead.apps.meetings.domain.refusals import explain_rule, find_rule
from fairlead.apps.meetings.models import Table
from fairlead.apps.transfer.gathering.journals import JournalLabels, find_ids
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.meetings import find_slots
from fairlead.apps.transfer.loading.moved_meetings import move_meetings
from fairlead.folder.input_errors import InputError, InvalidInput

_RUN_WORDS = ("input_digest", "status", "summary", "measure", "engine_version")
_OF_A_MEETING = re.compile(r"meeting (\d+)")


def load_timetables(load: Load) -> None:
    """Write versions that are new, with what they hold; what is here stays at its firms' stands."""
    if load.touched is not None:
        move_meetings(load)
    rows = _choose(load, "timetables")
    if not rows.num_rows:
        return
    ids = reserve_ids(load.cursor, "meetings_timetable", rows.num_rows)
    columns: dict[str, Column] = {
        "id": ids,
        "version": rows["version"],
        "state": rows["state"],
        "released_at": rows["released_at"],
        "origin": rows["origin"],
        "made_from": rows["made_from"],
        "run_id": _load_runs(load, rows),
    }
    load.copy("meetings_timetable", columns)
    known = dict(zip(rows["version"].to_pylist(), ids.to_pylist(), strict=True))
    of_versions = load.fair.meetings["version"].combine_chunks()
    written = _find_written(load, "meetings", rows)
    places: dict[int, int] = {}
    with _explain(load, places):
        load.cursor.execute("SET LOCAL fairlead.versions = 'on'")
        _load_meetings(load, known, pc.and_(written, pc.greater(of_versions, 0)), places)
        load.cursor.execute("SET LOCAL fairlead.versions = 'off'")
        _load_meetings(load, known, pc.and_(written, pc.equal(of_versions, 0)), places)
    unheld = load.fair.unheld.filter(_find_written(load, "unheld", rows))
    copy_rows(
        load.cursor,
        "meetings_unheld",
        {
            "timetable_id": _find_versions(known, unheld),
            "request_id": load.refer(unheld["request"], "requests"),
            "reason": unheld["reason"],
            "said": pc.fill_null(unheld["said"], "[]"),
        },
    )
    _load_draft_changes(load, known)


def _load_draft_changes(load: Load, versions: Mapping[int, int]) -> None:
    """Write what was changed in drafts by hand; who did it is an account, which stays behind."""
    rows = _choose(load, "draft_changes")
    if not rows.num_rows:
        return
    slots = {
        (one.date.isoformat(), one.number): pk
        for one, pk in zip(
            load.fair.settings.slot_times, load.ids["slots"].to_pylist(), strict=True
        )
    }
    tables = dict(Table.objects.filter(edition=load.edition).values_list("number", "pk"))
    known = JournalLabels({}, _pair(load, "people"), _pair(load, "stands"), tables)
    said = {
        field: pa.array(
            [
                json.dumps(find_ids(json.loads(one), known, lambda *key: slots[key]))
                for one in rows[field].to_pylist()
            ],
            pa.string(),
        )
        for field in ("before", "after")
    }
    columns: dict[str, Column] = {
        "timetable_id": _find_versions(versions, rows),
        "request_id": load.refer(rows["request"], "requests"),
        "undone": rows["undone"].is_valid(),
        **{name: rows[name] for name in ("number", "kind", "at")},
        **said,
    }
    copy_rows(load.cursor, "meetings_adjustment", columns)


def _pair(load: Load, name: str) -> dict[str, int]:
    """Return the ids of a file's rows by their codes."""
    codes = load.fair.table(name)["id"].to_pylist()
    return dict(zip(codes, load.ids[name].to_pylist(), strict=True))


def _find_written(load: Load, name: str, versions: pa.Table) -> pa.Array:
    """Return which rows of a file are those of versions."""
    column = load.fair.table(name)["version"].combine_chunks()
    return pc.is_in(column, value_set=versions["version"].combine_chunks())


def _choose(load: Load, name: str) -> pa.Table:
    """Return the rows of a file that are written."""
    rows = load.fair.table(name)
    return rows if load.touched is None else rows.filter(load.touched[name])


def _find_versions(known: Mapping[int, int], rows: pa.Table) -> pa.Array:
    return pa.array([known[one] for one in rows["version"].to_pylist()], pa.int64())


def _load_runs(load: Load, versions: pa.Table) -> pa.Array:
    """Write what the engine recorded of those that it planned; return each version's run."""
    planned = versions["planned_at"].is_valid().combine_chunks()
    rows = versions.filter(planned)
    fresh = reserve_ids(load.cursor, "fairs_run", rows.num_rows)
    columns: dict[str, Column] = {
        "id": fresh,
        "step": repeat_value(Step.SCHEDULING.value, rows.num_rows),
        "parameters": rows["parameters"],
        "said": pc.fill_null(rows["said"], "[]"),
        "recorded_at": rows["planned_at"],
        **{name: rows[name] for name in ("seed", "objective", "bound", "seconds")},
        **{name: write_text_column(rows[name]) for name in _RUN_WORDS},
    }
    load.copy("fairs_run", columns)
    runs = iter(fresh.to_pylist())
    return pa.array([next(runs) if one else None for one in planned.to_pylist()], pa.int64())


def _load_meetings(
    load: Load, known: Mapping[int, int], chosen: pa.Array, places: dict[int, int]
) -> None:
    """Write some of the meetings, and note in ``places`` which row each of them is."""
    rows = load.fair.meetings.filter(chosen)
    if not rows.num_rows:
        return
    tables = dict(Table.objects.filter(edition=load.edition).values_list("number", "pk"))
    numbers = pa.array(list(tables), pa.int64())
    ids = reserve_ids(load.cursor, "meetings_meeting", rows.num_rows)
    columns: dict[str, Column] = {
        "id": ids,
        "timetable_id": _find_versions(known, rows),
        "request_id": load.refer(rows["request"], "requests"),
        "slot_id": find_slots(load, rows["date"], rows["slot"]),
        "slots": rows["slots"],
        "representative_id": load.refer(rows["representative"], "people"),
        "place": rows["place"],
        "stand_id": load.refer(rows["stand"], "stands"),
        "seat": rows["seat"],
        "table_id": refer(rows["table"], numbers, pa.array(tables.values(), pa.int64())),
        "locked": rows["locked"].is_valid(),
    }
    at = pc.indices_nonzero(chosen).to_pylist()
    places.update(zip(ids.to_pylist(), at, strict=True))
    copy_rows(load.cursor, "meetings_meeting", columns)
    pairs = [
        (meeting, person)
        for meeting, people in zip(ids.to_pylist(), rows["attendees"].to_pylist(), strict=True)
        for person in people or ()
    ]
    if pairs:
        people = pa.array([person for _, person in pairs], pa.string())
        attendees: dict[str, Column] = {
            "meeting_id": pa.array([meeting for meeting, _ in pairs], pa.int64()),
            "participation_id": load.refer(people, "people"),
        }
        copy_rows(load.cursor, "meetings_attendee", attendees)


@contextmanager
def _explain(load: Load, places: Mapping[int, int]) -> Iterator[None]:
    """Say in words, and of which meeting, what the database refuses of the meetings."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        rule = find_rule(error)
        if not rule.startswith(("meeting_", "booking_", "attendee_")):
            raise
        named = _OF_A_MEETING.search(str(error))
        row = places.get(int(named[1])) if named is not None else None
        with translation.override("en"):
            expected = f"expected a meeting that can be held: {explain_rule(rule)} ({rule})"
        request = "" if row is None else load.fair.meetings["request"][row].as_py()
        problem = InputError(
            "meetings.csv",
            expected,
            line=0 if row is None else row + 2,
            field="request",
            value=request,
        )
        raise InvalidInput([problem]) from error
