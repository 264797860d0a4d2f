"""Makes the fair of the benchmark in the database, and prints what clients need to know of it.

    python -m benchmarks.booking.fair SLOTS

There are as many times as ``SLOTS``: five exhibitors of one person each, with a fifth of them. Five
times as many guests as an exhibitor has slots ask each of them. Out go, as JSON, the numbers of the
slots and for each request its code and the mailed link by which the exhibitor's person answers it.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any

from fairlead.cli.database import open_database

EXHIBITORS, SLOTS_A_DAY = 5, 20


def make_fair(slots: int) -> dict[str, Any]:
    """Return what clients need to know of the fair."""
    from tests.sites import factories as make

    from fairlead.apps.meetings.answer_links import sign_answer
    from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
    from fairlead.apps.meetings.models import MeetingRequest

    each = slots // EXHIBITORS
    days = -(-each // SLOTS_A_DAY)
    first = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)
    edition = make.edition("booking", first_day=first, days=days, slots_per_day=SLOTS_A_DAY)
    find_or_make_current(edition)
    times = [
        make.slot(edition, day=one // SLOTS_A_DAY, number=one % SLOTS_A_DAY + 1)
        for one in range(each)
    ]
    hosts = []
    for _ in range(EXHIBITORS):
        firm = make.exhibitor(edition)
        staff = make.participation(edition, roles=["exhibitor"], organisation=firm.organisation)
        hosts.append((firm, staff))
    guests = [make.participation(edition) for _ in range(EXHIBITORS * each)]
    rows = [
        (MeetingRequest(edition=edition, code=f"q-{guest.pk}-{firm.pk}", requester=guest,
                        recipient=firm), staff)
        for guest in guests
        for firm, staff in hosts
    ]  # fmt: skip
    MeetingRequest.objects.bulk_create([request for request, _staff in rows])
    found = {
        request.code: f"/booking/meeting/{sign_answer(request, staff)}/" for request, staff in rows
    }
    words = {one.pk: f"{one.starts_at.astimezone(edition.zone):%Y-%m-%d %H:%M}" for one in times}
    return {"slots": words, "requests": found}


def main() -> None:
    """Make it and print."""
    with open_database():
        from django.db import connection

        made = make_fair(int(sys.argv[1]))
        made["database"] = {
            name: str(value)
            for name, value in connection.get_connection_params().items()
            if name in {"host", "port", "user", "dbname", "password"}
        }
    print(json.dumps(made))


if __name__ == "__main__":
    main()
