"""The mark on functions that Python calls as machine code."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from fairlead.engines.native.kernels import NativeKernel

P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Return what runs the function as machine code, made or read when it is first called."""
    return cast("Callable[P, R]", NativeKernel(function, gaps=False))
