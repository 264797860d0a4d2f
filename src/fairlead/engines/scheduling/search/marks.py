"""Marks on the functions of the search, which are plain Python until they are worth compiling.

A `part` stays the function it is. A `kernel` looks at what it works on: on a `State` it runs as
plain Python, on the board of one (`board_of`) compiled, with the same result either way. Starting
a compiler takes longer than a small problem, which therefore never starts it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

import numpy as np

if TYPE_CHECKING:
    from fairlead.engines.native.kernels import NativeKernel

P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Kernel[P, R]:
    """Return what runs the function, whose first argument is a `State` or the board of one."""
    return Kernel(function)


class Kernel(Generic[P, R]):
    """A function of a state that Python calls."""

    def __init__(self, function: Callable[P, R]) -> None:
        """Compile nothing yet."""
        self.plain = function
        self.__doc__ = function.__doc__

    @cached_property
    def compiled(self) -> NativeKernel:
        """Return the function as machine code, which is made or read when first called."""
        from fairlead.engines.native.kernels import NativeKernel

        return NativeKernel(self.plain, home=Path(__file__).parent)

    def __call__(self, *args: P.args, **options: P.kwargs) -> R:
        """Return what the function returns of a state, or of its board."""
        if not isinstance(args[0], tuple):
            result: R = self.compiled(*args)
            return result
        return self._run_plain(args, options)

    def _run_plain(self, args: Any, options: Any) -> R:
        """Run the function in one piece, as compiled ones do: Ctrl-C finds nothing half done."""
        found = (array for argument in args for array in _list_arrays(argument))
        arrays = [array for array in found if array.flags.writeable]
        before = [array.copy() for array in arrays]
        try:
            return self.plain(*args, **options)
        except BaseException:
            for array, kept in zip(arrays, before, strict=True):
                array[...] = kept
            raise


def _list_arrays(argument: Any) -> list[Any]:
    """Return the arrays of an argument: itself, or those of a named tuple."""
    each = argument if isinstance(argument, tuple) else (argument,)
    return [array for array in each if isinstance(array, np.ndarray)]
