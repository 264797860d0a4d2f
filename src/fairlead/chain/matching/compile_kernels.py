"""Compiling the matching engine's kernels ahead: needed once on a machine, for large fairs."""

from __future__ import annotations

from fairlead.chain.matching.match import match
from fairlead.engines.matching.kernels.choose import always_compiled
from fairlead.folder.fair import Fair


def compile_matching(fair: Fair) -> None:
    """Compile every kernel that lists of a fair call, by making those of a small one."""
    with always_compiled():
        match(fair)
