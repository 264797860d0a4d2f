"""`fairlead replan` and `fairlead why`: a timetable changed, a missing meeting explained."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.folder.bounds import MOST_SEED

if TYPE_CHECKING:
    from fairlead.chain.scheduling.problem_file import Result
    from fairlead.chain.scheduling.replan import Change
    from fairlead.chain.scheduling.replan_folder import FolderChange, FolderPlace

_KINDS = ("moved", "cancelled", "added", "reseated")
_VERSION = typer.Option(
    "--version",
    min=0,
    help="The folder's version to begin with, 0 for what holds now; without it what holds now.",
)
_SINCE = typer.Option(
    "--from",
    help="Local time before which nothing changes, as 2023-07-11T14:00; without it, of a folder's "
    "own version, up to the last meeting that somebody checked in to.",
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(replan)
    app.command()(why)


def replan(
    file: Annotated[
        Path, typer.Argument(help="How things are now: a fair's folder, a .dzn or JSON file.")
    ],
    released: Annotated[
        Path | None,
        typer.Argument(
            help="The timetable given out: timetable.csv, or meeting,slot,place. Without it the "
            "folder's own."
        ),
    ] = None,
    version: Annotated[int | None, _VERSION] = None,
    since: Annotated[str | None, _SINCE] = None,
    price: Annotated[
        float, typer.Option(min=0.0, help="Weight a new meeting must bring per meeting it moves.")
    ] = 0.0,
    seed: Annotated[
        int, typer.Option(min=0, max=MOST_SEED, help="The same seed, the same timetable.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the new timetable as CSV.")
    ] = None,
) -> None:
    """Change a released timetable to fit a changed problem, moving as few meetings as possible."""
    from fairlead.cli.csv_file import expect_places

    expect_places(output, reads=[file, released])
    _refuse_of_versions(file, released, version, since)
    if file.is_dir():
        _replan_folder(
            file, released, version, since, price=price, seed=seed, as_json=as_json, output=output
        )
        return
    released = _expect_timetable(file, released)
    from fairlead.chain.scheduling.problem_file import read_schedule_file
    from fairlead.chain.scheduling.replan import replan_file
    from fairlead.chain.scheduling.timetable_file import (
        list_representatives,
        list_timetable_rows,
        write_timetable,
    )

    problem = read_schedule_file(file)
    found = replan_file(problem, released, price=price, seed=seed)
    if output is not None:
        write_timetable(output, list_timetable_rows(problem, found.result, found.chosen))
    if as_json:
        tables = [
            {"meeting": c.meeting, "before": c.table_before, "now": c.table_now}
            for c in found.changes
            if c.table_before != c.table_now
        ]
        kinds = _list_by_kind((change.kind, change.meeting) for change in found.changes)
        more = {"tables": tables, "fewest": found.fewest}
        who = list_representatives(problem, found.chosen)
        _print_json(found.result, kinds | more | who)
        return
    lines = [_describe_change(change) for change in found.changes]
    _print_changes(lines, found.result, fewest=found.fewest)


def _replan_folder(
    folder: Path,
    released: Path | None,
    version: int | None,
    since: str | None,
    *,
    price: float,
    seed: int,
    as_json: bool,
    output: Path | None,
) -> None:
    from fairlead.chain.scheduling.folder_version import choose_version
    from fairlead.chain.scheduling.replan_folder import replan_folder
    from fairlead.chain.scheduling.replan_version import replan_version
    from fairlead.cli.csv_file import write_csv
    from fairlead.folder.read import read_fair

    fair = read_fair(folder)
    began: dict[str, object] = {}
    if released is not None:
        found = replan_folder(fair, released, price=price, seed=seed)
    else:
        chosen = choose_version(fair, version, since=_read_moment(since))
        plan = replan_version(fair, chosen, price=price, seed=seed)
        found, began = plan.found, {"version": chosen.number, "stay": plan.stay}
    if output is not None:
        write_csv(found.meetings, output)
    if as_json:
        kinds = _list_by_kind((change.kind, change.request) for change in found.changes)
        changes = [asdict(change) for change in found.changes]
        _print_json(found.result, began | kinds | {"changes": changes, "fewest": found.fewest})
        return
    lines = [_describe_folder_change(change) for change in found.changes]
    if began:
        typer.echo(f"from      {chosen.words}; {plan.stay:,} past or beside the plan stay")
    _print_changes(lines, found.result, fewest=found.fewest)


def _refuse_of_versions(
    file: Path, timetable: Path | None, version: int | None, since: str | None
) -> None:
    """Raise `InvalidInput` where a version or a time is asked for of what has none."""
    from fairlead.folder.input_errors import report_invalid

    for name, given in (("--version", version), ("--from", since)):
        if given is not None and not file.is_dir():
            raise report_invalid(
                name, "expected a fair's folder, which has versions", value=file.name
            )
        if given is not None and timetable is not None:
            expected = "expected either a timetable's file or a version of the folder"
            raise report_invalid(name, expected, value=str(given))


def _expect_timetable(file: Path, given: Path | None) -> Path:
    from fairlead.folder.input_errors import report_invalid

    if not file.exists():
        raise report_invalid(str(file), "expected a fair's folder or this file, it is missing")
    if given is None:
        raise report_invalid("timetable.csv", "expected the timetable's file after the problem's")
    return given


def _read_moment(given: str | None) -> dt.datetime | None:
    """Return a moment of the fair's own time."""
    from fairlead.folder.input_errors import report_invalid

    try:
        found = None if given is None else dt.datetime.fromisoformat(given)
    except ValueError:
        found = dt.datetime.max.replace(tzinfo=dt.UTC)
    if found is not None and found.tzinfo is not None:
        expected = "expected a local time of the fair as 2023-07-11T14:00"
        raise report_invalid("--from", expected, value=given or "")
    return found


