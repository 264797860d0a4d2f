"""Unwraps what a download comes in: gzip, a zip with one table, and texts that are not UTF-8."""

from __future__ import annotations

import codecs
import gzip
import re
import shutil
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.archive import (
    DAMAGE_ERRORS,
    LIMITS,
    list_file_members,
    open_archive,
    open_member,
)

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
PARQUET = b"PAR1"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
PACKED_SIGNS = (GZIP, ZIP, PARQUET, OLD_EXCEL)
"""How files begin that are no text."""
SAMPLE = 65_536
_TABLES = (
    *(".csv", ".txt", ".tsv", ".dat", ".tab", ".parquet", ".xlsx", ".xls", ".ods"),
    *(".gz", ".zip"),
)
_ABOUT = re.compile(
    r"(?:^|[/\\_ -])(?:read[ _-]?me|licen[cs]e|notes?|metadata|about|copying|terms|info)[^/\\]*"
    r"\.(?:txt|csv|tsv)$",
    re.IGNORECASE,
)
_WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",  # begins as UTF-16 does
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NO_TEXT = frozenset({"Cc", "Cn", "Co"})
_LINE_END = re.compile(r"\r{1,2}\n|\r")
_DAMAGE_ERRORS = (OSError, EOFError, zlib.error)
_BEYOND = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_OF_CYRILLIC = re.compile(rb"[\xc0-\xff\xa8\xb8]+")


@dataclass(frozen=True, slots=True)
class UnwrappedFile:
    """A file without its wrapping; ``encoding`` is how its text is written (empty: no text).

    ``wrapping`` says in words what was around it.
    """

    path: Path
    encoding: str
    wrapping: tuple[str, ...] = ()


