"""What is wrong when the embedded server cannot run, in words that say what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from fairlead.config.embedded.layout import MAJOR, Layout
from fairlead.folder.input_errors import InvalidInput, invalid

_LOG_TAIL = 4000


def wrong_version(layout: Layout, version: str) -> InvalidInput:
    """Return the fault of data that another major version made."""
    return invalid(
        str(layout.data),
        f"expected data of PostgreSQL {MAJOR}: export each edition with the Fairlead that made it "
        "(fairlead export), set FAIRLEAD_HOME to a new folder, and load the editions there",
        field="PG_VERSION",
        value=version,
    )


def no_access(path: Path, error: OSError) -> InvalidInput:
    """Return the fault of a folder or file that cannot be used."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full(path)
    named = Path(error.filename) if error.filename else path
    return invalid(
        str(named),
        f"expected a place that can be written ({error.strerror}): give it to the user who runs "
        "Fairlead, or set FAIRLEAD_HOME to another folder",
    )


def disk_full(path: Path) -> InvalidInput:
    """Return the fault of a full disk."""
    return invalid(
        str(path),
        "expected room on the disk, which is full (a new database takes about 50 MB, a whole "
        "fair about 500 MB): free some, or set FAIRLEAD_HOME to a folder on another disk",
    )


def failed(layout: Layout, output: str) -> InvalidInput:
    """Return the fault of a server that did not start or broke down, from what it said."""
    said = output + "\n" + _tail(layout.log)
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return disk_full(layout.folder)
    lines = [line for line in said.splitlines() if _tells(line)]
    return invalid(
        str(layout.log),
        "expected the embedded PostgreSQL to run; it said: "
        + (" / ".join(lines[-3:]) or output.strip() or "nothing"),
    )


def _tells(line: str) -> bool:
    return any(mark in line for mark in ("FATAL", "PANIC", "ERROR", "error:", "could not"))


def _tail(log: Path) -> str:
    try:
        return log.read_text(errors="replace")[-_LOG_TAIL:]
    except OSError:
        return ""
