"""`python -m benchmarks.desk`: what each page of a desk costs, and the public pages beside it.

Asks the pages of a demonstration in this process, signed in as one of every kind: who has most
meetings, somebody with ten, who manages an exhibitor that is in a consortium, the head of a
delegation, another delegate, a speaker. Queries are counted; processor time is that of this
process and of its one backend of PostgreSQL, a median of many requests and an average, so what
else the machine does is not in it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.pages.server import EDITION, prepare, stop

if TYPE_CHECKING:
    from django.test import Client

    from fairlead.apps.people.models import Participation

PAGE = "docs/reference/benchmarks/desk.md"
MOST_QUERIES, MOST_MS = 8, 15.0
MOST_MS_OF = {"agenda/": 10.0}
SECTIONS = (
    "", "meet/", "organisation/", "organisation/profile/", "organisation/preview/",
    "organisation/team/", "organisation/stand/", "organisation/show/logo/",
    "organisation/offer/new/", "organisation/need/new/", "imports/", "proposed-needs/",
    "conversations/", "watch/", "registration/", "data/", "messages/", "requests/",
    "to-do/", "agenda/", "pass/", "favourites/", "proposals/", "availability/", "practices/",
    "practices/new/", "delegation/", "delegation/visit.ics", "delegation/briefing.pdf",
    "consortia/", "data/erase/", "choice/", "agenda/agenda.pdf", "agenda/export.xlsx",
    "requests/export.xlsx",
)  # fmt: skip
PUBLIC = ("", "exhibitors/", "exhibitors/?q=pump", "exhibitors/?country=BLR", "programme/")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page costs: queries, milliseconds of this process and of PostgreSQL, bytes."""

    queries: int
    site: float
    database: float
    html: int
    packed: int

    @property
    def milliseconds(self) -> float:
        """Return all of its processor time."""
        return self.site + self.database


def measure(client: Client, address: str, *, count: int) -> Cost | None:
    """Return what a page costs that was asked for before; None where there is none."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def ask() -> tuple[int, bytes]:
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else bytes(answer.content)
        return answer.status_code, body

    if ask()[0] != HTTPStatus.OK:
        return None
    ask()
    with CaptureQueriesContext(connection) as asked:
        _, body = ask()
    queries = len(asked)
    backend = psutil.Process(connection.connection.info.backend_pid)
    began, taken = _seconds(backend), []
    for _ in range(count):
        before = time.process_time()
        ask()
        taken.append(time.process_time() - before)
    database = (_seconds(backend) - began) / count
    html = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    return Cost(
        queries,
        statistics.median(taken) * 1000,
        database * 1000,
        len(html),
        len(body),
    )


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def find_people(code: str) -> dict[str, Participation]:
    """Return who is asked as, one of every kind that the edition has."""
    from django.db.models import Count

    from fairlead.apps.congress.models import Speaker
    from fairlead.apps.consortia.models import Member
    from fairlead.apps.delegations.models import Office
    from fairlead.apps.people.models import Participation

    rows = Participation.objects.filter(edition__code=code, state="approved").order_by("pk")
    busy = rows.annotate(meetings=Count("bookings")).order_by("-meetings", "pk")
    firms = Member.objects.values("organisation")
    found = {
        "most": busy.first(),
        "ten": busy.filter(meetings__lte=10).first(),
        "manager": rows.filter(organisation__in=firms, roles__contains=["exhibitor"]).first(),
        "head": rows.filter(delegate__office=Office.HEAD).first(),
        "delegate": rows.filter(delegate__isnull=False).exclude(delegate__office="head").first(),
        "speaker": rows.filter(pk__in=Speaker.objects.values("participation")).first(),
    }
    return {name: one for name, one in found.items() if one is not None}


def sign_in(who: Participation | None) -> Client:
    """Return a browser that takes packed pages, signed in as somebody or as nobody."""
    from django.test import Client

    from fairlead.apps.people.models import Account

    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    if who is not None:
        account = Account.objects.filter(person=who.person_id).first() or Account.objects.create(
            email=f"desk-{who.person_id}@example.org", person_id=who.person_id
        )
        client.force_login(account, backend="fairlead.apps.people.account_backend.AccountBackend")
    return client


def list_further(who: Participation) -> list[str]:
    """Return the pages of single things: a request, an entry, a session, a need, a consortium."""
    from fairlead.apps.congress.models import Session, Speaker
    from fairlead.apps.consortia.models import Consortium
    from fairlead.apps.meetings.models import MeetingRequest
    from fairlead.apps.practices.models import Practice
    from fairlead.apps.trade.models import Need, Offer

    of = {"edition": who.edition_id}
    spoken = Speaker.objects.filter(participation=who).values("session")
    offers, practices = Offer.objects.filter(**of), Practice.objects.filter(**of)
    firm = {"organisation": who.organisation_id}
    found = {
        "requests/%s/": MeetingRequest.objects.filter(requester=who),
        "organisation/offer/%s/": offers.filter(**firm),
        "write/offer/%s/": offers.exclude(**firm),
        "needs/%s/": Need.objects.filter(consortia__isnull=False, **of),
        "consortia/%s/": Consortium.objects.filter(**of),
        "practices/%s/": practices.filter(**firm),
        "practices/%s/ask/": practices.exclude(**firm),
        "sessions/%s/": Session.objects.filter(pk__in=spoken) or Session.objects.filter(**of),
    }
    ones = {page: rows.order_by("pk").first() for page, rows in found.items()}
    return [page % one.code for page, one in ones.items() if one is not None]


def let_manage(who: Participation) -> None:
    """Let somebody manage the own organisation; signed in before."""
    from fairlead.apps.people.domain.appoint import appoint
    from fairlead.apps.people.domain.record_change import COMMAND_LINE
    from fairlead.apps.people.models import Account
    from fairlead.apps.people.roles import MemberRole

    account = Account.objects.get(person=who.person_id)
    appoint(account, MemberRole.EXHIBITOR_ADMIN, organisation=who.organisation, by=COMMAND_LINE)


@contextmanager
def congress(code: str, *, sessions: int = 400, rooms: int = 25) -> Iterator[None]:
    """Let an edition have so many sessions more, two speakers each, while the block runs."""
    from django.db import transaction

    from fairlead.apps.congress.models import Room, Session, Speaker
    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.people.models import Participation

    with transaction.atomic():
        edition = Edition.objects.get(code=code)
        places = Room.objects.bulk_create(
            Room(edition=edition, name={"en": f"Room {number}"}) for number in range(rooms)
        )
        free = Participation.objects.filter(edition=edition, bookings=None).order_by("pk")
        people = list(free[: 2 * sessions])
        held = Session.objects.bulk_create(
            Session(
                edition=edition,
                code=f"congress-{number}",
                title={"en": f"Session {number}: what is needed, who makes it, and how soon"},
                description={"en": "What is asked, what is answered, and what follows of it. " * 4},
                date=edition.dates[number % edition.days],
                start=dt.time(9 + 2 * (number // edition.days % 4)),
                end=dt.time(10 + 2 * (number // edition.days % 4), 30),
                room=places[number // (4 * edition.days) % rooms],
                kind="panel",
            )
            for number in range(sessions)
        )
        Speaker.objects.bulk_create(
            Speaker(session=one, participation=people[2 * number + which], position=which)
            for number, one in enumerate(held)
            for which in (0, 1)
        )
        yield
        transaction.set_rollback(True)


@contextmanager
def _home(given: Path | None, size: str) -> Iterator[Path]:
    """Yield the FAIRLEAD_HOME given, or a new one with the demonstration."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="fl-") as folder:
        try:
            prepare(Path(folder), size=size)
            yield Path(folder)
        finally:
            stop(Path(folder))


