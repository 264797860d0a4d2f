"""The kinds of values in compiled functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

INT, FLOAT, SINGLE, BOOL, NOTHING = "i64", "double", "float", "i1", "void"
"""Numbers, by their names in LLVM; SINGLE is of single precision."""


@dataclass(frozen=True, slots=True)
class Element:
    """How an element of an array lies in memory, and what it is once it is read."""

    stored: str
    read_as: str
    widened: str = ""  # the instruction that makes a word of it
    size: int = 8


ELEMENTS = {
    np.dtype(np.int8): "int8",
    np.dtype(np.uint8): "uint8",
    np.dtype(np.uint16): "uint16",
    np.dtype(np.int32): "int32",
    np.dtype(np.int64): "int64",
    np.dtype(np.uint64): "uint64",
    np.dtype(np.float32): "float32",
    np.dtype(np.float64): "float64",
    np.dtype(np.bool_): "bool",
}
"""Elements of arrays by their names."""
LAID_OUT = {
    "int8": Element("i8", INT, "sext", 1),
    "uint8": Element("i8", INT, "zext", 1),
    "uint16": Element("i16", INT, "zext", 2),
    "int32": Element("i32", INT, "sext", 4),
    "int64": Element("i64", INT),
    "uint64": Element("i64", INT),
    "float32": Element("float", SINGLE, size=4),
    "float64": Element("double", FLOAT),
    "bool": Element("i8", BOOL, size=1),
}


@dataclass(frozen=True, slots=True)
class Array:
    """An array of one or two dimensions, its elements next to one another."""

    element: str
    dimensions: int


@dataclass(frozen=True, slots=True)
class Record:
    """A named tuple of arrays, numbers and records, passed as the address of its words.

    Those of an array are its address and lengths; those of a record stand where it does.
    """

    name: str
    fields: tuple[tuple[str, Kind], ...]

    @property
    def width(self) -> int:
        """Return the number of its words of 64 bits."""
        return sum(count_words(kind) for _, kind in self.fields)

    def find(self, name: str) -> tuple[int, Kind]:
        """Return where in the record a field begins, in words of 64 bits, and its kind."""
        at = 0
        for field, kind in self.fields:
            if field == name:
                return at, kind
            at += count_words(kind)
        raise AttributeError(f"{self.name} has no {name}")


Kind: TypeAlias = "str | Array | Record"


def count_words(kind: Kind) -> int:
    """Return how many words of a record a field takes."""
    if isinstance(kind, Record):
        return kind.width
    return 1 + kind.dimensions if isinstance(kind, Array) else 1


@dataclass(frozen=True, slots=True)
class Value:
    """A value: its kind, its name in LLVM, and the lengths of an array."""

    kind: Kind
    name: str
    lengths: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return what is passed for it: kinds and names."""
        if isinstance(self.kind, str):
            return ((self.kind, self.name),)
        return (("ptr", self.name), *((INT, length) for length in self.lengths))


def name_kind(kind: Kind) -> str:
    """Return a kind in letters, for the names of functions."""
    if isinstance(kind, Array):
        return f"{kind.element}x{kind.dimensions}"
    return (
        f"{kind.name}({'.'.join(name_kind(one) for _, one in kind.fields)})"
        if isinstance(kind, Record)
        else kind
    )


def list_parts(kind: Kind) -> list[str]:
    """Return the kinds of what is passed for a value of a kind."""
    if isinstance(kind, str):
        return [kind]
    return ["ptr", *([INT] * kind.dimensions if isinstance(kind, Array) else [])]


def find_kind_of(value: Any) -> Kind:
    """Return the kind of a value of Python; raises TypeError for one that is not translated."""
    if isinstance(value, np.ndarray):
        if value.dtype in ELEMENTS and value.ndim in (1, 2):
            return Array(ELEMENTS[value.dtype], value.ndim)
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        fields: Sequence[tuple[str, Any]] = tuple(zip(value._fields, value, strict=True))
        return Record(
            type(value).__name__, tuple((name, find_kind_of(one)) for name, one in fields)
        )
    elif isinstance(value, bool | np.bool_):
        return BOOL
    elif isinstance(value, int | np.integer):
        return INT
    elif isinstance(value, np.float32):
        return SINGLE
    elif isinstance(value, float | np.floating):
        return FLOAT
    said = type(value).__name__
    if isinstance(value, np.ndarray):
        said = f"{value.ndim} dimensions of {value.dtype}"
    raise TypeError(f"Expected numbers, arrays or records of arrays, got {said}.")
