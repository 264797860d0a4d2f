"""A programme of another system comes into a draft: looked at first, known again, undone."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.test import Client
from tests.sites import factories as make

from fairlead.apps.congress.content import read_version
from fairlead.apps.congress.domain.change_draft import undo_step
from fairlead.apps.congress.domain.draft_programme import find_or_make_draft
from fairlead.apps.congress.domain.take_programme import take_programme_into_draft
from fairlead.apps.congress.models import Programme, Room
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Participation
from fairlead.apps.people.roles import MemberRole
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.programme.read import parse_schedule

LIST = (
    "Title,Start,Duration,Room,Speakers,Subtitle\n"
    "Gears,2034-07-10 10:00,45,Hall A,Anna Example,Below\n"
    "Bearings,2034-07-11 11:00,30,Hall B,anna  EXAMPLE,\n"
)


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair that is to come."""
    return make.edition("river-2034", first_day=dt.date(2034, 7, 10))


def take(edition: Edition, text: str, *, dry: bool = False) -> tuple[int, ...]:
    """Take a list; return how many sessions are new and changed, and new speakers and rooms."""
    schedule = parse_schedule(text.encode(), "list.csv", edition.zone).programme
    taken = take_programme_into_draft(edition, schedule, "list.csv", by=COMMAND_LINE, dry=dry)
    return taken.new, taken.changed, taken.people, taken.rooms


def test_a_look_changes_nothing_and_a_second_time_is_the_same(edition: Edition) -> None:
    assert take(edition, LIST, dry=True) == (2, 0, 1, 2)
    assert not Programme.objects.exists()
    assert not Room.objects.exists()
    assert not Participation.objects.exists()
    assert take(edition, LIST) == (2, 0, 1, 2)
    assert take(edition, LIST) == (0, 0, 0, 0)
    said = read_version(find_or_make_draft(edition)).values()
    assert [one["minutes"] for one in said] == [45, 30]
    undo_step(find_or_make_draft(edition), by=COMMAND_LINE)
    assert read_version(find_or_make_draft(edition)) == {}


def test_one_speaker_under_two_spellings_is_said(edition: Edition) -> None:
    take(edition, LIST)
    text = LIST.replace("Anna Example", "Example Ana").replace("anna  EXAMPLE", "Ánna Example")
    schedule = parse_schedule(text.encode(), "list.csv", edition.zone).programme
    taken = take_programme_into_draft(edition, schedule, "list.csv", by=COMMAND_LINE, dry=True)
    said = [(one.value, one.expected) for one in taken.notes]
    same = 'perhaps the same as "Anna Example"'
    assert said == [("Example Ana", same), ("Ánna Example", same)]


def test_an_export_of_the_fair_for_readers_of_any_language_changes_nothing(
    edition: Edition,
) -> None:
    held = make.session(
        edition,
        kind="plenary",
        subtitle=LocalizedText({"en": "Below"}),
        description=LocalizedText({"en": "At length", "ru": "Подробно"}),
        stream="https://example.org/live",
        links=["Study https://example.org/study"],
    )
    make.speaks(held, make.participation(edition))
    for language in ("", "/ru", "/ar"):
        for kind in ("xml", "json"):
            content = Client().get(f"{language}/river-2034/programme.{kind}").content.decode()
            assert take(edition, content) == (0, 0, 0, 0)
    content = Client().get("/river-2034/programme.json").content.decode()
    assert take(edition, content.replace("At length", "In short")) == (0, 1, 0, 0)
    (said,) = read_version(find_or_make_draft(edition)).values()
    assert said["description"]["en"] == "In short"
    assert (said["kind"], said["guid"], said["extras"]) == ("plenary", None, [])
    assert (said["stream"], said["links"]) == (held.stream, held.links)


@pytest.mark.parametrize("kind", ["xml", "json"])
def test_what_an_export_hides_of_a_session_by_invitation_stays(edition: Edition, kind: str) -> None:
    links = ["Paper https://example.org/paper"]
    make.session(
        edition,
        access="invitation",
        stream="https://example.org/live",
        links=links,
        materials=links,
    )
    before = read_version(find_or_make_draft(edition))
    content = Client().get(f"/river-2034/programme.{kind}").content.decode()
    assert "example.org/live" not in content
    assert "example.org/paper" not in content
    assert take(edition, content) == (0, 0, 0, 0)
    renamed = content.replace("Main strategic session", "Main session")
    assert take(edition, renamed) == (0, 1, 0, 0)
    (said,) = read_version(find_or_make_draft(edition)).values()
    (known,) = before.values()
    assert said["title"]["en"] == "Main session"
    hidden = ("access", "stream", "links", "materials")
    assert [said[name] for name in hidden] == [known[name] for name in hidden]


