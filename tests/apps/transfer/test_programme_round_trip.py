"""A schedule that is taken into a fair, loaded, and written again says the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.fair import Fair
from fairlead.folder.programme.fair_sessions import take_programme
from fairlead.folder.programme.programme import Day, Link, Programme, ProgrammePerson
from fairlead.folder.programme.programme import ProgrammeSession as Session
from fairlead.folder.programme.read import parse_schedule
from fairlead.folder.programme.write_json import write_schedule_json
from fairlead.folder.programme.write_xml import write_schedule_xml

_NOT_KEPT = ("number", "people", "address", "slug", "code", "day")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["xml", "json"])
def test_what_is_taken_is_written_again(small: Fair, kind: str) -> None:
    zone = small.settings.zone
    day = small.settings.first_day
    begins = dt.datetime.combine(day, dt.time(10), zone)
    session = Session(
        guid="0c8b0cb4-6cf9-5ff8-928a-0a0f49558c48",
        number=7,
        title="Шестерни 齿轮 تروس",
        day=day,
        begins=begins,
        ends=begins + dt.timedelta(minutes=45),
        room="Hall A",
        subtitle="Below the title",
        kind="Lightning talk",
        track="Making",
        language="en",
        abstract="In short",
        description="At length,\nin two lines",
        people=(ProgrammePerson("Anna Example"), ProgrammePerson("李示例")),
        feedback="https://example.org/feedback",
        links=(Link("Study", "https://example.org/study"), Link("", "https://example.org/b")),
        attachments=(Link("Slides", "https://example.org/slides.pdf"),),
        license="CC BY 4.0",
        is_recorded=False,
    )
    midnight = dt.datetime.combine(day, dt.time(), zone)
    days = (Day(day, midnight, midnight + dt.timedelta(days=1)),)
    programme = Programme("fair", "Fair", "1", zone, days, (session,))
    write = write_schedule_xml if kind == "xml" else write_schedule_json
    given = parse_schedule(write(programme, generator="x", generator_version="1"), "s", zone)
    taken = take_programme(small, given.programme, "s")
    assert taken.notes == ()
    edition = load_fair(taken.fair)
    written = Client().get(f"/{edition.code}/programme.{kind}")
    (again,) = parse_schedule(written.content, "again", ZoneInfo("UTC")).programme.sessions
    (expected,) = given.programme.sessions
    plain = {name: getattr(expected, name) for name in _NOT_KEPT}
    assert replace(again, **plain) == expected
    assert [who.name for who in again.people] == ["Anna Example", "李示例"]
    assert gather_fair(edition).sessions.to_pylist() == taken.fair.sessions.to_pylist()
    for language in ("", "/ar", "/zh-hans"):
        book = Client().get(f"{language}/{edition.code}/programme.pdf")
        assert book.content.startswith(b"%PDF")
        assert len(book.content) > 10_000


@pytest.mark.django_db
def test_places_at_sessions_go_with_the_folder(small: Fair) -> None:
    rows = small.sessions.to_pylist()
    from fairlead.folder.fair import build_table_of_rows

    first = rows[0]
    speakers = {*(first["speakers"] or ()), *(first["moderators"] or ())}
    people = [one for one in small.people["id"].to_pylist() if one not in speakers][:3]
    rows[0] |= {"capacity": 1, "booking": "yes", "booked": people[:1], "waiting": people[1:3]}
    fair = replace(
        small,
        sessions=build_table_of_rows("sessions", rows, languages=small.settings.languages),
    )
    edition = load_fair(fair)
    back = gather_fair(edition).sessions.to_pylist()
    assert back == fair.sessions.to_pylist()
