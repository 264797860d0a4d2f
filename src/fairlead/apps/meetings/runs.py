"""What the scheduling engine found, into the database as a draft."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from fairlead.apps.exhibition.models import Stand
from fairlead.apps.fairs.copy_rows import Cursor, copy_rows, repeat_value
from fairlead.apps.fairs.domain.release_version import add_draft
from fairlead.apps.fairs.identifiers import Identifiers
from fairlead.apps.fairs.models import Edition, Run, Slot
from fairlead.apps.meetings.models import (
    OPEN_IN_SQL,
    Meeting,
    MeetingRequest,
    Origin,
    Table,
    Timetable,
)
from fairlead.apps.people.models import Participation
from fairlead.chain.scheduling.explain_fair import LeftOutReason
from fairlead.chain.scheduling.tabulate import BETWEEN
from fairlead.chain.scheduling.timetable import Timetable as Scheduled
from fairlead.folder.choices import OPEN_STATES


def record_timetable(run: Run, found: Scheduled, *, near: BaseVersion | None = None) -> Timetable:
    """Return the new draft that holds the meetings, written in one transaction.

    One planned ``near`` another version has besides what is carried over from that, and its locks.
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
        if near is not None:
            timetable.origin, timetable.made_from = Origin.REPLANNED, near.version.version
            timetable.save(update_fields=["origin", "made_from"])
        _record_meetings(cursor, timetable, meetings, requests)
        if near is not None:
            _carry_over(cursor, timetable, near)
        reasons, said = _explain(unheld_rows, found.explained)
        unheld = {
            "timetable_id": repeat_value(timetable.pk, unheld_rows.num_rows),
            "request_id": requests.find(unheld_rows["request"]),
            "reason": reasons,
            "said": said,
        }
        copy_rows(cursor, "meetings_unheld", unheld)
        cursor.execute("ANALYZE meetings_meeting")
        cursor.execute("ANALYZE meetings_unheld")
    return timetable


@dataclass(frozen=True, slots=True)
class BaseVersion:
    """The version that another one was planned near, and the codes of what is carried over."""

    version: Timetable
    carried: tuple[str, ...] = ()


_CARRY = f"""
INSERT INTO meetings_meeting (
    timetable_id, request_id, slot_id, slots, representative_id, place, stand_id, seat, table_id,
    locked
)
SELECT %(new)s, request_id, slot_id, meeting.slots, representative_id, meeting.place, stand_id,
    seat + coalesce((SELECT max(other.seat) FROM meetings_meeting other
        WHERE other.timetable_id = %(new)s AND other.stand_id = meeting.stand_id), 0),
    table_id, meeting.locked
FROM meetings_meeting meeting
JOIN meetings_meetingrequest request ON request.id = meeting.request_id
WHERE meeting.timetable_id = %(old)s AND request.code = ANY (%(carried)s)
    AND request.state IN {OPEN_IN_SQL}
"""  # noqa: S608
_CARRY_ATTENDEES = """
INSERT INTO meetings_attendee (meeting_id, participation_id)
SELECT held.id, attendee.participation_id FROM meetings_attendee attendee
JOIN meetings_meeting meeting ON meeting.id = attendee.meeting_id
JOIN meetings_meeting held ON held.request_id = meeting.request_id AND held.timetable_id = %(new)s
JOIN meetings_meetingrequest request ON request.id = meeting.request_id
WHERE meeting.timetable_id = %(old)s AND request.code = ANY (%(carried)s)
"""
_KEEP_LOCKS = """
UPDATE meetings_meeting held SET locked = true FROM meetings_meeting before
WHERE held.timetable_id = %(new)s AND before.timetable_id = %(old)s AND before.locked
    AND before.request_id = held.request_id AND before.slot_id = held.slot_id AND NOT held.locked
"""


def _carry_over(cursor: Cursor, timetable: Timetable, near: BaseVersion) -> None:
    given = {"new": timetable.pk, "old": near.version.pk, "carried": list(near.carried)}
    for statement in (_CARRY, _CARRY_ATTENDEES, _KEEP_LOCKS):
        cursor.execute(statement, given)


