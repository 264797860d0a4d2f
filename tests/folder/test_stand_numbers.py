"""Stand numbers of editions from before invisible characters were refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair
from fairlead.folder.stand_numbers import clean_stand_numbers
from fairlead.folder.write import write_fair

SMALL = Path(__file__).parent / "small"


def _number(fair: Fair, numbers: list[str]) -> Fair:
    place = fair.stands.schema.get_field_index("number")
    return replace(fair, stands=fair.stands.set_column(place, "number", pa.array(numbers)))


def test_numbers_are_written_without_what_nobody_sees(tmp_path: Path) -> None:
    small = read_fair(SMALL)
    assert clean_stand_numbers(small) == (small, ())
    old = _number(small, ["A1", "A\u200b1", "\u2060", "A1\u00a0"])
    write_fair(old, tmp_path / "old")
    with pytest.raises(InvalidInput, match="as it is painted"):
        read_fair(tmp_path / "old")
    fair, said = clean_stand_numbers(old)
    assert fair.stands["number"].to_pylist() == ["A1", "A1 2", "2", "A1"]
    assert said[0] == (
        r"stand 1-A2: its number 'A\u200b1' has characters that nobody sees, written as A1 2"
    )
    write_fair(fair, tmp_path / "new")
    assert read_fair(tmp_path / "new") == fair