def main() -> None:
    """Measure and print; with ``--write FILE`` write the page that holds it too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--size", choices=("small", "full"), default="full")
    parser.add_argument("--home", type=Path, help="a FAIRLEAD_HOME that holds the demo already")
    parser.add_argument("--requests", type=int, default=60, help="requests measured for a page")
    parser.add_argument("--only", default="", help="only pages that have this in their address")
    given = parser.parse_args()
    with _home(given.home, given.size) as home:
        os.environ["FAIRLEAD_HOME"] = str(home)
        from fairlead.cli.database import open_database

        with open_database():
            text = _measure_all(given.requests, given.only)
    if given.write:
        given.write.write_text(_page(text, given.size, given.requests), encoding="utf-8")


def _measure_all(count: int, only: str) -> str:
    lines: list[str] = []

    def tell(line: str) -> None:
        lines.append(line)
        print(line, flush=True)

    tell("| page | as | queries | CPU, ms | of the site | of PostgreSQL | HTML, kB | packed, kB |")
    tell("|---|---|---|---|---|---|---|---|")

    def tell_cost(name: str, address: str, said: str) -> None:
        cost = measure(clients[name], address, count=count)
        if cost is None:  # not theirs
            return
        most = MOST_MS_OF.get(address.partition("/desk/")[2], MOST_MS)
        above = cost.queries > MOST_QUERIES or cost.milliseconds > most
        mark = " **above**" if above and "/desk/" in address else ""
        tell(
            f"| `{address.removeprefix(f'/{EDITION}')}`{said} | {name} | {cost.queries} |"
            f" {cost.milliseconds:.1f}{mark} | {cost.site:.1f} | {cost.database:.1f} |"
            f" {cost.html / 1000:.1f} | {cost.packed / 1000:.1f} |"
        )

    everybody = find_people(EDITION)
    clients = {"nobody": sign_in(None)} | {name: sign_in(who) for name, who in everybody.items()}
    if "manager" in everybody:
        let_manage(everybody["manager"])
    asked = [(name, f"/{EDITION}/{page}") for page in PUBLIC for name in clients]
    for name, who in everybody.items():
        asked += [(name, f"/{EDITION}/desk/{page}") for page in (*SECTIONS, *list_further(who))]
    pages = [(name, address, "") for name, address in asked if only in address]
    for name, address, said in pages:
        tell_cost(name, address, said)
    with congress(EDITION):
        for view in ("programme/", "programme/?view=grid"):
            tell_cost("nobody", f"/{EDITION}/{view}", " with 400 sessions more")
    return "\n".join(lines)


def _page(text: str, size: str, count: int) -> str:
    load = f"{os.getloadavg()[2]:.0f}"
    return (
        "# What a page of a desk costs\n"
        f"`python -m benchmarks.desk --size {size} --requests {count} --write {PAGE}`: each page "
        f"asked {count} times in one process: the median of the processor time "
        "of the site, the average of that of "
        "PostgreSQL. Asked as nobody, as who has most meetings, as somebody with ten, as who "
        "manages an exhibitor, as the head of a delegation, as another delegate and as a "
        f"speaker. Meanwhile {load} processes wanted the machine's {os.cpu_count()} processors; "
        "how much that adds is seen of the desk's first page, which takes 4 ms alone "
        "([registration](registration.md)).\n"
        f"\n{text}\n\nTo be reached by a page of a desk: at most {MOST_QUERIES} queries "
        f"and {MOST_MS:.0f} ms, by the agenda {MOST_MS_OF['agenda/']:.0f} ms; by "
        "the catalogue for those signed in, at most 1.5 times what it costs for those who are "
        "not; by a programme of 400 sessions 30 kB packed and 6 ms.\n"
    )


if __name__ == "__main__":
    main()
