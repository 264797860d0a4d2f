"""Reads members of a zip in place, refusing bombs by what it declares and by what comes out."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from fairlead.engines.dependency.faults import report_fault

# What is raised for bytes that are no zip as it should be: RuntimeError for a way of packing or a
# version that Python does not know, UnicodeDecodeError for a name that is not what it says it is.
DAMAGE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    UnicodeDecodeError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a zip may unpack to: bytes in total, times its own size, number of members."""

    total: int = 64 * 2**30
    ratio: int = 100
    members: int = 2_000


LIMITS = Limits()


class _LimitedReader(io.RawIOBase):
    """A member's bytes; raises `BadFlows` as soon as more come out than were declared."""

    def __init__(self, stream: IO[bytes], most: int, file: str) -> None:
        super().__init__()
        self._stream = stream
        self._left = most
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except DAMAGE_ERRORS as error:
            raise report_fault(
                self._file, f"expected a whole zip file, it is damaged: {error}"
            ) from error
        self._left -= len(data)
        if self._left < 0:
            raise report_fault(
                self._file, "expected the size the zip declares, more comes out of it"
            )
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def open_archive(
    path: Path, *, limits: Limits = LIMITS, file: str | None = None
) -> Iterator[zipfile.ZipFile]:
    """Yield the zip, checked by its directory.

    ``file`` is what its faults call it. Raises `BadFlows` when it is cut short, encrypted, or
    unpacks to more than the limits.
    """
    file = file or path.name
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGE_ERRORS as error:
        raise report_fault(
            file,
            "expected a whole zip file, it is cut short or damaged: download it again",
        ) from error
    with archive:
        _check(path, file, archive.infolist(), limits)
        yield archive


def _check(path: Path, file: str, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    declared = sum(member.file_size for member in members)
    packed = path.stat().st_size
    if len(members) > limits.members:
        raise report_fault(
            file, f"expected at most {limits.members:,} members, got {len(members):,}"
        )
    if declared > limits.total or declared > limits.ratio * packed:
        raise report_fault(
            file,
            f"expected a zip that unpacks to at most {limits.ratio} times its size and "
            f"{limits.total:,} bytes, it declares {declared:,} bytes packed in {packed:,}",
        )
    if any(member.flag_bits & 1 for member in members):
        raise report_fault(file, "expected a zip without a password")
    if not all(member.filename for member in members):
        raise report_fault(file, "expected a zip whose members have names: download it again")


def list_file_members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the members that are files of the archive, and not what a Mac adds to them."""
    return [
        one
        for one in archive.infolist()
        if not one.is_dir()
        and not one.filename.startswith("__MACOSX/")
        and not is_hidden(one.filename)
    ]


def is_hidden(name: str) -> bool:
    """Return whether a file is one that systems lay beside others: ``._x.csv``, ``.DS_Store``."""
    return name.rpartition("/")[2].startswith(".")


@contextmanager
def open_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, file: str
) -> Iterator[IO[bytes]]:
    """Yield a member's bytes as they come out of the zip; raises `BadFlows` when it is damaged."""
    try:
        stream = archive.open(member)
    except DAMAGE_ERRORS as error:
        raise report_fault(file, f"expected a whole zip file, it is damaged: {error}") from error
    with (
        stream,
        io.BufferedReader(_LimitedReader(stream, member.file_size, file), 2**20) as counted,
    ):
        yield counted
