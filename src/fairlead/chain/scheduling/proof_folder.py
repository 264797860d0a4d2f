"""A proof of a fair's folder: its problem is made from the tables again, and the claims checked."""

from __future__ import annotations

from pathlib import Path

from fairlead.chain.scheduling.open_meetings import build_problem, gather_meetings
from fairlead.chain.scheduling.proof_file import Findings, check_proof
from fairlead.chain.scheduling.replan_folder import Namer, read_places
from fairlead.chain.scheduling.verify_folder import (
    read_folder_timetable,
    verify_folder_timetable,
)
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import report_invalid


def verify_folder_proof(
    fair: Fair, timetable: Path | None, proof: Path, *, seconds: float
) -> Findings:
    """Return what is false, shown and unchecked of the claims made for a folder's timetable.

    Its rules are checked from the tables; its figures, where these are kept, and its bound by what
    shares no code with the search. Raises `InvalidInput` for a file that cannot be read, and where
    there is no open request that can be placed.
    """
    meetings = gather_meetings(fair)
    if not meetings.requests.num_rows:
        raise report_invalid("requests.csv", "expected an open request that can be placed")
    places, broken = None, list[str]()
    if timetable is not None:
        rows = read_folder_timetable(timetable, fair.settings)
        broken = verify_folder_timetable(fair, timetable).broken
    if timetable is not None and not broken:
        ids: list[str] = meetings.requests["id"].to_pylist()
        places = read_places(ids, {row.request: row for row in rows})
    found = check_proof(
        build_problem(fair, meetings),
        places,
        proof,
        seconds=seconds,
        objective="meetings",
        rename=Namer(fair.settings, meetings).write,
    )
    return Findings(broken + found.false, found.shown, found.unchecked)
