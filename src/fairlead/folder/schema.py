"""What a column, a CSV file and a section of fair.toml are described by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import pyarrow as pa

from fairlead.folder.cell_kind import Kind


@dataclass(frozen=True, slots=True)
class Field:
    """One column, or one key of fair.toml.

    ``refers`` names the file whose ids the value must be among; ``default`` is the text taken
    for an empty cell; a field that is neither required nor has a default is null when empty.
    A ``localized`` field is a text in all languages of the edition: one column in each. A row
    that ``belongs`` to the row it refers to only describes that row, and is removed with it.
    """

    name: str
    kind: Kind
    doc: str
    example: str
    required: bool = False
    default: str = ""
    refers: str = ""
    localized: bool = False
    belongs: bool = False

    def in_languages(self, languages: Sequence[str]) -> tuple[Field, ...]:
        """Return the columns of the field: ``name`` in the edition's own language, ``name_ru``.

        The edition's own is the first of the languages, and the only one that can be required.
        """
        if not self.localized:
            return (self,)
        others = (
            replace(
                self,
                name=find_column_in(self.name, tag),
                doc=f"{self.doc}, in {tag}",
                required=False,
                example="",
            )
            for tag in languages[1:]
        )
        return (self, *others)


def find_column_in(name: str, tag: str) -> str:
    """Return the name of the column that holds a text in another language than the own."""
    return f"{name}_{tag}"


def language_columns(name: str, languages: Sequence[str]) -> dict[str, str]:
    """Return the columns of a localized field by the languages of their texts."""
    own, *others = languages
    return {own: name} | {tag: find_column_in(name, tag) for tag in others}


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

    def columns(self, languages: Sequence[str]) -> tuple[Field, ...]:
        """Return the columns of the file of an edition in these languages, the own one first."""
        return _list_columns(self, tuple(languages))

    def arrow(self, languages: Sequence[str]) -> pa.Schema:
        """Return the Arrow schema of the table in memory: every column, nulls for empty cells."""
        return pa.schema([pa.field(one.name, one.kind.arrow) for one in self.columns(languages)])

    def field(self, name: str) -> Field:
        """Return the field of that name; raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


@cache
def _list_columns(schema: Schema, languages: tuple[str, ...]) -> tuple[Field, ...]:
    return tuple(column for one in schema.fields for column in one.in_languages(languages))


@dataclass(frozen=True, slots=True)
class Section:
    """One table of fair.toml; ``many`` for an array of ``at_most`` tables such as [[halls]]."""

    name: str
    doc: str
    fields: tuple[Field, ...]
    required: bool = True
    many: bool = False
    at_most: int = 1


def localized(name: str, kind: Kind, doc: str, example: str, *, required: bool = False) -> Field:
    """Return the field of a text that is written in all languages of the edition."""
    return Field(name, kind, doc, example, required=required, localized=True)
