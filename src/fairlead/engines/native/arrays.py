"""Arrays in LLVM's language: elements found, read and written, new ones made and given back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from fairlead.engines.native.kinds import BOOL, INT, LAID_OUT, SINGLE, Array, Value
from fairlead.engines.native.text import Text


def find_kind_of_array(array: Value) -> Array:
    """Return the kind of an array; raises TypeError for what is none."""
    if not isinstance(array.kind, Array):
        raise TypeError(f"Expected an array, got {array.kind}.")
    return array.kind


class Arrays(Text):
    """What a function does with arrays."""

    def _see(self, node: ast.expr) -> Value:
        """Return the value of an expression."""
        raise NotImplementedError

    def _index(self, node: ast.expr, length: str) -> str:
        """Return a position; one below 0 counts from the end, as in Python."""
        at = self._convert(self._see(node), INT).name
        below = self._new(f"icmp slt i64 {at}, 0")
        wrapped = self._new(f"add i64 {at}, {length}")
        return self._new(f"select i1 {below}, i64 {wrapped}, i64 {at}")

    def _find(self, array: Value, node: ast.Subscript) -> str:
        """Return the address of an element, or of a row."""
        if isinstance(node.slice, ast.Tuple):
            row, column = node.slice.elts
            at = self._index(row, array.lengths[0])
            begin = self._new(f"mul i64 {at}, {array.lengths[1]}")
            inside = self._index(column, array.lengths[1])
            return self._address(array, self._new(f"add i64 {begin}, {inside}"))
        at = self._index(node.slice, array.lengths[0])
        if find_kind_of_array(array).dimensions == 2:
            at = self._new(f"mul i64 {at}, {array.lengths[1]}")
        return self._address(array, at)

    def _address(self, array: Value, at: str) -> str:
        return self._new(
            f"getelementptr {LAID_OUT[find_kind_of_array(array).element].stored}, "
            f"ptr {array.name}, i64 {at}"
        )

    def _load(self, array: Value, address: str) -> Value:
        element = LAID_OUT[find_kind_of_array(array).element]
        loaded = self._new(f"load {element.stored}, ptr {address}")
        if element.widened:
            loaded = self._new(f"{element.widened} {element.stored} {loaded} to i64")
        elif element.read_as == BOOL:
            loaded = self._new(f"icmp ne i8 {loaded}, 0")
        return Value(element.read_as, loaded)

    def _put(self, array: Value, address: str, value: Value) -> None:
        element = LAID_OUT[find_kind_of_array(array).element]
        change = self._cast if element.read_as == SINGLE else self._convert
        stored = change(value, element.read_as).name
        if element.widened:
            stored = self._new(f"trunc i64 {stored} to {element.stored}")
        elif element.read_as == BOOL:
            stored = self._new(f"zext i1 {stored} to i8")
        self._say(f"store {element.stored} {stored}, ptr {address}")

    def _cut(self, array: Value, part: ast.Slice) -> Value:
        """Return the part of a row from one position up to another, which is cut at its end."""
        if part.step is not None:
            raise self._refuse(part, "expected a slice without steps")
        begin, end = "0", array.lengths[0]
        if part.lower is not None:
            begin = self._convert(self._see(part.lower), INT).name
        if part.upper is not None:
            upper = self._convert(self._see(part.upper), INT).name
            inside = self._new(f"icmp slt i64 {upper}, {end}")
            end = self._new(f"select i1 {inside}, i64 {upper}, i64 {end}")
        length = self._new(f"sub i64 {end}, {begin}")
        kind = Array(find_kind_of_array(array).element, 1)
        return Value(kind, self._address(array, begin), (length,))

    def _count_elements(self, array: Value) -> str:
        count = array.lengths[0]
        for length in array.lengths[1:]:
            count = self._new(f"mul i64 {count}, {length}")
        return count

    def _fill(self, array: Value, value: Value) -> None:
        """Set every element."""
        with self._over(self._count_elements(array)) as at:
            self._put(array, self._address(array, at), value)

    @contextmanager
    def _over(self, count: str) -> Iterator[str]:
        """Do the body for every position from 0 to ``count`` - 1."""
        counter = self._place(INT)
        self._say(f"store i64 0, ptr {counter}")
        again, inside, after = self._label(), self._label(), self._label()
        self._begin(again)
        at = self._new(f"load i64, ptr {counter}")
        self._branch(self._new(f"icmp slt i64 {at}, {count}"), inside, after)
        self.lines.append(f"{inside}:")
        yield at
        self._say(f"store i64 {self._new(f'add i64 {at}, 1')}, ptr {counter}")
        self._go(again)
        self.lines.append(f"{after}:")

    def _make(self, node: ast.AST, kind: Array, lengths: tuple[str, ...]) -> Value:
        """Return a new array of zeros, which is given back when the function returns."""
        if self.loops:
            raise self._refuse(node, "expected arrays to be made outside of loops")
        count = self._count_elements(Value(kind, "", lengths))
        size = LAID_OUT[kind.element].size
        some = self._new(f"add i64 {count}, 1")  # no length at all might give no address
        made = self._new(f"call ptr @calloc(i64 {some}, i64 {size})")
        place = self._place("ptr")
        self.opened.append(f"store ptr null, ptr {place}")
        self._say(f"store ptr {made}, ptr {place}")
        self.held.append(place)
        return Value(kind, made, lengths)
