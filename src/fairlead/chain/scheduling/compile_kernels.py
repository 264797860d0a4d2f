"""Compiling the timetable's search ahead: needed once on a machine."""

from __future__ import annotations

from fairlead.engines.scheduling.compile_kernels import warm_up


def compile_search(*, many: bool) -> float:
    """Return the seconds spent compiling what places meetings and makes them comfortable.

    ``many``: also what is needed only for many requests.
    """
    return warm_up(many=many)
