"""A statement that is written once says what the query set says, for every value that is given."""

from __future__ import annotations

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, CharField, F, Q, QuerySet
from django.test.utils import CaptureQueriesContext
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import IsAmong, Parameter, PreparedQuery
from fairlead.apps.people.models import Organisation, Participation


def _build_people() -> QuerySet[Participation]:
    rows = Participation.objects.select_related("person", "organisation").order_by("pk")
    among = IsAmong(F("organisation"), Parameter("firms", ArrayField(BigIntegerField())))
    return rows.filter(Q(code=Parameter("code", CharField())) | Q(among)).annotate(
        firm=F("organisation")
    )


_PEOPLE = PreparedQuery(_build_people)
_ODD = PreparedQuery(
    lambda: Organisation.objects.filter(
        code=Parameter("code", CharField()), city={"en": "100 %s 'x'"}
    )
)


@pytest.mark.django_db
def test_it_gives_what_the_query_set_gives(edition: Edition) -> None:
    firms = [make.organisation(edition) for _ in range(3)]
    people = [make.participation(edition, organisation=firm) for firm in (*firms, None)]
    for code, chosen in ((people[3].code, firms[:2]), ("nobody", firms[1:]), ("o'%s", [])):
        keys = [firm.pk for firm in chosen]
        found = _PEOPLE.read(code=code, firms=keys)
        expected = list(
            Participation.objects.filter(Q(code=code) | Q(organisation__in=keys)).order_by("pk")
        )
        assert found == expected
        for one, same in zip(found, expected, strict=True):
            with CaptureQueriesContext(connection) as asked:
                mine = (one.person, one.organisation, one.firm, one.roles)  # type: ignore[attr-defined]
            assert not asked.captured_queries, "it was read with the rest"
            assert mine == (same.person, same.organisation, same.organisation_id, same.roles)


@pytest.mark.django_db
def test_it_is_one_query_that_is_seen_by_who_counts(edition: Edition) -> None:
    with CaptureQueriesContext(connection) as asked:
        _PEOPLE.read_rows(code="x", firms=[edition.pk])
        _PEOPLE.read_rows(code="y", firms=[2**40, 3])
    assert [("people_participation" in one["sql"]) for one in asked.captured_queries] == [True] * 2


@pytest.mark.django_db
def test_signs_that_mean_something_to_the_driver_are_only_signs(edition: Edition) -> None:
    firm = make.organisation(edition, city="100 %s 'x'")
    assert _ODD.read(code=firm.code) == [firm]
    assert _ODD.read(code="%s") == []
