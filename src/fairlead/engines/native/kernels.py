"""Kernels as Python calls them."""

from __future__ import annotations

import ctypes
import hashlib
import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from fairlead.engines.native import build
from fairlead.engines.native.kinds import (
    FLOAT,
    INT,
    SINGLE,
    Array,
    Kind,
    Record,
    find_kind_of,
    list_parts,
)
from fairlead.engines.native.text import NUMBERS, find_results
from fairlead.engines.native.translate import Module

_C: dict[str, Any] = {
    INT: ctypes.c_int64,
    FLOAT: ctypes.c_double,
    SINGLE: ctypes.c_float,
    "i1": ctypes.c_bool,
    "ptr": ctypes.c_void_p,
}


_ONE_AT_A_TIME = Lock()  # LLVM makes modules of one context in one thread


class Board:
    """A record as compiled kernels take it: the addresses and lengths of its arrays."""

    __slots__ = ("_arrays", "kind", "words")

    def __init__(self, record: Any) -> None:
        """Note where the arrays lie, which live as long as this does."""
        kind = find_kind_of(record)
        if not isinstance(kind, Record):
            raise TypeError(f"Expected a record, got {kind}.")
        self.kind = kind
        self._arrays = tuple(record)
        self.words = np.array(_list_record_words(record, kind), dtype=np.int64)


def _list_record_words(record: Any, kind: Record) -> list[int]:
    words: list[int] = []
    for value, (_, one) in zip(record, kind.fields, strict=True):
        if isinstance(one, Record):
            words += _list_record_words(value, one)
        elif isinstance(one, Array):
            if not value.flags.c_contiguous:
                raise TypeError("Expected arrays whose elements lie next to one another.")
            words += (value.ctypes.data, *value.shape)
        elif one in (FLOAT, SINGLE):
            broken = np.zeros(1, np.float64 if one == FLOAT else np.float32)
            broken[0] = value
            words.append(int(broken.view(np.int64 if one == FLOAT else np.int32)[0]))
        else:
            words.append(int(value))
    return words


class NativeKernel:
    """A kernel for the kinds of arguments that it has met."""

    def __init__(
        self, function: Callable[..., Any], *, home: Path | None = None, gaps: bool = True
    ) -> None:
        """Compile nothing yet; its text, and that of all it uses, lies in ``home``.

        Arrays with ``gaps`` between elements are copied, worked on and written back, which is
        wrong where several threads work on parts of one array.
        """
        self._function = function
        self._gaps = gaps
        self._home = home or Path(inspect.getfile(function)).parent
        self.__doc__ = function.__doc__
        self._results = find_results(function)
        said = function.__annotations__
        names = list(inspect.signature(function).parameters)
        self._said = [NUMBERS.get(str(said.get(name))) for name in names]
        self._known: dict[tuple[Kind, ...], tuple[Any, Any]] = {}
        self.made = 0

    def __call__(self, *arguments: Any) -> Any:
        """Return what the function returns."""
        given = [self._read(at, one) for at, one in enumerate(arguments)]
        kinds = _list_kinds(given)
        made = self._known.get(kinds)
        if made is None:
            with _ONE_AT_A_TIME:
                made = self._known.get(kinds) or self._make(kinds)
                self._known[kinds] = made
        if not self._gaps and not all(
            one.flags.c_contiguous for one in given if isinstance(one, np.ndarray)
        ):
            raise TypeError("Expected arrays whose elements lie next to one another.")
        dense = [np.ascontiguousarray(one) if isinstance(one, np.ndarray) else one for one in given]
        result = self._call(made[0], [word for one in dense for word in _list_words(one)])
        for before, after in zip(given, dense, strict=True):
            if isinstance(before, np.ndarray) and before is not after and before.flags.writeable:
                before[...] = after
        return result

    def _read(self, at: int, argument: Any) -> Any:
        """Return an argument as a board, an array or a number of Python."""
        if isinstance(argument, tuple):
            return Board(argument)
        said = self._said[at]
        if said == SINGLE:
            return np.float32(argument)
        number = argument.item() if isinstance(argument, np.generic) else argument
        return float(number) if said == FLOAT else number

    def _call(self, function: Any, words: list[Any]) -> Any:
        """Return what the machine code returns; several numbers come by way of an array."""
        if len(self._results) < 2:
            return function(*words)
        results = np.zeros(len(self._results), dtype=np.int64)
        function(*words, results.ctypes.data)
        read = {INT: results, FLOAT: results.view(np.float64)}
        return tuple(read[kind][at].item() for at, kind in enumerate(self._results))

    def find_kinds(self, arguments: Iterable[Any]) -> tuple[Kind, ...]:
        """Return the kinds of arguments: for each others there is other machine code."""
        return _list_kinds([self._read(at, one) for at, one in enumerate(arguments)])

    def _name(self, kinds: tuple[Kind, ...]) -> str:
        """Return what the machine code for these kinds is kept and found under."""
        said = f"{self._function.__module__}.{self._function.__qualname__}{kinds}"
        return f"{self._function.__name__}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"

    def _make(self, kinds: tuple[Kind, ...]) -> tuple[Any, Any]:
        """Return the function of C, and what holds its machine code."""
        name = self._name(kinds)
        code = build.find_kept(name, self._home)
        if code is None:
            module = Module()
            module.add_kernel(self._function, kinds, name)
            code = build.compile_text(module.write())
            build.keep([name], code, self._home)
            self.made += 1
        engine = build.load_object(code)
        result = _C[self._results[0]] if len(self._results) == 1 else None
        parts = [_C[part] for kind in kinds for part in list_parts(kind)]
        more = [ctypes.c_void_p] if len(self._results) > 1 else []
        call = ctypes.CFUNCTYPE(result, *parts, *more)
        return call(engine.get_function_address(name)), engine


def compile_together(calls: Iterable[tuple[NativeKernel, tuple[Any, ...]]]) -> int:
    """Return how many kernels, given with arguments, had to be compiled; none is run.

    They are compiled in one module, where what several of them call stands once. All are those of
    one folder.
    """
    module, named = Module(), dict[str, NativeKernel]()
    with _ONE_AT_A_TIME:
        for kernel, arguments in calls:
            kinds = kernel.find_kinds(arguments)
            name = kernel._name(kinds)
            if name not in named and build.find_kept(name, kernel._home) is None:
                module.add_kernel(kernel._function, kinds, name)
                named[name] = kernel
        if named:
            (home,) = {kernel._home for kernel in named.values()}
            build.keep(named, build.compile_text(module.write()), home)
    for kernel in named.values():
        kernel.made += 1
    return len(named)


def _list_kinds(given: Iterable[Any]) -> tuple[Kind, ...]:
    return tuple(one.kind if isinstance(one, Board) else find_kind_of(one) for one in given)


def _list_words(value: Any) -> list[Any]:
    """Return what is passed for an argument."""
    if isinstance(value, Board):
        return [value.words.ctypes.data]
    if isinstance(value, np.ndarray):
        return [value.ctypes.data, *value.shape]
    return [float(value) if isinstance(value, np.float32) else value]
