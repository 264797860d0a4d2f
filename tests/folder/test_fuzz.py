"""Whatever stands in a file, reading ends in a fair or in `InvalidInput`."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair

SMALL = Path(__file__).parent / "small"
FILES = sorted(path.name for path in SMALL.iterdir())
TABLES = [name for name in FILES if name.endswith(".csv")]
CELLS = [
    "", " ", "|", "a|a", "-1", "0", "1e999", "nan", "9" * 30, "2024-02-30", "2024-07-08", "24:00",
    "10:00", "BLR", "BLR=1", "BLR=0.5|BLR=0.5", "=1+1", "HS:85", "HS:1|ISIC4:28", "v1", "gear",
    "chips", "plant", "\u202e", "\ufeff", "\x00", "\x1b[2J", "😀" * 200, "x" * 30_000,
]  # fmt: skip


@contextmanager
def copied() -> Iterator[Path]:
    """Give a copy of the small fair."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "fair"
        shutil.copytree(SMALL, folder)
        yield folder


def assert_told(error: InvalidInput) -> None:
    """Every problem says where it is and what was expected, and cannot play with a terminal."""
    assert error.problems
    for problem in error.problems:
        assert problem.file
        assert problem.expected
        assert str(problem).isprintable()


def read_or_complain(folder: Path) -> None:
    """Read; a fair that is accepted must also survive being written and read again."""
    try:
        fair = read_fair(folder)
    except InvalidInput as error:
        assert_told(error)
        return
    again = folder.parent / "again"
    write_fair(fair, again)
    assert read_fair(again) == fair
    shutil.rmtree(again)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_bytes(data: st.DataObject) -> None:
    with copied() as folder:
        path = folder / data.draw(st.sampled_from(FILES))
        content = path.read_bytes()
        place = data.draw(st.integers(0, len(content)))
        gone = data.draw(st.integers(0, 40))
        new = data.draw(st.one_of(st.binary(max_size=12), st.text('",;\r\n|=[]', max_size=6)))
        inserted = new if isinstance(new, bytes) else new.encode()
        path.write_bytes(content[:place] + inserted + content[place + gone :])
        read_or_complain(folder)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_cell(data: st.DataObject) -> None:
    with copied() as folder:
        for _ in range(data.draw(st.integers(1, 3))):
            path = folder / data.draw(st.sampled_from(TABLES))
            rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
            row = data.draw(st.integers(1, len(rows) - 1))
            column = data.draw(st.integers(0, len(rows[0]) - 1))
            rows[row][column] = data.draw(st.sampled_from(CELLS))
            out = io.StringIO(newline="")
            csv.writer(out).writerows(rows)
            path.write_bytes(out.getvalue().encode())
        read_or_complain(folder)
