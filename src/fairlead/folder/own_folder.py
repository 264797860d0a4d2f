"""Folders that nobody else may enter."""

from __future__ import annotations

from pathlib import Path


def make_own_folder(folder: Path) -> None:
    """Make a folder that nobody else may enter; one that is there stays as it is.

    Folders above it are made as any other. Raises OSError.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
