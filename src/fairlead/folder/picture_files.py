"""The pictures of a folder: WebP files named by their SHA-256, kept as they are and looked into.

A picture is what `fairlead.apps.trade.pictures` writes: pixels and nothing else. So a folder
brings in nothing that only looks like one: no place where it was taken, no second picture, no
other file behind it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from fairlead.folder import bounds
from fairlead.folder.bounds import Bound
from fairlead.folder.input_errors import InputError
from fairlead.folder.rows import Rows
from fairlead.folder.source import read_bytes

DIRECTORY = "pictures"
SUFFIX = ".webp"
ReadPicture = Callable[[str], bytes]
"""Returns the bytes of a picture by its SHA-256; raises ValueError where there is none."""
SIDES: Mapping[str, tuple[Bound, Bound]] = {
    "logo": (bounds.LOGO_SIDE, bounds.LOGO_SIDE),
    "pictures": (bounds.PICTURE_WIDTH, bounds.PICTURE_HEIGHT),
}
"""The bounds of width and height by kind."""
_HEAD = 12  # RIFF, the length of what follows, WEBP
_PIXELS = (b"VP8 ", b"VP8L")
_KNOWN = (*_PIXELS, b"VP8X", b"ALPH")
_TRANSPARENT = 0x10  # the only flag of VP8X that a picture of ours has


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int


def name_file(digest: str) -> str:
    """Return where the picture lies, from the folder."""
    return f"{DIRECTORY}/{digest}{SUFFIX}"


def read_picture(folder: Path, digest: str) -> bytes:
    """Return the bytes of a folder's picture; raises ValueError saying what is wrong with it."""
    found = read_bytes(folder / name_file(digest), within=folder, limit=bounds.PICTURE_BYTES)
    if isinstance(found, InputError):
        raise ValueError(found.expected)
    check_digest(found, digest)
    return found


def find_in(folder: Path) -> ReadPicture:
    """Return what reads the pictures of a folder."""
    return partial(read_picture, folder)


def check_digest(content: bytes, digest: str) -> None:
    """Raise ValueError where the SHA-256 of the bytes is another one."""
    actual = hashlib.sha256(content).hexdigest()
    if actual != digest:
        raise ValueError(f"expected the file whose SHA-256 its name is, got {actual}")


def measure_picture(content: bytes) -> Size:
    """Return how large a picture is; raises ValueError for what is no picture of ours."""
    if content[:4] != b"RIFF" or content[8:_HEAD] != b"WEBP":
        raise ValueError("expected a picture in the format WebP")
    if int.from_bytes(content[4:8], "little") + 8 != len(content):
        raise ValueError("expected a WebP that is whole, and nothing behind it")
    size, pixels = None, 0
    for kind, body in _list_chunks(content):
        if kind not in _KNOWN or (kind == b"VP8X" and body[0] & ~_TRANSPARENT):
            raise ValueError(
                "expected a WebP of one picture without what cameras and programs add to it"
            )
        pixels += kind in _PIXELS
        size = size or _read_size(kind, body)
    if size is None or pixels != 1:
        raise ValueError("expected a WebP with one picture in it")
    return size


def _list_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = _HEAD
    while place < len(content):
        kind, length = content[place : place + 4], content[place + 4 : place + 8]
        end = place + 8 + int.from_bytes(length, "little")
        if len(length) < 4 or end > len(content):
            raise ValueError("expected a WebP that is whole")
        yield kind, content[place + 8 : end] + b"\0" * 10  # so that a short one has no size
        place = end + (end - place) % 2


def _read_size(kind: bytes, body: bytes) -> Size | None:
    if kind == b"VP8X":
        sides = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        return Size(*sides)
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return Size(width & 0x3FFF, height & 0x3FFF)
    return None


def check_size(size: Size, kind: str) -> None:
    """Raise ValueError for a picture that is larger than its kind may be."""
    width, height = SIDES[kind]
    if size.width not in width or size.height not in height:
        raise ValueError(
            f"expected a picture of at most {width.high:g} by {height.high:g} pixels as "
            f"{kind}, got {size.width} by {size.height}"
        )


FILES = ("pictures", "waiting_pictures")
"""The files whose rows show pictures."""


def check_picture_files(name: str, rows: Rows, folder: Path) -> Iterator[InputError]:
    """Yield the rows of pictures.csv, or of another file, whose picture is not there, or is none.

    Each file is read once and forgotten.
    """
    found: dict[str, Size | str] = {}
    for row, one in enumerate(rows.table.select(["kind", "sha256"]).to_pylist()):
        expected = _explain(folder, one, found)
        if expected:
            yield InputError(
                f"{name}.csv",
                f"{name_file(one['sha256'])}: {expected}",
                line=int(rows.lines[row]),
                field="sha256",
                value=one["sha256"],
            )


def _explain(folder: Path, row: Mapping[str, Any], found: dict[str, Size | str]) -> str:
    digest = row["sha256"]
    if digest is None or row["kind"] is None:
        return ""  # it could not be read, which is reported already
    if digest not in found:
        try:
            found[digest] = measure_picture(read_picture(folder, digest))
        except ValueError as error:
            found[digest] = str(error)
    known = found[digest]
    if isinstance(known, str):
        return known
    try:
        check_size(known, row["kind"])
    except ValueError as error:
        return str(error)
    return ""
