"""What kind of file it is, and whether it can be unpacked without harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from enum import StrEnum

from fairlead.folder.input_errors import report_invalid

MOST_UNPACKED = 400 * 2**20
_MOST_PARTS = 2000
_PIECE = 1 << 20
_OLD, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
SAVE_AS = "open it in a spreadsheet program and save it as .xlsx"


class FileKind(StrEnum):
    """How a sheet is written."""

    XLSX = "xlsx"
    ODS = "ods"
    TEXT = "csv"


def find_kind(content: bytes, name: str) -> FileKind:
    """Return what a file is, by what is in it and not by its name.

    Raises InvalidInput with what to do for one that is not read: empty, of the old format,
    locked by a password, of another program, or one that unpacks to more than it should.
    """
    if not content.strip(b"\x00 \r\n\t"):
        raise report_invalid(name, "expected a list, the file is empty")
    if content.startswith(_OLD):
        if b"E\0n\0c\0r\0y\0p\0t" in content:
            raise report_invalid(
                name, "it is locked by a password: save it without one and upload it again"
            )
        raise report_invalid(
            name, f"it is in the format of 2003 (.xls), which is not read: {SAVE_AS}"
        )
    if not content.startswith(_ZIP):
        if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!")):
            raise report_invalid(name, "expected a sheet (.xlsx, .ods) or CSV, it is neither")
        begin = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        if begin.startswith((b"<?xml", b"<html", b"<!doctype", b"<table", b"<meta")):
            raise report_invalid(name, f"it is a web page or XML and no sheet: {SAVE_AS}")
        return FileKind.TEXT
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _look_into(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        if isinstance(error, ValueError) and hasattr(error, "problems"):
            raise
        raise report_invalid(
            name, "it is cut short or damaged: save it again and upload it whole"
        ) from error


def _look_into(archive: zipfile.ZipFile, name: str) -> FileKind:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise report_invalid(
            name, "it is locked by a password: save it without one and upload it again"
        )
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _report_bomb(name)
    _measure(archive, parts, name)
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        raise report_invalid(name, f"it is a binary workbook (.xlsb), which is not read: {SAVE_AS}")
    if "content.xml" in names and b"spreadsheet" in archive.read("mimetype")[:100]:
        return FileKind.ODS
    raise report_invalid(name, f"expected a sheet (.xlsx, .ods) or CSV, it is neither: {SAVE_AS}")


def _measure(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    """Unpack everything once, keeping nothing: what an archive says of its sizes may be a lie.

    Only the parts that are read count: pictures in a workbook are left packed.
    """
    left = MOST_UNPACKED
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(part) as unpacked:
            while piece := unpacked.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise _report_bomb(name)
        # Another reader may go on where ours stops: nothing may follow the size that was stated.
        if _goes_on(archive, part):
            raise _report_bomb(name)


def _goes_on(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether the packed stream holds more than the stated size."""
    if part.compress_type != zipfile.ZIP_DEFLATED or archive.fp is None:
        return False
    # A deflated stream grows at most 1032 times: a small one needs no second look.
    if part.compress_size * 1032 <= part.file_size + _PIECE:
        return False
    archive.fp.seek(part.header_offset)
    head = archive.fp.read(30)
    skip = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    archive.fp.seek(skip, io.SEEK_CUR)
    packed, unpacker, seen = archive.fp.read(part.compress_size), zlib.decompressobj(-15), 0
    while packed:
        piece = unpacker.decompress(packed, _PIECE)
        seen += len(piece)
        if seen > part.file_size:
            return True
        packed = unpacker.unconsumed_tail
        if not piece:
            break
    return False


def _report_bomb(name: str) -> Exception:
    return report_invalid(
        name,
        f"it unpacks to more than {MOST_UNPACKED // 2**20} MB, which no list does: "
        "copy the list into a new workbook and upload that",
    )
