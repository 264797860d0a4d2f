"""How the search is compiled: kernels that Python calls, and the parts they are made of.

numba by itself would make machine code of every function, and optimise it again inside each of
its callers. A `part` is only linked into the kernels that use it, and every whole number
passed between them is 64 bits wide, so that each is compiled once. Together that takes a machine's
first run less than half the time. Where numba's internals do not fit, parts are functions that
numba compiles by itself: the same timetables, after a longer first run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

from numba import njit, types

_LOG = logging.getLogger(__name__)
_NARROW = (types.int8, types.int16, types.int32)
F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Return the function compiled when first called, and kept beside the code.

    It returns numbers at the most, and writes arrays that it is given: numba makes an array or a
    record for Python by code in Python, and when Ctrl-C breaks that off, it takes the pieces
    for the whole (`TypeError`, `SystemError`) and the interrupt is lost (`state.compiled_board`).
    """
    return _compiled(function, cache=True, nogil=True, **_options()[0])


def part(function: F) -> F:
    """Return a function that kernels call: compiled with them, kept with them, not from Python."""
    return _compiled(function, **_options()[1])


@cache
def _options() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return numba's options for kernels and for parts: to link them, or none where it cannot."""
    try:
        from fairlead.engines.scheduling.search import part_linking

        misfit = part_linking.find_misfit()
    except (ImportError, AttributeError, TypeError) as error:
        misfit = str(error)
    if misfit:
        _LOG.info("The first run takes longer: numba does not link parts here (%s).", misfit)
        return {}, {}
    return part_linking.KERNEL, part_linking.PART


def _compiled(function: F, **options: Any) -> F:
    # The error model of numpy leaves out the checks for a division by zero.
    compiled: Any = njit(error_model="numpy", **options)(function)
    find = getattr(compiled, "get_call_template", None)
    if find is None:  # numba asks otherwise: several widths of numbers are compiled singly
        return cast("F", compiled)

    def find_widened(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        return find(tuple(map(_widened, arguments)), keywords)

    compiled.get_call_template = find_widened
    typed: F = compiled
    return typed


def _widened(kind: Any) -> Any:
    if isinstance(kind, types.IntegerLiteral) or kind in _NARROW:
        return types.int64
    return kind
