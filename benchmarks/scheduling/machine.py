"""On what was measured, in words."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path


def describe_machine() -> str:
    """Return the cores, the processor and the versions of other solvers."""
    versions = ", ".join(
        f"{name} {version(package)}"
        for name, package in (("OR-Tools", "ortools"), ("HiGHS", "highspy"), ("python-sat",) * 2)
    )
    return f"{os.cpu_count()} cores ({_processor()}); {versions}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
