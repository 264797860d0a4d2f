"""Compiling the engines' kernels ahead: needed once on a machine, and slow."""

from __future__ import annotations

from fairlead.engines.scheduling.warm import warm_up


def compile_kernels() -> float:
    """Return the seconds it took to compile what is not compiled yet; 0 when all was."""
    return warm_up()
