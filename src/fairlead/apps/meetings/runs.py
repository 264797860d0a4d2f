"""What the scheduling engine found, into the database as a draft."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from fairlead.apps.exhibition.models import Stand
from fairlead.apps.fairs.copy_rows import Cursor, copy_rows, repeat_value
from fairlead.apps.fairs.domain.release_version import add_draft
from fairlead.apps.fairs.identifiers import Identifiers
from fairlead.apps.fairs.models import Edition, Run, Slot
from fairlead.apps.meetings.models import MeetingRequest, Table, Timetable
from fairlead.apps.people.models import Participation
from fairlead.chain.scheduling.timetable import Timetable as Scheduled
from fairlead.folder.choices import OPEN_STATES


def record_timetable(run: Run, found: Scheduled) -> Timetable:
    """Return the new draft that holds the meetings, written in one transaction.

    A request that was closed while the engine was at work is not in it. The database refuses the
    whole, and keeps nothing, when a person, a table or a seat would be booked twice: raises
    django.db.IntegrityError.
    """
    requests = Identifiers.of(MeetingRequest, run.edition)
    still_open = MeetingRequest.objects.filter(edition=run.edition, state__in=OPEN_STATES)
    open_codes = pa.array(still_open.values_list("code", flat=True), pa.string())
    meetings = found.meetings.filter(pc.is_in(found.meetings["request"], value_set=open_codes))
    unheld_rows = found.unheld.filter(pc.is_in(found.unheld["request"], value_set=open_codes))
    with transaction.atomic(), connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        timetable = add_draft(Timetable, run)
        _record_meetings(cursor, timetable, meetings, requests)
        unheld = {
            "timetable_id": repeat_value(timetable.pk, unheld_rows.num_rows),
            "request_id": requests.find(unheld_rows["request"]),
            "reason": unheld_rows["reason"],
        }
        copy_rows(cursor, "meetings_unheld", unheld)
        cursor.execute("ANALYZE meetings_meeting")
    return timetable


def _record_meetings(
    cursor: Cursor, timetable: Timetable, meetings: pa.Table, requests: Identifiers
) -> None:
    edition = timetable.edition
    days = meetings["date"].to_pylist()
    numbers = meetings["slot"].to_pylist()
    slots = _find_slots(edition)
    tables = dict(Table.objects.filter(edition=edition).values_list("number", "pk"))
    seated = [slots[place] for place in zip(days, numbers, strict=True)]
    stands = Identifiers.of(Stand, edition).find(meetings["stand"])
    columns = {
        "timetable_id": repeat_value(timetable.pk, meetings.num_rows),
        "request_id": requests.find(meetings["request"]),
        "slot_id": pa.array(seated, pa.int64()),
        "representative_id": Identifiers.of(Participation, edition).find(
            meetings["representative"]
        ),
        "place": meetings["place"],
        "stand_id": stands,
        "seat": pa.array(_assign_seats(seated, stands.to_pylist()), pa.int64()),
        "table_id": pa.array(
            [
                None if number is None else tables[number]
                for number in meetings["table"].to_pylist()
            ],
            pa.int64(),
        ),
    }
    copy_rows(cursor, "meetings_meeting", columns)


def _find_slots(edition: Edition) -> dict[tuple[dt.date, int], int]:
    rows = Slot.objects.filter(edition=edition).values_list("date", "number", "pk")
    return {(date, number): pk for date, number, pk in rows}


def _assign_seats(slots: list[int], stands: list[int | None]) -> list[int | None]:
    """Return the seat of each meeting at its stand, from 1 in every slot; null elsewhere."""
    taken: Counter[tuple[int, int]] = Counter()
    seats: list[int | None] = []
    for slot, stand in zip(slots, stands, strict=True):
        if stand is None:
            seats.append(None)
            continue
        taken[slot, stand] += 1
        seats.append(taken[slot, stand])
    return seats
