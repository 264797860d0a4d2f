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
    """Return the last moment of what is asked for, by the fair's clock; None for now.

    What has no day but that of its record, as a registration or a partner, is asked by it.
    """
    moments = [] if as_of.moment is None else [as_of.moment]
    if as_of.day is not None:
        moments.append(dt.datetime.combine(as_of.day, dt.time.max, zone))
    return min(moments).astimezone(zone) if moments else None


def read_states(
    projects: QuerySet[Project] | Iterable[Project], as_of: AsOf = NOW
) -> dict[int, State]:
    """Return what the entries of projects come to, by the project's id; one query.

    A project without an entry by then has none.
    """
    rows = list_saying(projects)
    if as_of.moment is not None:
        rows = rows.filter(recorded_at__lte=as_of.moment)
    return find_states(rows.values(*_COLUMNS), day=as_of.day)


def list_saying(projects: QuerySet[Any, Any] | Iterable[Project]) -> QuerySet[Entry]:
    """Return the entries of projects that stages and amounts come from, as `find_states` reads."""
    rows = Entry.objects.filter(project__in=projects, act__in=SAYING)
    return rows.order_by("project_id", "number").only(*_COLUMNS)


def find_states(
    entries: Iterable[Mapping[str, Any]], *, day: dt.date | None = None
) -> dict[int, State]:
    """Return what entries come to, by the project's id, on a day or on the last there is."""
    found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for one in entries:
        found[one["project_id"]].append(one)
    return {
        project: find_state(listed, day=day)
        for project, listed in found.items()
        if day is None or any(one["day"] <= day for one in listed)
    }
