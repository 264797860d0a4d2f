"""A page is sent again only once something on it has changed, and always then."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.sites import factories as make
from tests.texts import english

from fairlead.apps.congress.models import Room, Session, Speaker
from fairlead.apps.cooperation.models import Partner
from fairlead.apps.exhibition.models import Exhibitor, Hall, Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import forget_kept
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.models import Meeting, Timetable
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.models import Account, Organisation, Person
from fairlead.apps.proposals.models import Call
from fairlead.apps.trade.domain.release_matching import release_matching
from fairlead.apps.trade.models import (
    Matching,
    Need,
    Offer,
    Product,
    ShownList,
)
from fairlead.sites.public.kept_pages import PAGES as KEPT_PAGES

PAGES = (
    "",
    "exhibitors/",
    "exhibitors/?q=gearboxes&country=BLR",
    "exhibitors.csv",
    "exhibitors/gear/",
    "needs/",
    "needs/bearings/",
    "halls/",
    "halls/1/?stand=A00",
    "countries/",
    "critical-imports/",
    "critical-imports/BLR/",
    "meetings/",
    "programme/",
    "projects/",
    "projects/plant/",
    "critical-imports/",
    "critical-imports/BLR/",
    "critical-imports/bloc/",
)


@pytest.fixture
def fair(edition: Edition) -> Edition:
    """Return an edition with one of everything, and drafts of the timetable and the lists."""
    host = make.exhibitor(edition, organisation=make.organisation(edition, code="gear"))
    offer = make.offer(edition, organisation=host.organisation)
    Product.objects.create(edition=edition, code="HS:848220", title=english("Roller bearings"))
    wanted = make.need(edition, code="bearings")
    make.makers(make.matching(edition, state="draft"), wanted, [offer])
    make.supplier(make.dependency(make.run(edition)))
    make.share(make.project(edition, code="plant"), "BLR", 1.0)
    person = Person.objects.create(name=english("Speaker"))
    speaker = make.participation(edition, person=person)
    make.speaks(make.session(edition), speaker)
    make.meeting(make.timetable(edition, state="draft"), host, make.slot(edition))
    make.supplier(make.dependency(make.run(edition)))
    return edition


def tag(client: Client, address: str, prefix: str = "") -> str:
    """Return the tag of a page."""
    return str(client.get(f"{prefix}/river-2024/{address}")["ETag"])


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_held_already_is_not_sent_again(
    client: Client, fair: Edition, address: str
) -> None:
    page = f"/river-2024/{address}"
    first = client.get(page)
    again = client.get(page, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert again.content == b""
    for header in ("ETag", "Cache-Control", "Vary"):
        assert again[header] == first[header]
    assert first["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in first["Vary"]
    assert client.get(page, headers={"if-none-match": '"another"'}).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_a_page_held_already_costs_one_query(
    client: Client,
    fair: Edition,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    held = {"if-none-match": tag(client, address)}
    with django_assert_num_queries(1):
        assert client.get(f"/river-2024/{address}", headers=held).status_code == 304


@pytest.mark.parametrize("address", PAGES)
def test_a_changed_edition_is_sent_again(client: Client, fair: Edition, address: str) -> None:
    before = tag(client, address)
    Edition.objects.update(name=english("New Name"))
    after = client.get(f"/river-2024/{address}", headers={"if-none-match": before})
    assert after.status_code == 200
    assert after["ETag"] != before


def assess_anew() -> object:
    """Release other figures of dependency: those of a run are never changed."""
    return make.supplier(make.dependency(make.run(Edition.objects.get()), imports_usd=1e9))


_CHANGES: tuple[Callable[[], object], ...] = (
    lambda: Organisation.objects.update(name=english("New Name"), city=english("Elsewhere")),
    lambda: Offer.objects.update(title=english("New offer")),
    lambda: Need.objects.update(title=english("New need")),
    lambda: Product.objects.update(title=english("New product")),
    lambda: Hall.objects.update(name=english("New hall")),
    lambda: Stand.objects.update(number="Z9", width=2.0),
    lambda: Session.objects.update(title=english("New session")),
    lambda: Room.objects.update(name=english("New room")),
    lambda: Speaker.objects.all().delete(),
    assess_anew,
    lambda: Partner.objects.update(economy="RUS"),
    lambda: release_matching(Matching.objects.get()),
    lambda: Exhibitor.objects.all().delete(),
)


def test_whatever_changes_a_page_changes_its_tag(client: Client, fair: Edition) -> None:
    """And what does not leaves most pages as they are held."""
    held = {page: client.get(f"/river-2024/{page}") for page in PAGES}
    left = 0
    for change in _CHANGES:
        with contextlib.suppress(ProtectedError):
            change()
        for page, before in held.items():
            given = {"if-none-match": before["ETag"]} if before.has_header("ETag") else {}
            after = client.get(f"/river-2024/{page}", headers=given)
            if after.status_code == 304:
                forget_kept()
                KEPT_PAGES.clear()
                fresh = client.get(f"/river-2024/{page}")
                assert fresh.content == before.content, page
                left += 1
            else:
                held[page] = after
    assert left > len(_CHANGES) * len(held) / 2


@pytest.mark.parametrize("address", PAGES)
def test_another_language_is_another_page(client: Client, fair: Edition, address: str) -> None:
    english = tag(client, address)
    russian = client.get(f"/ru/river-2024/{address}", headers={"if-none-match": english})
    assert russian.status_code == 200
    assert russian["ETag"] != english


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_the_same_for_everybody(client: Client, fair: Edition, address: str) -> None:
    """A tag, and whatever lies between, must not tell people apart."""
    visitor, organiser = Client(), Client()
    visitor.force_login(Account.objects.create_user("visitor@example.org"))
    organiser.force_login(
        appoint_organiser("organiser@example.org", password="a long enough password")
    )
    page = f"/river-2024/{address}"
    answers = [one.get(page) for one in (client, visitor, organiser)]
    assert len({answer["ETag"] for answer in answers}) == 1
    assert len({answer.content for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)


@pytest.mark.parametrize(
    ("address", "change"),
    [
        ("", lambda: release_timetable(Timetable.objects.get())),
        ("meetings/", lambda: release_timetable(Timetable.objects.get())),
        ("needs/", lambda: release_matching(Matching.objects.get())),
        ("needs/bearings/", lambda: release_matching(Matching.objects.get())),
        ("needs/bearings/", lambda: Product.objects.update(title=english("Other bearings"))),
        ("exhibitors/gear/", lambda: release_matching(Matching.objects.get())),
        (
            "programme/",
            lambda: Person.objects.filter(name=english("Speaker")).update(name=english("Other")),
        ),
        ("programme/", lambda: Room.objects.update(name=english("Other"))),
        ("programme/", lambda: Session.objects.update(start=dt.time(9))),
        ("programme/", lambda: Speaker.objects.all().delete()),
        ("critical-imports/", assess_anew),
        ("critical-imports/BLR/", assess_anew),
        ("projects/plant/", lambda: Partner.objects.update(economy="RUS")),
    ],
)
def test_what_a_page_shows_has_a_part_in_its_tag(
    client: Client, fair: Edition, address: str, change: Callable[[], object]
) -> None:
    page = f"/river-2024/{address}"
    before = client.get(page)
    change()
    after = client.get(page, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content


@pytest.mark.parametrize("address", ["", "meetings/"])
def test_a_meeting_called_off_is_sent_again(client: Client, fair: Edition, address: str) -> None:
    release_timetable(Timetable.objects.get())
    before = client.get(f"/river-2024/{address}")
    catalogue = tag(client, "exhibitors/")
    Meeting.objects.get(timetable__state="current").delete()
    after = client.get(f"/river-2024/{address}", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content
    assert tag(client, "exhibitors/") == catalogue, "meetings leave the catalogue as it was"


@pytest.mark.parametrize("address", ["needs/bearings/", "exhibitors/gear/"])
def test_lists_held_from_an_earlier_hour_are_sent_again_and_noted(
    client: Client, fair: Edition, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    release_matching(Matching.objects.get())
    now = dt.datetime(2024, 7, 8, 10, 59, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    held = {"if-none-match": tag(client, address)}
    assert ShownList.objects.count() == 1
    assert client.get(f"/river-2024/{address}", headers=held).status_code == 304
    now += dt.timedelta(minutes=2)
    assert client.get(f"/river-2024/{address}", headers=held).status_code == 200


def test_the_programme_leads_to_no_call_that_has_closed_meanwhile(
    client: Client, fair: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = dt.datetime(2024, 7, 8, 10, 59, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    times = {"opens_at": now - dt.timedelta(days=1), "closes_at": now + dt.timedelta(minutes=1)}
    Call.objects.create(edition=fair, code="call", title=english("Call"), kinds=["panel"], **times)
    page, way = "/river-2024/programme/", b"/desk/proposals/"
    assert way in client.get(page).content
    now += dt.timedelta(minutes=2)
    assert way not in client.get(page).content


def test_what_is_not_there_bears_no_tag(client: Client, fair: Edition) -> None:
    for address in ("/river-2024/needs/none/", "/no-such/needs/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert not answer.has_header("ETag")


def test_who_changes_templates_sees_them_at_once(
    client: Client, fair: Edition, settings: Settings
) -> None:
    settings.DEBUG = True
    assert not client.get("/river-2024/exhibitors/").has_header("ETag")
