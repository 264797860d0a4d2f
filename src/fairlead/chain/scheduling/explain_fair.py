"""Why requests of a fair are left out of its timetable, in the engine's words with names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from fairlead.chain.scheduling.open_meetings import OpenMeetings
from fairlead.chain.scheduling.replan_folder import Namer
from fairlead.engines.scheduling.explain import explain_unscheduled
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.folder.fair import Fair

MOST = 500  # explained of a timetable, the weightiest first: each takes some milliseconds


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a request is left out: the kind in one word, and the engine's sentences with names."""

    kind: str
    words: str
    remedy: str


def explain_left_out(
    fair: Fair, meetings: OpenMeetings, problem: Problem, slot: Ints, *, most: int = MOST
) -> Mapping[str, Explained]:
    """Return why the weightiest requests without a slot have none, by request."""
    left = np.flatnonzero(slot < 0)
    if not len(left) or most <= 0:
        return {}
    heaviest = np.sort(left[np.argsort(-problem.weight[left], kind="stable")][:most])
    ids = meetings.requests["id"].to_pylist()
    namer = Namer(fair.settings, meetings, _read_names(fair))
    return {
        ids[reason.request]: Explained(
            reason.why.name.lower(),
            namer.write(reason.words),
            namer.write(reason.remedy),
        )
        for reason in explain_unscheduled(problem, slot, heaviest.astype(np.int32))
    }


def _read_names(fair: Fair) -> dict[str, str]:
    names: dict[str, str] = {}
    for table in (fair.people, fair.organisations):
        pairs = zip(table["id"].to_pylist(), table["name"].to_pylist(), strict=True)
        names.update((code, name) for code, name in pairs if name)
    return names
