"""How parts are linked into kernels: numba's own compiler with a code library of ours under it.

These are numba's internals, which any release may change. `find_misfit` says whether they are
what this module takes them for; where they are not, `compiling` does without.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numba
from numba import njit
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler

TRIED = ((0, 63), (0, 68))
"""The first and the last release of numba that all tests of the search were run with."""
_USED = (
    *("_raise_if_finalized", "_finalize_dynamic_globals", "_ensure_finalized"),
    *("_get_module_for_linking", "add_linking_library", "finalize", "get_pointer_to_function"),
)


class _PartLibrary(JITCodeLibrary):
    """Code to be linked into that of kernels: neither optimised nor made to run by itself."""

    def finalize(self: Any) -> None:
        """Link what the part calls."""
        self._raise_if_finalized()
        for library in dict.fromkeys(self._linking_libraries):
            self._reload_init.update(library._reload_init)
            self._final_module.link_in(library._get_module_for_linking(), preserve=True)
        self._finalize_dynamic_globals()
        self._finalized = True

    def get_pointer_to_function(self: Any, _name: str) -> int:
        """Return what Python would call: a function that raises `TypeError`."""
        self._ensure_finalized()
        raising = ctypes.cast(ctypes.pythonapi.PyErr_BadArgument, ctypes.c_void_p)
        return raising.value or 0

    @property
    def codegen(self) -> Any:
        """Return who is told the environment of a function: a part needs none."""
        return _NoEnvironment()


class _NoEnvironment:
    def set_env(self, name: str, environment: object) -> None:
        """Set nothing."""


_new_library: Any = _PartLibrary


class _PartCompiler(Compiler):
    """numba's compiler, putting what it makes into a `_PartLibrary`."""

    def compile_extra(self: Any, function: Any) -> Any:
        """Return what became of the function."""
        self.state.library = _new_library(self.state.targetctx.codegen(), function.__qualname__)
        compile_extra: Any = Compiler.compile_extra
        return compile_extra(self, function)


KERNEL: dict[str, Any] = {"no_cfunc_wrapper": True}
"""Options of numba for what Python calls."""
PART: dict[str, Any] = {
    "pipeline_class": _PartCompiler,
    "no_cfunc_wrapper": True,
    "no_cpython_wrapper": True,
}
"""Options of numba for what only kernels call."""


def find_misfit() -> str:
    """Return what of numba does not fit, in words; empty when all does.

    A release that was not tried compiles a small kernel first.
    """
    missing = [name for name in _USED if not hasattr(JITCodeLibrary, name)]
    if missing:
        return f"JITCodeLibrary has no {missing[0]}"
    first, last = TRIED
    release = tuple(int(part) for part in numba.__version__.split(".")[:2])
    return "" if first <= release <= last else _try_small_kernel()


def _try_small_kernel() -> str:
    """Return how linking fails on a part that calls a part; empty when it does not."""
    twice: Any = njit(**PART)(lambda number: 2 * number)
    more: Any = njit(**PART)(lambda number: twice(number) + 1)
    whole: Any = njit(**KERNEL)(lambda number: more(number) + twice(number))
    try:
        found = whole(10)
    except Exception as error:  # noqa: BLE001  what numba raises then is its own affair
        return f"{type(error).__name__}: {error}"
    return "" if found == 41 else f"a small kernel returned {found} for 41"
