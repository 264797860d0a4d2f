"""Runs in a build of Fairlead: fifty people save, round after round; times go out as JSON.

    python worker.py PEOPLE ROUNDS MILLISECONDS...
    python worker.py PEOPLE prepare

Everybody saves something else, either a session of the programme, or an offer and the firm
that makes it, whose words the search finds anew; or a row of a table that nothing watches, which is
the least that any save takes here. The transaction lasts so many milliseconds longer than the
database needs for it.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from contextlib import ExitStack
from typing import Any

import psycopg

from fairlead.cli import database

# Older builds have it under its first name.
open_database = getattr(database, "open_database", None) or vars(database)["database"]
Statement = tuple[str, int]
_SESSION = "UPDATE congress_session SET title = jsonb_build_object('en', %s::text) WHERE id = %s"
_OFFER = "UPDATE trade_offer SET title = jsonb_build_object('en', %s::text) WHERE id = %s"
_FIRM = "UPDATE people_organisation SET city = jsonb_build_object('en', %s::text) WHERE id = %s"
_BARE = "UPDATE django_session SET session_data = %s WHERE session_key = 'writer-' || %s::int"


def make_savings(count: int) -> dict[str, list[list[Statement]]]:
    """Return what so many people save, by what it is."""
    from tests.sites import factories as make

    fair = make.edition(f"fair-{os.getpid()}")
    firms = [make.exhibitor(fair).organisation for _ in range(count)]
    offers = [make.offer(fair, organisation=firm) for firm in firms]
    sessions = [make.session(fair, room=make_room(fair, place)) for place in range(count)]
    return {
        "a session": [[(_SESSION, session.pk)] for session in sessions],
        "an offer and its firm": [
            [(_OFFER, offer.pk), (_FIRM, firm.pk)]
            for offer, firm in zip(offers, firms, strict=True)
        ],
        "a row that nothing watches": [[(_BARE, number)] for number in make_bare_rows(count)],
    }


def make_bare_rows(count: int) -> range:
    """Make so many sessions of browsers, anew, and return their numbers."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    numbers = range(count)
    keys = [f"writer-{number}" for number in numbers]
    Session.objects.filter(session_key__in=keys).delete()
    Session.objects.bulk_create(
        Session(session_key=key, session_data="", expire_date=timezone.now()) for key in keys
    )
    return numbers


def make_room(fair: Any, place: int) -> Any:
    """Return its own room for a session."""
    from fairlead.apps.congress.models import Room

    return Room.objects.create(edition=fair, name={"en": f"Room {place}"})


def save(
    connection: psycopg.Connection[Any], statements: list[Statement], *, text: str, pause: float
) -> None:
    """Save as one form does."""
    with connection.transaction():
        for statement, row in statements:
            connection.execute(statement, (text, row))
        time.sleep(pause)


def measure(
    connections: list[psycopg.Connection[Any]],
    savings: list[list[Statement]],
    *,
    rounds: int,
    pause: float,
) -> list[float]:
    """Return the seconds that every save took."""
    taken: list[float] = []
    start = threading.Barrier(len(savings))

    def work(connection: psycopg.Connection[Any], statements: list[Statement]) -> None:
        for number in range(rounds + 1):
            start.wait()
            began = time.perf_counter()
            save(connection, statements, text=f"Round {number}", pause=pause)
            if number:  # the first plans its statements
                taken.append(time.perf_counter() - began)

    pairs = zip(connections, savings, strict=True)
    threads = [threading.Thread(target=work, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def prepare_forms(people: int) -> list[list[int]]:
    """Return the offer and the firm that each of so many people saves by a form."""
    with open_database():
        savings = make_savings(people)["an offer and its firm"]
    return [[row for _, row in statements] for statements in savings]


def main() -> None:
    """Measure and print."""
    if sys.argv[2] == "prepare":
        print(json.dumps(prepare_forms(int(sys.argv[1]))))
        return
    people, rounds, *pauses = map(int, sys.argv[1:])
    with open_database(), ExitStack() as stack:
        from django.db import connection

        savings = make_savings(people)
        params = {
            name: value
            for name, value in connection.get_connection_params().items()
            if name in {"host", "port", "user", "dbname", "password"}
        }
        connections = [stack.enter_context(psycopg.connect(**params)) for _ in range(people)]
        for one in connections:
            one.autocommit = True
        found = [
            (what, pause, measure(connections, one, rounds=rounds, pause=pause / 1000))
            for what, one in savings.items()
            for pause in pauses
        ]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
