"""Compiling the engines' kernels ahead: needed once on a machine, and slow."""

from __future__ import annotations

from fairlead.engines.scheduling.compile_kernels import warm_others, warm_placing


def compile_placing() -> int:
    """Return how many kernels that place meetings had to be compiled."""
    return warm_placing()


def compile_bounds_and_comfort() -> int:
    """Return how many kernels of the timetable's bounds and last stage had to be compiled."""
    return warm_others()
