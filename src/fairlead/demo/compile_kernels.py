"""Compiling what a large demonstration needs, by matching a fair of a handful."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from fairlead.chain.matching.compile_kernels import compile_matching
from fairlead.demo.fair import FLOWS_FILE, make_fair
from fairlead.demo.size import SMALL


def compile_lists() -> None:
    """Compile the matching step's kernels."""
    size = replace(SMALL, exhibitors=24, visitors=48, buyers=8, requests=60)
    with tempfile.TemporaryDirectory() as scratch:
        fair, _ = make_fair(size=size, seed=1, flows_path=Path(scratch) / FLOWS_FILE)
        compile_matching(fair)
