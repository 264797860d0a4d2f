"""The flows that a fair's settings name."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fairlead.chain.dependency.options import parse_file_choices
from fairlead.chain.flows.open import (
    FileChoices,
    Flows,
    import_flows,
    open_flows,
    translate_input_errors,
)
from fairlead.folder.fair_settings import USUAL_CLASSIFICATION, FlowsSource
from fairlead.folder.input_errors import InvalidInput


def open_fair_flows(source: FlowsSource) -> Flows:
    """Return the flows of a fair, read and found sound, of the years that it asks for.

    Raises InvalidInput that names the file as fair.toml does, wherever it is kept.
    """
    kind: Any = source.kind
    choices = read_choices(source)
    try:
        flows = open_flows(
            source.path, kind=kind, classification=source.classification, choices=choices
        )
    except InvalidInput as error:
        raise _name_source(error, source) from error
    with translate_input_errors(source.source):
        return flows.during(source.years)


@dataclass(frozen=True, slots=True)
class RecognisedFlows:
    """A file of flows, read and found sound: as it is written, how many flows, of which years."""

    source: FlowsSource
    rows: int
    years: tuple[int, ...]


def recognise_flows(source: FlowsSource) -> RecognisedFlows:
    """Return how a file is written where the source leaves its kind or classification empty.

    Product codes of no version that the file says are of the `USUAL_CLASSIFICATION`.
    Raises InvalidInput with every fault of the file, and for years that it has not.
    """
    kind: Any = source.kind or None
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "store"
        try:
            entry = import_flows(
                source.path,
                store,
                kind=kind,
                classification=source.classification or None,
                choices=read_choices(source),
            ).source
        except InvalidInput as error:
            raise _name_source(error, source) from error
        with translate_input_errors(source.source):
            open_flows(store, classification=entry.classification).during(source.years)
    stored = entry.classification
    codes = USUAL_CLASSIFICATION if stored == "HS" else stored  # a table seldom says its version
    found = replace(source, kind=entry.kind, classification=codes)
    return RecognisedFlows(found, entry.rows, source.years or entry.years)


def _name_source(error: InvalidInput, source: FlowsSource) -> InvalidInput:
    """Return the faults of a file with its name, and the keys, as fair.toml has them."""
    return InvalidInput(
        replace(
            problem,
            file=problem.file.replace(source.path.name, source.source, 1),
            expected=_name_keys(problem.expected),
        )
        for problem in error.problems
    )


def _name_keys(expected: str) -> str:
    """Return what was expected with the key of fair.toml in place of the command's option."""
    keyed = re.sub(r"--unit (\S*\d)", r'unit = "\1"', expected)
    return keyed.replace("--unit", "unit in [flows]")


def read_choices(source: FlowsSource) -> FileChoices:
    """Return what fair.toml says of the file's values; raises InvalidInput that names the key."""
    try:
        return parse_file_choices(unit=source.unit, level=None, decimal=None)
    except InvalidInput as error:
        raise InvalidInput(
            replace(problem, file="fair.toml", field="flows.unit") for problem in error.problems
        ) from error
