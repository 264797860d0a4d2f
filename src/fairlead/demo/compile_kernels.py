"""Compiling what a large demonstration needs, by matching a fair of a handful."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from fairlead.chain.matching.compile_kernels import compile_matching
from fairlead.chain.scheduling.compile_kernels import compile_bounds_and_comfort
from fairlead.demo.fair import FLOWS_FILE, make_fair
from fairlead.demo.size import SMALL


def compile_others() -> None:
    """Compile the matching step's kernels, say so by a line, then the timetable's others."""
    _compile_matching()
    sys.stdout.write("matching\n")
    sys.stdout.flush()
    compile_bounds_and_comfort()


def _compile_matching() -> None:
    size = replace(SMALL, exhibitors=24, visitors=48, buyers=8, requests=60)
    with tempfile.TemporaryDirectory() as scratch:
        fair, _ = make_fair(size=size, seed=1, flows_path=Path(scratch) / FLOWS_FILE)
        compile_matching(fair)
