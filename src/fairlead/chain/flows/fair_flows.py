"""The flows that a fair's settings name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fairlead.chain.flows.open import Flows, open_flows, translate_input_errors
from fairlead.folder.fair import FlowsSource
from fairlead.folder.input_errors import InvalidInput


def open_fair_flows(source: FlowsSource) -> Flows:
    """Return the flows of a fair, read and found sound, of the years that it asks for.

    Raises InvalidInput that names the file as fair.toml does, wherever it is kept.
    """
    kind: Any = source.kind
    try:
        flows = open_flows(source.path, kind=kind, classification=source.classification)
    except InvalidInput as error:
        raise InvalidInput(
            replace(problem, file=problem.file.replace(source.path.name, source.source, 1))
            for problem in error.problems
        ) from error
    with translate_input_errors(source.source):
        return flows.during(source.years)
