"""Functions of Python as functions of LLVM's language."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fairlead.engines.native.expressions import Expressions
from fairlead.engines.native.kinds import (
    INT,
    NOTHING,
    Kind,
    Value,
    list_parts,
    name_kind,
)
from fairlead.engines.native.parts import APART

_DECLARED = """
declare i64 @llvm.ctpop.i64(i64)
declare i64 @llvm.cttz.i64(i64, i1)
declare double @llvm.sqrt.f64(double)
declare void @llvm.prefetch.p0(ptr, i32, i32, i32)
declare double @exp(double)
declare double @log(double)
declare ptr @calloc(i64, i64)
declare void @free(ptr)
"""


@dataclass(slots=True)
class Module:
    """Functions translated so far, by function and kinds of arguments."""

    texts: list[str] = field(default_factory=list)
    names: dict[tuple[Callable[..., Any], tuple[Kind, ...]], str] = field(default_factory=dict)

    def add(self, function: Callable[..., Any], kinds: tuple[Kind, ...]) -> str:
        """Return the name of a part's translation, made on its first call."""
        name = self.names.get((function, kinds))
        if name is None:
            letters = ".".join(map(name_kind, kinds))
            name = f'@"{function.__name__}.{letters}"'
            self.names[function, kinds] = name
            apart = " noinline" if function in APART else ""
            self.texts.append(_Function(self, function, kinds).write(name, "internal ", apart))
        return name

    def add_kernel(self, function: Callable[..., Any], kinds: tuple[Kind, ...], name: str) -> None:
        """Translate what Python calls by a name."""
        self.texts.append(_Function(self, function, kinds).write(f'@"{name}"', ""))

    def write(self) -> str:
        """Return the whole text."""
        return "\n".join([_DECLARED, *self.texts, "!0 = !{}", ""])


