"""The flows that a fair's settings name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from fairlead.chain.dependency.options import parse_file_choices
from fairlead.chain.flows.open import FileChoices, Flows, open_flows, translate_input_errors
from fairlead.folder.fair import FlowsSource
from fairlead.folder.input_errors import InvalidInput


def open_fair_flows(source: FlowsSource) -> Flows:
    """Return the flows of a fair, read and found sound, of the years that it asks for.

    Raises InvalidInput that names the file as fair.toml does, wherever it is kept.
    """
    kind: Any = source.kind
    choices = _read_choices(source)
    try:
        flows = open_flows(
            source.path, kind=kind, classification=source.classification, choices=choices
        )
    except InvalidInput as error:
        raise InvalidInput(
            replace(
                problem,
                file=problem.file.replace(source.path.name, source.source, 1),
                expected=_name_keys(problem.expected),
            )
            for problem in error.problems
        ) from error
    with translate_input_errors(source.source):
        return flows.during(source.years)


def _name_keys(expected: str) -> str:
    """Return what was expected with the key of fair.toml in place of the command's option."""
    keyed = re.sub(r"--unit (\S*\d)", r'unit = "\1"', expected)
    return keyed.replace("--unit", "unit in [flows]")


def _read_choices(source: FlowsSource) -> FileChoices:
    """Return what fair.toml says of the file's values; raises InvalidInput that names the key."""
    try:
        return parse_file_choices(unit=source.unit, level=None, decimal=None)
    except InvalidInput as error:
        raise InvalidInput(
            replace(problem, file="fair.toml", field="flows.unit") for problem in error.problems
        ) from error
