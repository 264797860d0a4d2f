"""The timetable's versions and what holds now out of the database."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Attendee, Meeting, Timetable, Unheld
from fairlead.apps.transfer.gathering.columns import copy_table, tabulate
from fairlead.apps.transfer.gathering.journals import gather_draft_changes
from fairlead.apps.transfer.gathering.partnership import list_columns, say_yes
from fairlead.folder.json_kind import write_json

_OF_A_RUN = (
    "engine_version", "parameters", "seed", "input_digest", "status", "summary", "said", "measure",
    "objective", "bound", "seconds",
)  # fmt: skip


def gather_timetables(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; eight queries."""
    return {
        "timetables": _gather_versions(edition),
        "meetings": _gather_meetings(edition),
        "unheld": _gather_unheld(edition),
        "draft_changes": gather_draft_changes(edition),
    }


def _gather_versions(edition: Edition) -> pa.Table:
    columns = list_columns(
        "timetables",
        planned_at="run__recorded_at",
        **{name: f"run__{name}" for name in _OF_A_RUN},
    )
    rows = Timetable.objects.filter(edition=edition).order_by("version")
    told = [dict(zip(columns, row, strict=True)) for row in rows.values_list(*columns.values())]
    for one in told:
        if one["planned_at"] is not None:
            one["seed"] = str(one["seed"])
            one["parameters"] = write_json(one["parameters"])
            one["said"] = write_json(one["said"]) if one["said"] else ""
    return tabulate("timetables", list(columns), [tuple(one.values()) for one in told],
                    edition.languages)  # fmt: skip


def _gather_meetings(edition: Edition) -> pa.Table:
    others = ArraySubquery(
        Attendee.objects.filter(meeting=OuterRef("pk")).order_by("pk").values("participation__code")
    )
    linked: dict[str, str | Case | ArraySubquery] = {
        "version": "timetable__version",
        "request": "request__code",
        "date": "slot__date",
        "slot": "slot__number",
        "representative": "representative__code",
        "attendees": others,
        "stand": "stand__code",
        "table": "table__number",
        "locked": say_yes("locked"),
    }
    names = ("version", "request", "date", "slot", "slots", "representative", "attendees",
             "place", "stand", "seat", "table", "locked")  # fmt: skip
    paths: list[Any] = [linked.get(name, name) for name in names]
    rows = Meeting.objects.filter(timetable__edition=edition)
    found = rows.order_by("timetable__version", "pk").values_list(
        *(F(one) if isinstance(one, str) else one for one in paths)
    )
    return copy_table("meetings", names, found, edition.languages)


def _gather_unheld(edition: Edition) -> pa.Table:
    rows = Unheld.objects.filter(timetable__edition=edition)
    told = [
        (*key, write_json(said) if said else "")
        for *key, said in rows.order_by("timetable__version", "pk").values_list(
            "timetable__version", "request__code", "reason", "said"
        )
    ]
    return tabulate("unheld", ("version", "request", "reason", "said"), told, edition.languages)
