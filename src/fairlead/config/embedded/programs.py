"""The server's programs where its user can run them, when root's own folders are closed to it."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from fairlead.config.embedded.layout import find_program


def open_programs() -> Path:
    """Return the folder of the programs, or that of a copy where a folder above is closed.

    The copy lies in the temporary directory, belongs to root, and is made once.
    """
    own = find_program("postgres").parent
    if not _closed(own):
        return own
    package = own.parents[1]  # bin, below the version's folder, below the package
    digest = hashlib.sha256(f"{package} {own.stat().st_mtime_ns}".encode()).hexdigest()[:16]
    place = Path(tempfile.gettempdir()) / f"fairlead-postgres-{digest}"
    if not _is_ours(place):
        place = _copy(package, place)
    return place / own.relative_to(package.parent)


def _closed(path: Path) -> bool:
    """Return whether a folder above is one that not everybody may pass through."""
    return any(not folder.stat().st_mode & 0o001 for folder in path.resolve().parents)


def _is_ours(place: Path) -> bool:
    try:
        found = place.lstat()
    except FileNotFoundError:
        return False
    return found.st_uid == 0 and found.st_mode & 0o170777 == 0o040755


def _copy(package: Path, place: Path) -> Path:
    """Return the copy, which lies elsewhere if somebody else has put something in its place."""
    draft = Path(tempfile.mkdtemp(prefix="fairlead-postgres-"))
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.is_dir():
            shutil.copytree(folder, draft / folder.name, copy_function=_link_or_copy)
    draft.chmod(0o755)
    with suppress(OSError):
        draft.rename(place)
        return place
    if _is_ours(place):  # made by another process meanwhile
        shutil.rmtree(draft)
        return place
    return draft


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
