"""Months kept in a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.chain.standing_search.differences import CHANGES
from fairlead.chain.standing_search.months import Note, is_month
from fairlead.folder.atomic_write import make_folder, write_whole


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Months as a folder each; the note, by which a month counts, is written last."""

    folder: Path

    def list_months(self) -> Sequence[str]:
        """Return the months that are kept, in order."""
        if not self.folder.is_dir():
            return []
        return sorted(
            one.name
            for one in self.folder.iterdir()
            if is_month(one.name) and (one / "note.json").is_file()
        )

    def read_note(self, month: str) -> Note:
        """Return by what a month counts; an older Fairlead said less."""
        found: dict[str, Any] = json.loads((self.folder / month / "note.json").read_text())
        known: dict[str, Any] = {"source": "", "scheme": "", "digits": 6} | found
        known["month"] = month
        lists = {name: tuple(known.get(name, ())) for name in ("importers", "silent", "years")}
        return Note(**(known | lists))

    def read_table(self, month: str) -> pa.Table:
        """Return what was found of a month."""
        table = pq.read_table(self.folder / month / "dependencies.parquet")
        for name, value in (("title", ""), ("seen", month)):
            if name not in table.column_names:
                table = table.append_column(name, pa.array([value] * table.num_rows, pa.string()))
        return table

    def read_changes(self, month: str) -> pa.Table:
        """Return what differed."""
        table = pq.read_table(self.folder / month / "changes.parquet")
        if "compared_with" not in table.column_names:
            before = [self.read_note(month).before] * table.num_rows
            table = table.append_column("compared_with", pa.array(before, pa.string()))
        return table.select(CHANGES.names).cast(CHANGES)

    def keep(self, note: Note, table: pa.Table, changes: pa.Table) -> None:
        """Write a month."""
        place = self.folder / note.month
        make_folder(place)
        (place / "note.json").unlink(missing_ok=True)
        write_whole(place / "dependencies.parquet", lambda out: pq.write_table(table, out))
        write_whole(place / "changes.parquet", lambda out: pq.write_table(changes, out))
        write_whole(place / "note.json", lambda out: out.write(json.dumps(asdict(note)).encode()))
