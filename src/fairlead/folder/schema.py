"""What a column, a CSV file and a section of fair.toml are described by."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from fairlead.folder.kinds import Kind


@dataclass(frozen=True, slots=True)
class Field:
    """One column, or one key of fair.toml.

    ``refers`` names the file whose ids the value must be among; ``default`` is the text taken
    for an empty cell; a field that is neither required nor has a default is null when empty.
    """

    name: str
    kind: Kind
    doc: str
    example: str
    required: bool = False
    default: str = ""
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """One CSV file. ``key`` names the columns whose values together occur only once."""

    name: str
    doc: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ("id",)
    required: bool = False

    @property
    def file(self) -> str:
        """Return the file's name."""
        return f"{self.name}.csv"

    @property
    def arrow(self) -> pa.Schema:
        """Return the Arrow schema of the table in memory: every column, nulls for empty cells."""
        return pa.schema([pa.field(field.name, field.kind.arrow) for field in self.fields])

    def field(self, name: str) -> Field:
        """Return the field of that name; raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Section:
    """One table of fair.toml; ``many`` for an array of ``at_most`` tables such as [[halls]]."""

    name: str
    doc: str
    fields: tuple[Field, ...]
    required: bool = True
    many: bool = False
    at_most: int = 1


def bilingual(name: str, kind: Kind, doc: str, example: str, *, required: bool) -> list[Field]:
    """Return the column and the same in Russian."""
    return [
        Field(name, kind, doc, example, required=required),
        Field(f"{name}_ru", kind, f"{doc}, in Russian", ""),
    ]