def why(
    file: Annotated[
        Path, typer.Argument(help="The problem: a fair's folder, a .dzn or JSON file.")
    ],
    timetable: Annotated[
        Path | None,
        typer.Argument(help="Its timetable as CSV. Without it the folder's own."),
    ] = None,
    version: Annotated[int | None, _VERSION] = None,
    since: Annotated[str | None, _SINCE] = None,
    meeting: Annotated[
        list[str] | None,
        typer.Option(help="The meeting or request to explain; without it all that are not held."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Say why meetings are not in a timetable, and what would make each possible.

    Of a file for which there is no timetable it says which wishes exclude one another.
    """
    _refuse_of_versions(file, timetable, version, since)
    if file.is_dir():
        found = _explain_folder(file, timetable, version, since, requests=meeting or None)
    elif timetable is None and meeting is None and _explain_infeasible(file, as_json=as_json):
        return
    else:
        found = _explain_file(file, _expect_timetable(file, timetable), meeting or None)
    for reason in found:
        if as_json:
            typer.echo(json.dumps(reason))
        else:
            typer.echo(f"{reason['meeting']}: {reason['words']} Possible: {reason['remedy']}")
    if not found and not as_json:
        typer.echo("Every meeting is held.")


def _explain_infeasible(file: Path, *, as_json: bool) -> bool:
    """Print which wishes of a problem no timetable keeps together; return whether there are any."""
    from fairlead.chain.scheduling.problem_file import read_schedule_file
    from fairlead.chain.scheduling.replan import explain_infeasible

    if not file.is_file():
        return False
    conflict = explain_infeasible(read_schedule_file(file))
    if conflict.wishes and as_json:
        typer.echo(json.dumps({"conflict": conflict.wishes}))
    elif conflict.wishes:
        said = ", and without any one of them there is one" if conflict.is_least else ""
        typer.echo(f"No timetable keeps all of these{said}:")
        for words in conflict.wishes:
            typer.echo(f"  {words}")
    return bool(conflict.wishes)


def _explain_file(
    file: Path, timetable: Path, meetings: list[str] | None
) -> list[dict[str, object]]:
    from fairlead.chain.scheduling.problem_file import read_schedule_file
    from fairlead.chain.scheduling.replan import explain_file
    from fairlead.folder.input_errors import report_invalid

    for meeting in meetings or ():
        if not (meeting.isascii() and meeting.removeprefix("-").isdigit() and len(meeting) < 20):
            raise report_invalid("--meeting", "expected a number", value=meeting)
    numbers = None if meetings is None else [int(meeting) for meeting in meetings]
    reasons = explain_file(read_schedule_file(file), timetable, meetings=numbers)
    return [
        {
            "meeting": reason.request,
            "why": str(reason.why),
            "words": reason.words,
            "remedy": reason.remedy,
            "slot": reason.slot if reason.slot >= 0 else None,
        }
        for reason in reasons
    ]


def _explain_folder(
    folder: Path,
    timetable: Path | None,
    version: int | None,
    since: str | None,
    *,
    requests: list[str] | None,
) -> list[dict[str, object]]:
    from fairlead.chain.scheduling.folder_version import choose_version
    from fairlead.chain.scheduling.replan_folder import explain_folder
    from fairlead.chain.scheduling.replan_version import explain_version
    from fairlead.folder.read import read_fair

    fair = read_fair(folder)
    if timetable is not None:
        reasons = explain_folder(fair, timetable, requests=requests)
    else:
        chosen = choose_version(fair, version, since=_read_moment(since))
        reasons = explain_version(fair, chosen, requests=requests)
    return [
        {"meeting": one.request, "why": one.why, "words": one.words, "remedy": one.remedy}
        for one in reasons
    ]


def _list_by_kind(changes: Iterable[tuple[str, int | str]]) -> dict[str, object]:
    found: dict[str, list[int | str]] = {name: [] for name in _KINDS}
    for kind, meeting in changes:
        found[kind].append(meeting)
    return dict(found)


def _print_json(result: Result, more: dict[str, object]) -> None:
    from fairlead.chain.scheduling.problem_file import summarise_result

    typer.echo(json.dumps(summarise_result(result) | more))


def _print_changes(lines: list[str], result: Result, *, fewest: bool) -> None:
    from fairlead.cli.timetable_words import print_worth

    for line in lines:
        typer.echo(line)
    print_worth(result)
    typer.echo(f"changed   {len(lines):,}" + ", proved the fewest" * fewest)
    typer.echo(f"seconds   {result.runtime:.2f}")
    if result.compile_seconds:
        typer.echo(f"compiling {result.compile_seconds:.1f} s, the first run on a machine only")


def _describe_change(change: Change) -> str:
    before = _describe_place(change.before, change.table_before)
    now = _describe_place(change.now, change.table_now)
    if change.before is None:
        return f"added     meeting {change.meeting} in {now}"
    if change.now is None:
        return f"cancelled meeting {change.meeting}, was in {before}"
    who = f" with {change.representatives}" if change.representatives else ""
    return f"{change.kind:9} meeting {change.meeting} from {before} to {now}{who}"


def _describe_place(slot: int | None, table: int | None) -> str:
    return f"slot {slot}" + ("" if table is None else f" at table {table}")


def _describe_folder_change(change: FolderChange) -> str:
    before, now = _describe_folder_place(change.before), _describe_folder_place(change.now)
    if change.before is None:
        return f"added     request {change.request} at {now}"
    if change.now is None:
        return f"cancelled request {change.request}, was at {before}"
    return f"{change.kind:9} request {change.request} from {before} to {now}"


def _describe_folder_place(place: FolderPlace | None) -> str:
    if place is None:
        return ""
    table = f" at table {place.table}" if place.table else ""
    return f"{place.time}{table} with {place.representative}"
