"""When people are free, in slots of the fair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FairSettings
from fairlead.folder.session_times import find_span

Bools = NDArray[np.bool_]
Times = NDArray[np.datetime64]
Spans = list[tuple[dt.datetime, dt.datetime]]


def free_slots(fair: Fair, people: Sequence[str]) -> Bools:
    """Return (people, slots): whether each person can meet in each slot.

    A person with availability is free in the slots that lie wholly within it (touching times
    join); speakers, moderators and who booked a place are not free in slots that overlap their
    sessions. Ids not in ``people`` are passed over.
    """
    position = {person: row for row, person in enumerate(people)}
    starts, ends = _find_slot_times(fair.settings)
    free = np.ones((len(people), fair.settings.slot_count), dtype=np.bool_)
    for person, spans in _read_availability(fair).items():
        if person in position:
            free[position[person]] = _is_within(spans, starts, ends)
    for person, begin, end in _list_attending(fair):
        if person in position:
            free[position[person]] &= (ends <= begin) | (starts >= end)
    return free


def _find_slot_times(
    settings: FairSettings,
) -> tuple[Times, Times]:
    slots = range(settings.slot_count)
    starts = np.array([settings.slot_start(slot) for slot in slots], dtype="datetime64[s]")
    ends = np.array([settings.slot_end(slot) for slot in slots], dtype="datetime64[s]")
    return starts, ends


def _read_availability(fair: Fair) -> Mapping[str, Spans]:
    columns = [fair.availability[name].to_pylist() for name in ("person", "date", "start", "end")]
    spans: dict[str, Spans] = {}
    for person, date, start, end in zip(*columns, strict=True):
        both = (dt.datetime.combine(date, start), dt.datetime.combine(date, end))
        spans.setdefault(person, []).append(both)
    return spans


def _is_within(spans: Spans, starts: Times, ends: Times) -> Bools:
    inside = np.zeros(len(starts), dtype=np.bool_)
    for begin, end in _join_spans(spans):
        inside |= (starts >= np.datetime64(begin, "s")) & (ends <= np.datetime64(end, "s"))
    return inside


def _join_spans(spans: Spans) -> Spans:
    joined: Spans = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def _list_attending(fair: Fair) -> Iterable[tuple[str, np.datetime64, np.datetime64]]:
    names = ("cancelled", "speakers", "moderators", "booked", "beside", "date", "start", "end")
    columns = [fair.sessions[name].to_pylist() for name in names]
    for cancelled, speakers, moderators, booked, beside, *times in zip(*columns, strict=True):
        if cancelled is not None:
            continue
        begins, ends = (np.datetime64(one, "s") for one in find_span(*times))
        seated = set(booked or ()).difference(beside or ())
        for person in (*(speakers or ()), *(moderators or ()), *sorted(seated)):
            yield person, begins, ends
