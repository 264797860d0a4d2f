"""The kinds of values in compiled functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

INT, FLOAT, BOOL, NOTHING = "i64", "double", "i1", "void"
"""Numbers, by their names in LLVM."""
ELEMENTS = {np.dtype(np.int32): "i32", np.dtype(np.int64): "i64", np.dtype(np.float64): "double",
            np.dtype(np.bool_): "i8"}  # fmt: skip
"""Elements of arrays as they lie in memory."""
READ_AS = {"i32": INT, "i64": INT, "double": FLOAT, "i8": BOOL}


@dataclass(frozen=True, slots=True)
class Array:
    """An array of one or two dimensions, its elements next to one another."""

    element: str
    dimensions: int


@dataclass(frozen=True, slots=True)
class Record:
    """A named tuple of arrays, passed as the address of their addresses and lengths."""

    name: str
    fields: tuple[tuple[str, Array], ...]

    def find(self, name: str) -> tuple[int, Array]:
        """Return where in the record a field begins, in words of 64 bits, and its kind."""
        at = 0
        for field, kind in self.fields:
            if field == name:
                return at, kind
            at += 1 + kind.dimensions
        raise AttributeError(f"{self.name} has no {name}")


Kind: TypeAlias = str | Array | Record


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
    return kind.name if isinstance(kind, Record) else kind


def list_parts(kind: Kind) -> list[str]:
    """Return the kinds of what is passed for a value of a kind."""
    if isinstance(kind, str):
        return [kind]
    return ["ptr", *([INT] * kind.dimensions if isinstance(kind, Array) else [])]


def kind_of(value: Any) -> Kind:
    """Return the kind of a value of Python; raises TypeError for one that is not translated."""
    if isinstance(value, np.ndarray):
        if value.dtype in ELEMENTS and value.ndim in (1, 2):
            return Array(ELEMENTS[value.dtype], value.ndim)
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        fields: Sequence[tuple[str, Any]] = tuple(zip(value._fields, value, strict=True))
        kinds = tuple((name, kind_of(one)) for name, one in fields)
        if all(isinstance(kind, Array) for _, kind in kinds):
            return Record(type(value).__name__, kinds)  # type: ignore[arg-type]
    elif isinstance(value, bool | np.bool_):
        return BOOL
    elif isinstance(value, int | np.integer):
        return INT
    elif isinstance(value, float | np.floating):
        return FLOAT
    said = type(value).__name__
    if isinstance(value, np.ndarray):
        said = f"{value.ndim} dimensions of {value.dtype}"
    raise TypeError(f"Expected numbers, arrays or records of arrays, got {said}.")
