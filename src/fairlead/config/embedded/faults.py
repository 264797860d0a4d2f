"""What is wrong when the embedded server cannot run, in words that say what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from fairlead.config.embedded.layout import MAJOR, Layout
from fairlead.folder.input_errors import InputError, InvalidInput

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What the system says where a disk, or what one may use of it, is full."""
_LOG_TAIL = 4000


class NotRunning(InvalidInput):
    """The embedded server cannot be used."""


def _not_running(place: str, expected: str, *, field: str = "", value: str = "") -> NotRunning:
    return NotRunning([InputError(place, expected, field=field, value=value)])


def report_wrong_version(layout: Layout, version: str) -> NotRunning:
    """Return the fault of data that another major version made."""
    return _not_running(
        str(layout.data),
        f"expected data of PostgreSQL {MAJOR}: export each edition with the Fairlead that made it "
        "(fairlead export), set FAIRLEAD_HOME to a new folder, and load the editions there",
        field="PG_VERSION",
        value=version,
    )


def report_no_access(path: Path, error: OSError) -> NotRunning:
    """Return the fault of a folder or file that cannot be used."""
    if error.errno in FULL:
        return report_disk_full(path)
    named = Path(error.filename) if error.filename else path
    return _not_running(
        str(named),
        f"expected a place that can be written ({error.strerror}): give it to the user who runs "
        "Fairlead, or set FAIRLEAD_HOME to another folder",
    )


def report_disk_full(path: Path) -> NotRunning:
    """Return the fault of a full disk."""
    return _not_running(
        str(path),
        "expected room on the disk, which is full (a new database takes about 50 MB, a whole "
        "fair about 500 MB): free some, or set FAIRLEAD_HOME to a folder on another disk",
    )


def not_ready(layout: Layout) -> NotRunning:
    """Return the fault of a server that takes longer to start, or to recover, than is waited."""
    return _not_running(
        str(layout.log),
        "expected the embedded PostgreSQL to be ready by now; it is starting or recovering: try "
        "again in a while",
    )


def report_failure(layout: Layout, output: str) -> NotRunning:
    """Return the fault of a server that did not start or broke down, from what it said."""
    said = output + "\n" + _read_tail(layout.log)
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return report_disk_full(layout.folder)
    lines = [line for line in said.splitlines() if _mentions(line)]
    return _not_running(
        str(layout.log),
        "expected the embedded PostgreSQL to run; it said: "
        + (" / ".join(lines[-3:]) or output.strip() or "nothing"),
    )


def _mentions(line: str) -> bool:
    return any(mark in line for mark in ("FATAL", "PANIC", "ERROR", "error:", "could not"))


def _read_tail(log: Path) -> str:
    try:
        return log.read_text(errors="replace")[-_LOG_TAIL:]
    except OSError:
        return ""
