"""What a load says of rows that change alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairlead.apps.transfer.merge import LoadOutcome
from fairlead.cli.load_changes import show_changes
from fairlead.folder.merging.changes import CellChange, Change, Changes, RowChange
from fairlead.folder.read import read_fair

SMALL = Path(__file__).parents[1] / "folder" / "small"


def test_rows_that_change_alike_are_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    granted = (CellChange("state", "accepted", "pending"),)
    rows = [RowChange("requests", f"r{n}", Change.KEPT, granted, "changed here") for n in range(90)]
    named = [
        RowChange("people", f"p{n}", Change.CHANGED, (CellChange("name", "", f"Name {n}"),))
        for n in range(25)
    ]
    changes = Changes([*rows, *named], {"requests": 90, "people": 25})
    show_changes("fair", read_fair(SMALL), LoadOutcome(changes, None, is_new=False))
    said = capsys.readouterr().out
    assert "r0 and 89 more alike" in " ".join(said.replace("│", " ").split())
    assert "r1 " not in said
    assert "... and 5 more; --json" in " ".join(said.replace("│", " ").split())
