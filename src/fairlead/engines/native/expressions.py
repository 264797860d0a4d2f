"""Expressions of Python in LLVM's language."""

from __future__ import annotations

import ast
import inspect
import struct
from typing import Any

import numpy as np

from fairlead.engines.native.arrays import Arrays, find_kind_of_array
from fairlead.engines.native.kinds import (
    BOOL,
    ELEMENTS,
    FLOAT,
    INT,
    LAID_OUT,
    NOTHING,
    SINGLE,
    Array,
    Record,
    Value,
    list_parts,
)
from fairlead.engines.native.parts import PARTS
from fairlead.engines.native.text import NUMBERS, find_results
from fairlead.engines.native.words import count, fetch, lowest

_INT_OPS = {
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.BitAnd: "and", ast.BitOr: "or",
    ast.BitXor: "xor", ast.LShift: "shl", ast.RShift: "ashr",
}  # fmt: skip
_FLOAT_OPS = {ast.Add: "fadd", ast.Sub: "fsub", ast.Mult: "fmul", ast.Div: "fdiv"}
_COMPARED = {
    ast.Lt: ("slt", "olt"), ast.LtE: ("sle", "ole"), ast.Gt: ("sgt", "ogt"),
    ast.GtE: ("sge", "oge"), ast.Eq: ("eq", "oeq"), ast.NotEq: ("ne", "une"),
}  # fmt: skip


