"""The mark on functions that Python calls as machine code."""

from __future__ import annotations

from pathlib import Path

from fairlead.engines.native.marks import KernelMark

kernel = KernelMark(Path(__file__).resolve().parents[1])
