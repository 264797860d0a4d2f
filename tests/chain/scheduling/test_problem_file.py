"""Timetable files that cannot be read are refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.scheduling.makers import fair

from fairlead.chain.scheduling.problem_file import ScheduleFile
from fairlead.chain.scheduling.timetable_file import read_timetable
from fairlead.folder.input_errors import InvalidInput


def test_a_row_longer_than_can_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "timetable.csv"
    path.write_text('meeting,slot,place\n0,0,"table ' + "1" * 200_000 + '"\n')
    file = ScheduleFile("fair.json", fair([(0, 1)], tables=1), "meetings", 0)
    with pytest.raises(InvalidInput, match=r"timetable\.csv:2: expected rows of CSV"):
        read_timetable(file, path)
