"""Bring in 50,000 people as .xlsx through the background work: python -m benchmarks.imports.

In its own database, thrown away afterwards; 50 rows are faulty in ten ways. Memory is the
most that the process and the one that reads the workbook held, each by itself, and both at the
same moment, looked at ten times a second. ``--count 5000`` is a short form.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import resource
import tempfile
import threading
import time

import psutil

COUNT, FAULTY = 50_000, 50


def main() -> None:
    """Print the figures as a table."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--count", type=int, default=COUNT, help="rows; a multiple of 1,000")
    count = max(1000, reader.parse_args().count // 1000 * 1000)
    with tempfile.TemporaryDirectory() as home:
        os.environ["FAIRLEAD_HOME"] = home
        _run(count)


def make_workbook(count: int = COUNT) -> bytes:
    """Return the list: fifty rows are faulty, each in one of ten ways."""
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("People")
        sheet.write_row(
            0, 0, ["Id", "Name", "Name (ru)", "E-mail", "Country", "Languages", "Role", "Job title",
                   "Company", "Company country"],
        )  # fmt: skip
        for number in range(count):
            row = [
                f"b-{number:05}", f"Example Person {number}", f"Пример {number}",
                f"person-{number}@example.org", ("Belarus", "DE", "KAZ")[number % 3], "English, ru",
                ("visitor", "press", "delegate")[number % 3], "Head of purchasing",
                f"Works {number % 3000}", "Germany",
            ]  # fmt: skip
            if number % (count // FAULTY) == 0:
                _break(row, number // (count // FAULTY) % 10, number)
            sheet.write_row(number + 1, 0, row)
    return written.getvalue()


def _break(row: list[str], way: int, number: int) -> None:
    faults: list[tuple[int, str]] = [
        (0, "an id with blanks"), (1, ""), (3, "nobody at example.org"), (4, "Atlantis"),
        (5, "Klingon"), (6, "king"), (1, "x" * 600), (8, "org-999999"), (9, "Nowhere"),
        (0, f"b-{number + 1:05}"),
    ]  # fmt: skip
    column, text = faults[way]
    row[column] = text
    if way == 1:
        row[2] = ""


def _run(count: int) -> None:
    from fairlead.cli.database import open_database

    content = make_workbook(count)
    with open_database():
        from fairlead.apps.fairs.models import Edition
        from fairlead.apps.people.models import Account, Participation
        from fairlead.apps.transfer.domain.upload_list import import_list, upload_list
        from fairlead.apps.transfer.models import ListKind, UploadedList
        from fairlead.apps.work.do_work import do_work
        from fairlead.apps.work.models import Work

        edition = Edition.objects.create(
            code="bench", name={"en": "Fair"}, city={"en": "City"}, number=1, country="DEU",
            languages=["en", "ru"], first_day=dt.date(2026, 7, 6), days=4, time_zone="UTC",
            currency="EUR", first_slot=dt.time(10), slot_minutes=20, slots_per_day=20,
        )  # fmt: skip
        account = Account.objects.create_user("organiser@example.org")
        print(f"{len(content) / 2**20:.1f} MB as .xlsx\n")
        print("| | wall clock | processor time | most memory |\n|---|---|---|---|")

        def do(what: str) -> None:
            began, used = time.perf_counter(), _processor()
            work = Work.objects.latest("pk")
            with Together() as together:
                do_work(work.pk)
            work.refresh_from_db()
            assert work.state == "done", work.error
            seconds = time.perf_counter() - began
            most = f"{_memory()}, {together.most} MB together"
            print(
                f"| {what} | {seconds:.1f} s | {_processor() - used:.1f} s | {most} |", flush=True
            )

        for round_ in ("first time", "same file again"):
            uploaded = upload_list(
                edition, account, kind=ListKind.PEOPLE, name="people.xlsx", content=content
            )
            do(f"check, {round_}")
            uploaded = UploadedList.objects.get(pk=uploaded.pk)
            import_list(uploaded, account)
            do(f"import, {round_}")
            found = UploadedList.objects.get(pk=uploaded.pk).findings
            counts = {name: found[name] for name in ("made", "changed", "same", "faulty")}
            print(f"| {counts} | | | |", flush=True)
        assert Participation.objects.count() == count - found["faulty"]


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class Together:
    """The most that this process and those it began hold at one moment, in MB.

    What they share is counted once: `ru_maxrss` of a process begun counts what it was begun from.
    """

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.most = 0
        self._ended = threading.Event()
        self._looks = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Together:
        """Look from now on."""
        self._looks.start()
        return self

    def __exit__(self, *_what: object) -> None:
        """Look no more."""
        self._ended.set()
        self._looks.join()

    def _look(self) -> None:
        own = psutil.Process()
        while not self._ended.wait(0.1):
            family = [own, *own.children(recursive=True)]
            postgres = {one.pid for one in family if _is_postgres(one)}
            held = sum(_hold(one) for one in family if one.pid not in postgres)
            self.most = max(self.most, held // 2**20)


def _is_postgres(process: psutil.Process) -> bool:
    try:
        return "postgres" in process.name()
    except psutil.NoSuchProcess:
        return True


def _hold(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.NoSuchProcess:
        return 0


def _memory() -> str:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, reader = (resource.getrusage(kind).ru_maxrss // 1024 for kind in kinds)
    return f"{own} + {reader} MB"


if __name__ == "__main__":
    main()
