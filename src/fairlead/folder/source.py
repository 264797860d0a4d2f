"""Getting at the files of a folder safely: bytes, text, and the flows inside the folder."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

from fairlead.folder.input_errors import InputError, InvalidInput, report_invalid

MAX_CSV_BYTES = 1 << 28
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def require_folder(folder: Path) -> Path:
    """Return the folder; raises InvalidInput when it is absent or is no folder."""
    try:
        if folder.is_dir():
            return folder
        expected = "expected a folder, got a file" if folder.exists() else "no such folder"
    except (OSError, ValueError) as error:
        expected = f"expected a folder that can be read: {error}"
    raise report_invalid(str(folder), expected)


def read_bytes(
    path: Path,
    *,
    within: Path | None = None,
    limit: int = MAX_CSV_BYTES,
    first: int | None = None,
) -> bytes | InputError:
    """Return a file's bytes, or the problem: absent, no plain file, too large, not readable.

    Given ``first``, return that many bytes from its start.

    A link that leads out of the folder ``within`` is a problem too, whatever it leads to.
    """
    try:
        found = path.resolve()
        if within is not None and not found.is_relative_to(within.resolve()):
            return InputError(path.name, "expected a file of the fair folder, this link leads out")
        if not found.exists():
            return InputError(path.name, "expected this file, it is missing")
        if not found.is_file():
            return InputError(path.name, "expected a plain file")
        if found.stat().st_size > limit:
            return InputError(path.name, f"expected at most {limit:,} bytes")
        # Not followed once more, should the file have become a link since.
        with os.fdopen(os.open(found, os.O_RDONLY | _NO_FOLLOW), "rb") as file:
            return file.read(limit if first is None else first)
    except OSError as error:
        expected = f"expected a file that can be read: {error.strerror or error}"
        return InputError(path.name, expected)
    except (ValueError, RuntimeError) as error:  # links in a circle
        return InputError(path.name, f"expected a file that can be read: {error}")


def read_given(path: Path, *, limit: int = MAX_CSV_BYTES) -> bytes:
    """Return the bytes of a file that a command was given by its path.

    Raises InvalidInput for what is absent, no plain file (a device or pipe may have no end), too
    large or not readable.
    """
    found = read_bytes(path, limit=limit)
    if isinstance(found, InputError):
        raise InvalidInput([replace(found, file=str(path))])
    return found


def decode(content: bytes, file: str) -> str | InputError:
    """Return the text without byte order mark, or the problem with its line."""
    if content.startswith(_SPREADSHEETS):
        return InputError(file, "expected text, got a spreadsheet or archive: save it as CSV UTF-8")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return InputError(file, "expected UTF-8, got UTF-16: save it as CSV UTF-8")
    zero = content.find(b"\x00")
    if zero >= 0:
        line = content.count(b"\n", 0, zero) + 1
        return InputError(file, "expected text, got a binary file (a zero byte)", line=line)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = content[error.start : error.start + 1].hex()
        return InputError(
            file, f"expected UTF-8, got the byte 0x{wrong}: save it as UTF-8", line=line
        )


def find_flows(folder: Path, source: str) -> Path | str:
    """Return where the flows are, or what is wrong: they must be inside the folder, links too."""
    outside = "expected a path inside the folder, with / between its parts"
    pure = PurePosixPath(source)
    if pure.is_absolute() or ".." in pure.parts or PureWindowsPath(source).drive or "\\" in source:
        return outside
    try:
        root, path = folder.resolve(), (folder / pure).resolve()
        if not path.is_relative_to(root) or path == root:
            return outside
        if not path.exists():
            return "expected a file or folder that exists"
        inside = path.rglob("*") if path.is_dir() else ()
        if not all(found.resolve().is_relative_to(root) for found in inside):
            return "expected a folder without links that lead out of the fair folder"
        if not (path.is_file() or path.is_dir()):
            return "expected a plain file or a folder"
        if path.is_file() and path.stat().st_size == 0:
            return "expected flows, the file is empty"
    except (OSError, ValueError, RuntimeError) as error:
        return f"expected a path that can be read: {error}"
    return path
