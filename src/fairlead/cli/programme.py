"""`fairlead programme`: schedules of other systems, checked, converted, taken into a fair."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fairlead.folder.input_errors import InputError
    from fairlead.folder.programme.readings import ReadProgramme

_FILE = typer.Argument(
    help="Schedule XML or JSON (frab, pretalx, c3voc), Indico JSON, or a list: CSV, XLSX.",
    show_default=False,
)
_ZONE = typer.Option(help="Time zone where the file names none.")
_DRAFT = (
    "Into a new draft of the fair's programme, beside what it holds: there a room or a speaker may "
    "be taken twice until it is released, and a session on another day waits for a place."
)
_HINT = "A draft may hold what a programme may not: see --draft."
_MOST = 20


def check(file: Annotated[Path, _FILE], zone: Annotated[str, _ZONE] = "UTC") -> None:
    """Say what a schedule holds, and what in it is not as its format has it."""
    from rich.console import Console

    read = _read(file, zone)
    programme = read.programme
    console = Console(highlight=False)
    name = programme.title or programme.acronym or file.name
    console.print(
        f"{name}: sessions {len(programme.sessions):,}, rooms {len(programme.rooms):,}, "
        f"days {len(programme.days):,}; {programme.zone.key}",
        markup=False,
        soft_wrap=True,
    )
    _print_notes(read.notes)


def convert(
    file: Annotated[Path, _FILE],
    output: Annotated[Path, typer.Argument(help="File to write: .xml, .json, .ics or .xcal.")],
    zone: Annotated[str, _ZONE] = "UTC",
) -> None:
    """Write a schedule in another format; what its format does not allow is mended."""
    import datetime as dt
    from importlib import metadata

    from fairlead.cli.csv_file import expect_places
    from fairlead.folder.atomic_write import write_whole
    from fairlead.folder.input_errors import report_invalid
    from fairlead.folder.programme.write_json import write_schedule_json
    from fairlead.folder.programme.write_xml import write_schedule_xml
    from fairlead.report.programme_calendar import write_programme_calendar, write_xcal

    if output.suffix not in {".xml", ".json", ".ics", ".xcal"}:
        expected = "expected a file that ends with .xml, .json, .ics or .xcal"
        raise report_invalid(output.name, expected)
    expect_places(other=output, reads=[file])
    read = _read(file, zone)
    programme = read.programme
    if output.suffix in {".xml", ".json"}:
        write = write_schedule_xml if output.suffix == ".xml" else write_schedule_json
        version = metadata.version("fairlead")
        content = write(programme, generator="Fairlead", generator_version=version)
    else:
        stamp = dt.datetime.combine(programme.days[0].date, dt.time(), programme.zone)
        draw = write_programme_calendar if output.suffix == ".ics" else write_xcal
        content = draw(programme, programme.sort_sessions(), stamp=stamp)
    write_whole(output, lambda out: out.write(content))
    _print_notes(read.notes)
    typer.echo(f"{len(programme.sessions):,} sessions written to {output}.")


def take(
    file: Annotated[Path, _FILE],
    folder: Annotated[Path, typer.Argument(help="The fair folder to take it into.")],
    draft: Annotated[bool, typer.Option("--draft", help=_DRAFT)] = False,
) -> None:
    """Put the sessions of a schedule, with their speakers, in place of a fair folder's."""
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from fairlead.folder.input_errors import InvalidInput
    from fairlead.folder.programme.fair_sessions import (
        DraftedProgramme,
        draft_programme,
        take_programme,
    )
    from fairlead.folder.read import read_fair
    from fairlead.folder.write import write_fair

    fair = read_fair(folder)
    read = _read(file, fair.settings.zone.key)
    into = draft_programme if draft else take_programme
    taken = into(fair, read.programme, file.name)
    with TemporaryDirectory() as trial:
        # Before the fair gives way, all that a folder asks of its files is asked of the new ones.
        write_fair(replace(taken.fair, flows=None), Path(trial) / "fair")
        try:
            read_fair(Path(trial) / "fair")
        except InvalidInput:
            if not draft:
                typer.echo(_HINT, err=True)
            raise
    write_fair(taken.fair, folder)
    _print_notes((*read.notes, *taken.notes))
    if isinstance(taken, DraftedProgramme):
        said = f"draft {taken.version} of {folder}: {taken.taken:,} sessions taken"
        said += f", {taken.waiting:,} of all wait for a place" if taken.waiting else ""
    else:
        said = f"{taken.fair.sessions.num_rows:,} sessions taken into {folder}"
    typer.echo(f"{said}, {taken.new_people:,} new speakers.")


def _read(file: Path, zone: str) -> ReadProgramme:
    from zoneinfo import ZoneInfo

    from fairlead.folder.codes import parse_time_zone
    from fairlead.folder.input_errors import report_invalid
    from fairlead.folder.programme.read import read_schedule

    try:
        known = ZoneInfo(parse_time_zone(zone))
    except ValueError as error:
        raise report_invalid("--zone", str(error), value=zone) from error
    return read_schedule(file, known)


def _print_notes(notes: Sequence[InputError]) -> None:
    from rich.console import Console

    console = Console(highlight=False, stderr=True)
    for note in notes[:_MOST]:
        console.print(f"note: {note}", style="yellow", markup=False, soft_wrap=True)
    if len(notes) > _MOST:
        console.print(f"note: and {len(notes) - _MOST:,} more of these.", style="yellow")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Check, convert and take in schedules.")
    for command in (check, convert, take):
        group.command()(command)
    app.add_typer(group, name="programme")
