"""Rows of one edition refer only to rows of that edition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
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
