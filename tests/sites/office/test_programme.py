"""The office's programme: built by forms and by the script's data, released, compared, restored."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.sites import factories as make
from tests.sites.office.test_projects import read, sign_in

from fairlead.apps.congress.content import TEXTS
from fairlead.apps.congress.domain.draft_programme import draft_programme
from fairlead.apps.congress.models import Programme, Room, Session
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import FollowedSession
from fairlead.apps.messages.models import Message
from fairlead.apps.people.roles import MemberRole

pytestmark = pytest.mark.django_db
PAGES = "/office/river-2024/programme/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def office(edition: Edition) -> Client:
    """Return the browser of who builds the programme."""
    return sign_in("programme@example.org", MemberRole.PROGRAMME, edition)


@pytest.fixture
def draft(edition: Edition) -> Programme:
    """Return a draft of two sessions of one speaker, in a room each."""
    speaker = make.participation(edition, code="p-one")
    for code, hour in (("first", 10), ("second", 14)):
        held = make.session(
            edition, code=code, title=f"The {code}", start=dt.time(hour), end=dt.time(hour + 1)
        )
        make.speaks(held, speaker)
    return draft_programme(edition)


def act(client: Client, draft: Programme, **said: Any) -> Any:
    """Do something to a draft as the script does."""
    return client.post(f"{PAGES}{draft.version}/act/", said, headers=JSON)


def test_before_the_first_version_the_page_says_what_is_held(
    edition: Edition, office: Client
) -> None:
    for code in ("first", "second"):
        make.session(edition, code=code)
    assert "2 sessions are held. The first draft begins with them." in read(office, PAGES)


def test_a_drop_says_what_became_of_it_or_why_it_is_refused(
    edition: Edition, office: Client, draft: Programme
) -> None:
    board = json.loads(read(office, f"{PAGES}{draft.version}/board"))
    assert [one[:5] for one in board["sessions"]] == [
        ["first", "The first", board["rooms"][0][0], 600, 60],
        ["second", "The second", board["rooms"][1][0], 840, 60],
    ]
    assert board["conflicts"] == {}
    room = board["rooms"][1][0]
    against = json.loads(read(office, f"{PAGES}{draft.version}/obstacles/first"))["obstacles"]
    assert [room, 840, 900, 1, "The room has “The second” from 14:00."] in against
    assert any(one[0] is None and one[3] and "is at “The second”" in one[4] for one in against)
    refused = act(office, draft, act="place", session="first", room=room, at=870)
    assert refused.status_code == 409
    assert "The room has" in refused.json()["refused"]
    done = act(office, draft, act="place", session="first", room=room, at=1440 + 11 * 60)
    assert done.json()["sessions"] == [
        ["first", "The first", room, 2100, 60, "", done.json()["sessions"][0][6], 0]
    ]
    assert (done.json()["undo"], done.json()["redo"]) == (1, 0)
    undone = act(office, draft, act="undo").json()
    assert undone["sessions"][0][3] == 600
    assert undone["said"] == "Undone."
    assert act(office, draft, act="unplace", session="first").json()["sessions"][0][3] is None
    for odd in ({"at": "x" * 9}, {"room": "none", "at": "600"}, {"room": room, "at": "99999999"}):
        said = {"act": "place", "session": "first", "room": room, **odd}
        assert act(office, draft, **said).status_code == 409
    assert act(office, draft, act="dance").status_code == 404
    assert Session.objects.get(code="first").start == dt.time(10)


def test_a_drop_says_the_conflicts_that_it_brings_and_ends_and_no_others(
    edition: Edition, office: Client, draft: Programme
) -> None:
    away = make.session(edition, code="away", start=dt.time(20), end=dt.time(21))
    edition.opening = [["2024-07-08", "09:00:00", "18:00:00"]]
    edition.save()
    board = json.loads(read(office, f"{PAGES}{draft.version}/board"))
    assert list(board["conflicts"]) == ["away"]
    room = board["sessions"][0][2]
    late = {"act": "place", "session": "first", "room": room, "at": 18 * 60}
    # What came in since the page was opened brings the whole board, as does somebody's change.
    known = act(office, draft, **late, since=board["stamp"]).json()
    assert (known["whole"], len(known["sessions"])) == (True, 3)
    assert set(known["conflicts"]) == {"first", "away"}
    back = {**late, "at": 600, "since": known["stamp"]}
    done = act(office, draft, **back).json()
    assert "whole" not in done
    assert done["conflicts"] == {"first": [], "second": []}, "of the same speaker"
    assert "whole" in act(office, draft, **late, since=known["stamp"]).json()
    locked = act(office, draft, act="lock", session="away").json()
    assert [one[0] for one in locked["sessions"]] == ["away"]
    assert away.code not in locked["conflicts"]


def test_without_a_script_a_place_is_checked_and_then_taken(
    edition: Edition, office: Client, draft: Programme
) -> None:
    page = f"{PAGES}{draft.version}/sessions/first/"
    small = Room.objects.get(sessions__code="second")
    Room.objects.filter(pk=small.pk).update(capacity=5)
    place = {"date": "2024-07-09", "start": "09:30", "room": str(small.pk), "minutes": "45"}
    form = {"title_en": "The first of all", "minutes": "60", "expected": "80",
            "speakers": "p-one", "needs": "Stage, Booth"}  # fmt: skip
    assert office.post(page, form).status_code == 302
    checked = read(office, f"{page}?" + "&".join(f"{k}={v}" for k, v in place.items()))
    assert "too small for those expected" in checked
    assert "The room lacks what the session needs" in checked
    answer = office.post(
        f"{PAGES}{draft.version}/act/", {"act": "place", "session": "first", **place}, follow=True
    )
    assert "too small for those expected" in answer.content.decode()
    held = draft.sessions.get(code="first")
    assert (held.date, held.start, held.minutes, held.needs) == (
        dt.date(2024, 7, 9), dt.time(9, 30), 45, ["booth", "stage"]
    )  # fmt: skip
    wrong = office.post(page, {**form, "speakers": "nobody", "title_en": "Kept"})
    assert wrong.status_code == 400
    assert "Expected people who take part" in wrong.content.decode()
    for kept in ('value="Kept"', 'value="80"', 'value="Stage, Booth"', ">nobody</textarea>"):
        assert kept in wrong.content.decode()
    assert office.post(page, {**form, "language": ","}).status_code == 302
    for odd in ({"language": "xx"}, {"interpretation": "en, q1"}, {"stream": "https://"},
                {"stream": "https://a b"}, {"stream": "ftp://a.org"}):  # fmt: skip
        assert office.post(page, {**form, **odd}).status_code == 400, "no folder would hold it"
    assert "Expected a day of the fair" in read(office, f"{page}?room={small.pk}&start=noon")
    assert "Expected a room" in read(office, f"{page}?room=0&date=2024-07-09&start=09:00")


def test_every_text_of_a_session_has_its_field_in_the_draft(
    edition: Edition, office: Client, draft: Programme
) -> None:
    page = f"{PAGES}{draft.version}/sessions/first/"
    texts = {
        f"{name}_{tag}": f"{name} {tag}" for name in TEXTS if name != "speakers_as"
        for tag in edition.languages
    }  # fmt: skip
    sent = {name: f"{text}\x07" for name, text in texts.items()}
    assert office.post(page, {**sent, "minutes": "60", "needs": "a|b\x07"}).status_code == 302
    held = draft.sessions.get(code="first")
    assert {
        f"{name}_{tag}": text for name in TEXTS for tag, text in getattr(held, name).items()
    } == texts
    assert held.needs == ["a", "b"]
    shown = office.get(page).content.decode()
    missing = [one for one in texts.values() if one not in shown]
    assert missing == []
    new = f"{PAGES}{draft.version}/sessions/"
    refused = office.post(new, {**sent, "minutes": "0"})
    assert refused.status_code == 400
    assert "abstract en" in refused.content.decode()
    assert office.post(new, {**sent, "minutes": "9"}).status_code == 302
    assert draft.sessions.get(minutes=9).subtitle == held.subtitle


def test_a_room_has_a_name_in_the_own_language_that_no_other_has(
    edition: Edition, office: Client
) -> None:
    page = "/office/river-2024/rooms/"
    own, other = edition.languages[:2]
    for name, said, many in (
        ({own: "Hall A", other: "Зал А"}, "Saved.", 1),
        ({other: "Зал Б"}, "own language", 1),
        ({own: "hall  a", other: "Зал Б"}, "There is a room of this name", 1),
        ({own: "Hall B", other: "Зал А"}, "Saved.", 2),
    ):
        form = {f"name_{tag}": text for tag, text in name.items()}
        assert said in office.post(page, form, follow=True).content.decode()
        assert Room.objects.filter(edition=edition).count() == many
    for room in Room.objects.filter(edition=edition):
        make.session(edition, code=f"s-{room.pk}", room=room)
    read = json.loads(Client().get(f"/{other}/river-2024/programme.json").content)
    names = [one["name"] for one in read["schedule"]["conference"]["rooms"]]
    assert names == ["Зал А (Hall A)", "Зал А (Hall B)"]


def test_a_release_says_what_changes_and_tells_whom_it_touches(
    edition: Edition, office: Client, draft: Programme
) -> None:
    follower = make.participation(edition, code="p-two")
    other = make.participation(edition, code="p-three")
    FollowedSession.objects.create(
        participation=follower, session=Session.objects.get(code="second")
    )
    FollowedSession.objects.create(participation=other, session=Session.objects.get(code="first"))
    room = Session.objects.get(code="second").room_id
    act(office, draft, act="place", session="second", room=room, at=900)
    page = read(office, f"{PAGES}{draft.version}/release/")
    assert "Moved: The second, Mon 8 July, 15:00–16:00" in page
    assert "2 people are told" in page
    assert office.post(f"{PAGES}{draft.version}/release/").status_code == 403
    organiser = sign_in("head@example.org", MemberRole.ORGANISER, edition)
    assert organiser.post(f"{PAGES}{draft.version}/release/").status_code == 302
    assert organiser.post(f"{PAGES}{draft.version}/release/").status_code == 302
    told = {one.person_id: one for one in Message.objects.filter(purpose="timetable")}
    speaker = Session.objects.get(code="second").speaker_set.get().participation
    assert set(told) == {follower.person_id, speaker.person_id}
    assert "15:00–16:00" in told[follower.person_id].body
    public = read(office, "/river-2024/programme/")
    assert "15:00" in public
    first = read(office, "/river-2024/programme/versions/1/")
    assert "14:00–15:00" in first
    assert "holds no more" in first
    old = json.loads(read(office, "/river-2024/programme/versions/1.json"))
    assert old["schedule"]["version"] == "1"
    compared = read(office, f"{PAGES}compare/?one=1&other={draft.version}")
    assert "Moved: The second" in compared
    answer = office.post(f"{PAGES}1/restore/")
    assert answer.headers["Location"] == f"{PAGES}3/"
    assert office.get("/river-2024/programme/versions/3/").status_code == 404


def test_a_release_tells_of_what_goes_and_of_what_changes(
    edition: Edition, draft: Programme
) -> None:
    follower = make.participation(edition, code="p-two")
    FollowedSession.objects.bulk_create(
        FollowedSession(participation=follower, session=one) for one in Session.objects.all()
    )
    office = sign_in("head@example.org", MemberRole.ORGANISER, edition)
    act(office, draft, act="unplace", session="first")
    room = Session.objects.get(code="second").room_id
    act(office, draft, act="place", session="second", room=room, at=900)
    assert office.post(f"{PAGES}{draft.version}/release/").status_code == 302
    body = Message.objects.get(purpose="timetable", person=follower.person_id).body
    assert "Not held any more: The first" in body
    assert "Moved: The second" in body


def test_the_auditor_reads_and_changes_nothing(edition: Edition, draft: Programme) -> None:
    auditor = sign_in("auditor@example.org", MemberRole.AUDITOR, edition)
    page = read(auditor, f"{PAGES}{draft.version}/")
    assert "Throw away" not in page
    assert "data-editable" not in page
    assert act(auditor, draft, act="unplace", session="first").status_code == 403
    assert auditor.post(f"{PAGES}{draft.version}/sessions/first/", {}).status_code == 403
    assert auditor.post("/office/river-2024/rooms/", {}).status_code == 403


def test_rooms_are_set_up_and_closed(edition: Edition, office: Client, draft: Programme) -> None:
    make.hall(edition, "2")
    room = Session.objects.get(code="second").room
    form = {"room": room.pk, "name_en": "Blue room", "hall": "2", "capacity": "40",
            "features": "Stage", "hours": "2024-07-08 09:00-13:00"}  # fmt: skip
    assert office.post("/office/river-2024/rooms/", form).status_code == 302
    page = read(office, f"{PAGES}{draft.version}/")
    assert "The room is closed then." in page
    refused = act(office, draft, act="place", session="first", room=room.pk, at=13 * 60)
    assert "closed" in refused.json()["refused"]
    for wrong, why in (
        ({"hours": "2024-07-08 9-13"}, "Expected a line such as"),
        ({"name_en": ""}, "Expected a name"),
        ({"act": "remove"}, "has sessions in this room"),
    ):
        answer = office.post("/office/river-2024/rooms/", {**form, **wrong}, follow=True)
        assert why in answer.content.decode()


@pytest.mark.parametrize("many", [1, 400])
def test_queries_do_not_grow_with_the_programme(
    edition: Edition, office: Client, many: int
) -> None:
    rooms = [
        Room.objects.create(edition=edition, name={"en": f"Room {number:02d}"})
        for number in range(25)
    ]
    Session.objects.bulk_create(
        make.unsaved_session(
            edition, f"s{number}", rooms[number % 25],
            date=edition.dates[number // 25 % 4], start=dt.time(9 + number // 100),
        )
        for number in range(many)
    )  # fmt: skip
    draft = draft_programme(edition)
    for page, most in (("", 36), ("board", 32), ("obstacles/s0", 28), ("release/", 36)):
        with CaptureQueriesContext(connection) as asked:
            assert office.get(f"{PAGES}{draft.version}/{page}").status_code == 200
        assert len(asked) <= most, page
    there = {"session": "s0", "room": rooms[0].pk, "at": 8 * 60}
    for what, most in (("place", 30), ("undo", 29), ("lock", 22)):
        with CaptureQueriesContext(connection) as asked:
            assert act(office, draft, act=what, **there).status_code == 200
        assert len(asked) <= most, (what, len(asked))


def test_the_office_says_when_the_fair_is_open(edition: Edition, draft: Programme) -> None:
    organiser = sign_in("organiser@example.org", MemberRole.ORGANISER, edition)
    page = "/office/river-2024/rooms/"
    said = {"opens_2024-07-08": "11:00", "closes_2024-07-08": "18:30"}
    assert organiser.post(f"{page}opening/", said).headers["Location"] == page
    edition.refresh_from_db()
    assert edition.opening == [["2024-07-08", "11:00:00", "18:30:00"]]
    shown = organiser.get(page).content.decode()
    assert 'name="closes_2024-07-08" value="18:30"' in shown
    assert "Mon 8 July" in read(organiser, "/river-2024/")
    board = json.loads(read(organiser, f"{PAGES}{draft.version}/board"))
    assert board["conflicts"]["first"] == [["The fair is closed then.", 0]]
    assert board["days"][0][2:] == [600, 1140], "from the session before it opens to the last hour"
    blank = {f"{one}_{day}": "" for day in edition.dates for one in ("opens", "closes")}
    for odd, why in (
        ({"opens_2024-07-08": "12:15"}, "Expected a time such as 09:30"),
        ({"opens_2024-07-08": "12:15", "closes_2024-07-08": "12:15"}, "at another time than they"),
    ):
        again = organiser.post(f"{page}opening/", blank | odd, follow=True).content.decode()
        assert why in again
        assert 'value="12:15"' in again, "what was typed stays"
    edition.refresh_from_db()
    assert len(edition.opening) == 1
    assert organiser.post(f"{page}opening/", {}).status_code == 302
    edition.refresh_from_db()
    assert edition.opening == []
    builder = sign_in("builder@example.org", MemberRole.PROGRAMME, edition)
    assert builder.post(f"{page}opening/", said).status_code == 403


def test_a_form_leads_back_within_the_site_whatever_it_says(
    office: Client, draft: Programme
) -> None:
    page = f"{PAGES}{draft.version}/"
    for wanted in ("0x10", '"><b>', "\0a", "office:nothing", "//evil.example.org/", "/\\evil"):
        answer = office.post(f"{page}act/", {"act": "undo", "next": wanted})
        assert (answer.status_code, answer.headers["Location"]) == (302, page), wanted
    answer = office.post(f"{page}act/", {"act": "undo", "next": f"{PAGES}?day=1"})
    assert answer.headers["Location"] == f"{PAGES}?day=1"
