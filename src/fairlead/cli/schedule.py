"""`fairlead schedule`: a timetable from a file or a fair's folder."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.cli.timetable_words import (
    MOST_TOLD,
    LeftOutRequest,
    Meter,
    print_left_out,
    print_missing,
    print_result,
    say_interrupted,
)

if TYPE_CHECKING:
    from fairlead.chain.scheduling.problem_file import Result, ScheduleFile, Unit
    from fairlead.chain.scheduling.timetable import Timetable


MOST_SLOTS = 10_000
"""Of a problem, and so the most breaks of anybody."""


class ObjectiveChoice(StrEnum):
    """What the timetable is to be best at."""

    MEETINGS = "meetings"
    BREAKS = "breaks"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(schedule)


def schedule(
    file: Annotated[Path, typer.Argument(help="A .dzn file, a JSON file, or a fair's folder.")],
    objective: Annotated[
        ObjectiveChoice | None,
        typer.Option(help="Default: breaks for .dzn, meetings for everything else."),
    ] = None,
    fairness: Annotated[
        int | None,
        typer.Option(
            min=0, max=MOST_SLOTS, metavar="BREAKS", help="Most difference between two people's."
        ),
    ] = None,
    fewest_slots: Annotated[
        bool, typer.Option("--fewest-slots", help="Hold every request in as few slots as possible.")
    ] = False,
    fewest_days: Annotated[
        bool, typer.Option("--fewest-days", help="Hold every request on as few days as possible.")
    ] = False,
    person: Annotated[
        str | None,
        typer.Option(
            help="With --fewest-slots or --fewest-days: the slots or days of this one alone, a "
            "number of the file or an id of the folder."
        ),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=0.01,
            metavar="SECONDS",
            help="After which the best is returned; sooner where nothing is left to gain.",
        ),
    ] = None,
    gap: Annotated[
        float | None,
        typer.Option(min=0.0, metavar="PART", help="Stop this close to the bound: 0.01 is 1 %."),
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, metavar="N", help="The same seed, the same timetable.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write meeting,slot,place as CSV.")
    ] = None,
    proof: Annotated[
        Path | None,
        typer.Option(help="Write the figures and what the bound rests on as .json, or .drat."),
    ] = None,
) -> None:
    """Find the best meeting timetable of a file, and say how good it is and what it leaves out.

    Exit code 0: there is a timetable, or a proof that there is none. 2: the file or an option
    makes no sense, and nothing is written.

    fairlead schedule fair.json -o timetable.csv --proof proof.json

    fairlead verify fair.json timetable.csv --proof proof.json
    """
    from fairlead.chain.scheduling.problem_file import (
        expect_use_of_fairness,
        read_schedule_file,
        solve_schedule_file,
    )
    from fairlead.chain.scheduling.timetable_file import (
        assign_representatives,
        list_representatives,
        list_timetable_rows,
        write_timetable,
    )
    from fairlead.cli.csv_file import expect_places

    expect_places(output, _find_clauses(proof), other=proof, reads=[file])
    fewest = _choose_unit(objective, slots=fewest_slots, days=fewest_days)
    _expect_use_of_person(person, fewest, folder=file.is_dir())
    if file.is_dir():
        refuse_for_folder(objective, fairness)
        _expect_proof_of(proof, "meetings")
        _schedule_folder(
            file,
            time_limit,
            gap,
            seed,
            fewest,
            person,
            as_json=as_json,
            output=output,
            proof=proof,
        )
        return
    problem = read_schedule_file(file, fairness=fairness)
    aim = "meetings" if fewest else objective.value if objective else problem.objective
    expect_use_of_fairness(fairness, aim)
    _expect_proof_of(proof, aim)
    with Meter() as meter:
        result = solve_schedule_file(
            problem,
            objective=objective.value if objective else None,
            fewest=fewest,
            person=None if person is None else int(person),
            seconds=time_limit,
            gap=gap,
            seed=seed,
            progress=meter.show,
        )
    chosen = assign_representatives(problem.problem, result.slot)
    if output is not None and _has_timetable(result):
        write_timetable(output, list_timetable_rows(problem, result, chosen))
    elif output is not None:
        typer.echo(f"There is no timetable: {output} is not written.", err=True)
    if proof is not None:
        _write_proof(proof, problem, result)
    if as_json:
        representatives = list_representatives(problem, chosen)
        found = _summarise(result, person if person is None else int(person)) | representatives
        typer.echo(json.dumps(found))
    else:
        print_result(result, of=None if person is None else f"person {person}")
        _print_wishes(problem, result)
    say_interrupted(result)


def _print_wishes(file: ScheduleFile, result: Result) -> None:
    """Print which wishes a timetable of a file does not fill, and why."""
    from fairlead.chain.scheduling.replan import explain_heaviest

    if not _has_timetable(result):
        return
    people = range(file.first, file.problem.people + file.first)
    print_missing(result, [f"person {one}" for one in people])
    reasons = explain_heaviest(file, result.slot, most=MOST_TOLD)
    found = [LeftOutRequest(f"meeting {one.request}", one.words, one.remedy) for one in reasons]
    print_left_out(found, count=result.requested - result.held)


def _find_clauses(proof: Path | None) -> Path | None:
    """Return the file that is written beside a proof, if there is one."""
    if proof is None:
        return None
    from fairlead.chain.scheduling.proof_file import is_standard, name_clauses

    return name_clauses(proof) if is_standard(proof) else None


def _expect_proof_of(proof: Path | None, aim: str) -> None:
    """Refuse a standard form for an aim whose proofs have none, before any work."""
    from fairlead.folder.input_errors import report_invalid

    if proof is not None and proof.suffix in (".drat", ".lrat") and aim != "breaks":
        expected = "expected a .json file: only the objective breaks is refuted in this form"
        raise report_invalid("--proof", expected, value=proof.name)
    if proof is not None and proof.suffix == ".lrat":
        raise report_invalid("--proof", "expected a .drat or .json file", value=proof.name)


def _write_proof(proof: Path, problem: ScheduleFile, result: Result) -> None:
    from fairlead.chain.scheduling.proof_file import (
        is_standard,
        write_proof,
        write_standard_proof,
    )

    if not is_standard(proof):
        write_proof(proof, result)
    elif not write_standard_proof(proof, problem, result):
        typer.echo(f"There is nothing to refute: {proof} is not written.", err=True)


def _choose_unit(objective: ObjectiveChoice | None, *, slots: bool, days: bool) -> Unit | None:
    """Return what is to be fewest, None where that is not asked; refuse two aims at once."""
    from fairlead.folder.input_errors import report_invalid

    if slots and days:
        raise report_invalid("--fewest-days", "expected one of --fewest-slots and --fewest-days")
    name = "--fewest-slots" if slots else "--fewest-days"
    if (slots or days) and objective == ObjectiveChoice.BREAKS:
        expected = f"expected meetings, or no objective, with {name}"
        raise report_invalid("--objective", expected, value=objective.value)
    return "slots" if slots else "days" if days else None


def _expect_use_of_person(person: str | None, fewest: Unit | None, *, folder: bool) -> None:
    """Refuse a person where nobody is asked for, or who is no number where people have numbers."""
    from fairlead.folder.input_errors import report_invalid

    if person is None:
        return
    if fewest is None:
        expected = "expected --fewest-slots or --fewest-days with it"
        raise report_invalid("--person", expected, value=person)
    if not folder and not (person.isascii() and person.isdigit() and len(person) < 10):
        raise report_invalid("--person", "expected the number of a person", value=person)


def refuse_for_folder(objective: ObjectiveChoice | None, fairness: int | None) -> None:
    """Refuse what is not for a fair's folder, before any work."""
    from fairlead.folder.input_errors import report_invalid

    if objective == ObjectiveChoice.BREAKS:
        expected = "expected meetings for a fair's folder: breaks is for .dzn and JSON files"
        raise report_invalid("--objective", expected, value=objective.value)
    if fairness is not None:
        expected = "expected a .dzn or JSON file: it is a rule of the objective breaks"
        raise report_invalid("--fairness", expected, value=str(fairness))