class _Function(Expressions):
    """The translation of one function under way."""

    def write(self, name: str, linkage: str, apart: str = "") -> str:
        """Return the function's text."""
        given: list[str] = []
        for argument, kind in zip(self.tree.args.args, self.kinds, strict=True):
            parts = [f"%a{len(given) + at}" for at in range(len(list_parts(kind)))]
            given += [f"{part} {one}" for part, one in zip(list_parts(kind), parts, strict=True)]
            self._bind(argument.arg, Value(kind, parts[0], tuple(parts[1:])))
        if len(self.results) > 1:
            given.append("ptr %results")
        self._do(self.tree.body)
        if not self._ended:
            self._leave([])
        result = self.results[0] if len(self.results) == 1 else NOTHING
        lines = [
            f"define {linkage}{result} {name}({', '.join(given)}) nounwind{apart} {{",
            "entry:",
            *self.opened,
            *self.lines,
            "}",
            "",
        ]
        return "\n".join(lines)

    def _do(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            do = getattr(self, f"_do_{type(statement).__name__.lower()}", None)
            if do is None:
                raise self._refuse(statement, "expected a statement that is translated")
            do(statement)

    def _do_pass(self, _: ast.Pass) -> None:
        """Do nothing."""

    def _do_expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self._see(node.value)

    def _do_assign(self, node: ast.Assign) -> None:
        (target,) = node.targets
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            values = [self._see(one) for one in node.value.elts]
            for one, value in zip(target.elts, values, strict=True):
                self._store(one, value)
        elif isinstance(target, ast.Tuple):
            raise self._refuse(node, "expected as many values as names")
        else:
            self._store(target, self._see(node.value))

    def _do_annassign(self, node: ast.AnnAssign) -> None:
        if node.value is None:
            raise self._refuse(node, "expected a value")
        self._store(node.target, self._see(node.value))

    def _do_augassign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            before = self._see(ast.Name(node.target.id, ast.Load()))
            self._store(node.target, self._compute(node.op, before, self._see(node.value), node))
            return
        if not isinstance(node.target, ast.Subscript):
            raise self._refuse(node, "expected a name or an element")
        array = self._see(node.target.value)
        address = self._find(array, node.target)
        before = self._load(array, address)
        value = self._compute(node.op, before, self._see(node.value), node)
        self._put(array, address, value)

    def _store(self, target: ast.expr, value: Value) -> None:
        if isinstance(target, ast.Name):
            self._bind(target.id, value)
            return
        if not isinstance(target, ast.Subscript):
            raise self._refuse(target, "expected a name or an element")
        array = self._see(target.value)
        if isinstance(target.slice, ast.Slice):
            whole = target.slice.lower is None and target.slice.upper is None
            self._fill(array if whole else self._cut(array, target.slice), value)
        else:
            self._put(array, self._find(array, target), value)

    def _do_return(self, node: ast.Return) -> None:
        if node.value is None:
            self._leave([])
        elif isinstance(node.value, ast.Tuple):
            self._leave([self._see(one) for one in node.value.elts])
        else:
            self._leave([self._see(node.value)])

    def _leave(self, values: list[Value]) -> None:
        """Return, after giving back what was made."""
        given = [
            self._convert(value, kind) for value, kind in zip(values, self.results, strict=True)
        ]
        for place in self.held:
            self._say(f"call void @free(ptr {self._new(f'load ptr, ptr {place}')})")
        if len(given) == 1:
            self._say(f"ret {given[0].kind} {given[0].name}")
            return
        for at, value in enumerate(given):
            there = self._new(f"getelementptr i64, ptr %results, i64 {at}")
            self._say(f"store {value.kind} {value.name}, ptr {there}")
        self._say("ret void")

    def _do_if(self, node: ast.If) -> None:
        yes, no, after = self._label(), self._label(), self._label()
        self._branch(self._truth(self._see(node.test)), yes, no if node.orelse else after)
        self.lines.append(f"{yes}:")
        self._do(node.body)
        self._go(after)
        if node.orelse:
            self.lines.append(f"{no}:")
            self._do(node.orelse)
            self._go(after)
        self.lines.append(f"{after}:")

    def _do_while(self, node: ast.While) -> None:
        again, inside, after = self._label(), self._label(), self._label()
        self._begin(again)
        self._branch(self._truth(self._see(node.test)), inside, after)
        self.lines.append(f"{inside}:")
        with self._loop(again, after):
            self._do(node.body)
        self._go(again)
        self.lines.append(f"{after}:")

    @contextmanager
    def _loop(self, again: str, after: str) -> Iterator[None]:
        self.loops.append((again, after))
        yield
        self.loops.pop()

    def _do_break(self, _: ast.Break) -> None:
        self._go(self.loops[-1][1])

    def _do_continue(self, _: ast.Continue) -> None:
        self._go(self.loops[-1][0])

    def _do_for(self, node: ast.For) -> None:
        if not isinstance(node.target, ast.Name):
            raise self._refuse(node.target, "expected a name")
        array: Value | None = None
        step, inside_while = "1", "slt"
        if isinstance(node.iter, ast.Call) and ast.unparse(node.iter.func) == "range":
            ends = [self._convert(self._see(one), INT).name for one in node.iter.args]
            first, last = ("0", ends[0]) if len(ends) == 1 else (ends[0], ends[1])
            step = ends[2] if len(ends) == 3 else step
            if len(ends) == 3 and isinstance(node.iter.args[2], ast.UnaryOp):
                inside_while = "sgt"  # backwards
        else:
            array = self._see(node.iter)
            first, last = "0", array.lengths[0]
        counter = self._place(INT)
        self._say(f"store i64 {first}, ptr {counter}")
        again, inside, onward, after = (self._label() for _ in range(4))
        self._begin(again)
        at = self._new(f"load i64, ptr {counter}")
        self._branch(self._new(f"icmp {inside_while} i64 {at}, {last}"), inside, after)
        self.lines.append(f"{inside}:")
        value = Value(INT, at)
        if array is not None:
            value = self._load(array, self._address(array, at))
        self._bind(node.target.id, value)
        with self._loop(onward, after):
            self._do(node.body)
        self._begin(onward)
        here = self._new(f"load i64, ptr {counter}")
        self._say(f"store i64 {self._new(f'add i64 {here}, {step}')}, ptr {counter}")
        self._go(again)
        self.lines.append(f"{after}:")
