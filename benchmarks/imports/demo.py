"""The demo's people and organisations through the office: python -m benchmarks.imports.demo.

Both lists as .xlsx, made from the demo's folder, 50 rows of people faulty in ten ways. Each step is
a press in the office and is checked: the dry run shows every faulty cell, the faulty rows come back
as a file, that file corrected goes in, and the whole lists again change nothing.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.imports.__main__ import _memory, _processor

FAULTY = 50
_LIMITS = {"max_per_day", "max_meetings", "min_meetings", "rest"}
_LEFT_OUT = {"stand", "state", "hidden", "other_roles", "type", "registered_at", "reason", *_LIMITS}
# Of each way to be wrong: the column and what stands there.
_WAYS = (
    ("id", "an id with blanks"), ("name", ""), ("email", "nobody at example.org"),
    ("country", "Atlantis"), ("languages", "Klingon"), ("role", "king"), ("name", "x" * 600),
    ("organisation", "ex-999999"), ("email", "two@example.org two@example.net"), ("id", "p-00001"),
)  # fmt: skip
Rows = list[dict[str, str]]


def main() -> None:
    """Make the demo's folder, or take one; import both lists; print what each step took."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--size", choices=("small", "full"), default="full")
    reader.add_argument("--folder", type=Path, help="a folder of the demo that is there already")
    given = reader.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch) / "fair"
        if given.folder is None:
            demo = [sys.executable, "-m", "fairlead", "demo", "--size", given.size]
            home = {**os.environ, "FAIRLEAD_HOME": f"{scratch}/demo"}
            command = [*demo, "--no-serve", "-o", str(folder)]
            subprocess.run(command, env=home, check=True, stdout=subprocess.DEVNULL)
        os.environ["FAIRLEAD_HOME"] = f"{scratch}/home"
        _run(folder)


def _run(folder: Path) -> None:
    from fairlead.cli.database import open_database
    from fairlead.folder.read import read_fair

    with open_database():
        from django.test import Client

        from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
        from fairlead.apps.transfer.loading.fairs import make_edition

        edition = make_edition(read_fair(folder), flows_digest="")
        client = Client(headers={"host": "localhost"})
        client.force_login(appoint_organiser("lists@example.org", password=secrets.token_hex()))
        office = Office(client, f"/office/{edition.code}/imports/")
        firms, people = (_read(folder / f"{name}.csv") for name in ("organisations", "people"))
        print(f"{len(firms) + len(people):,} rows, {FAULTY} of them faulty\n")
        print("| step | rows | wall clock | processor time | most memory |\n|---|---:|---|---|---|")
        office.bring_in("organisations", firms, made=len(firms))
        broken, at = _break(people)
        number = office.bring_in("people, some faulty", broken, made=len(people) - FAULTY)
        right = [people[place] for place in at]
        office.check_faults(number, [broken[place] for place in at])
        office.bring_in("people, corrected", right, made=FAULTY)
        office.bring_in("organisations again", firms, same=len(firms))
        office.bring_in("people again", people, same=len(people))


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{key: text for key, text in row.items() if key not in _LEFT_OUT} for row in rows]


def _break(rows: Rows) -> tuple[Rows, list[int]]:
    """Return the rows with some of them faulty, and which."""
    at = [place * (len(rows) // FAULTY) + 1 for place in range(FAULTY)]
    broken = list(rows)
    for turn, place in enumerate(at):
        column, text = _WAYS[turn % len(_WAYS)]
        row = {**rows[place], column: text}
        if column == "name" and not text:
            row |= {key: "" for key in row if key.startswith("name_")}
        broken[place] = row
    return broken, at


def write_workbook(header: Sequence[str], rows: Rows) -> bytes:
    """Return rows as .xlsx, every cell as text."""
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([dict(zip(header, header, strict=True)), *rows]):
            for column, name in enumerate(header):
                sheet.write_string(line, column, row[name])
    return written.getvalue()


class Office:
    """The office's page of lists, pressed by an organiser."""

    def __init__(self, client: Any, address: str) -> None:
        """Take the signed-in client and where the page is."""
        self._client, self._address = client, address

    def bring_in(self, what: str, rows: Rows, *, made: int = 0, same: int = 0) -> int:
        """Upload, look and import; return the list's number. What came of it is checked."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        from fairlead.apps.transfer.models import UploadedList

        content = write_workbook(list(rows[0]), rows)
        kind = what.partition(",")[0].partition(" ")[0]
        file = SimpleUploadedFile(f"{kind}.xlsx", content)
        began, used = time.perf_counter(), _processor()
        answer = self._client.post(self._address, {"kind": kind, "file": file})
        assert answer.status_code == 302, answer.content.decode()[:2000]
        address = answer.headers["Location"]
        number = int(address.rstrip("/").rpartition("/")[2])
        self._work()
        self._say(f"{what}: looked at", len(rows), began, used)
        before = UploadedList.objects.get(pk=number).findings
        assert (before["made"], before["same"]) == (made, same), {
            name: before[name] for name in ("made", "changed", "same", "faulty")
        }
        began, used = time.perf_counter(), _processor()
        if made:
            assert self._client.post(f"{address}write/").status_code == 302
            self._work()
            self._say(f"{what}: imported", len(rows), began, used)
        return number

    def check_faults(self, number: int, rows: Rows) -> None:
        """Check that the page shows every faulty row, and that these come back as a file."""
        from django.utils.html import escape

        from fairlead.folder.sheets.read import read_sheets

        page = self._client.get(f"{self._address}{number}/").content.decode()
        missing = [
            row["id"]
            for turn, row in enumerate(rows)
            if (text := row[_WAYS[turn % len(_WAYS)][0]]) and escape(text[:40]) not in page
        ]
        assert not missing, f"the page does not show what is wrong with {missing}"
        answer = self._client.get(f"{self._address}{number}/to-correct.xlsx")
        (sheet,) = read_sheets(answer.content, "to-correct.xlsx")
        back = [dict(zip(sheet.rows[0], row, strict=False)) for row in sheet.rows[1:]]
        assert [row["id"] for row in back] == [row["id"] for row in rows], "other rows came back"
        print(f"| {len(back)} faulty rows shown, and back as a file | {len(back)} | | | |")

    def _work(self) -> None:
        from fairlead.apps.work.do_work import do_work
        from fairlead.apps.work.models import Work

        work = Work.objects.latest("pk")
        do_work(work.pk)
        work.refresh_from_db()
        assert work.state == "done", work.error

    def _say(self, what: str, rows: int, began: float, used: float) -> None:
        seconds, own = time.perf_counter() - began, _processor() - used
        print(f"| {what} | {rows:,} | {seconds:.1f} s | {own:.1f} s | {_memory()} |", flush=True)


if __name__ == "__main__":
    main()
