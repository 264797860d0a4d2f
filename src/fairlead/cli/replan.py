"""`fairlead replan` and `fairlead why`: a timetable changed, a missing meeting explained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fairlead.chain.scheduling.replan import Change


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(replan)
    app.command()(why)


def replan(
    file: Annotated[Path, typer.Argument(help="The problem as it is now: a .dzn or JSON file.")],
    released: Annotated[Path, typer.Argument(help="The timetable given out: meeting,slot,place.")],
    price: Annotated[
        float, typer.Option(min=0.0, help="Weight a new meeting must bring per meeting it moves.")
    ] = 0.0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same timetable.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write meeting,slot,place as CSV.")
    ] = None,
) -> None:
    """Change a released timetable to fit a changed problem, moving as few meetings as possible."""
    from fairlead.chain.scheduling.problem_file import (
        list_timetable_rows,
        read_schedule_file,
        summarise_result,
        write_timetable,
    )
    from fairlead.chain.scheduling.replan import replan_file
    from fairlead.cli.csv_file import expect_places

    expect_places(output)
    problem = read_schedule_file(file)
    found = replan_file(problem, released, price=price, seed=seed)
    if output is not None:
        write_timetable(output, list_timetable_rows(problem, found.result))
    if as_json:
        names = ("moved", "cancelled", "added", "reseated")
        kinds = {name: [c.meeting for c in found.changes if c.kind == name] for name in names}
        tables = [
            {"meeting": c.meeting, "before": c.table_before, "now": c.table_now}
            for c in found.changes
            if c.table_before != c.table_now
        ]
        more = {"tables": tables, "fewest": found.fewest}
        typer.echo(json.dumps(summarise_result(found.result) | kinds | more))
        return
    for change in found.changes:
        typer.echo(_describe_reason(change))
    result = found.result
    typer.echo(f"held      {result.held:,} of {result.requested:,}")
    typer.echo(f"changed   {len(found.changes):,}" + (", proved the fewest" * found.fewest))
    typer.echo(f"seconds   {result.runtime:.2f}")
    if result.compile_seconds:
        typer.echo(f"compiling {result.compile_seconds:.1f} s, the first run on a machine only")


def why(
    file: Annotated[Path, typer.Argument(help="The problem: a .dzn or JSON file.")],
    timetable: Annotated[Path, typer.Argument(help="CSV of meeting,slot,place.")],
    meeting: Annotated[
        list[int] | None, typer.Option(help="A meeting to explain; all without a slot if none.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Say why meetings are not in a timetable, and what would make each possible."""
    from fairlead.chain.scheduling.problem_file import read_schedule_file
    from fairlead.chain.scheduling.replan import explain_file

    reasons = explain_file(read_schedule_file(file), timetable, meetings=meeting or None)
    for reason in reasons:
        if as_json:
            found = {
                "meeting": reason.request,
                "why": str(reason.why),
                "words": reason.words,
                "remedy": reason.remedy,
                "slot": reason.slot if reason.slot >= 0 else None,
            }
            typer.echo(json.dumps(found))
        else:
            typer.echo(f"{reason.request}: {reason.words} Possible: {reason.remedy}")
    if not reasons and not as_json:
        typer.echo("Every meeting is held.")


def _describe_reason(change: Change) -> str:
    before = _describe_place(change.before, change.table_before)
    now = _describe_place(change.now, change.table_now)
    if change.before is None:
        return f"added     meeting {change.meeting} in {now}"
    if change.now is None:
        return f"cancelled meeting {change.meeting}, was in {before}"
    return f"{change.kind:9} meeting {change.meeting} from {before} to {now}"


def _describe_place(slot: int | None, table: int | None) -> str:
    return f"slot {slot}" + ("" if table is None else f" at table {table}")
