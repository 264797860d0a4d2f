"""What an import would do: whom it makes, whom it changes in what, which rows are faulty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from fairlead.apps.transfer.imports.rows import Fault


@dataclass(slots=True)
class RowAction:
    """What is done for a row: somebody made (``pk`` 0), or changed in the named columns.

    ``after`` holds the new values by column; ``before`` those that are replaced.
    """

    row: int
    label: str
    pk: int
    after: dict[str, Any]
    before: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """What is done for all rows; ``same`` counts those that change nothing."""

    made: list[RowAction] = field(default_factory=list)
    changed: list[RowAction] = field(default_factory=list)
    made_organisations: list[RowAction] = field(default_factory=list)
    same: int = 0
    faults: list[Fault] = field(default_factory=list)


def make_code(*identity: str) -> str:
    """Return the code of somebody new: the same for the same identity, whenever it is imported."""
    return "i-" + blake2b("\0".join(identity).encode(), digest_size=8).hexdigest()


def merge_texts(before: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return a text with the languages that were given replaced."""
    return {**before, **given}


def find_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that differ from those before."""
    return {name: value for name, value in after.items() if before.get(name) != value}
