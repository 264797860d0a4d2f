"""Rules of what was changed in drafts by hand: each says what the draft said, and says now."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from fairlead.folder import bounds
from fairlead.folder.choices import PLACES
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

MEETING = (
    "date", "slot", "slots", "representative", "place", "stand", "seat", "table", "locked",
    "attendees",
)  # fmt: skip
UNHELD = ("reason", "said")


def check_draft_changes(tables: Tables) -> Iterator[InputError]:
    """Yield changes of what is no draft, and those that no draft could take back."""
    changes = tables.table("draft_changes").to_pylist()
    if not changes:
        return
    states = tables.pair("timetables", "version", "state")
    known = {name: set(tables.column(name, "id")) for name in ("people", "stands")}
    settings = tables.settings
    per_day = (
        dict(zip(settings.dates, settings.slots_by_day, strict=True))
        if settings is not None
        else {}
    )
    most = settings.meetings.tables if settings is not None else None
    undone: set[Any] = set()
    for row, one in enumerate(changes):
        version, same = one["version"], (one["version"], one["request"])
        if states.get(version, "draft") != "draft":
            expected = f"expected a draft, the version is {states[version]}"
            yield tables.problem("draft_changes", row, "version", expected, version)
        if one["undone"] is None and same in undone:
            expected = "expected yes, as a change of this request before it is undone"
            yield tables.problem("draft_changes", row, "undone", expected, "")
        if one["undone"] is not None:
            undone.add(same)
        for field in ("before", "after"):
            if one[field] is not None:
                fault = _find_fault(json.loads(one[field]), known, per_day, most)
                if fault:
                    yield tables.problem("draft_changes", row, field, fault, one[field][:100])


def find_undoable(fair: Fair) -> list[bool]:
    """Return which changes of drafts can still be undone or redone: what they name is there.

    What lies beyond one that cannot, of the same request, can neither.
    """
    if not fair.draft_changes.num_rows:
        return []
    settings = fair.settings
    known = {name: set(fair.table(name)["id"].to_pylist()) for name in ("people", "stands")}
    per_day = dict(zip(settings.dates, settings.slots_by_day, strict=True))
    kept: list[bool] = []
    of_request: dict[Any, list[int]] = {}
    cut: set[Any] = set()
    for row, one in enumerate(fair.draft_changes.to_pylist()):
        same = (one["version"], one["request"])
        sound = not any(
            _find_fault(json.loads(one[field]), known, per_day, settings.meetings.tables)
            for field in ("before", "after")
        )
        kept.append(sound and same not in cut)
        if not sound and one["undone"] is None:
            for before in of_request.get(same, ()):
                kept[before] = False
        elif not sound:
            cut.add(same)
        of_request.setdefault(same, []).append(row)
    return kept


def _find_fault(
    said: object, known: Mapping[str, set[str]], per_day: Mapping[dt.date, int], most: int | None
) -> str:
    """Return what is expected of what a draft said of a request, if it is not."""
    if not isinstance(said, dict) or set(said) != {"meeting", "unheld"}:
        return "expected an object with meeting and unheld"
    meeting, unheld = said["meeting"], said["unheld"]
    if unheld is not None:
        if not isinstance(unheld, dict) or set(unheld) != set(UNHELD):
            return "expected unheld with reason and said"
        reason, told = unheld["reason"], unheld["said"]
        if not isinstance(reason, str) or not 0 < len(reason) <= bounds.NAME_LENGTH:
            return "expected a reason in a word"
        if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
            return "expected a list of texts"
    if meeting is None:
        return ""
    if not isinstance(meeting, dict) or set(meeting) != set(MEETING):
        return f"expected a meeting with {', '.join(MEETING)}"
    return _find_fault_of_meeting(meeting, known, per_day, most)


def _find_fault_of_meeting(
    meeting: Mapping[str, Any],
    known: Mapping[str, set[str]],
    per_day: Mapping[dt.date, int],
    most: int | None,
) -> str:
    slot, slots, place = meeting["slot"], meeting["slots"], meeting["place"]
    if not _is_figure(slot, bounds.SLOTS_PER_DAY) or not _is_figure(slots, bounds.MEETING_SLOTS):
        return "expected a slot and how many it lasts"
    date = _read_date(meeting["date"])
    if date is None or (per_day and slot + slots - 1 > per_day.get(date, 0)):
        return "expected a day of the fair, and slots of that day"
    who = meeting["attendees"]
    if not isinstance(who, list) or not isinstance(meeting["locked"], bool):
        return "expected a list of attendees, and whether it is locked"
    people = [*who, *(one for one in (meeting["representative"],) if one is not None)]
    if not all(isinstance(one, str) and one in known["people"] for one in people):
        return "expected persons in people.csv"
    stand, seat, table = meeting["stand"], meeting["seat"], meeting["table"]
    if not isinstance(place, str) or place not in PLACES:
        return f"expected one of {', '.join(PLACES)} as the place"
    given = (stand is not None, seat is not None, table is not None)
    if given != (place == "stand", place == "stand", place == "table"):
        return "expected the stand and the seat of a meeting at one, or the table"
    if stand is not None and not (isinstance(stand, str) and stand in known["stands"]):
        return "expected a stand in stands.csv"
    if seat is not None and not _is_figure(seat, bounds.STAND_SEATS):
        return "expected a seat from 1"
    if table is not None and not (
        _is_figure(table, bounds.TABLE_NUMBER) and (most is None or table <= most)
    ):
        return "expected one of the fair's tables"
    return ""


def _is_figure(given: object, bound: bounds.Bound) -> bool:
    return type(given) is int and bound.low <= given <= bound.high


def _read_date(given: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None
