"""The folder's own timetable changed gently, and why a request is not in it."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from fairlead.chain.scheduling.folder_version import (
    FolderVersion,
    describe_situation,
    let_held_stand,
    tabulate_carried,
)
from fairlead.chain.scheduling.open_meetings import build_problem, gather_meetings
from fairlead.chain.scheduling.replan_fair import replan_fair
from fairlead.chain.scheduling.replan_folder import (
    FolderReason,
    FolderReplan,
    explain_left_out,
    explain_problem,
    find_positions,
    find_who_came,
    list_changes,
    read_places,
)
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import report_invalid


@dataclass(frozen=True, slots=True)
class VersionReplan:
    """What was found, and how many meetings stay as they were beside what was planned."""

    found: FolderReplan
    stay: int


def replan_version(
    fair: Fair, version: FolderVersion, *, price: float, seed: int = 0
) -> VersionReplan:
    """Return a timetable for the fair as it is now, near a version that its folder carries.

    What is locked there or past stays as it is. Requests that are no longer open are cancelled.
    Raises `InvalidInput` when locked requests contradict one another, and when there is nothing
    to plan.
    """
    situation, rows = describe_situation(fair, version, price=price)
    found = replan_fair(fair, situation, seed=seed)
    result = found.timetable.result
    if result is None:
        expected = "expected an open request that can be placed and is not past"
        raise report_invalid("requests.csv", expected)
    stays = tabulate_carried(fair, rows, found.carried)
    made = pa.concat_tables([found.timetable.meetings, stays])
    order = [(name, "ascending") for name in ("date", "slot", "hall", "stand", "table", "request")]
    made = made.sort_by(order)
    changes = list_changes(rows, made)
    plan = FolderReplan(made, found.timetable.unheld, result, changes, found.fewest)
    return VersionReplan(plan, len(found.carried))


def explain_version(
    fair: Fair, version: FolderVersion, *, requests: list[str] | None = None
) -> list[FolderReason]:
    """Return why each open request without a meeting in the version has none.

    ``requests`` asks for some. Nothing past is named as a possibility. Raises `InvalidInput` for a
    request that is not open or is held, and for a version that breaks a rule.
    """
    rows = {row.request: row for row in version.meetings}
    meetings = gather_meetings(fair)
    ids: list[str] = meetings.requests["id"].to_pylist()
    asked = None if requests is None else find_positions(ids, rows, meetings, requests)
    never = [one for one in explain_left_out(meetings, requests) if one.request not in rows]
    if not ids:
        return never
    position = {one: at for at, one in enumerate(ids)}
    at = [position.get(row.request, -1) for row in version.meetings]
    came = find_who_came(ids, rows)
    problem = let_held_stand(build_problem(fair, meetings, came), version, at)
    slot, _ = read_places(ids, rows)
    return never + explain_problem(fair, meetings, problem, slot, asked, name="timetables.csv")
