"""What a run claims of its timetable and what that rests on, as a file; read and checked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from fairlead.chain.scheduling.problem_file import (
    Objective,
    ScheduleFile,
    expect_use_of_fairness,
    read_text,
    renumber_as_file,
)
from fairlead.chain.scheduling.timetable_file import read_faulty_timetable
from fairlead.engines.scheduling import (
    BreakCertificate,
    BreakPrices,
    Fewest,
    Leasts,
    Musts,
    PriceCertificate,
    Proof,
    Refutation,
    Result,
    Status,
    WeightRefutation,
)
from fairlead.engines.scheduling.problem import Floats, Ints
from fairlead.engines.scheduling.result import Certificate, Unit
from fairlead.engines.scheduling.verification.bound import NOT_SAID, check_claims
from fairlead.engines.scheduling.verification.findings import Findings
from fairlead.folder.atomic_write import write_whole
from fairlead.folder.input_errors import InputError, InvalidInput, report_invalid
from fairlead.folder.source import read_given

if TYPE_CHECKING:
    from fairlead.engines.scheduling.formats.drat import Steps

__all__ = ["Findings", "is_standard", "verify_proof", "write_proof", "write_standard_proof"]

FORMAT = "fairlead-proof/1"
STANDARD = ".drat"
_CLAIMS = "c "
_MOST = 1e18
_MOST_BYTES = 1 << 30
"""Of a figure; above, nothing can be counted."""
_MUSTS = ("requested", "held", "weight", "bound")
_FEWEST = ("used", "bound")
_FIGURES = ("requested", "held", "weight", "bound", "breaks", "waiting", "walking", "spread")


def is_standard(path: Path) -> bool:
    """Return whether a proof of this name is lines in the standard form DRAT, after the claims."""
    return path.suffix == STANDARD


def write_proof(path: Path, result: Result) -> None:
    """Write a result's figures and certificate as JSON; the file is whole or not there."""
    text = _write_claims(result)
    write_whole(path, lambda out: out.write(text.encode()))


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
    beside = path.with_suffix(".cnf")
    write_whole(beside, lambda out: out.write(f"p cnf {most} {len(clauses)}\n{stated}".encode()))
    write_whole(path, lambda out: out.write(f"{_CLAIMS}{claims}\n".encode() + lines))
    return True


