"""What is asked together is what each statement gives, in one query."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import CharField, Count, F, Window
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.congress.models import Session
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.meetings.models import Booking
from fairlead.apps.people.models import Organisation, Participation

_FIRMS = PreparedQuery(
    lambda: (
        Organisation.objects.filter(edition=Parameter("edition"))
        .annotate(of_all=Window(Count("*")))
        .order_by("-pk")[:2]
    )
)
_PEOPLE = PreparedQuery(
    lambda: (
        Participation.objects.filter(code=Parameter("code", CharField()))
        .select_related("person", "organisation")
        .annotate(firm=F("organisation__name"))
    )
)
_BOOKED = PreparedQuery(lambda: Booking.objects.filter(meeting=Parameter("meeting")).order_by("pk"))
_SESSIONS = PreparedQuery(
    lambda: (
        Session.objects.filter(edition=Parameter("edition")).select_related("room").defer("kind")
    )
)


@pytest.mark.django_db
def test_each_list_is_what_its_statement_gives(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    edition = make.edition()
    firms = [make.organisation(edition, city=f"100 %s '{number}'") for number in range(3)]
    who = make.participation(edition, organisation=firms[0], roles=["exhibitor", "delegate"])
    alone = make.participation(edition)
    held = make.table_meeting(
        make.timetable(edition, state="released"), make.exhibitor(edition), make.slot(edition)
    )
    make.session(edition, date=edition.first_day, start=dt.time(9, 30))
    asked = (
        (_FIRMS, {"edition": edition.pk}),
        (_PEOPLE, {"code": who.code}),
        (_PEOPLE, {"code": "o'%s"}),
        (_PEOPLE, {"code": alone.code}),
        (_BOOKED, {"meeting": held.pk}),
        (_SESSIONS, {"edition": edition.pk}),
    )
    expected = [written.read(**given) for written, given in asked]
    assert [len(one) for one in expected] == [2, 1, 0, 1, len(expected[4]), 1]
    for _ in range(2):
        together = QueryBatch()
        lists = [together.add(written, **given) for written, given in asked]
        with django_assert_num_queries(1):
            together.read()
        with django_assert_num_queries(0):
            for found, same in zip(lists, expected, strict=True):
                assert [_list_values(one) for one in found] == [_list_values(one) for one in same]


def _list_values(one: object) -> dict[str, object]:
    """Return all that an object holds, with its type; of what was read with it too."""
    held = dict(vars(one))
    related = held.pop("_state").fields_cache
    values = {name: (type(value), value) for name, value in held.items()}
    return values | {
        name: None if other is None else _list_values(other)
        for name, other in related.items()
        if name in ("person", "organisation", "room")
    }
