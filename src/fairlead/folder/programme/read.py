"""A schedule file of either format."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from fairlead.folder.input_errors import report_invalid
from fairlead.folder.programme.read_json import read_schedule_json
from fairlead.folder.programme.read_xml import read_schedule_xml
from fairlead.folder.programme.readings import ReadProgramme

MOST_BYTES = 32 << 20


def read_schedule(path: Path, zone: ZoneInfo) -> ReadProgramme:
    """Return the programme of a schedule XML or JSON, told apart by how the file begins.

    ``zone`` is taken where the file names none. Raises `InvalidInput` for a file that is not
    there, is larger than 32 MiB, or cannot be read as either.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise report_invalid(path.name, f"expected a file to read: {error.strerror}") from error
    return parse_schedule(content, path.name, zone)


def parse_schedule(content: bytes, file: str, zone: ZoneInfo) -> ReadProgramme:
    """Return the programme of the bytes of a schedule: see `read_schedule`."""
    if len(content) > MOST_BYTES:
        raise report_invalid(file, f"expected at most {MOST_BYTES >> 20} MiB")
    begin = content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    if begin == b"{":
        return read_schedule_json(content.removeprefix(b"\xef\xbb\xbf"), file, zone)
    if begin == b"<":
        return read_schedule_xml(content, file, zone)
    raise report_invalid(file, "expected a schedule XML or a schedule JSON")
