"""A draft of a large programme, and a draft of the timetable, in a demo fair."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from benchmarks.pages.server import EDITION

_LENGTHS = (30, 45, 60)
_FIRST_HOUR, _PER_ROOM = 9, 8  # a day of a room: that many sessions, an hour apart


@dataclass(frozen=True, slots=True)
class Boards:
    """Where the two boards are, by which cookies the organiser is known, and how long ago it is
    a week before the fair."""

    programme: str
    timetable: str
    session: str
    cookies: dict[str, str]
    days_ago: int


def prepare_boards(*, sessions: int, rooms: int) -> Boards:
    """Make both drafts; the room that comes first is left empty, to drop into."""
    from django.test import Client

    from fairlead.apps.congress.domain.draft_programme import draft_programme
    from fairlead.apps.meetings.domain.restore_version import restore_version
    from fairlead.apps.meetings.models import Timetable
    from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
    from fairlead.apps.transfer.find import find_edition

    edition = find_edition(EDITION)
    draft = draft_programme(edition)
    code = _fill(draft, sessions=sessions, rooms=rooms)
    released = Timetable.objects.filter(edition=edition).exclude(state="current")
    version = released.order_by("version").last()
    assert version is not None
    restored = restore_version(version)
    timetable = restored.timetable
    client = Client(headers={"host": "localhost"})
    client.force_login(appoint_organiser("boards@example.org", password=secrets.token_hex()))
    office = f"/office/{edition.code}"
    client.get(f"{office}/programme/{draft.version}/")
    return Boards(
        programme=f"{office}/programme/{draft.version}/",
        timetable=f"{office}/timetables/{timetable.version}/",
        session=code,
        cookies={name: one.value for name, one in client.cookies.items()},
        days_ago=(dt.datetime.now(edition.zone).date() - edition.first_day).days + 7,
    )


def _fill(draft: Any, *, sessions: int, rooms: int) -> str:
    """Let a draft have so many sessions, three speakers each; return the code of one to move."""
    from fairlead.apps.congress.domain.change_draft import NOTHING_SAID, take_sessions
    from fairlead.apps.congress.models import Room
    from fairlead.apps.people.domain.record_change import COMMAND_LINE
    from fairlead.apps.people.models import Participation

    edition = draft.edition
    there = {one.name.get("en"): one for one in Room.objects.filter(edition=edition)}
    made = [
        there.get(f"Benchmark room {n}")
        or Room.objects.create(
            edition=edition, name={"en": f"Benchmark room {n}"}, position=n, capacity=100
        )
        for n in range(rooms)
    ]
    ours = [one.pk for one in made]
    Room.objects.filter(edition=edition).exclude(pk__in=ours).update(position=rooms)
    people = list(
        Participation.objects.filter(edition=edition, roles__contains=["visitor"])
        .order_by("pk")
        .values_list("pk", flat=True)[:600]
    )
    said = {}
    for number in range(sessions):
        day, hour = divmod(number // (rooms - 1), _PER_ROOM)
        begins = dt.time(_FIRST_HOUR + hour)
        place = {
            "date": edition.dates[day % len(edition.dates)].isoformat(),
            "start": f"{begins:%H:%M}",
            "room": made[1 + number % (rooms - 1)].pk,
        }
        said[f"b-{number:03}"] = NOTHING_SAID | {
            "title": {"en": f"Session {number} of the benchmark"},
            "track": {"en": f"Track {number % 12}"},
            "minutes": _LENGTHS[number % len(_LENGTHS)],
            "expected": 20 + number % 150,
            "people": [[one, False] for one in _choose(people, number)],
            "place": place,
        }
    take_sessions(draft, said, by=COMMAND_LINE)
    return "b-000"


def _choose(people: list[int], number: int) -> list[int]:
    return [people[(3 * number + at) % len(people)] for at in range(3)]
