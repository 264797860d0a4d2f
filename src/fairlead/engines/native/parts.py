"""Marks on the functions that kernels are made of, which stay plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

PARTS: set[Callable[..., Any]] = set()
"""Every part there is."""
APART: set[Callable[..., Any]] = set()
"""Parts that stay separate functions in machine code, made once for all who call them."""


def part(function: F) -> F:
    """Return the function as it is, marked as one that kernels are made of."""
    PARTS.add(function)
    return function


def part_of_its_own(function: F) -> F:
    """Return the function as it is, marked as a part too large to be written out in each caller."""
    APART.add(function)
    return part(function)