class Expressions(Arrays):
    """What a function reckons."""

    def _see(self, node: ast.expr) -> Value:
        see = getattr(self, f"_see_{type(node).__name__.lower()}", None)
        if see is None:
            raise self._refuse(node, "expected an expression that is translated")
        value: Value = see(node)
        return value

    def _see_constant(self, node: ast.Constant) -> Value:
        return self._constant(node.value, node)

    def _constant(self, value: Any, node: ast.AST) -> Value:
        if isinstance(value, bool):
            return Value(BOOL, "true" if value else "false")
        if isinstance(value, int):
            return Value(INT, str(value))
        if isinstance(value, np.integer):
            return Value(INT, str(int(value)))
        if isinstance(value, np.float32):
            return Value(SINGLE, f"0x{struct.pack('>d', float(value)).hex()}")
        if isinstance(value, float):
            return Value(FLOAT, f"0x{struct.pack('>d', value).hex()}")
        raise self._refuse(node, "expected a number")

    def _see_name(self, node: ast.Name) -> Value:
        known = self._recall(node.id)
        if known is not None:
            return known
        if node.id not in self.function.__globals__:
            raise self._refuse(node, "expected a name that is known here")
        return self._constant(self.function.__globals__[node.id], node)

    def _see_attribute(self, node: ast.Attribute) -> Value:
        record = self._see(node.value)
        if not isinstance(record.kind, Record):
            raise self._refuse(node, "expected a field of a record")
        begin, kind = record.kind.find(node.attr)
        if isinstance(kind, Record):
            return Value(kind, self._new(f"getelementptr i64, ptr {record.name}, i64 {begin}"))
        found = []
        for at, part in enumerate(list_parts(kind), begin):
            place = self._new(f"getelementptr i64, ptr {record.name}, i64 {at}")
            found.append(self._new(f"load {part}, ptr {place}, !invariant.load !0"))
        return Value(kind, found[0], tuple(found[1:]))

    def _see_subscript(self, node: ast.Subscript) -> Value:
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            lengths = self._see(node.value.value).lengths
            return Value(INT, lengths[int(ast.literal_eval(node.slice))])
        array = self._see(node.value)
        if not isinstance(array.kind, Array):
            raise self._refuse(node, "expected an element of an array")
        if isinstance(node.slice, ast.Slice):
            if array.kind.dimensions != 1:
                raise self._refuse(node, "expected a slice of a row")
            return self._cut(array, node.slice)
        address = self._find(array, node)
        if array.kind.dimensions == 2 and not isinstance(node.slice, ast.Tuple):
            return Value(Array(array.kind.element, 1), address, array.lengths[1:])
        return self._load(array, address)

    def _see_unaryop(self, node: ast.UnaryOp) -> Value:
        value = self._see(node.operand)
        if isinstance(node.op, ast.Not):
            return Value(BOOL, self._new(f"xor i1 {self._truth(value)}, true"))
        if isinstance(node.op, ast.USub):
            if value.kind in (FLOAT, SINGLE):
                return Value(value.kind, self._new(f"fneg {value.kind} {value.name}"))
            return Value(INT, self._new(f"sub i64 0, {self._convert(value, INT).name}"))
        if isinstance(node.op, ast.Invert) and value.kind == INT:
            return Value(INT, self._new(f"xor i64 {value.name}, -1"))
        raise self._refuse(node, "expected a sign, a complement or not")

    def _see_binop(self, node: ast.BinOp) -> Value:
        return self._compute(node.op, self._see(node.left), self._see(node.right), node)

    def _compute(self, op: ast.operator, left: Value, right: Value, node: ast.AST) -> Value:
        kind = type(op)
        shared = (
            FLOAT
            if kind is ast.Div and self._share(left, right) == INT
            else self._share(left, right)
        )
        if shared != INT:
            if kind not in _FLOAT_OPS:
                raise self._refuse(node, "expected whole numbers")
            one, other = self._convert(left, shared).name, self._convert(right, shared).name
            return Value(shared, self._new(f"{_FLOAT_OPS[kind]} {shared} {one}, {other}"))
        one, other = self._convert(left, INT).name, self._convert(right, INT).name
        if kind in _INT_OPS:
            return Value(INT, self._new(f"{_INT_OPS[kind]} i64 {one}, {other}"))
        if kind in (ast.Mod, ast.FloorDiv):
            return Value(INT, self._divide(one, other, rest=kind is ast.Mod))
        raise self._refuse(node, "expected an operation that is translated")

    @staticmethod
    def _share(one: Value, other: Value) -> str:
        """Return the kind in which two numbers are reckoned with: single precision by itself."""
        kinds = {one.kind, other.kind}
        if kinds == {SINGLE}:
            return SINGLE
        return FLOAT if kinds & {FLOAT, SINGLE} else INT

    def _divide(self, one: str, other: str, *, rest: bool) -> str:
        """Return the quotient rounded down, or what is left; 0 when divided by 0."""
        none = self._new(f"icmp eq i64 {other}, 0")
        by = self._new(f"select i1 {none}, i64 1, i64 {other}")
        left = self._new(f"srem i64 {one}, {by}")
        apart = self._new(f"icmp slt i64 {self._new(f'xor i64 {left}, {by}')}, 0")
        uneven = self._new(f"icmp ne i64 {left}, 0")
        down = self._new(f"and i1 {apart}, {uneven}")
        if rest:
            more = self._new(f"select i1 {down}, i64 {by}, i64 0")
            found = self._new(f"add i64 {left}, {more}")
        else:
            less = self._new(f"zext i1 {down} to i64")
            found = self._new(f"sub i64 {self._new(f'sdiv i64 {one}, {by}')}, {less}")
        return self._new(f"select i1 {none}, i64 0, i64 {found}")

    def _see_compare(self, node: ast.Compare) -> Value:
        left, truth = self._see(node.left), ""
        for op, comparator in zip(node.ops, node.comparators, strict=True):
            right = self._see(comparator)
            if type(op) not in _COMPARED:
                raise self._refuse(node, "expected numbers to be compared")
            whole, broken = _COMPARED[type(op)]
            kind = self._share(left, right)
            one, other = self._convert(left, kind).name, self._convert(right, kind).name
            compare = f"icmp {whole}" if kind == INT else f"fcmp {broken}"
            found = self._new(f"{compare} {kind} {one}, {other}")
            truth = self._new(f"and i1 {truth}, {found}") if truth else found
            left = right
        return Value(BOOL, truth)

    def _see_boolop(self, node: ast.BoolOp) -> Value:
        place, after = self._place(BOOL), self._label()
        for at, operand in enumerate(node.values):
            truth = self._truth(self._see(operand))
            self._say(f"store i1 {truth}, ptr {place}")
            if at + 1 < len(node.values):
                onward = self._label()
                ends = (onward, after) if isinstance(node.op, ast.And) else (after, onward)
                self._branch(truth, *ends)
                self.lines.append(f"{onward}:")
        self._begin(after)
        return Value(BOOL, self._new(f"load i1, ptr {place}"))

    def _see_ifexp(self, node: ast.IfExp) -> Value:
        yes, no, after = self._label(), self._label(), self._label()
        self._branch(self._truth(self._see(node.test)), yes, no)
        self.lines.append(f"{yes}:")
        one = self._see(node.body)
        ended = len(self.lines)
        self.lines.append(f"{no}:")
        other = self._see(node.orelse)
        kind = one.kind if one.kind == other.kind else FLOAT
        if BOOL in (one.kind, other.kind) and kind == FLOAT:
            kind = INT
        if not isinstance(kind, str):
            raise self._refuse(node, "expected numbers to choose from")
        place = self._place(kind)
        other = self._convert(other, kind)
        self._say(f"store {kind} {other.name}, ptr {place}")
        self._go(after)
        rest, self.lines = self.lines[ended:], self.lines[:ended]
        one = self._convert(one, kind)
        self._say(f"store {kind} {one.name}, ptr {place}")
        self._go(after)
        self.lines += [*rest, f"{after}:"]
        return Value(kind, self._new(f"load {kind}, ptr {place}"))

    def _see_call(self, node: ast.Call) -> Value:
        if isinstance(node.func, ast.Attribute) and node.func.attr == "sum":
            return self._sum(self._see(node.func.value))
        if isinstance(node.func, ast.Attribute) and node.func.attr == "view":
            return self._see_same_bits(self._see(node.func.value), node)
        said = ast.unparse(node.func)
        if said in ("np.zeros", "np.empty", "np.full", "np.zeros_like"):
            return self._see_new_array(node, said)
        call = getattr(self, f"_call_{said.replace('.', '_')}", None)
        if call is not None:
            value: Value = call(*map(self._see, node.args))
            return value
        function = self.function.__globals__.get(said)
        if function is count:
            word = self._convert(self._see(node.args[0]), INT).name
            return Value(INT, self._new(f"call i64 @llvm.ctpop.i64(i64 {word})"))
        if function is lowest:
            word = self._convert(self._see(node.args[0]), INT).name
            return Value(INT, self._new(f"call i64 @llvm.cttz.i64(i64 {word}, i1 true)"))
        if function is fetch:
            return self._fetch(self._see(node.args[0]), self._see(node.args[1]))
        if function not in PARTS:
            raise self._refuse(node, "expected a part to be called")
        return self._call_part(function, node)

    def _fetch(self, line: Value, at: Value) -> Value:
        """Ask for the memory of an element, to be written, which changes nothing."""
        place = self._address(line, self._convert(at, INT).name)
        self._say(f"call void @llvm.prefetch.p0(ptr {place}, i32 1, i32 3, i32 1)")
        return Value(NOTHING, "")

    def _call_part(self, function: Any, node: ast.Call) -> Value:
        names = list(inspect.signature(function).parameters)
        given = dict(zip(names, node.args, strict=False))
        given |= {word.arg: word.value for word in node.keywords if word.arg}
        values = []
        for name in names:
            value = self._see(given[name])
            said = NUMBERS.get(str(function.__annotations__.get(name)))
            values.append(self._convert(value, said) if said else value)
        called = self.module.add(function, tuple(value.kind for value in values))
        passed = ", ".join(f"{kind} {one}" for value in values for kind, one in value.parts)
        results = find_results(function)
        if not results:
            self._say(f"call void {called}({passed})")
            return Value(NOTHING, "")
        (kind,) = results
        return Value(kind, self._new(f"call {kind} {called}({passed})"))

    def _call_len(self, array: Value) -> Value:
        return Value(INT, array.lengths[0])

    def _call_bool(self, value: Value) -> Value:
        return Value(BOOL, self._truth(value))

    def _call_int(self, value: Value) -> Value:
        return self._cast(value, INT)

    _call_np_int64 = _call_np_uint64 = _call_int

    def _call_np_int32(self, value: Value) -> Value:
        if value.kind in (FLOAT, SINGLE):
            narrow = self._new(f"fptosi {value.kind} {value.name} to i32")
        else:
            narrow = self._new(f"trunc i64 {self._convert(value, INT).name} to i32")
        return Value(INT, self._new(f"sext i32 {narrow} to i64"))

    def _call_np_uint32(self, value: Value) -> Value:
        return Value(INT, self._new(f"and i64 {self._convert(value, INT).name}, {2**32 - 1}"))

    def _call_np_uint16(self, value: Value) -> Value:
        return Value(INT, self._new(f"and i64 {self._convert(value, INT).name}, {2**16 - 1}"))

    def _call_np_float32(self, value: Value) -> Value:
        return self._cast(value, SINGLE)

    def _call_np_sqrt(self, value: Value) -> Value:
        number = self._convert(value, FLOAT).name
        return Value(FLOAT, self._new(f"call double @llvm.sqrt.f64(double {number})"))

    def _see_same_bits(self, value: Value, node: ast.Call) -> Value:
        """Return the bits of a number of single precision as a whole one, or the other way."""
        said = ast.unparse(node.args[0])
        if said == "np.float32" and value.kind == INT:
            narrow = self._new(f"trunc i64 {value.name} to i32")
            return Value(SINGLE, self._new(f"bitcast i32 {narrow} to float"))
        widened = {"np.int32": "sext", "np.uint32": "zext"}.get(said)
        if widened is None or value.kind != SINGLE:
            raise self._refuse(node, "expected 32 bits of another kind")
        narrow = self._new(f"bitcast float {value.name} to i32")
        return Value(INT, self._new(f"{widened} i32 {narrow} to i64"))

    def _call_float(self, value: Value) -> Value:
        return self._convert(value, FLOAT)

    _call_np_float64 = _call_float

    def _call_min(self, one: Value, other: Value) -> Value:
        return self._select("slt", "olt", other, one)

    def _call_max(self, one: Value, other: Value) -> Value:
        return self._select("sgt", "ogt", other, one)

    def _select(self, whole: str, broken: str, other: Value, one: Value) -> Value:
        """Return the other where it compares so with the one, else the one, as Python does."""
        kind = self._share(one, other)
        first, second = self._convert(one, kind).name, self._convert(other, kind).name
        compare = f"icmp {whole} i64" if kind == INT else f"fcmp {broken} {kind}"
        chosen = self._new(f"{compare} {second}, {first}")
        return Value(kind, self._new(f"select i1 {chosen}, {kind} {second}, {kind} {first}"))

    def _call_abs(self, value: Value) -> Value:
        kind = FLOAT if value.kind == FLOAT else INT
        zero = "0.0" if kind == FLOAT else "0"
        number = self._convert(value, kind).name
        turned = self._new(
            f"fsub double 0.0, {number}" if kind == FLOAT else f"sub i64 0, {number}"
        )
        below = f"fcmp olt double {number}" if kind == FLOAT else f"icmp slt i64 {number}"
        chosen = self._new(f"{below}, {zero}")
        return Value(kind, self._new(f"select i1 {chosen}, {kind} {turned}, {kind} {number}"))

    def _call_math_exp(self, value: Value) -> Value:
        number = self._convert(value, FLOAT).name
        return Value(FLOAT, self._new(f"call double @exp(double {number})"))

    _call_np_exp = _call_math_exp

    def _call_np_log(self, value: Value) -> Value:
        number = self._convert(value, FLOAT).name
        return Value(FLOAT, self._new(f"call double @log(double {number})"))

    def _see_new_array(self, node: ast.Call, said: str) -> Value:
        if said == "np.zeros_like":
            like = self._see(node.args[0])
            return self._make(node, find_kind_of_array(like), like.lengths)
        shape = node.args[0]
        sizes = shape.elts if isinstance(shape, ast.Tuple) else [shape]
        lengths = tuple(self._convert(self._see(one), INT).name for one in sizes)
        named = {word.arg: ast.unparse(word.value) for word in node.keywords}
        dtype: np.dtype[Any] = np.dtype(
            named.get("dtype", "np.float64").removeprefix("np.").removesuffix("_")
        )
        made = self._make(node, Array(ELEMENTS[dtype], len(lengths)), lengths)
        if said == "np.full":
            self._fill(made, self._see(node.args[1]))
        return made

    def _sum(self, array: Value) -> Value:
        kind = LAID_OUT[find_kind_of_array(array).element].read_as
        place = self._place(kind)
        self._say(f"store {kind} {'0.0' if kind == FLOAT else '0'}, ptr {place}")
        with self._over(self._count_elements(array)) as at:
            value = self._load(array, self._address(array, at))
            before = Value(kind, self._new(f"load {kind}, ptr {place}"))
            total = self._compute(ast.Add(), before, value, self.tree)
            self._say(f"store {kind} {total.name}, ptr {place}")
        return Value(kind, self._new(f"load {kind}, ptr {place}"))