def _schedule_folder(
    folder: Path,
    time_limit: float | None,
    gap: float | None,
    seed: int,
    fewest: Unit | None,
    person: str | None,
    *,
    as_json: bool,
    output: Path | None,
    proof: Path | None,
) -> None:
    """Schedule the open requests of a fair's folder; the CSV is that of `fairlead run`."""
    from fairlead.chain.scheduling.problem_file import Stop
    from fairlead.chain.scheduling.proof_file import write_proof
    from fairlead.chain.scheduling.timetable import schedule_meetings
    from fairlead.cli.csv_file import write_csv
    from fairlead.folder.read import read_fair

    stop = Stop(seconds=time_limit, gap=gap)
    fair = read_fair(folder)
    with Meter() as meter:
        found = schedule_meetings(
            fair,
            seed=seed,
            stop=stop,
            progress=lambda _, words, __: meter.say(words),
            explain=0 if as_json else MOST_TOLD,
            fewest=fewest,
            person=person,
        )
    if output is not None and _has_timetable(found.result):
        write_csv(found.meetings, output)
    elif output is not None:
        typer.echo(f"There is no timetable: {output} is not written.", err=True)
    if proof is not None and found.result is not None:
        write_proof(proof, found.result)
    elif proof is not None:
        typer.echo(f"There is nothing to prove: {proof} is not written.", err=True)
    if found.result is None:
        nothing = {"status": found.step.status, "requested": 0, "held": 0, "weight": 0, "bound": 0}
        typer.echo(json.dumps(nothing) if as_json else found.step.summary)
    elif as_json:
        typer.echo(json.dumps(_summarise(found.result, person)))
    else:
        print_result(found.result, of=person)
        _print_folder_wishes(found)
    if found.result is not None:
        say_interrupted(found.result)


def _print_folder_wishes(found: Timetable) -> None:
    """Print which wishes a timetable of a folder does not fill, and why."""
    from fairlead.chain.scheduling.replan_folder import explain_unplaceable

    if found.result is None or not _has_timetable(found.result):
        return
    print_missing(found.result, found.people)
    told = [LeftOutRequest(one, why.words, why.remedy) for one, why in found.explained.items()]
    never = explain_unplaceable(found.unheld)
    told += [LeftOutRequest(one.request, one.words, one.remedy) for one in never]
    print_left_out(told[:MOST_TOLD], count=found.unheld.num_rows)


def _has_timetable(result: Result | None) -> bool:
    """Return whether there is a timetable to write, if only an empty one."""
    return result is None or result.status in ("optimal", "feasible")


def _summarise(result: Result, person: str | int | None) -> dict[str, object]:
    """Return a result's figures for JSON; ``person``: whose slots or days are fewest."""
    from fairlead.chain.scheduling.problem_file import summarise_result

    figures = summarise_result(result)
    fewest = figures.get("fewest")
    if isinstance(fewest, dict) and person is not None:
        fewest["person"] = person
    return figures
