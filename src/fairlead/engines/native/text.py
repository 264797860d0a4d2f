"""LLVM's language, line by line: names, labels, variables, and numbers made others."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from types import FunctionType
from typing import Any, Protocol, cast

from fairlead.engines.native.kinds import (
    BOOL,
    FLOAT,
    INT,
    NOTHING,
    SINGLE,
    Kind,
    Record,
    Value,
    list_parts,
)

NUMBERS = {"int": INT, "float": FLOAT, "bool": BOOL, "None": NOTHING, "np.float32": SINGLE,
           "np.int64": INT, "np.uint32": INT}  # fmt: skip
"""Kinds by the words of annotations."""


class Parts(Protocol):
    """Where parts that a function calls are translated."""

    def add(self, function: Callable[..., Any], kinds: tuple[Kind, ...]) -> str:
        """Return the name of a part's translation."""


def find_results(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the kinds of numbers that a function says it returns."""
    said = str(function.__annotations__.get("return", "None"))
    inner = said.removeprefix("tuple[").removesuffix("]")
    kinds = tuple(NUMBERS[one.strip()] for one in inner.split(","))
    return () if kinds == (NOTHING,) else kinds


class Text:
    """The text of one function under way."""

    def __init__(
        self, module: Parts, function: Callable[..., Any], kinds: tuple[Kind, ...]
    ) -> None:
        self.module, self.function = module, cast("FunctionType", function)
        self.kinds = kinds
        self.results = find_results(function)
        source, self.first_line = inspect.getsourcelines(function)
        parsed = ast.parse(textwrap.dedent("".join(source))).body[0]
        self.tree = cast("ast.FunctionDef", parsed)
        self.lines: list[str] = []
        self.opened: list[str] = []  # places of variables, at the beginning of the function
        self.variables: dict[str, Value] = {}
        self.loops: list[tuple[str, str]] = []  # where continue and break go
        self.held: list[str] = []  # places of arrays that the function makes
        self.count = 0

    @property
    def _ended(self) -> bool:
        return bool(self.lines) and self.lines[-1].startswith(("br ", "ret ", "unreachable"))

    def _say(self, text: str) -> None:
        if not self._ended or text.endswith(":"):
            self.lines.append(text)

    def _new(self, text: str) -> str:
        """Return the name of what an instruction gives."""
        self.count += 1
        self._say(f"%t{self.count} = {text}")
        return f"%t{self.count}"

    def _label(self) -> str:
        self.count += 1
        return f"l{self.count}"

    def _go(self, label: str) -> None:
        self._say(f"br label %{label}")

    def _begin(self, label: str) -> None:
        self._go(label)
        self.lines.append(f"{label}:")

    def _branch(self, truth: str, yes: str, no: str) -> None:
        self._say(f"br i1 {truth}, label %{yes}, label %{no}")

    def _refuse(self, node: ast.AST, expected: str) -> TypeError:
        """Return the error that says what is not translated, and where it stands."""
        file = inspect.getsourcefile(self.function)
        line = self.first_line + getattr(node, "lineno", 1) - 1
        return TypeError(f"{file}:{line}: {expected}, got {ast.unparse(node)}")

    def _place(self, kind: str) -> str:
        self.count += 1
        self.opened.append(f"%v{self.count} = alloca {kind}")
        return f"%v{self.count}"

    def _bind(self, name: str, value: Value) -> None:
        """Give a variable its value; its first one says of what kind it is."""
        if isinstance(value.kind, Record):
            self.variables[name] = value
            return
        known = self.variables.get(name)
        if known is None:
            places = [self._place(kind) for kind in list_parts(value.kind)]
            known = self.variables[name] = Value(value.kind, places[0], tuple(places[1:]))
        if isinstance(known.kind, str):
            value = self._convert(value, known.kind)
        elif known.kind != value.kind:
            raise TypeError(f"{self.function.__name__}: {name} is of two kinds")
        for (kind, one), place in zip(value.parts, (known.name, *known.lengths), strict=True):
            self._say(f"store {kind} {one}, ptr {place}")

    def _recall(self, name: str) -> Value | None:
        known = self.variables.get(name)
        if known is None or isinstance(known.kind, Record):
            return known
        places = (known.name, *known.lengths)
        kinds = list_parts(known.kind)
        loaded = [
            self._new(f"load {kind}, ptr {place}")
            for kind, place in zip(kinds, places, strict=True)
        ]
        return Value(known.kind, loaded[0], tuple(loaded[1:]))

    def _convert(self, value: Value, kind: str) -> Value:
        """Return a number as one of another kind, as Python would."""
        if value.kind == kind:
            return value
        if value.kind == BOOL and kind == INT:
            return Value(INT, self._new(f"zext i1 {value.name} to i64"))
        if value.kind in (BOOL, INT) and kind == FLOAT:
            whole = self._convert(value, INT)
            return Value(FLOAT, self._new(f"sitofp i64 {whole.name} to double"))
        if value.kind == SINGLE and kind == FLOAT:
            return Value(FLOAT, self._new(f"fpext float {value.name} to double"))
        if value.kind in (INT, FLOAT, SINGLE) and kind == BOOL:
            return Value(BOOL, self._truth(value))
        raise TypeError(f"{self.function.__name__}: expected {kind}, got {value.kind}")

    def _truth(self, value: Value) -> str:
        if value.kind == BOOL:
            return value.name
        if value.kind == INT:
            return self._new(f"icmp ne i64 {value.name}, 0")
        return self._new(f"fcmp une double {self._convert(value, FLOAT).name}, 0.0")

    def _cast(self, value: Value, kind: str) -> Value:
        """Return a number as one of a kind that holds less, as numpy's types and arrays do."""
        if value.kind in (BOOL, INT) and kind == SINGLE:
            whole = self._convert(value, INT)
            return Value(SINGLE, self._new(f"sitofp i64 {whole.name} to float"))
        if value.kind == FLOAT and kind == SINGLE:
            return Value(SINGLE, self._new(f"fptrunc double {value.name} to float"))
        if value.kind in (FLOAT, SINGLE) and kind == INT:
            return Value(INT, self._new(f"fptosi {value.kind} {value.name} to i64"))
        return self._convert(value, kind)
