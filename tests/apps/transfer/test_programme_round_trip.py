"""A schedule that is taken into a fair, loaded, and written again says the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from fairlead.apps.attendance.domain.set_up_session import FIELDS, set_up_session
from fairlead.apps.attendance.models import Seat
from fairlead.apps.congress.models import Room, Speaker
from fairlead.apps.congress.models import Session as Held
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import merge_fair
from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.programme.fair_sessions import take_programme
from fairlead.folder.programme.programme import Day, Link, Programme, ProgrammePerson
from fairlead.folder.programme.programme import ProgrammeSession as Session
from fairlead.folder.programme.read import parse_schedule
from fairlead.folder.programme.write_json import write_schedule_json
from fairlead.folder.programme.write_xml import write_schedule_xml
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair

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


def list_hearers(session: Held) -> list[Participation]:
    """Return who takes part and does not speak at the session."""
    speaking = Speaker.objects.filter(session=session).values("participation")
    everybody = Participation.objects.filter(edition=session.edition_id, state="approved")
    return list(everybody.exclude(pk__in=speaking).order_by("pk"))


@pytest.mark.django_db
def test_places_beyond_those_that_were_set_later_go_with_the_folder(
    small: Fair, tmp_path: Path
) -> None:
    edition = load_fair(small)
    session = Held.objects.filter(edition=edition).order_by("pk")[0]
    session.capacity, session.booking = 3, True
    session.save()
    for who in list_hearers(session)[:2]:
        Seat.objects.create(session=session, participation=who, state="booked")
    values = {name: getattr(session, name) for name in FIELDS}
    set_up_session(session, values | {"capacity": 1}, by=COMMAND_LINE)
    written = gather_fair(edition)
    rows = {row["id"]: row for row in written.sessions.to_pylist()}
    assert rows[session.code]["overbooked"] == "yes"
    assert [row["overbooked"] for row in rows.values()].count("yes") == 1
    write_fair(written, tmp_path)
    again = read_fair(tmp_path)
    edition = load_fair(again, replace=True)
    assert gather_fair(edition).sessions.equals(written.sessions)
    moved = [row | {"track": "Moved"} for row in rows.values()]
    changed = build_table_of_rows("sessions", moved, languages=small.settings.languages)
    merge_fair(replace(again, sessions=changed))
    assert gather_fair(edition).sessions.to_pylist() == changed.to_pylist()
    later = Held.objects.get(edition=edition, code=session.code)
    assert later.capacity == 1
    with pytest.raises(IntegrityError, match="no place is left"), transaction.atomic():
        Seat.objects.create(session=later, participation=list_hearers(later)[2], state="booked")
    said = [row | {"overbooked": None} for row in rows.values()]
    refused = build_table_of_rows("sessions", said, languages=small.settings.languages)
    (problem,) = check_fair(replace(again, sessions=refused))
    assert "at most as many as there are places, 1, or overbooked" in str(problem)


@pytest.mark.django_db
def test_what_is_said_in_another_language_alone_is_in_a_folder_that_can_be_read(
    small: Fair, tmp_path: Path
) -> None:
    edition, other = load_fair(small), small.settings.languages[1]
    session = Held.objects.filter(edition=edition).order_by("pk")[0]
    session.title = LocalizedText({other: "Шестерни"})
    session.save()
    Room.objects.filter(pk=session.room_id).update(name=LocalizedText({other: "Зал"}))
    firm = Organisation.objects.filter(edition=edition).order_by("pk")[0]
    firm.name = LocalizedText({other: "Завод"})
    firm.save()
    write_fair(gather_fair(edition), tmp_path)
    again = read_fair(tmp_path)
    (row,) = (one for one in again.sessions.to_pylist() if one["id"] == session.code)
    assert (row["title"], row["room"], row[f"room_{other}"]) == ("Шестерни", "Зал", "Зал")
    assert "Завод" in again.organisations["name"].to_pylist()
    edition = load_fair(again, replace=True)
    assert gather_fair(edition).sessions.equals(again.sessions)
