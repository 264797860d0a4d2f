"""The programme: days, filters, the grid, sessions, speakers and files."""

from __future__ import annotations

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.congress.models import Session
from fairlead.apps.fairs.models import Edition
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.programme.read import parse_schedule
from fairlead.sites.public.programme.grid import build_grid

UTC = ZoneInfo("UTC")


@pytest.fixture
def night(edition: Edition) -> Session:
    """Return a session that ends after midnight, with a moderator whose name is markup."""
    session = make.session(
        edition,
        code="night",
        title="Night <b>shift</b>",
        start=dt.time(23, 30),
        end=dt.time(0, 45),
        kind="panel",
        language="en",
        interpretation=["ru"],
        capacity=120,
    )
    somebody = make.person(country="KAZ")
    speaker = make.speaks(session, make.participation(edition, code="p-1", person=somebody))
    speaker.moderates = True
    speaker.save()
    return session


@pytest.mark.django_db
def test_a_session_and_its_people(client: Client, edition: Edition, night: Session) -> None:
    page = client.get(f"/{edition.code}/programme/night/").content.decode()
    assert "Night &lt;b&gt;shift&lt;/b&gt;" in page
    assert "<b>shift" not in page
    assert "(on the next day)" in page
    assert "For everyone" not in page, "nothing was said"
    assert "moderates" in page
    assert f'href="/{edition.code}/speakers/p-1/"' in page
    speaker = client.get(f"/{edition.code}/speakers/p-1/").content.decode()
    assert f'href="/{edition.code}/programme/night/"' in speaker
    assert "Kazakhstan" in speaker
    assert "/KAZ.svg" in page


@pytest.mark.django_db
def test_a_visitor_has_no_page_of_a_speaker(client: Client, edition: Edition) -> None:
    make.participation(edition, code="visitor-1")
    assert client.get(f"/{edition.code}/speakers/visitor-1/").status_code == 404
    assert client.get(f"/{edition.code}/programme/nothing/").status_code == 404


@pytest.mark.django_db
def test_filters_hold_for_page_and_files(client: Client, edition: Edition, night: Session) -> None:
    tracks = [LocalizedText({"en": text}) for text in ("Power & light", "C++")]
    make.session(
        edition, code="early", title="Early", kind="workshop", level="advanced", track=tracks[0]
    )
    Session.objects.filter(code="night").update(track=tracks[1], level="everyone")
    page = client.get(f"/{edition.code}/programme/").content.decode()
    power, plus = (
        re.search(rf'<option value="([^"]+)"[^>]*>{text}<', page)[1]  # type: ignore[index]
        for text in ("Power &amp; light", r"C\+\+")
    )
    for query, codes in (
        ("?kind=panel", {"night"}),
        ("?language=ru", {"night"}),
        ("?level=advanced", {"early"}),
        (f"?track={power}", {"early"}),
        (f"?track={plus}&level=everyone", {"night"}),
        ("?track=c", set()),
        ("?session=early&session=gone", {"early"}),
        ("", {"night", "early"}),
    ):
        content = client.get(f"/{edition.code}/programme.ics{query}").content
        calendar: Any = icalendar.Calendar.from_ical(content)
        assert {one["URL"].rsplit("/", 2)[1] for one in calendar.walk("VEVENT")} == codes
        page = client.get(f"/{edition.code}/programme/{query}").content.decode()
        assert {code for code in ("night", "early") if f'data-session="{code}"' in page} == codes


@pytest.mark.django_db
def test_a_large_choice_is_a_calendar_whole(client: Client, edition: Edition) -> None:
    codes = [make.session(edition, code=f"s-{at}").code for at in range(60)]
    query = "&".join(f"session={code}" for code in codes)
    content = client.get(f"/{edition.code}/programme.ics?{query}").content
    assert content.count(b"BEGIN:VEVENT") == 60