def _explain(unheld: pa.Table, explained: Mapping[str, LeftOutReason]) -> tuple[Any, Any]:
    """Return the reasons of what is left out, and the sentences as JSON."""
    reasons = unheld["reason"].to_pylist()
    said = ["[]"] * len(reasons)
    if explained:
        for at, code in enumerate(unheld["request"].to_pylist()):
            known = explained.get(code)
            if known is not None and reasons[at] == "no_room":
                reasons[at] = known.kind
                said[at] = json.dumps([known.words, known.remedy], ensure_ascii=False)
    return pa.array(reasons, pa.string()), pa.array(said, pa.string())


def _record_meetings(
    cursor: Cursor, timetable: Timetable, meetings: pa.Table, requests: Identifiers
) -> None:
    edition = timetable.edition
    days = meetings["date"].to_pylist()
    lengths = meetings["slots"].to_pylist()
    numbers = meetings["slot"].to_pylist()
    slots = _find_slots(edition)
    tables = dict(Table.objects.filter(edition=edition).values_list("number", "pk"))
    seated = [slots[place] for place in zip(days, numbers, strict=True)]
    stands = Identifiers.of(Stand, edition).find(meetings["stand"])
    columns = {
        "timetable_id": repeat_value(timetable.pk, meetings.num_rows),
        "request_id": requests.find(meetings["request"]),
        "slot_id": pa.array(seated, pa.int64()),
        "slots": meetings["slots"],
        "representative_id": Identifiers.of(Participation, edition).find(
            meetings["representative"]
        ),
        "place": meetings["place"],
        "stand_id": stands,
        "seat": pa.array(_assign_seats(days, numbers, lengths, stands.to_pylist()), pa.int64()),
        "table_id": pa.array(
            [
                None if number is None else tables[number]
                for number in meetings["table"].to_pylist()
            ],
            pa.int64(),
        ),
    }
    copy_rows(cursor, "meetings_meeting", columns)
    _record_attendees(cursor, timetable, meetings, requests)


def _record_attendees(
    cursor: Cursor, timetable: Timetable, meetings: pa.Table, requests: Identifiers
) -> None:
    """Write who comes for third and further parties of the meetings just written."""
    joined = meetings.filter(pc.is_valid(meetings["attendees"]))
    if not joined.num_rows:
        return
    held = dict(Meeting.objects.filter(timetable=timetable).values_list("request_id", "pk"))
    of_request = requests.find(joined["request"]).to_pylist()
    rows = [
        (held[request], one)
        for request, names in zip(of_request, joined["attendees"].to_pylist(), strict=True)
        for one in names.split(BETWEEN)
    ]
    people = pa.chunked_array([pa.array([one for _, one in rows], pa.string())])
    columns = {
        "meeting_id": pa.array([meeting for meeting, _ in rows], pa.int64()),
        "participation_id": Identifiers.of(Participation, timetable.edition).find(people),
    }
    copy_rows(cursor, "meetings_attendee", columns)


def _find_slots(edition: Edition) -> dict[tuple[dt.date, int], int]:
    rows = Slot.objects.filter(edition=edition).values_list("date", "number", "pk")
    return {(date, number): pk for date, number, pk in rows}


def _assign_seats(
    days: list[dt.date], numbers: list[int], lengths: list[int], stands: list[int | None]
) -> list[int | None]:
    """Return the seat of each meeting at its stand, from 1, while it lasts; null elsewhere."""
    seats: list[int | None] = [None] * len(stands)
    until: dict[tuple[dt.date, int], list[int]] = defaultdict(list)
    for at in sorted(range(len(stands)), key=lambda at: (days[at], numbers[at], at)):
        stand = stands[at]
        if stand is None:
            continue
        taken = until[days[at], stand]
        seat = next((one for one, end in enumerate(taken) if end <= numbers[at]), len(taken))
        taken[seat : seat + 1] = [numbers[at] + lengths[at]]
        seats[at] = seat + 1
    return seats
