"""The stage and the amounts of projects, as their entries have them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from fairlead.apps.cooperation.models import MOVES, Act, Entry, Project
from fairlead.folder.ledger_state import State, find_state

_COLUMNS = (
    "project_id", "number", "act", "day", "recorded_at", "stage", "kind", "amount", "currency",
    "corrects",
)  # fmt: skip
SAYING = (*MOVES, Act.AMOUNT, Act.END, Act.VOID)
"""The acts that stages and amounts come from."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day for which something is asked, and the moment up to which it was recorded.

    None is the last there is.
    """

    day: dt.date | None = None
    moment: dt.datetime | None = None


NOW = AsOf()


def find_moment(as_of: AsOf, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the last moment of what is asked for, where a day is the fair's; None for now.

    What has no day but that of its record, as a registration or a partner, is asked by it.
    """
    moments = [] if as_of.moment is None else [as_of.moment]
    if as_of.day is not None:
        moments.append(dt.datetime.combine(as_of.day, dt.time.max, zone))
    return min(moments, default=None)


def read_states(
    projects: QuerySet[Project] | Iterable[Project], as_of: AsOf = NOW
) -> dict[int, State]:
    """Return what the entries of projects come to, by the project's id; one query.

    A project without an entry by then has none.
    """
    found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    rows = Entry.objects.filter(project__in=projects, act__in=SAYING)
    if as_of.moment is not None:
        rows = rows.filter(recorded_at__lte=as_of.moment)
    for row in rows.order_by("project_id", "number").values(*_COLUMNS):
        found[row["project_id"]].append(row)
    return {
        project: find_state(entries, day=as_of.day)
        for project, entries in found.items()
        if as_of.day is None or any(entry["day"] <= as_of.day for entry in entries)
    }
