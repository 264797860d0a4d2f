"""Why requests of a fair are left out of its timetable, in the engine's words with names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.scheduling.open_meetings import OpenMeetings
from fairlead.chain.scheduling.replan_folder import Namer
from fairlead.engines.scheduling.explain import explain_unscheduled
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.folder.fair import Fair

MOST = 500  # explained of a timetable, the weightiest first: each takes some milliseconds


@dataclass(frozen=True, slots=True)
class LeftOutReason:
    """Why a request is left out: the kind in one word, and the engine's sentences with names."""

    kind: str
    words: str
    remedy: str


def explain_left_out(
    fair: Fair, meetings: OpenMeetings, problem: Problem, slot: Ints, *, most: int = MOST
) -> Mapping[str, LeftOutReason]:
    """Return why the weightiest requests without a slot have none, by request."""
    left = np.flatnonzero(slot < 0)
    if not len(left) or most <= 0:
        return {}
    heaviest = np.sort(left[np.argsort(-problem.weight[left], kind="stable")][:most])
    namer = Namer(fair.settings, meetings, _read_names(fair, meetings))
    return {
        str(meetings.requests["id"][reason.request]): LeftOutReason(
            reason.why.name.lower(),
            namer.write(reason.words),
            namer.write(reason.remedy),
        )
        for reason in explain_unscheduled(problem, slot, heaviest.astype(np.int32))
    }


def _read_names(fair: Fair, meetings: OpenMeetings) -> dict[str, str]:
    """Return what the people and exhibitors of the meetings are called, by code."""
    names: dict[str, str] = {}
    for table, ids in ((fair.people, meetings.people), (fair.organisations, meetings.exhibitors)):
        codes = pa.array(ids, pa.string())
        called = table["name"].take(pc.index_in(codes, value_set=table["id"].combine_chunks()))
        pairs = zip(ids, called.to_pylist(), strict=True)
        names.update((code, name) for code, name in pairs if name)
    return names
