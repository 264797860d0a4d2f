"""`fairlead verify`: whether a timetable keeps every rule, and whether a proof is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli.schedule import ObjectiveChoice, refuse_for_folder

if TYPE_CHECKING:
    from fairlead.chain.scheduling.problem_file import Objective, ScheduleFile
    from fairlead.chain.scheduling.proof_file import Findings
    from fairlead.chain.scheduling.timetable_file import CheckResult

CHECKING = 60.0
"""Seconds another solver may take unless said otherwise; a written refutation is followed to its
end, which takes about as long as finding it did."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(verify)


def verify(
    file: Annotated[Path, typer.Argument(help="A .dzn file, a JSON file, or a fair's folder.")],
    timetable: Annotated[
        Path | None, typer.Argument(help="The timetable's CSV; none to check a proof alone.")
    ] = None,
    objective: Annotated[
        ObjectiveChoice | None,
        typer.Option(help="breaks: all must be held. Default: breaks for .dzn, meetings for JSON."),
    ] = None,
    fairness: Annotated[
        int | None, typer.Option(min=0, help="Most difference between two people's breaks.")
    ] = None,
    proof: Annotated[
        Path | None, typer.Option(help="The claims of `fairlead schedule --proof`, checked too.")
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            help="Seconds in which a proof's refutation is checked.",
            show_default="60 for another solver, none for the lines of a .drat",
        ),
    ] = None,
) -> None:
    """Check a timetable against its problem; exit 1 and the broken rules when it is wrong."""
    from fairlead.chain.scheduling.problem_file import expect_use_of_fairness, read_schedule_file
    from fairlead.chain.scheduling.proof_file import is_standard
    from fairlead.chain.scheduling.timetable_file import verify_timetable
    from fairlead.folder.input_errors import report_invalid

    if timetable is None and proof is None:
        raise typer.BadParameter("give a timetable, a --proof, or both")
    if time_limit is not None and proof is None:
        expected = "expected a --proof with it: rules alone are checked to the end"
        raise report_invalid("--time-limit", expected, value=f"{time_limit:g}")
    usual = float("inf") if proof is not None and is_standard(proof) else CHECKING
    seconds = usual if time_limit is None else time_limit
    if file.is_dir():
        _verify_folder(file, timetable, objective, fairness, proof, seconds)
        return
    problem = read_schedule_file(file, fairness=fairness)
    asked: Objective | None = objective.value if objective else None
    if proof is not None:
        _verify_proof(problem, timetable, proof, seconds, objective=asked, fairness=fairness)
        return
    if timetable is None:
        return
    expect_use_of_fairness(fairness, asked or problem.objective)
    found = verify_timetable(problem, timetable, objective=asked)
    every = (asked or problem.objective) == "breaks"
    if found.unheld and every:
        hint = "give --objective meetings if not all need to be"
        typer.echo(f"{_describe_unheld(found)}: {hint}.", err=True)
    _say_checked(found)


def _verify_folder(
    folder: Path,
    timetable: Path | None,
    objective: ObjectiveChoice | None,
    fairness: int | None,
    proof: Path | None,
    seconds: float,
) -> None:
    """Check the timetable of a fair's folder, from `fairlead run` or `fairlead schedule`."""
    from fairlead.chain.scheduling.proof_folder import verify_folder_proof
    from fairlead.chain.scheduling.verify_folder import verify_folder_timetable
    from fairlead.folder.read import read_fair

    refuse_for_folder(objective, fairness)
    fair = read_fair(folder)
    if proof is not None:
        _say_findings(verify_folder_proof(fair, timetable, proof, seconds=seconds), timetable)
    elif timetable is not None:
        _say_checked(verify_folder_timetable(fair, timetable))


def _say_checked(found: CheckResult) -> None:
    _refuse_if_wrong(found.broken, "broken rule")
    typer.echo("The timetable keeps every rule.")
    if found.unheld:
        typer.echo(f"{_describe_unheld(found)}.")


def _describe_unheld(found: CheckResult) -> str:
    verb = "is" if found.unheld == 1 else "are"
    return f"{found.unheld:,} of {found.requested:,} requests {verb} not held"


def _verify_proof(
    problem: ScheduleFile,
    timetable: Path | None,
    proof: Path,
    time_limit: float,
    *,
    objective: Objective | None,
    fairness: int | None,
) -> None:
    from fairlead.chain.scheduling.proof_file import verify_proof

    found = verify_proof(
        problem, timetable, proof, seconds=time_limit, objective=objective, fairness=fairness
    )
    _say_findings(found, timetable)


def _say_findings(found: Findings, timetable: Path | None) -> None:
    """Print what is shown, what was not checked and what is false; exit 1 where something is."""
    for words in found.shown:
        typer.echo(f"{words}.")
    for words in found.unchecked:
        typer.echo(f"Not checked: {words}.")
    _refuse_if_wrong(found.false, "false claim")
    if timetable is not None:
        typer.echo("The timetable keeps every rule, and every figure is right.")


def _refuse_if_wrong(found: list[str], kind: str) -> None:
    for words in found:
        typer.echo(words)
    if found:
        typer.echo(f"{len(found)} {kind}{'s' if len(found) > 1 else ''}.", err=True)
        raise typer.Exit(1)
