"""A schedule file of any format that is read."""

from __future__ import annotations

import json
from pathlib import Path
from zoneinfo import ZoneInfo

from fairlead.folder.input_errors import report_invalid
from fairlead.folder.programme.headings import find_headings
from fairlead.folder.programme.read_indico import read_indico
from fairlead.folder.programme.read_json import read_schedule_json
from fairlead.folder.programme.read_list import read_session_objects, read_session_sheet
from fairlead.folder.programme.read_pretalx import is_of_pretalx, list_sessions
from fairlead.folder.programme.read_xml import read_schedule_xml
from fairlead.folder.programme.readings import ReadProgramme
from fairlead.folder.sheets.read import read_sheets
from fairlead.folder.source import read_given

MOST_BYTES = 32 << 20


def read_schedule(path: Path, zone: ZoneInfo) -> ReadProgramme:
    """Return the programme of a file, whose format is told by how it begins.

    It is a schedule XML or JSON, an export of Indico as JSON, pretalx's list of sessions as JSON,
    or a list of sessions as CSV or XLSX. ``zone`` is taken where the file names none. Raises
    `InvalidInput` for a file that is not there, is larger than 32 MiB, or cannot be read.
    """
    return parse_schedule(read_given(path, limit=MOST_BYTES), path.name, zone)


def parse_schedule(content: bytes, file: str, zone: ZoneInfo) -> ReadProgramme:
    """Return the programme of the bytes of a schedule: see `read_schedule`."""
    if len(content) > MOST_BYTES:
        raise report_invalid(file, f"expected at most {MOST_BYTES >> 20} MiB")
    begin = content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    if begin in (b"{", b"["):
        return _parse_json(content.removeprefix(b"\xef\xbb\xbf"), file, zone)
    if begin == b"<":
        return read_schedule_xml(content, file, zone)
    if content[:2] == b"PK" or file.lower().endswith((".csv", ".tsv", ".txt", ".xlsx", ".xls")):
        sheets = [one for one in read_sheets(content, file) if not one.hidden]
        if not sheets:
            raise report_invalid(file, "expected a sheet that is not hidden")
        listed = (one for one in sheets if find_headings(one.rows) is not None)
        return read_session_sheet(next(listed, sheets[0]), file, zone)
    raise report_invalid(
        file, "expected a schedule XML or JSON, an export of Indico or pretalx, or a list"
    )


def _parse_json(content: bytes, file: str, zone: ZoneInfo) -> ReadProgramme:
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise report_invalid(file, "expected JSON, it is not") from error
    if isinstance(whole, list):
        return read_session_objects(whole, file, zone)
    if isinstance(whole, dict) and "schedule" not in whole:
        results = whole.get("results")
        if isinstance(results, list) and is_of_pretalx(results):
            return read_session_objects(list_sessions(results, file), file, zone)
        if results is not None:
            return read_indico(whole, file, zone)
        for name in ("contributions", "sessions", "talks", "submissions"):
            if isinstance(whole.get(name), list):
                return read_session_objects(whole[name], file, zone)
    return read_schedule_json(content, file, zone)