def is_spreadsheet(path: Path) -> bool:
    """Return whether the file is an Excel or OpenDocument workbook."""
    with path.open("rb") as file:
        head = file.read(4)
    if head == OLD_EXCEL:
        return True
    if head != ZIP:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            there = set(archive.namelist())
    except DAMAGE_ERRORS:
        return path.suffix.casefold() in (".xlsx", ".xlsm", ".xlsb", ".ods")
    return bool(there & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"})


def is_wrapped(path: Path) -> bool:
    """Return whether there is something around the table: a gzip or a zip that is no workbook."""
    with path.open("rb") as file:
        head = file.read(4)
    return head.startswith(GZIP) or (head == ZIP and not is_spreadsheet(path))


def unwrap(path: Path, folder: Path) -> UnwrappedFile:
    """Return the table in a file, unpacked into the folder where it has to be.

    Raises `BadFlows` for a damaged wrapping, one that unpacks to too much, a zip with no table
    or several, and a text in no encoding that tables are written in.
    """
    file = path.name
    wrapping: list[str] = []
    while is_wrapped(path):
        with path.open("rb") as stream:
            gzipped = stream.read(2) == GZIP
        inner = folder / f"unpacked-{len(wrapping)}"
        unpack = _unpack_gzip if gzipped else _unpack_zip
        wrapping.append(unpack(path, inner, file))
        if len(wrapping) > 3:
            raise report_fault(file, "expected a table, it is packed more than three times")
        path = inner
    with path.open("rb") as stream:
        head = stream.read(SAMPLE)
    if head.startswith((PARQUET, ZIP, OLD_EXCEL)):
        return UnwrappedFile(path, "", tuple(wrapping))
    encoding = _detect_encoding(path, head, file)
    if encoding not in ("utf-8", "utf-8-sig") or _is_put_together(path):
        recoded = folder / "recoded.csv"
        _rewrite(path, recoded, encoding, file)
        path = recoded
    return UnwrappedFile(path, encoding, tuple(wrapping))


@contextmanager
def open_inner(path: Path) -> Iterator[IO[bytes]]:
    """Yield the bytes of a wrapped table as they come out; only as far as they are read."""
    if not is_wrapped(path):
        with path.open("rb") as file:
            yield file
        return
    with path.open("rb") as file:
        gzipped = file.read(2) == GZIP
    if gzipped:
        with gzip.open(path) as stream:
            yield stream  # type: ignore[misc]
        return
    with open_archive(path) as archive:
        member = _find_only_table(path.name, archive)
        with open_member(archive, member, file=path.name) as stream:
            yield stream


def _unpack_gzip(path: Path, inner: Path, file: str) -> str:
    most = max(LIMITS.ratio * path.stat().st_size, 2**20)
    try:
        with gzip.open(path) as stream, inner.open("wb") as out:
            left = min(most, LIMITS.total)
            while block := stream.read(2**20):
                left -= len(block)
                if left < 0:
                    raise report_fault(
                        file,
                        f"expected a file that unpacks to at most {LIMITS.ratio} times its size",
                    )
                out.write(block)
    except _DAMAGE_ERRORS as error:
        raise report_fault(
            file, "expected a whole gzip file, it is cut short or damaged: download it again"
        ) from error
    return "gzip"


def _unpack_zip(path: Path, inner: Path, file: str) -> str:
    with open_archive(path, file=file) as archive:
        member = _find_only_table(file, archive)
        with open_member(archive, member, file=file) as stream, inner.open("wb") as out:
            shutil.copyfileobj(stream, out, 2**20)
    return f"zip ({member.filename})"


def _find_only_table(file: str, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    tables = [
        one for one in list_file_members(archive) if one.filename.casefold().endswith(_TABLES)
    ]
    # What is laid beside a table: a text that says in its name that it is about it.
    listed = [one for one in tables if not _ABOUT.search(one.filename)]
    if len(listed) == 1:
        return listed[0]
    shown = ", ".join(sorted(one.filename for one in tables)[:5]) or "none"
    raise report_fault(
        file,
        f"expected a zip with one table (or BACI's yearly files), got {shown}: unpack it and "
        "name the file",
    )


def _detect_encoding(path: Path, head: bytes, file: str) -> str:
    """Return how the text is written; raises `BadFlows` when it is none."""
    wide = detect_wide(head)
    if wide is not None:
        return wide
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if b"\x00" in head:
        raise report_fault(file, "expected a Parquet file, a workbook or CSV text, this is binary")
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while block := stream.read(2**22):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return detect_old_set(head)
    return "utf-8"


def detect_wide(head: bytes) -> str | None:
    """Return in which of the sets of two or four bytes a sign a text is written, None for none.

    It may lack the mark that they begin with: read the right way it has lines, separators between
    cells and no control characters, read in another order of bytes it has not.
    """
    for mark, name in _WIDE_MARKS.items():
        if head.startswith(mark):
            return name
    if b"\x00" not in head:
        return None
    return next((name for name in _WIDE if _is_table(head, name)), None)


def _is_table(head: bytes, encoding: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    lines = text.splitlines()
    return (
        len(lines) > 1
        and any(sign in lines[0] for sign in ",;\t|")
        and not any(unicodedata.category(sign) in _NO_TEXT for sign in set(text) - set("\t\r\n"))
    )


def detect_old_set(head: bytes) -> str:
    """Return which of the sets from before Unicode a text is written with."""
    if _is_chinese(head):
        return "gb18030"
    if _is_arabic(head):
        return "cp1256"
    return "cp1251" if is_cyrillic(head) else "cp1252"


def _is_chinese(head: bytes) -> bool:
    """Return whether the letters beyond ASCII stand in pairs that are frequent Chinese signs."""
    runs = _BEYOND.findall(head[: head.rfind(b"\n") + 1] or head)
    pairs = [run[at : at + 2] for run in runs for at in range(0, len(run), 2)]
    whole = sum(len(run) % 2 == 0 for run in runs)
    frequent = sum(len(pair) == 2 and 0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)
    return bool(pairs) and whole >= 0.95 * len(runs) and frequent >= 0.6 * len(pairs)


def _is_arabic(head: bytes) -> bool:
    """Return whether many words begin with the Arabic article, in Windows' Arabic set."""
    words = [word for word in _WORD.findall(head) if not word.isascii()]
    with_article: int = sum(word.startswith(b"\xc7\xe1") for word in words)
    return with_article > 0.15 * len(words)


def is_cyrillic(head: bytes) -> bool:
    """Return whether a text that is not UTF-8 is written with Windows' Cyrillic set.

    In the Western one letters with accents stand among plain ones; in the Cyrillic one all letters
    of a word lie beyond those of ASCII.
    """
    words = [word for word in _WORD.findall(head) if not word.isascii()]
    cyrillic = sum(len(word) > 2 and _OF_CYRILLIC.fullmatch(word) is not None for word in words)
    return 2 * cyrillic > len(words)


def _is_put_together(path: Path) -> bool:
    """Return whether a text is of several put one after the other, or its lines end oddly.

    Lines end in one way here and in another there, or in two returns and a new line, as programs
    write that end lines for Windows twice; the mark of UTF-8 stands in the middle.
    """
    of_windows = lines = 0
    last = b""
    with path.open("rb") as file:
        file.seek(len(codecs.BOM_UTF8) if file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else 0)
        while block := file.read(2**22):
            of_windows += block.count(b"\r\n") + (last[-1:] == b"\r" and block[:1] == b"\n")
            lines += block.count(b"\n")
            seam = last + block[:2]
            if any(odd in block or odd in seam for odd in (codecs.BOM_UTF8, b"\r\r\n")):
                return True
            last = block[-2:]
    return 0 < of_windows < lines


def _rewrite(path: Path, recoded: Path, encoding: str, file: str) -> None:
    """Write the text as UTF-8 whose lines all end in one way, without marks of Unicode.

    Bytes that Windows' sets lack are read as Latin-1.
    """
    errors = "strict" if encoding.startswith("utf-") else "latin1"
    try:
        with (
            path.open(encoding=encoding, errors=errors, newline="") as source,
            recoded.open("w", encoding="utf-8", newline="") as out,
        ):
            while block := source.read(2**20):
                while block.endswith("\r") and (more := source.read(1)):
                    block += more
                out.write(_LINE_END.sub("\n", block.replace("\ufeff", "")))
    except UnicodeError as error:
        raise report_fault(
            file, f"expected text in {encoding.upper()} as it begins, it is damaged"
        ) from error


def _read_as_latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("latin1", _read_as_latin1)
