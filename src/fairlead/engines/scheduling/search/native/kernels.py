"""Kernels as Python calls them."""

from __future__ import annotations

import ctypes
import hashlib
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from fairlead.engines.scheduling.search.native import build
from fairlead.engines.scheduling.search.native.kinds import (
    FLOAT,
    INT,
    Kind,
    Record,
    kind_of,
    list_parts,
)
from fairlead.engines.scheduling.search.native.text import find_results
from fairlead.engines.scheduling.search.native.translate import Module

_C: dict[str, Any] = {
    INT: ctypes.c_int64,
    FLOAT: ctypes.c_double,
    "i1": ctypes.c_bool,
    "ptr": ctypes.c_void_p,
}


class Board:
    """A record as compiled kernels take it: the addresses and lengths of its arrays."""

    __slots__ = ("_arrays", "kind", "words")

    def __init__(self, record: Any) -> None:
        """Note where the arrays lie, which live as long as this does."""
        kind = kind_of(record)
        if not isinstance(kind, Record) or not all(one.flags.c_contiguous for one in record):
            raise TypeError("Expected a record of arrays whose elements lie next to one another.")
        self.kind = kind
        self._arrays = tuple(record)
        words = [word for array in record for word in (array.ctypes.data, *array.shape)]
        self.words = np.array(words, dtype=np.int64)


class NativeKernel:
    """A kernel for the kinds of arguments that it has met."""

    def __init__(self, function: Callable[..., Any]) -> None:
        """Compile nothing yet."""
        self._function = function
        self._results = find_results(function)
        said = function.__annotations__
        names = list(inspect.signature(function).parameters)
        self._broken = {at for at, name in enumerate(names) if said.get(name) == "float"}
        self._known: dict[tuple[Kind, ...], tuple[Any, Any]] = {}
        self.made = 0

    def __call__(self, *arguments: Any) -> Any:
        """Return what the function returns."""
        given = [self._read(at, one) for at, one in enumerate(arguments)]
        kinds = tuple(one.kind if isinstance(one, Board) else kind_of(one) for one in given)
        made = self._known.get(kinds)
        if made is None:
            made = self._known[kinds] = self._make(kinds)
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
        number = argument.item() if isinstance(argument, np.generic) else argument
        return float(number) if at in self._broken else number

    def _call(self, function: Any, words: list[Any]) -> Any:
        """Return what the machine code returns; several numbers come by way of an array."""
        if len(self._results) < 2:
            return function(*words)
        results = np.zeros(len(self._results), dtype=np.int64)
        function(*words, results.ctypes.data)
        read = {INT: results, FLOAT: results.view(np.float64)}
        return tuple(read[kind][at].item() for at, kind in enumerate(self._results))

    def _make(self, kinds: tuple[Kind, ...]) -> tuple[Any, Any]:
        """Return the function of C, and what holds its machine code."""
        said = f"{self._function.__module__}.{self._function.__qualname__}{kinds}"
        name = f"{self._function.__name__}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"
        code = build.find_kept(name)
        if code is None:
            module = Module()
            module.add_kernel(self._function, kinds)
            code = build.compile_text(module.write())
            build.keep(name, code)
            self.made += 1
        engine = build.load_object(code)
        result = _C[self._results[0]] if len(self._results) == 1 else None
        parts = [_C[part] for kind in kinds for part in list_parts(kind)]
        more = [ctypes.c_void_p] if len(self._results) > 1 else []
        call = ctypes.CFUNCTYPE(result, *parts, *more)
        return call(engine.get_function_address("kernel")), engine


def _list_words(value: Any) -> list[Any]:
    """Return what is passed for an argument."""
    if isinstance(value, Board):
        return [value.words.ctypes.data]
    return [value.ctypes.data, *value.shape] if isinstance(value, np.ndarray) else [value]
