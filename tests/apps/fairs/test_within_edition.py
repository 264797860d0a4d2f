"""Rows of one edition refer only to rows of that edition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from tests.sites import factories as make

from fairlead.apps.congress.models import Speaker
from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import MeetingRequest
from fairlead.apps.people.models import Availability, Participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def other() -> Edition:
    """Return another edition, with a firm, a stand and a visitor."""
    return make.edition("river-2025")


CASES: dict[str, Callable[[Edition, Edition], Any]] = {
    "people_participation_organisation_id_within": lambda own, other: make.participation(
        own, organisation=make.organisation(other)
    ),
    "people_availability_participation_id_within": lambda own, other: Availability.objects.create(
        edition=own,
        participation=make.participation(other),
        date=own.first_day,
        start="10:00",
        end="11:00",
    ),
    "exhibition_exhibitor_stand_id_within": lambda own, other: Exhibitor.objects.create(
        edition=own, organisation=make.organisation(own), stand=make.stand(other)
    ),
    "exhibition_stand_hall_id_within": lambda own, other: make.stand(own, hall=make.hall(other)),
    "trade_offer_organisation_id_within": lambda own, other: make.offer(
        own, organisation=make.organisation(other)
    ),
    "meetings_meetingrequest_requester_id_within": lambda own, other: MeetingRequest.objects.create(
        edition=own, code="r", requester=make.participation(other), recipient=make.exhibitor(own)
    ),
    "meetings_meetingrequest_recipient_id_within": lambda own, other: MeetingRequest.objects.create(
        edition=own, code="r", requester=make.participation(own), recipient=make.exhibitor(other)
    ),
    "congress_speaker_one_edition": lambda own, other: Speaker.objects.create(
        session=make.session(own), participation=make.participation(other), position=0
    ),
    "people_participation_edition_stays": lambda own, other: Participation.objects.filter(
        pk=make.participation(own).pk
    ).update(edition=other),
    "exhibition_stand_edition_stays": lambda own, other: Stand.objects.filter(
        pk=make.stand(own).pk
    ).update(edition=other),
}


def write(made: Callable[[Edition, Edition], Any], own: Edition, other: Edition) -> None:
    """Write a row as a separate transaction would."""
    with transaction.atomic():
        made(own, other)
        connection.check_constraints()


@pytest.mark.parametrize("rule", CASES)
def test_strangers_are_refused(other: Edition, rule: str) -> None:
    own = make.edition()
    with pytest.raises(IntegrityError, match=rule):
        write(CASES[rule], own, other)


# Of rows that are of one edition by the database's own triggers, or by one key of two.
BY_OTHER_RULES = {
    "meetings_attendee.participation_id",  # by who may come to it
    "meetings_change.stand_id", "meetings_change.table_id",  # of the meeting, by a trigger alone
    "people_membership.organisation_id",  # that, or an edition
}  # fmt: skip
WRITTEN_BY_TRIGGERS = {
    "meetings_booking", "meetings_placebooking", "meetings_personslot", "meetings_placeslot"
}  # fmt: skip
OF_NO_EDITION = {"people.Account", "people.Person"}


def find_own_edition(model: type[models.Model]) -> models.ForeignKey[Any, Any] | None:
    """Return the key by which a row is of an edition: to it, or to another row of one."""
    keys = [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, models.ForeignKey) and one.related_model._meta.label not in OF_NO_EDITION
    ]
    for one in keys:
        if one.related_model is Edition:
            return one
    owned = (one for one in keys if not one.null and one.related_model is not model)
    return next((one for one in owned if find_own_edition(one.related_model) is not None), None)


def test_every_reference_between_rows_of_editions_has_a_rule() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND cardinality(conkey) > 1 UNION ALL"
            " SELECT tgrelid::regclass::text, encode(tgargs, 'escape') FROM pg_trigger"
            " WHERE tgname ~ '^fairs_.*_inserted$'"
            " UNION ALL SELECT 'meetings_meeting', prosrc FROM pg_proc"
            " WHERE proname = 'meetings_follow'"
        )
        rules = cursor.fetchall()
    open_ = set()
    for model in apps.get_models(include_auto_created=True):
        table, own = model._meta.db_table, find_own_edition(model)
        if own is None or table in WRITTEN_BY_TRIGGERS:
            continue
        for key in model._meta.concrete_fields:
            if not isinstance(key, models.ForeignKey) or key == own:
                continue
            if key.related_model is Edition or find_own_edition(key.related_model) is None:
                continue
            if not any(of == table and key.column in said for of, said in rules):
                open_.add(f"{table}.{key.column}")
    assert open_ == BY_OTHER_RULES, "may these point into another edition?"
