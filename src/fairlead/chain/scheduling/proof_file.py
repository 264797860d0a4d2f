"""What a run claims of its timetable and what that rests on, as a file; read and checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from fairlead.chain.scheduling.certificates import write_certificate
from fairlead.chain.scheduling.problem_file import (
    Objective,
    ScheduleFile,
    expect_use_of_fairness,
    renumber_as_file,
)
from fairlead.chain.scheduling.read_proof import (
    CLAIMS,
    FEWEST,
    FIGURES,
    FORMAT,
    MUSTS,
    is_standard,
    read_claims,
    read_steps,
)
from fairlead.chain.scheduling.timetable_file import read_faulty_timetable
from fairlead.engines.scheduling import (
    Proof,
    Refutation,
    Result,
    Status,
)
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.verification.bound import check_claims
from fairlead.engines.scheduling.verification.findings import Findings
from fairlead.folder.atomic_write import write_whole
from fairlead.folder.input_errors import report_invalid

__all__ = [
    "Findings",
    "check_proof",
    "is_standard",
    "name_clauses",
    "verify_proof",
    "write_proof",
    "write_standard_proof",
]


def write_proof(path: Path, result: Result) -> None:
    """Write a result's figures and certificate as JSON; the file is whole or not there."""
    text = _write_claims(result)
    write_whole(path, lambda out: out.write(text.encode()))


def name_clauses(proof: Path) -> Path:
    """Return the file beside a proof in the standard form that its clauses are written to."""
    return proof.with_suffix(".cnf")


def write_standard_proof(path: Path, file: ScheduleFile, result: Result) -> bool:
    """Write the refutation of a better timetable in the form DRAT, and its clauses beside it.

    The first line is a comment with the claims; the clauses are those of the verifier, in a file
    of the same name ending with `.cnf`, for other checkers. Returns whether there is anything to
    refute: a timetable without breaks, and one that is not proved to be the best, have nothing.
    """
    if result.status not in (Status.OPTIMAL, Status.INFEASIBLE) or result.objective != "breaks":
        return False
    at_most = -1 if result.status == Status.INFEASIBLE else int(result.bound) - 1
    if result.status == Status.OPTIMAL and at_most < 0:
        return False
    # Compiled where such a proof is written, and nowhere else.
    from fairlead.engines.scheduling.exact.refute import refute
    from fairlead.engines.scheduling.formats.drat import read_binary, write_text
    from fairlead.engines.scheduling.verification.refutation import state

    clauses = state(file.problem, at_most).clauses
    proof = refute(clauses)
    if proof is None:
        raise RuntimeError(f"The clauses of {file.name} can be satisfied: the bound is wrong.")
    most = max((abs(one) for clause in clauses for one in clause), default=0)
    refutation = Refutation(at_most, "cadical153", most, len(clauses))
    claims = _write_claims(replace(result, proof=Proof.UNSATISFIABILITY, certificate=refutation))
    lines = write_text(read_binary(proof))
    stated = "".join(f"{' '.join(map(str, [*clause, 0]))}\n" for clause in clauses)
    beside = name_clauses(path)
    write_whole(beside, lambda out: out.write(f"p cnf {most} {len(clauses)}\n{stated}".encode()))
    write_whole(path, lambda out: out.write(f"{CLAIMS}{claims}\n".encode() + lines))
    return True


def _write_claims(result: Result) -> str:
    document = {
        "format": FORMAT,
        "objective": result.objective,
        "status": str(result.status),
        "proof": str(result.proof),
        **{name: getattr(result, name) for name in FIGURES},
        "certificate": write_certificate(result.certificate),
    }
    if result.musts is not None:
        document["musts"] = {
            **{name: getattr(result.musts, name) for name in MUSTS},
            "proof": str(result.musts.proof),
            "certificate": write_certificate(result.musts.certificate),
        }
    if result.leasts is not None:
        document["leasts"] = {
            "asked": result.leasts.asked,
            "missing": [
                [person, count, *([day] if day >= 0 else [])]
                for person, day, count in result.leasts.missing
            ],
            "bound": result.leasts.bound,
            "proof": str(result.leasts.proof),
            "certificate": write_certificate(result.leasts.certificate),
        }
    if result.fewest is not None:
        document["fewest"] = {
            **{name: getattr(result.fewest, name) for name in FEWEST},
            "unit": result.fewest.unit,
            "proof": str(result.fewest.proof),
            "certificate": write_certificate(result.fewest.certificate),
            **({} if result.fewest.person is None else {"person": result.fewest.person}),
        }
    return json.dumps(document, separators=(",", ":"))


def verify_proof(
    file: ScheduleFile,
    timetable: Path | None,
    proof: Path,
    *,
    seconds: float,
    objective: Objective | None = None,
    fairness: int | None = None,
) -> Findings:
    """Return what is false, shown and unchecked of the claims made for a timetable.

    Without a timetable what is claimed of one stays unchecked, and its bound is checked alone.
    ``seconds`` is what another solver may take; a row that is wrong is a false claim. Raises
    `InvalidInput` for a file that cannot be read, for a proof of another ``objective``, and for a
    ``fairness`` asked for that its objective knows nothing of.
    """
    empty = np.full(file.problem.requests, -1, dtype=np.int32)
    slot, table, wrong = empty, empty, list[str]()
    if timetable is not None:
        slot, table, wrong = read_faulty_timetable(file, timetable)
    found = check_proof(
        file.problem,
        None if timetable is None else (slot, table),
        proof,
        seconds=seconds,
        objective=objective,
        fairness=fairness,
        rename=lambda words: renumber_as_file(words, file.first),
    )
    return Findings(wrong + found.false, found.shown, found.unchecked)


def check_proof(
    problem: Problem,
    places: tuple[Ints, Ints] | None,
    proof: Path,
    *,
    seconds: float,
    objective: Objective | None,
    fairness: int | None = None,
    rename: Callable[[str], str],
) -> Findings:
    """Return what `verify_proof` does of slots and tables (R,), -1 for none; None: of the bound.

    ``rename`` writes the engine's words as the problem's source counts or names.
    """
    empty = np.full(problem.requests, -1, dtype=np.int32)
    result = read_claims(proof, *((empty, empty) if places is None else places))
    steps = read_steps(proof) if is_standard(proof) else None
    if objective is not None and objective != result.objective:
        expected = f"expected a proof of the objective {objective}"
        raise report_invalid(proof.name, expected, field="objective", value=result.objective)
    expect_use_of_fairness(fairness, result.objective)
    alone = places is None and result.status in (Status.OPTIMAL, Status.FEASIBLE)
    try:
        found = check_claims(problem, result, seconds=seconds, bound_alone=alone, steps=steps)
    except ValueError as error:
        raise report_invalid(proof.name, str(error), field="certificate") from None
    return Findings(
        *([rename(words) for words in part] for part in (found.false, found.shown, found.unchecked))
    )
