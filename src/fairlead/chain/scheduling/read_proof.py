"""The claims of a proof file, read; what is wrong in it is named with its field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from fairlead.chain.scheduling.certificates import read_certificate
from fairlead.chain.scheduling.problem_file import read_text
from fairlead.engines.scheduling import (
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
from fairlead.engines.scheduling.problem import Ints
from fairlead.engines.scheduling.result import Certificate, Unit
from fairlead.engines.scheduling.verification.bound import NOT_SAID
from fairlead.folder.input_errors import InputError, InvalidInput, report_invalid
from fairlead.folder.source import read_given

if TYPE_CHECKING:
    from fairlead.engines.scheduling.formats.drat import Steps

FORMAT = "fairlead-proof/1"
STANDARD = ".drat"
CLAIMS = "c "
"""Begins the first line of a refutation in the standard form: a comment."""
MUSTS = ("requested", "held", "weight", "bound")
FEWEST = ("used", "bound")
FIGURES = ("requested", "held", "weight", "bound", "breaks", "waiting", "walking", "spread")
_COUNTS = ("requested", "held", "breaks", "waiting", "spread")
_MOST = 1e18
"""Of a figure; above, nothing can be counted."""
_MOST_BYTES = 1 << 30


def is_standard(path: Path) -> bool:
    """Return whether a proof of this name is lines in the standard form DRAT, after the claims."""
    return path.suffix == STANDARD


def read_claims(path: Path, slot: Ints, table: Ints) -> Result:
    """Return the claims of a proof file as those of a result that is this timetable.

    Raises `InvalidInput` with the field that is wrong.
    """
    return _Reader(path).result(slot, table)


def read_steps(path: Path) -> Steps:
    """Return the lines of a refutation in the standard form."""
    from fairlead.engines.scheduling.formats.drat import read_text as read_lines

    try:
        return read_lines(read_given(path, limit=_MOST_BYTES))
    except ValueError as error:
        raise report_invalid(path.name, str(error)) from None


class _Reader:
    """Reads a proof file, naming what is wrong in it."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        text = read_text(path, limit=_MOST_BYTES)
        expected, line = "expected JSON; is the file cut?", 0
        if is_standard(path):
            text = text.partition("\n")[0].removeprefix(CLAIMS)
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
        number = {name: self._number(name) for name in FIGURES if name not in _COUNTS}
        count = {
            # Files of before waiting was counted say nothing of it.
            name: self._count(name) if name in self._found or name != "waiting" else NOT_SAID
            for name in _COUNTS
        }
        return Result(
            objective=objective,
            status=Status(self._one_of("status", [str(status) for status in Status])),
            proof=self._proof(self._found, ""),
            slot=slot,
            table=table,
            requested=count["requested"],
            held=count["held"],
            weight=number["weight"],
            bound=number["bound"],
            gap=0.0,
            certificate=self._certificate(self._found, "certificate"),
            musts=self._musts(),
            leasts=self._leasts(),
            fewest=self._fewest(),
            breaks=count["breaks"],
            waiting=count["waiting"],
            walking=number["walking"],
            spread=count["spread"],
            runtime=0.0,
        )

    def _musts(self) -> Musts | None:
        found = self._part("musts")
        if found is None:
            return None
        number = {name: self._number(name, found, "musts.") for name in MUSTS}
        certificate = self._certificate(found, "musts.certificate")
        if not isinstance(certificate, PriceCertificate | WeightRefutation | None):
            self._refuse("musts.certificate", "prices or a refutation")
        return Musts(
            requested=self._count("requested", found, "musts."),
            held=self._count("held", found, "musts."),
            weight=number["weight"],
            bound=number["bound"],
            proof=self._proof(found, "musts."),
            certificate=certificate,
        )

    def _leasts(self) -> Leasts | None:
        found = self._part("leasts")
        if found is None:
            return None
        rows = found.get("missing")
        if not isinstance(rows, list) or not all(_is_missing(row) for row in rows):
            self._refuse("leasts.missing", "rows [person, meetings] or [person, meetings, day]")
        return Leasts(
            asked=self._count("asked", found, "leasts."),
            missing=tuple((row[0], row[2] if len(row) > 2 else -1, row[1]) for row in rows),
            bound=self._count("bound", found, "leasts."),
            proof=self._proof(found, "leasts."),
            certificate=self._refutation(found, "leasts.certificate"),
        )

    def _fewest(self) -> Fewest | None:
        found = self._part("fewest")
        if found is None:
            return None
        number = {name: self._count(name, found, "fewest.") for name in FEWEST}
        unit: Unit = (
            "days"
            if self._one_of("unit", ["slots", "days"], found, "fewest.") == "days"
            else "slots"
        )
        return Fewest(
            unit,
            **number,
            proof=self._proof(found, "fewest."),
            certificate=self._refutation(found, "fewest.certificate"),
            person=self._count("person", found, "fewest.") if "person" in found else None,
        )

    def _part(self, name: str) -> dict[str, Any] | None:
        """Return a part of the claims by its name, None where nothing is claimed of it."""
        found = self._found.get(name)
        if found is not None and not isinstance(found, dict):
            self._refuse(name, "an object")
        return found

    def _proof(self, of: dict[str, Any], part: str) -> Proof:
        return Proof(self._one_of("proof", [str(proof) for proof in Proof], of, part))

    def _refutation(self, of: dict[str, Any], name: str) -> Refutation | None:
        found = self._certificate(of, name)
        if not isinstance(found, Refutation | None):
            self._refuse(name, "a refutation")
        return found

    def _certificate(self, of: dict[str, Any], name: str) -> Certificate | None:
        found = of.get("certificate")
        if found is None:
            return None
        try:
            return read_certificate(found)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            self._refuse(name, "prices, breaks or a refutation")

    def _number(self, name: str, of: dict[str, Any] | None = None, part: str = "") -> float:
        value = (self._found if of is None else of).get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._refuse(part + name, "a number")
        if not abs(value) <= _MOST:  # nor what is no number
            self._refuse(part + name, f"a number up to {_MOST:g}")
        return float(value)

    def _count(self, name: str, of: dict[str, Any] | None = None, part: str = "") -> int:
        value = self._number(name, of, part)
        if value < 0 or value != int(value):
            self._refuse(part + name, "a whole number from 0")
        return int(value)

    def _one_of(
        self, name: str, words: list[str], of: dict[str, Any] | None = None, part: str = ""
    ) -> str:
        value = (self._found if of is None else of).get(name)
        if value not in words:
            self._refuse(part + name, f"one of {', '.join(words)}")
        return str(value)

    def _refuse(self, field: str, expected: str) -> NoReturn:
        raise report_invalid(self._name, f"expected {expected}", field=field)


def _is_missing(row: Any) -> bool:
    whole = isinstance(row, list) and len(row) in (2, 3) and all(type(one) is int for one in row)
    return whole and all(0 <= one <= _MOST for one in row)
