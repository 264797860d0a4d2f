"""Time what an organiser waits for, at a fair that is loaded: ``python -m benchmarks.scheduler``.

Takes the code of an edition; what it writes it takes back. Seconds are those on the clock; beside
them stand the processor seconds of this process and of its backend of PostgreSQL.
"""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psutil

from fairlead.cli.database import open_database
from fairlead.cli.own_process import keep_pandas_out


class TakeBack(Exception):
    """What was written is not to stay."""


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Print how long the body took."""
    clock, processor, database = time.perf_counter(), time.process_time(), _of_backend()
    yield
    seconds, own = time.perf_counter() - clock, time.process_time() - processor
    asked = _of_backend() - database
    print(f"{name:58} {seconds:8.3f} s {own:8.3f} s {asked:8.2f} s", flush=True)


def _of_backend() -> float:
    from django.db import connection

    times = psutil.Process(connection.connection.info.backend_pid).cpu_times()
    return float(times.user + times.system)


def main(code: str) -> None:
    """Run everything on an edition."""
    from django.db import transaction

    keep_pandas_out()  # as the worker does
    print(f"{'':58} {'on the clock':>10} {'of this':>10} {'of PostgreSQL':>10}")

    with open_database():
        try:
            with transaction.atomic():
                _run(code)
                raise TakeBack
        except TakeBack:
            pass


def _run(code: str) -> None:
    from fairlead.apps.meetings.domain.release_timetable import release_timetable
    from fairlead.apps.meetings.models import Meeting
    from fairlead.apps.meetings.queries.release_effect import ReleaseComparison
    from fairlead.apps.meetings.queries.versions import list_figures
    from fairlead.apps.pipeline.runs import find_timetable, record_solved
    from fairlead.apps.transfer.find import find_edition

    edition = find_edition(code)
    with timed("draft: rows to a timetable, some left-out ones explained"):
        found = find_timetable(edition, seed=0)
    with timed("draft: recorded"):
        draft = record_solved(edition, found, seed=0).timetable
    assert draft is not None
    with timed("draft: the keys that are checked at its end"):
        _check_keys()
    print(f"{draft.meetings.count():,} meetings, {draft.unheld.count():,} left out")
    _look(code, draft.version)
    with timed("figures of all versions"):
        list_figures(edition)
    with timed("what a release would do"):
        effect = ReleaseComparison(draft).count_effect()
    with timed("release, with what people are told queued"):
        release = release_timetable(draft, tell=True)
    with timed("release: the keys that are checked at its end"):
        _check_keys()
    print(f"{effect.changed:,} meetings changed, {release.told:,} people told")
    held = Meeting.objects.filter(timetable__edition=edition, timetable__state="current")
    _replan(edition, held)


def _check_keys() -> None:
    """Check what is checked at the end of a transaction: all this is one that is taken back."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _replan(edition: Any, held: Any) -> None:
    """Replan after two hundred people said that they do not come."""
    from fairlead.apps.pipeline.runs.replanning import ReplanRequest, find_replan, record_replan

    before = edition_before(edition)
    people = held.order_by("request__code").values_list("request__requester__code", flat=True)
    gone = tuple(dict.fromkeys(people[:2000]))[:200]
    for name in ("first in this process", "again"):
        with timed(f"replan after 200 changes, {name}"):
            near = find_replan(edition, ReplanRequest(people=gone), now=before)
        result = near.found.timetable.result
        if result is not None:
            print(f"  of which the engine {result.runtime:.3f} s", flush=True)
    with timed("replan: recorded"):
        record_replan(edition, near)


def edition_before(edition: Any) -> Any:
    """Return a moment before the fair."""
    import datetime as dt

    return dt.datetime.combine(edition.first_day, dt.time(0), edition.zone) - dt.timedelta(days=9)


def _look(code: str, version: int) -> None:
    """Ask for the page and its data as a browser does, and drag a meeting."""
    import gzip

    from django.test import Client

    from fairlead.apps.meetings.domain.adjust_draft import move_in_draft
    from fairlead.apps.meetings.models import Meeting, Timetable
    from fairlead.apps.meetings.queries.free_times import Offer, Option
    from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
    from fairlead.apps.people.domain.record_change import COMMAND_LINE

    client = Client(headers={"host": "localhost"})
    client.force_login(appoint_organiser("benchmark@example.org", password=secrets.token_hex()))
    at = f"/office/{code}/timetables/{version}/"
    rows: list[Any] = []

    def get(name: str, address: str) -> Any:
        for again in ("", " again"):
            with timed(f"{name}{again}"):
                answer = client.get(address)
            assert answer.status_code == 200, answer
        packed = len(gzip.compress(answer.content, 6))
        print(f"  {len(answer.content) / 1000:,.0f} kB, {packed / 1000:,.0f} kB packed", flush=True)
        return answer

    get("page", at)
    for by in ("stands", "people", "tables"):
        rows = get(f"rows: {by}", f"{at}rows?by={by}").json()["rows"]
        keys = ",".join(str(row[0]) for row in rows[:60])
        get(f"meetings of 60 rows: {by}", f"{at}meetings?by={by}&rows={keys}")
    draft = Timetable.objects.get(edition__code=code, version=version)
    meeting = Meeting.objects.filter(timetable=draft, place="stand").order_by("pk").first()
    assert meeting is not None
    before = edition_before(draft.edition)
    get("where a picked meeting can go", f"{at}free/{meeting.request_id}")
    offer = Offer(meeting.request, draft=draft)
    free = [
        slot
        for slot in offer.calendars.slots
        if isinstance(offer.find(slot, now=before), Option) and slot.pk != meeting.slot_id
    ]
    if free:
        _drag(lambda slot: move_in_draft(draft, meeting.request, slot, by=COMMAND_LINE, now=before),
              [free[0], meeting.slot] * 3)  # fmt: skip


def _drag(move: Callable[[Any], object], places: list[Any]) -> None:
    for slot in places:
        with timed("a drop"):
            move(slot)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "demo-2023")
