"""What was changed in drafts by hand out of the database, by the codes of what it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from fairlead.apps.exhibition.models import Stand
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.models import Adjustment, Table
from fairlead.apps.people.models import Participation
from fairlead.apps.transfer.gathering.columns import tabulate
from fairlead.folder.json_kind import write_json

_NAMES = ("version", "number", "kind", "request", "before", "after", "undone", "at")


def gather_draft_changes(edition: Edition) -> pa.Table:
    """Return what was changed in drafts; five queries.

    What is about somebody or something that is no more there can be neither undone nor redone, nor
    can what lies beyond it of the same request: that stays behind.
    """
    rows = Adjustment.objects.filter(timetable__edition=edition, timetable__state="draft")
    found = list(
        rows.order_by("timetable__version", "number").values_list(
            "timetable__version", "number", "kind", "request__code", "before", "after", "undone",
            "at",
        )
    )  # fmt: skip
    known = _read_known(edition)
    told: list[tuple[Any, ...]] = []
    broken: set[tuple[int, str]] = set()
    for version, number, kind, request, before, after, undone, at in found:
        if undone and (version, request) in broken:
            continue
        try:
            said = [write_json(_name(one, known)) for one in (before, after)]
        except KeyError:
            if undone:
                broken.add((version, request))
            else:
                told = [row for row in told if (row[0], row[3]) != (version, request)]
            continue
        told.append((version, number, kind, request, *said, "yes" if undone else "", at))
    return tabulate("draft_changes", _NAMES, told, edition.languages)


@dataclass(frozen=True, slots=True)
class JournalLabels:
    """What slots, persons, stands and tables are called, by their ids."""

    slots: Mapping[Any, Any]
    people: Mapping[Any, Any]
    stands: Mapping[Any, Any]
    tables: Mapping[Any, Any]


def _read_known(edition: Edition) -> JournalLabels:
    slots = Slot.objects.filter(edition=edition).values_list("pk", "date", "number")
    people = Participation.objects.filter(edition=edition).values_list("pk", "code")
    stands = Stand.objects.filter(edition=edition).values_list("pk", "code")
    tables = Table.objects.filter(edition=edition).values_list("pk", "number")
    by_slot = {pk: (date.isoformat(), number) for pk, date, number in slots}
    return JournalLabels(by_slot, dict(people), dict(stands), dict(tables))


def _name(said: Mapping[str, Any], known: JournalLabels) -> dict[str, Any]:
    """Return what a draft said of a request by codes; raises KeyError for what is gone."""
    meeting = said["meeting"]
    if meeting is not None:
        date, number = known.slots[meeting["slot_id"]]
        meeting = {
            "date": date,
            "slot": number,
            "slots": meeting["slots"],
            "representative": _find(known.people, meeting["representative_id"]),
            "place": meeting["place"],
            "stand": _find(known.stands, meeting["stand_id"]),
            "seat": meeting["seat"],
            "table": _find(known.tables, meeting["table_id"]),
            "locked": meeting["locked"],
            "attendees": [known.people[one] for one in meeting["attendees"]],
        }
    return {"meeting": meeting, "unheld": said["unheld"]}


def find_ids(
    said: Mapping[str, Any], known: JournalLabels, find_slot: Callable[[str, int], int]
) -> dict[str, Any]:
    """Return what a folder says that a draft said, as the database has it.

    ``known`` are the ids of persons, stands and tables by what they are called.
    """
    meeting = said["meeting"]
    if meeting is not None:
        meeting = {
            "slot_id": find_slot(meeting["date"], meeting["slot"]),
            "slots": meeting["slots"],
            "representative_id": _find(known.people, meeting["representative"]),
            "place": meeting["place"],
            "stand_id": _find(known.stands, meeting["stand"]),
            "seat": meeting["seat"],
            "table_id": _find(known.tables, meeting["table"]),
            "locked": meeting["locked"],
            "attendees": [known.people[one] for one in meeting["attendees"]],
        }
    return {"meeting": meeting, "unheld": said["unheld"]}


def _find(names: Mapping[Any, Any], key: Any) -> Any:
    return None if key is None else names[key]
