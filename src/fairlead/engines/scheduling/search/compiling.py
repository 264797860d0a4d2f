"""How the search is compiled: kernels that Python calls, and the parts they are made of.

numba by itself would make machine code of every function, and optimise it again inside each of
its callers. A `part` is only linked into the kernels that use it, and every whole number
passed between them is 64 bits wide, so that each is compiled once. Together that takes a machine's
first run less than half the time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit, types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler

_NARROW = (types.int8, types.int16, types.int32)
F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Return the function compiled when first called, and kept beside the code.

    It returns numbers at the most, and writes arrays that it is given: numba makes an array or a
    record for Python by code in Python, and when Ctrl-C breaks that off, it takes the pieces
    for the whole (`TypeError`, `SystemError`) and the interrupt is lost (`state.compiled_board`).
    """
    return _compiled(function, cache=True, nogil=True, no_cfunc_wrapper=True)


def part(function: F) -> F:
    """Return a function that kernels call: compiled with them, kept with them, not from Python."""
    return _compiled(
        function, pipeline_class=_PartCompiler, no_cfunc_wrapper=True, no_cpython_wrapper=True
    )


def _compiled(function: F, **options: Any) -> F:
    # The error model of numpy leaves out the checks for a division by zero.
    compiled: Any = njit(error_model="numpy", **options)(function)
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
