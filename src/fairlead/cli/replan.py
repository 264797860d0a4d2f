"""`fairlead replan` and `fairlead why`: a timetable changed, a missing meeting explained."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fairlead.chain.scheduling.problem_file import Result
    from fairlead.chain.scheduling.replan import Change
    from fairlead.chain.scheduling.replan_folder import FolderChange, FolderPlace

_KINDS = ("moved", "cancelled", "added", "reseated")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(replan)
    app.command()(why)


def replan(
    file: Annotated[
        Path, typer.Argument(help="How things are now: a fair's folder, a .dzn or JSON file.")
    ],
    released: Annotated[
        Path, typer.Argument(help="The timetable given out: timetable.csv, or meeting,slot,place.")
    ],
    price: Annotated[
        float, typer.Option(min=0.0, help="Weight a new meeting must bring per meeting it moves.")
    ] = 0.0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same timetable.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the new timetable as CSV.")
    ] = None,
) -> None:
    """Change a released timetable to fit a changed problem, moving as few meetings as possible."""
    from fairlead.cli.csv_file import expect_places

    expect_places(output)
    if file.is_dir():
        _replan_folder(file, released, price, seed, as_json=as_json, output=output)
        return
    from fairlead.chain.scheduling.problem_file import (
        list_timetable_rows,
        read_schedule_file,
        write_timetable,
    )
    from fairlead.chain.scheduling.replan import replan_file

    problem = read_schedule_file(file)
    found = replan_file(problem, released, price=price, seed=seed)
    if output is not None:
        write_timetable(output, list_timetable_rows(problem, found.result))
    if as_json:
        tables = [
            {"meeting": c.meeting, "before": c.table_before, "now": c.table_now}
            for c in found.changes
            if c.table_before != c.table_now
        ]
        kinds = _list_by_kind((change.kind, change.meeting) for change in found.changes)
        _print_json(found.result, kinds | {"tables": tables, "fewest": found.fewest})
        return
    lines = [_describe_change(change) for change in found.changes]
    _print_changes(lines, found.result, fewest=found.fewest)


def _replan_folder(
    folder: Path, released: Path, price: float, seed: int, *, as_json: bool, output: Path | None
) -> None:
    from fairlead.chain.scheduling.replan_folder import replan_folder
    from fairlead.cli.csv_file import write_csv
    from fairlead.folder.read import read_fair

    found = replan_folder(read_fair(folder), released, price=price, seed=seed)
    if output is not None:
        write_csv(found.meetings, output)
    if as_json:
        kinds = _list_by_kind((change.kind, change.request) for change in found.changes)
        changes = [asdict(change) for change in found.changes]
        _print_json(found.result, kinds | {"changes": changes, "fewest": found.fewest})
        return
    lines = [_describe_folder_change(change) for change in found.changes]
    _print_changes(lines, found.result, fewest=found.fewest)


def why(
    file: Annotated[
        Path, typer.Argument(help="The problem: a fair's folder, a .dzn or JSON file.")
    ],
    timetable: Annotated[Path, typer.Argument(help="Its timetable as CSV.")],
    meeting: Annotated[
        list[str] | None,
        typer.Option(help="The meeting or request to explain; without it all that are not held."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Say why meetings are not in a timetable, and what would make each possible."""
    explain = _explain_folder if file.is_dir() else _explain_file
    found = explain(file, timetable, meeting or None)
    for reason in found:
        if as_json:
            typer.echo(json.dumps(reason))
        else:
            typer.echo(f"{reason['meeting']}: {reason['words']} Possible: {reason['remedy']}")
    if not found and not as_json:
        typer.echo("Every meeting is held.")


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
    folder: Path, timetable: Path, requests: list[str] | None
) -> list[dict[str, object]]:
    from fairlead.chain.scheduling.replan_folder import explain_folder
    from fairlead.folder.read import read_fair

    reasons = explain_folder(read_fair(folder), timetable, requests=requests)
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
    from fairlead.cli.schedule import print_worth

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
    return f"{change.kind:9} meeting {change.meeting} from {before} to {now}"


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