def test_a_late_session_comes_in_again_as_it_was_planned(edition: Edition) -> None:
    held = make.session(edition, delay=20, start=dt.time(23, 30), end=dt.time(0, 30))
    assert held.begins_at.date() == held.date
    content = Client().get("/river-2034/programme.xml").content.decode()
    assert f"{held.late_start:%H:%M}" == "23:50"
    assert "T23:50:00" in content
    assert take(edition, content) == (0, 0, 0, 0)
    assert take(edition, content.replace("23:50", "23:45")) == (0, 1, 0, 0)


def test_texts_come_in_every_language_of_the_edition(edition: Edition) -> None:
    own, other = edition.languages[:2]
    session = {"title": {"xx": "Nothing", other: " Other\none", own: "Own"}, "code": "ABCDEF",
               "state": "confirmed", "start": "2034-07-10T10:00:00+05:00", "duration": 30,
               "track": {other: "Only there"}}  # fmt: skip
    take(edition, json.dumps([session]))
    (said,) = read_version(find_or_make_draft(edition)).values()
    assert said["title"] == {own: "Own", other: "Other one"}
    assert said["track"][other] == "Only there"


def test_a_room_is_known_by_its_name_in_any_language(edition: Edition) -> None:
    own, other = edition.languages[:2]
    session = {
        "title": "Gears",
        "code": "ABCDEF",
        "state": "confirmed",
        "duration": 30,
        "start": "2034-07-10T10:00:00+05:00",
        "room": {other: "Зал  А", own: "Hall A"},
    }
    again = {**session, "code": "GHIJKL", "start": "2034-07-11T10:00:00+05:00", "room": "зал а"}
    assert take(edition, json.dumps([session, again]))[3] == 1
    assert Room.objects.get().name == {own: "Hall A", other: "Зал А"}
    only = {**session, "code": "MNOPQR", "start": "2034-07-12T10:00:00+05:00",
            "room": {other: "Зал Б"}}  # fmt: skip
    assert take(edition, json.dumps([only]))[3] == 1
    assert Room.objects.latest("pk").name == {own: "Зал Б", other: "Зал Б"}


def test_the_page_says_every_fault_and_then_nothing_has_happened(edition: Edition) -> None:
    office = Account.objects.create_user("office@example.org")
    appoint(office, MemberRole.PROGRAMME, edition=edition, by=COMMAND_LINE)
    browser, page = Client(), "/office/river-2034/programme/take/"
    browser.force_login(office)

    def send(content: str, act: str = "take", name: str = "list.csv") -> tuple[int, str]:
        from django.core.files.uploadedfile import SimpleUploadedFile

        file = SimpleUploadedFile(name, content.encode())
        answer = browser.post(page, {"file": file, "act": act})
        return answer.status_code, answer.content.decode()

    for content, words in (
        (LIST.replace("2034-07-11", "2034-08-11"), "expected a day of the fair"),
        (LIST.replace("45,", "long,"), "expected a length"),
        (LIST.replace("Gears", "G" * 501), "500 characters"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><schedule/>", "without a document type"),
        ("<schedule/>", "at least one day"),
        ("hello", "expected a heading Title"),
    ):
        status, said = send(content)
        assert status == 400
        assert words in said
        assert not Programme.objects.exists()
    status, said = send(LIST, "look")
    assert status == 200
    assert "nothing has happened yet" in said
    assert send(LIST)[0] == 302
    assert Programme.objects.get().sessions.count() == 2


@pytest.mark.slow
def test_a_large_public_programme_comes_in(db: None, shared_data: Path) -> None:
    file = shared_data / "schedules" / "large-public-conference.xml"
    edition = make.edition(
        "large", first_day=dt.date(2025, 12, 27), days=5, time_zone="Europe/Berlin"
    )
    schedule = parse_schedule(file.read_bytes(), file.name, edition.zone).programme
    taken = take_programme_into_draft(edition, schedule, file.name, by=COMMAND_LINE, dry=False)
    assert taken.new == len(schedule.sessions)
