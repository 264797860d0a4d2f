"""Compiling the engines' kernels ahead: needed once on a machine, and slow."""

from __future__ import annotations

from fairlead.engines.scheduling.compile_kernels import warm_others, warm_up


def compile_kernels() -> float:
    """Return the seconds it took to compile what is not compiled yet; 0 when all was."""
    return warm_up(helped=False)


def compile_last_kernels() -> int:
    """Return how many kernels of the timetable's bounds and last stage had to be compiled.

    For a process that waits while another is at `compile_kernels`, from the other end.
    """
    return warm_others()