@pytest.mark.django_db
def test_files_say_the_same_and_keep_identifiers(
    client: Client, edition: Edition, night: Session
) -> None:
    site = f"/{edition.code}/programme"
    written = {kind: client.get(f"{site}.{kind}").content for kind in ("xml", "json")}
    read = {kind: parse_schedule(one, kind, UTC) for kind, one in written.items()}
    for kind, found in read.items():
        assert found.notes == (), kind
        session = found.programme.sessions[0]
        assert (session.begins, session.ends) == (night.starts_at, night.ends_at)
        assert len(found.programme.days) == len(edition.dates), "days without sessions too"
    assert read["xml"].programme.sessions[0].guid == read["json"].programme.sessions[0].guid
    xcal = ET.fromstring(client.get(f"{site}.xcal").content)  # noqa: S314 - our own
    assert len(xcal.findall(".//{*}vevent")) == 1
    before = read["xml"].programme
    Session.objects.filter(pk=night.pk).update(start=dt.time(22))
    after = parse_schedule(client.get(f"{site}.xml").content, "again", UTC).programme
    assert after.sessions[0].guid == before.sessions[0].guid
    assert after.version != before.version
    one: Any = icalendar.Calendar.from_ical(client.get(f"{site}/night/calendar.ics").content)
    assert one.walk("VEVENT")[0]["UID"] == after.sessions[0].guid


@pytest.mark.django_db
def test_exports_hold_no_address_of_a_person(client: Client, edition: Edition) -> None:
    who = make.participation(edition)
    type(who.person).objects.filter(pk=who.person_id).update(email="someone@example.org")
    make.speaks(make.session(edition), who)
    for kind in ("xml", "json", "ics", "xcal"):
        content = client.get(f"/{edition.code}/programme.{kind}").content
        assert b"someone@example.org" not in content
    assert json.loads(client.get(f"/{edition.code}/programme.json").content)["schedule"]


@pytest.mark.django_db
def test_the_grid_is_as_long_as_its_sessions(edition: Edition) -> None:
    """In every column the rows of its cells add up to all rows of the table."""
    times = ((9, 11), (9, 10), (11, 12), (10, 12))
    sessions = [
        make.session(edition, code=f"s{at}", start=dt.time(begin), end=dt.time(end))
        for at, (begin, end) in enumerate(times)
    ]
    grid = build_grid(sessions, str)
    assert [row.begins.hour for row in grid.rows] == [9, 10, 11]
    assert [room.pk for room in grid.rooms] == sorted(one.room_id for one in sessions)
    sessions[-1].room.position, sessions[0].room.position = 1, 2
    ordered = [room.pk for room in build_grid(sessions, str).rooms]
    assert ordered == [sessions[at].room_id for at in (1, 2, 3, 0)]
    cells = [cell for row in grid.rows for cell in row.cells]
    assert sum(cell.rows for cell in cells) == len(grid.rows) * len(grid.rooms)
    assert sorted(cell.rows for cell in cells if cell.session) == [1, 1, 2, 2]


@pytest.mark.django_db
def test_the_grid_shows_local_times_under_their_rooms(client: Client, edition: Edition) -> None:
    make.session(edition, code="first", start=dt.time(14), end=dt.time(15))
    second = make.session(edition, code="second", start=dt.time(9), end=dt.time(10))
    page = client.get(f"/{edition.code}/programme/?view=grid").content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    heads = re.findall(r'<th scope="col">(Room [^<]*)', table)
    assert [" ".join(one.split()) for one in re.findall(r">(\d\d:\d\d)</time>", table)] == [
        "09:00", "10:00", "14:00",
    ]  # fmt: skip
    row = table[table.index("09:00</time>") :].split("</tr>")[0]
    at = [i for i, cell in enumerate(row.split("<td")[1:]) if 'data-session="second"' in cell]
    assert [heads[i] for i in at] == [str(second.room)]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_sessions(
    client: Client,
    edition: Edition,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for at in range(count):
        make.speaks(make.session(edition, code=f"s-{at}"), make.participation(edition))
    with django_assert_max_num_queries(6):
        assert client.get(f"/{edition.code}/programme/?view=grid").status_code == 200
