"""A list of three costs as many queries as a list of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.attendance.models import Seat
from fairlead.apps.congress.models import Session
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import FollowUp, Meeting, MeetingRequest, NoShow
from fairlead.apps.people.models import Account
from fairlead.apps.trade.models import MatchList, Offer
from fairlead.sites.public.kept_pages import PAGES


def _exhibitor(edition: Edition) -> None:
    exhibitor = make.exhibitor(edition)
    make.offer(edition, organisation=exhibitor.organisation)
    make.need(edition, organisation=exhibitor.organisation, economy="")


def _need(edition: Edition) -> None:
    make.need(edition)
    _exhibitor(edition)


def _exposition(edition: Edition) -> None:
    exposition = make.exposition(edition)
    stand = make.stand(edition, exposition=exposition)
    make.exhibitor(edition, stand=stand)


_COUNTRIES = ("BLR", "IND", "CHN")


def _dependency(edition: Edition) -> None:
    run = edition.runs.filter(step="dependency").first() or make.run(edition)
    done = run.dependencies.count()
    found = make.dependency(run, economy=_COUNTRIES[done])
    make.supplier(found)


def _critical(edition: Edition) -> None:
    run = edition.runs.filter(step="dependency").first() or make.run(edition)
    make.supplier(make.dependency(run))
    _exhibitor(edition)


def _meeting(edition: Edition) -> None:
    held = edition.timetables.first() or make.timetable(edition, state="released")
    make.meeting(held, make.exhibitor(edition), make.slot(edition))


def _session(edition: Edition) -> None:
    make.speaks(
        make.session(edition),
        make.participation(
            edition,
            roles=["speaker"],
            organisation=make.organisation(edition),
        ),
    )


def _project(edition: Edition) -> None:
    project = make.project(edition)
    make.share(project, "BLR", 0.5)
    make.share(project, "RUS", 0.5, position=1)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "row", "first", "again"),
    [
        ("", _exhibitor, 11, 1),
        ("exhibitors/", _exhibitor, 3, 1),
        ("exhibitors/?q=gearboxes", _exhibitor, 4, 2),
        ("exhibitors.csv", _exhibitor, 3, 1),
        ("needs/", _need, 5, 4),
        ("needs/?q=bearings", _need, 6, 5),
        ("halls/", _exposition, 3, 1),
        ("halls/1/", _exposition, 4, 2),
        ("countries/", _exposition, 6, 1),
        ("critical-imports/", _dependency, 3, 3),
        ("critical-imports/BLR/", _critical, 9, 1),  # one asks whether its history is public
        ("critical-imports/BLR.csv", _critical, 4, 4),
        ("meetings/", _meeting, 4, 1),
        ("programme/", _session, 5, 2),  # one asks whether a call is open
        ("projects/", _project, 7, 2),
    ],
)
def test_queries_do_not_grow_with_the_list(
    client: Client,
    edition: Edition,
    django_assert_num_queries: DjangoAssertNumQueries,
    *,
    address: str,
    row: Callable[[Edition], None],
    first: int,
    again: int,
    count: int,
) -> None:
    """``first`` after a change, ``again`` when the process still keeps what it made then.

    Whole pages that it keeps would ask one query; they are let go to see the rest.
    """
    for _ in range(count):
        row(edition)
    for queries in (first, again):
        PAGES.clear()
        with django_assert_num_queries(queries):
            response = client.get(f"/{edition.code}/{address}")
        assert response.status_code == 200


def test_the_list_of_editions_is_one_query(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for code in ("a-2024", "b-2024", "c-2024"):
        make.edition(code=code)
    with django_assert_num_queries(1):
        assert client.get("/").status_code == 200


# What the pages of a desk ask, of somebody of an exhibitor with meetings; at most eight.
DESK = {
    "": 6,
    "meet/": 8,  # two of them are the savepoint that a test's transaction needs
    "organisation/": 7,
    "organisation/preview/": 8,
    "organisation/offer/new/": 5,
    "organisation/offer/own/": 8,
    "write/offer/theirs/": 7,
    "conversations/": 6,
    "watch/": 6,
    "registration/": 5,
    "data/": 6,
    "messages/": 6,
    "requests/": 6,
    "requests/pending/": 8,
    "requests/accepted/": 7,
    "requests/cancelled/": 6,
    "requests/declined/": 6,
    "to-do/": 5,
    "agenda/": 5,
    "pass/": 4,
    "proposals/": 6,
    "availability/": 7,
    "practices/": 5,
    "consortia/": 6,
    "sessions/talk/": 7,  # 8 with something else at that time
}


def _ask(host: Exhibitor, state: str) -> MeetingRequest:
    """Return what another exhibitor's person asks a host; its state is its name."""
    firm = make.exhibitor(host.edition).organisation
    requester = make.participation(host.edition, roles=["exhibitor"], organisation=firm)
    return MeetingRequest.objects.create(
        edition=host.edition, code=state, requester=requester, recipient=host, state=state
    )


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_a_desk_ask_little_however_much_somebody_has(
    client: Client, edition: Edition, *, count: int
) -> None:
    host = make.exhibitor(edition)
    me = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    account = Account.objects.create(email="me@example.org", person=me.person)
    held, lists = make.timetable(edition, state="released"), make.matching(edition)
    partners = [make.exhibitor(edition).organisation.pk for _ in range(count)]
    MatchList.objects.create(
        run=lists.run, participation=me, partner_kind="organisation", partners=partners,
        scores=[0.5] * count, mutual=[0.5] * count, reasons=[0] * count,
    )  # fmt: skip
    for number in range(count):
        make.meeting(held, host, make.slot(edition, number=number + 1))
        make.offer(edition, organisation=host.organisation)
        make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    offer = make.offer(edition, organisation=host.organisation)
    Offer.objects.filter(pk=offer.pk).update(code="own")
    firm = make.exhibitor(edition).organisation
    make.participation(edition, roles=["exhibitor"], organisation=firm)
    theirs = make.offer(edition, organisation=firm)
    Offer.objects.filter(pk=theirs.pk).update(code="theirs")
    asked = {state: _ask(host, state) for state in ("pending", "accepted", "declined", "cancelled")}
    at = make.slot(edition, number=9)
    Meeting.objects.create(
        timetable=make.held_now(held), request=asked["accepted"], slot=at, place="stand",
        stand=host.stand, seat=1,
    )  # fmt: skip
    NoShow.objects.create(
        request=asked["cancelled"], absent=[], begins=at.starts_at, ends=at.ends_at
    )
    for _ in range(count):
        FollowUp.objects.create(
            request=asked["accepted"], participation=me, text="Call", day=at.date
        )
    talk = make.session(edition, booking=True, capacity=3)
    Session.objects.filter(pk=talk.pk).update(code="talk")
    for state in ("booked", "waiting")[: count - 1]:
        Seat.objects.create(session=talk, participation=make.participation(edition), state=state)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    queries_of = {}
    for page in DESK:
        assert client.get(f"/{edition.code}/desk/{page}").status_code == 200, page
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/{edition.code}/desk/{page}")
            queries_of[page] = len(queries)
    assert queries_of == DESK
    assert max(DESK.values()) <= 8


def test_the_form_that_asks_for_a_meeting_asks_at_most_eight_queries(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition = make.edition(first_day=dt.date(2090, 7, 6))
    firm, person = make.exhibitor(edition).organisation, make.participation(edition)
    make.participation(edition, roles=["exhibitor"], organisation=firm)
    me = make.participation(edition, organisation=make.exhibitor(edition).organisation)
    account = Account.objects.create(email="me@example.org", person=me.person)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    for whom, queries in ((f"firm={firm.code}", 6), (f"person={person.code}", 8)):
        with django_assert_num_queries(queries):
            response = client.get(f"/{edition.code}/desk/requests/new/?{whom}")
        assert response.status_code == 200
