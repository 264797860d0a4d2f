"""Arrays in LLVM's language: elements found, read and written, new ones made and given back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from fairlead.engines.scheduling.search.native.kinds import INT, READ_AS, Array, Value
from fairlead.engines.scheduling.search.native.text import Text


def kind_of_array(array: Value) -> Array:
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
        if kind_of_array(array).dimensions == 2:
            at = self._new(f"mul i64 {at}, {array.lengths[1]}")
        return self._address(array, at)

    def _address(self, array: Value, at: str) -> str:
        return self._new(
            f"getelementptr {kind_of_array(array).element}, ptr {array.name}, i64 {at}"
        )

    def _load(self, array: Value, address: str) -> Value:
        element = kind_of_array(array).element
        loaded = self._new(f"load {element}, ptr {address}")
        if element == "i32":
            loaded = self._new(f"sext i32 {loaded} to i64")
        elif element == "i8":
            loaded = self._new(f"icmp ne i8 {loaded}, 0")
        return Value(READ_AS[element], loaded)

    def _put(self, array: Value, address: str, value: Value) -> None:
        element = kind_of_array(array).element
        stored = self._convert(value, READ_AS[element]).name
        if element == "i32":
            stored = self._new(f"trunc i64 {stored} to i32")
        elif element == "i8":
            stored = self._new(f"zext i1 {stored} to i8")
        self._say(f"store {element} {stored}, ptr {address}")

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
        size = {"i32": 4, "i8": 1}.get(kind.element, 8)
        some = self._new(f"add i64 {count}, 1")  # no length at all might give no address
        made = self._new(f"call ptr @calloc(i64 {some}, i64 {size})")
        place = self._place("ptr")
        self.opened.append(f"store ptr null, ptr {place}")
        self._say(f"store ptr {made}, ptr {place}")
        self.held.append(place)
        return Value(kind, made, lengths)
