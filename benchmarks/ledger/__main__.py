"""10,000 projects and a million entries: a headline as of any day, and the ledger's proof.

``python -m benchmarks.ledger [PROJECTS] [ENTRIES]`` makes the ledger in its own database, in
a temporary folder unless FAIRLEAD_HOME names one, and prints what each takes.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from fairlead.apps.cooperation.models import Ledger

FIRST_DAY = dt.date(2020, 1, 1)
DAYS = 2_000
ASKED, AGAIN = 12, 5


def main(projects: int = 10_000, entries: int = 1_000_000) -> None:
    """Make the ledger, ask and prove it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("FAIRLEAD_HOME", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairlead.config.settings")
        from fairlead.cli.database import open_database

        with open_database():
            from fairlead.apps.cooperation.models import Ledger

            ledger = Ledger.objects.filter(code="benchmark").first()
            ledger = ledger or _make_ledger(projects, entries)
            _ask(ledger)
            _prove(ledger)
            _show_page(ledger)


def _make_ledger(projects: int, entries: int) -> Ledger:
    from django.db import connection

    from fairlead.apps.cooperation.models import Ledger, Partner, Project
    from fairlead.apps.fairs.models import Edition
    from fairlead.folder.localized_text import LocalizedText

    edition = Edition.objects.create(
        code="benchmark",
        name=LocalizedText({"en": "B"}),
        number=1,
        city=LocalizedText({"en": "B"}),
        country="RUS",
        first_day=FIRST_DAY,
        days=1,
        time_zone="UTC",
        currency="RUB",
        first_slot=dt.time(10),
        slot_minutes=20,
        slots_per_day=1,
    )
    ledger = Ledger.objects.create(code=edition.code)
    made = Project.objects.bulk_create(
        [
            Project(
                edition=edition,
                ledger=ledger,
                code=f"p{n}",
                title=LocalizedText({"en": "P"}),
                start_year=2020,
                cash_flows=[],
            )
            for n in range(projects)
        ],
        batch_size=2_000,
    )
    Partner.objects.bulk_create(
        [
            Partner(
                project=project,
                code=code,
                position=place,
                economy=code,
                name=LocalizedText(),
                role="body",
            )
            for project in made
            for place, code in enumerate(("BLR", "RUS"))
        ],
        batch_size=2_000,
    )
    began = time.perf_counter()
    _copy_entries(ledger, made, entries)
    with connection.cursor() as cursor:
        # What the server does by itself after a while.
        cursor.execute("VACUUM ANALYZE cooperation_entry, cooperation_project, cooperation_partner")
    print(f"{entries:,} entries of {projects:,} projects made in {_since(began)} s")
    return ledger


def _copy_entries(ledger: Ledger, projects: list[Any], count: int) -> None:
    import pyarrow as pa
    from django.db import connection

    from fairlead.apps.fairs.copy_rows import copy_rows, repeat_value
    from fairlead.folder.ledger_chain import COLUMNS

    rows = list(_draw_entries(projects, count))
    names = [name for name in COLUMNS if name != "project"]
    columns: dict[str, Any] = {
        name: pa.array([row[name] for row in rows])
        for name in (*names, "digest")
        if name not in ("recorded_at", "amount")
    }
    columns |= {
        "ledger_id": repeat_value(ledger.pk, count),
        "project_id": pa.array([row["id"] for row in rows]),
        "amount": pa.array([None if r["amount"] is None else str(r["amount"]) for r in rows]),
        "recorded_at": pa.array([row["recorded_at"].isoformat() for row in rows]),
    }
    with connection.cursor() as cursor:
        copy_rows(cursor, "cooperation_entry", columns)


def _draw_entries(projects: list[Any], count: int) -> Iterator[dict[str, Any]]:
    """Yield entries: projects taken up, then moves, amounts and decisions of any of them."""
    from fairlead.apps.cooperation.models import AmountKind, Stage
    from fairlead.folder.ledger_chain import digest_entry

    draw = np.random.default_rng(1)
    stages, kinds = [one.value for one in Stage], [one.value for one in AmountKind]
    begin = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    before = ""
    which = draw.integers(0, len(projects), count)
    what = draw.integers(0, 10, count)
    blank = {"person": "P", "party": "", "stage": "", "kind": "", "amount": None, "currency": "",
             "document": "", "sha256": "", "source": "", "reason": "", "due": None,
             "corrects": None}  # fmt: skip
    for number in range(1, count + 1):
        project = projects[number - 1 if number <= len(projects) else which[number - 1]]
        day = FIRST_DAY + dt.timedelta(days=DAYS * number // count)
        entry = blank | {"number": number, "project": project.code, "day": day, "act": "amount"}
        entry |= {"recorded_at": begin + dt.timedelta(seconds=173 * number), "previous": before}
        kind = int(what[number - 1])
        if number <= len(projects):
            entry |= {"act": "opening", "stage": "idea"}
        elif kind < 5:
            amount = Decimal(int(draw.integers(1, 10**9))).quantize(Decimal("0.0001"))
            entry |= {"kind": kinds[kind], "amount": amount, "currency": "RUB", "source": "S"}
        elif kind < 8:
            entry |= {"act": "override", "stage": stages[int(draw.integers(10))], "reason": "R"}
        else:
            act = "ask" if kind == 8 else "approve"
            entry |= {"act": act, "party": "BLR" if number % 2 else "RUS"}
        before = entry["digest"] = digest_entry(entry)
        yield entry | {"id": project.pk}


def _ask(ledger: Ledger) -> None:
    from fairlead.apps.cooperation.queries.answers import Question, answer_question

    walls, works, backend = [], [], _watch_backend()
    for place in range(ASKED):
        day = FIRST_DAY + dt.timedelta(days=(place + 1) * DAYS // ASKED)
        moment = dt.datetime.combine(day, dt.time(12), dt.UTC)
        wall, work = time.perf_counter(), time.process_time() + backend()
        for _ in range(AGAIN):
            answer = answer_question(ledger, Question("RUB"), day=day, moment=moment)
        walls.append((time.perf_counter() - wall) / AGAIN)
        works.append((time.process_time() + backend() - work) / AGAIN)
        last = f"{answer.count:,} projects, {answer.amount:,.0f} RUB"
    print(
        f"headline as of {ASKED} days: median {np.median(walls) * 1e3:.0f} ms, most "
        f"{max(walls) * 1e3:.0f} ms on the clock; processor of this process and of the database: "
        f"median {np.median(works) * 1e3:.0f} ms, most {max(works) * 1e3:.0f} ms; {last}"
    )


def _watch_backend() -> Callable[[], float]:
    """Return what tells the seconds of the processor that the database's own process used."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        file = Path("/proc", str(cursor.fetchone()[0]), "stat")

    def read() -> float:
        fields = file.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    return read


def _prove(ledger: Ledger) -> None:
    from fairlead.apps.cooperation.queries.ledger import verify_ledger

    backend = _watch_backend()
    began, work, theirs = time.perf_counter(), time.process_time(), backend()
    ledger.refresh_from_db()
    proof = verify_ledger(ledger)
    print(
        f"proof of {proof.entries:,} entries: {_since(began)} s on the clock; processor of this "
        f"process {time.process_time() - work:.1f} s, of the database {backend() - theirs:.1f} s; "
        f"faults: {len(proof.faults)}"
    )


def _show_page(ledger: Ledger) -> None:
    """Make the portfolio page as if nothing of it had been made before."""
    from django.test import Client

    from fairlead.apps.fairs.stamped_cache import forget_kept
    from fairlead.sites.public.kept_pages import PAGES

    client, works = Client(), []
    for _ in range(10):
        PAGES.clear()
        forget_kept()
        work = time.process_time()
        answer = client.get(f"/{ledger.code}/projects/", headers={"host": "localhost"})
        works.append(time.process_time() - work)
        assert answer.status_code == 200, answer.status_code
    print(f"page of the projects: {np.median(works) * 1e3:.0f} ms in Python")


def _since(began: float) -> str:
    return f"{time.perf_counter() - began:.1f}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
