"""Compiled forms of the marked functions: kernels with the parts that they are made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any, cast

from fairlead.engines.scheduling.search import bits, compiling, intrinsics
from fairlead.engines.scheduling.search.marks import PARTS


def compile_kernel(function: Callable[..., Any]) -> Any:
    """Return the function as numba compiles and keeps it, calling parts that are compiled too."""
    compiled = compiling.kernel(_linked(function))
    _forgive(compiled)
    return compiled


def _forgive(compiled: Any) -> None:
    """Compile anew when what an older Fairlead kept cannot be read any more."""
    kept = getattr(compiled, "_cache", None)
    load = getattr(kept, "load_overload", None)
    if kept is None or load is None:
        return

    def load_or_flush(*asked: Any) -> Any:
        try:
            return load(*asked)
        except (AttributeError, ImportError):  # a type that has moved to another module
            kept.flush()
            return None

    kept.load_overload = load_or_flush


@cache
def _compile_part(function: Callable[..., Any]) -> Any:
    return compiling.part(_linked(function))


_BITS = {bits.count: intrinsics.count, bits.lowest: intrinsics.lowest}


def _linked(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with the compiled form of every part that it names."""
    given = cast("FunctionType", function)
    names = dict(given.__globals__)
    for name in given.__code__.co_names:
        value = names.get(name)
        if not isinstance(value, FunctionType):
            continue
        if value in _BITS:
            names[name] = _BITS[value]
        elif value in PARTS:
            names[name] = _compile_part(value)
    linked = FunctionType(
        given.__code__, names, given.__name__, given.__defaults__, given.__closure__
    )
    linked.__qualname__, linked.__module__ = given.__qualname__, given.__module__
    linked.__annotations__ = given.__annotations__
    return linked
