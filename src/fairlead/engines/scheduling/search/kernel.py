"""How the search is compiled: every whole number passed between kernels is 64 bits wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit, types

_NARROW = (types.int8, types.int16, types.int32)
F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Return the function compiled when first called, and kept beside the code.

    numba compiles a function anew for each combination of 32-bit, 64-bit and literal whole
    numbers it is called with. Here a call from another kernel widens them first, so that each
    kernel is compiled once: half the compiling on a machine's first run.
    """
    compiled: Any = njit(cache=True)(function)
    find = compiled.get_call_template

    def find_widened(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        return find(tuple(map(_widened, arguments)), keywords)

    compiled.get_call_template = find_widened
    typed: F = compiled
    return typed


def _widened(kind: Any) -> Any:
    if isinstance(kind, types.IntegerLiteral) or kind in _NARROW:
        return types.int64
    return kind
