"""The mark on functions that Python calls as machine code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from fairlead.engines.native.kernels import NativeKernel

P = ParamSpec("P")
R = TypeVar("R")


class KernelMark:
    """The mark on the functions of one folder."""

    def __init__(self, home: Path) -> None:
        """Note where their text, and that of all they use, lies."""
        self._home = home

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        """Return what runs the function as machine code, made or read when it is first called."""
        return cast("Callable[P, R]", NativeKernel(function, home=self._home, gaps=False))
