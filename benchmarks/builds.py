"""Builds of Fairlead to measure side by side: the tree that is there, and an older commit."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Build:
    """A tree of Fairlead, run by the Python that runs this, with its own home."""

    name: str
    tree: Path
    home: Path

    def run(self, *words: str) -> list[str]:
        """Return the command line of a Python program in this build."""
        return [sys.executable, *words]

    @property
    def env(self) -> dict[str, str]:
        """Return the surroundings in which this build is what is imported."""
        path = os.pathsep.join((str(self.tree / "src"), str(self.tree)))
        kept = {name: value for name, value in os.environ.items() if "FAIRLEAD" not in name}
        return kept | {"PYTHONPATH": path, "FAIRLEAD_HOME": str(self.home)}


@contextmanager
def open_builds(older: str) -> Iterator[tuple[Build, Build]]:
    """Return the build of an older commit and today's, in this order, for as long as needed."""
    with tempfile.TemporaryDirectory(prefix="fairlead-builds-") as scratch:
        folder = Path(scratch)
        folder.chmod(0o755)  # an older build's server runs as another user
        tree = folder / "older"
        git = ["git", "-C", str(HERE), "worktree"]
        subprocess.run([*git, "add", "--detach", "--quiet", str(tree), older], check=True)
        try:
            yield (
                Build(older, tree, folder / "older-home"),
                Build("today", HERE, folder / "home"),
            )
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=False)