def _write_claims(result: Result) -> str:
    document = {
        "format": FORMAT,
        "objective": result.objective,
        "status": str(result.status),
        "proof": str(result.proof),
        **{name: getattr(result, name) for name in _FIGURES},
        "certificate": _write_certificate(result.certificate),
    }
    if result.musts is not None:
        document["musts"] = {
            **{name: getattr(result.musts, name) for name in _MUSTS},
            "proof": str(result.musts.proof),
            "certificate": _write_certificate(result.musts.certificate),
        }
    if result.leasts is not None:
        document["leasts"] = {
            "asked": result.leasts.asked,
            "missing": [list(row) for row in result.leasts.missing],
            "bound": result.leasts.bound,
            "proof": str(result.leasts.proof),
            "certificate": _write_certificate(result.leasts.certificate),
        }
    if result.fewest is not None:
        document["fewest"] = {
            **{name: getattr(result.fewest, name) for name in _FEWEST},
            "unit": result.fewest.unit,
            "proof": str(result.fewest.proof),
            "certificate": _write_certificate(result.fewest.certificate),
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
    result = _Reader(proof).result(slot, table)
    steps = _read_steps(proof) if is_standard(proof) else None
    if objective is not None and objective != result.objective:
        expected = f'expected "{objective}", as --objective says'
        raise report_invalid(proof.name, expected, field="objective", value=result.objective)
    expect_use_of_fairness(fairness, result.objective)
    alone = timetable is None and result.status in (Status.OPTIMAL, Status.FEASIBLE)
    try:
        found = check_claims(file.problem, result, seconds=seconds, bound_alone=alone, steps=steps)
    except ValueError as error:
        raise report_invalid(proof.name, str(error), field="certificate") from None
    false, shown, unchecked = (
        [renumber_as_file(words, file.first) for words in part]
        for part in (found.false, found.shown, found.unchecked)
    )
    return Findings(wrong + false, shown, unchecked)


def _read_steps(path: Path) -> Steps:
    from fairlead.engines.scheduling.formats.drat import read_text as read_lines

    try:
        return read_lines(read_given(path, limit=_MOST_BYTES))
    except ValueError as error:
        raise report_invalid(path.name, str(error)) from None


def _write_certificate(certificate: Certificate | None) -> dict[str, Any] | None:
    if isinstance(certificate, PriceCertificate):
        rows = certificate.participant
        flat = (rows == rows[:, :1]).all(axis=1)
        return {
            "kind": "prices",
            # One number where the price is the same in every slot.
            "participant": [
                row[0] if same else row for row, same in zip(rows.tolist(), flat, strict=True)
            ],
            "slots": rows.shape[1],
            "table": certificate.table.tolist(),
            **({"must": certificate.must} if certificate.must else {}),
        }
    if isinstance(certificate, BreakCertificate):
        return {"kind": "breaks", "participant": certificate.participant.tolist()}
    if isinstance(certificate, BreakPrices):
        return {
            "kind": "break_prices",
            "participant": certificate.participant.tolist(),
            "table": certificate.table.tolist(),
        }
    if isinstance(certificate, Refutation):
        return {
            "kind": "refutation",
            "at_most": certificate.at_most,
            "solver": certificate.solver,
            "variables": certificate.variables,
            "clauses": certificate.clauses,
        }
    if isinstance(certificate, WeightRefutation):
        return {
            "kind": "weight_refutation",
            "at_most": certificate.at_most,
            "solver": certificate.solver,
            "variables": certificate.variables,
            "rules": certificate.rules,
        }
    return None


class _Reader:
    """Reads a proof file, naming what is wrong in it."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        text, expected, line = (
            read_text(path, limit=_MOST_BYTES),
            "expected JSON; is the file cut?",
            0,
        )
        if is_standard(path):
            text = text.partition("\n")[0].removeprefix(_CLAIMS)
            expected = "expected a first line with the claims, as schedule --proof writes it"
            line = 1
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):  # also a number of too many digits
            raise InvalidInput([InputError(path.name, expected, line)]) from None
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            self._refuse("format", f'"{FORMAT}"')
        self._found: dict[str, Any] = found

    def result(self, slot: Ints, table: Ints) -> Result:
        """Return the claims as those of a result that is this timetable."""
        objective = self._found.get("objective")
        if objective not in ("meetings", "breaks"):
            self._refuse("objective", '"meetings" or "breaks"')
        number = {
            # Files of before waiting was counted say nothing of it.
            name: self._number(name) if name in self._found or name != "waiting" else NOT_SAID
            for name in _FIGURES
        }
        return Result(
            objective=objective,
            status=Status(self._one_of("status", [str(status) for status in Status])),
            proof=Proof(self._one_of("proof", [str(proof) for proof in Proof])),
            slot=slot,
            table=table,
            requested=int(number["requested"]),
            held=int(number["held"]),
            weight=number["weight"],
            bound=number["bound"],
            gap=0.0,
            certificate=self._certificate(self._found, "certificate"),
            musts=self._musts(),
            leasts=self._leasts(),
            fewest=self._fewest(),
            breaks=int(number["breaks"]),
            waiting=int(number["waiting"]),
            walking=number["walking"],
            spread=int(number["spread"]),
            runtime=0.0,
        )

    def _musts(self) -> Musts | None:
        found = self._found.get("musts")
        if found is None:
            return None
        if not isinstance(found, dict):
            self._refuse("musts", "an object")
        number = {name: self._number(name, found, "musts.") for name in _MUSTS}
        proofs = [str(proof) for proof in Proof]
        certificate = self._certificate(found, "musts.certificate")
        if not isinstance(certificate, PriceCertificate | WeightRefutation | None):
            self._refuse("musts.certificate", "prices or a refutation")
        return Musts(
            requested=int(number["requested"]),
            held=int(number["held"]),
            weight=number["weight"],
            bound=number["bound"],
            proof=Proof(self._one_of("proof", proofs, found, "musts.")),
            certificate=certificate,
        )

    def _leasts(self) -> Leasts | None:
        found = self._found.get("leasts")
        if found is None:
            return None
        if not isinstance(found, dict):
            self._refuse("leasts", "an object")
        rows = found.get("missing")
        if not isinstance(rows, list) or not all(_is_pair(row) for row in rows):
            self._refuse("leasts.missing", "rows [person, meetings]")
        proofs = [str(proof) for proof in Proof]
        certificate = self._certificate(found, "leasts.certificate")
        if not isinstance(certificate, Refutation | None):
            self._refuse("leasts.certificate", "a refutation")
        return Leasts(
            asked=int(self._number("asked", found, "leasts.")),
            missing=tuple((person, count) for person, count in rows),
            bound=int(self._number("bound", found, "leasts.")),
            proof=Proof(self._one_of("proof", proofs, found, "leasts.")),
            certificate=certificate,
        )

    def _fewest(self) -> Fewest | None:
        found = self._found.get("fewest")
        if found is None:
            return None
        if not isinstance(found, dict):
            self._refuse("fewest", "an object")
        number = {name: int(self._number(name, found, "fewest.")) for name in _FEWEST}
        proofs = [str(proof) for proof in Proof]
        certificate = self._certificate(found, "fewest.certificate")
        if not isinstance(certificate, Refutation | None):
            self._refuse("fewest.certificate", "a refutation")
        unit: Unit = (
            "days"
            if self._one_of("unit", ["slots", "days"], found, "fewest.") == "days"
            else "slots"
        )
        return Fewest(
            unit,
            **number,
            proof=Proof(self._one_of("proof", proofs, found, "fewest.")),
            certificate=certificate,
            person=int(self._number("person", found, "fewest.")) if "person" in found else None,
        )

    def _certificate(self, of: dict[str, Any], name: str) -> Certificate | None:
        found = of.get("certificate")
        if found is None:
            return None
        try:
            return _read_certificate(found)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            self._refuse(name, "prices, breaks or a refutation")

    def _number(self, name: str, of: dict[str, Any] | None = None, part: str = "") -> float:
        value = (self._found if of is None else of).get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._refuse(part + name, "a number")
        if not abs(value) <= _MOST:  # nor what is no number
            self._refuse(part + name, f"a number up to {_MOST:g}")
        return float(value)

    def _one_of(
        self, name: str, words: list[str], of: dict[str, Any] | None = None, part: str = ""
    ) -> str:
        value = (self._found if of is None else of).get(name)
        if value not in words:
            self._refuse(part + name, f"one of {', '.join(words)}")
        return str(value)

    def _refuse(self, field: str, expected: str) -> NoReturn:
        raise report_invalid(self._name, f"expected {expected}", field=field)


def _is_pair(row: Any) -> bool:
    whole = isinstance(row, list) and len(row) == 2 and all(type(one) is int for one in row)
    return whole and all(0 <= one <= _MOST for one in row)


def _read_certificate(found: dict[str, Any]) -> Certificate:
    kind = found["kind"]
    if kind == "prices":
        rows, slots = found["participant"], int(found["slots"])
        prices: Floats = np.zeros((len(rows), slots))
        for at, row in enumerate(rows):
            prices[at] = np.asarray(row, dtype=np.float64)
        tables: Floats = np.array(found["table"], dtype=np.float64)
        return PriceCertificate(prices, tables, float(found.get("must", 0.0)))
    if kind == "breaks":
        return BreakCertificate(np.array(found["participant"], dtype=np.int32))
    if kind == "break_prices":
        own, table = (np.array(found[name], dtype=np.int64) for name in ("participant", "table"))
        return BreakPrices(own, table)
    if kind == "refutation":
        counts = (int(found["variables"]), int(found["clauses"]))
        return Refutation(int(found["at_most"]), str(found["solver"]), *counts)
    if kind == "weight_refutation":
        counts = (int(found["variables"]), int(found["rules"]))
        return WeightRefutation(float(found["at_most"]), str(found["solver"]), *counts)
    raise ValueError(kind)
