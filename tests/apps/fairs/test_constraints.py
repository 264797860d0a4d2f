"""What the database itself never lets happen to an edition, its people and its floor."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F, Model

from fairlead.apps.congress.models import Session
from fairlead.apps.exhibition.models import Stand
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.people.models import Account, Availability, Organisation, Participation
from fairlead.apps.trade.models import Need, Offer

pytestmark = pytest.mark.django_db

BROKEN: list[tuple[type[Model], dict[str, Any], dict[str, Any], str]] = [
    (Edition, {}, {"days": 0}, "edition_days"),
    (Edition, {}, {"slot_minutes": 1}, "edition_slot_minutes"),
    (Edition, {}, {"slots_per_day": 0}, "edition_slots_per_day"),
    (Edition, {}, {"discount_rate": 1.5}, "edition_discount_rate"),
    (Edition, {}, {"flows_kind": "guess"}, "edition_flows_kind"),
    (Slot, {"number": 1}, {"ends_at": F("starts_at")}, "slot_length"),
    (Organisation, {"code": "gear"}, {"code": "pump"}, "organisation_code"),
    (Organisation, {"code": "gear"}, {"size": "vast"}, "organisation_size"),
    (Participation, {"code": "v1"}, {"roles": ["ghost"]}, "participation_roles"),
    (Availability, {}, {"end": F("start")}, "availability_length"),
    (Stand, {"code": "1-A1"}, {"x": 3.0}, "stand_apart"),
    (Stand, {"code": "1-A1"}, {"number": "A2"}, "stand_number"),
    (Stand, {"code": "1-A1"}, {"width": -1}, "stand_width"),
    (Offer, {"code": "o1"}, {"cooperation": ["supply", "love"]}, "offer_cooperation"),
    (Need, {}, {"economy": "RUS", "organisation": 1}, "need_of_one"),
    (Need, {}, {"economy": "", "organisation": None}, "need_of_one"),
    (Session, {"code": "open"}, {"end": dt.time(10)}, "session_length"),
    (Session, {"code": "open"}, {"date": "2024-07-09", "start": "12:30", "end": "14:00"},
     "session_room_once"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("model", "which", "change", "rule"),
    BROKEN,
    ids=[f"{one[3]}-{n}" for n, one in enumerate(BROKEN)],
)
def test_refused(
    edition: Edition, model: type[Model], which: dict[str, Any], change: dict[str, Any], rule: str
) -> None:
    rows = model._default_manager.filter(**which)
    assert rows.exists()
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        rows.update(**change)


def test_a_person_takes_part_once(edition: Edition) -> None:
    one, other = Participation.objects.filter(edition=edition)[:2]
    with pytest.raises(IntegrityError, match="participation_person"), transaction.atomic():
        Participation.objects.filter(pk=one.pk).update(person=other.person)


def test_sessions_may_follow_one_another(edition: Edition) -> None:
    opening = Session.objects.get(code="open")
    Session.objects.filter(code="power").update(
        date=opening.date, start=opening.end, end=dt.time(12)
    )


def test_slots_are_of_the_fair_s_clock(edition: Edition) -> None:
    first = Slot.objects.filter(edition=edition)[0]
    local = first.starts_at.astimezone(edition.zone)
    assert (local.date(), local.time()) == (edition.first_day, edition.first_slot)
    assert first.ends_at - first.starts_at == dt.timedelta(minutes=edition.slot_minutes)
    assert Slot.objects.filter(edition=edition).count() == edition.days * edition.slots_per_day


def test_one_account_for_an_address() -> None:
    account = Account.objects.create_user("One@Example.org", "a password of some length")
    assert account.check_password("a password of some length")
    assert Account.objects.get_by_natural_key("one@example.ORG") == account
    with pytest.raises(IntegrityError, match="account_email"), transaction.atomic():
        Account.objects.create_user("one@example.org")
    assert not Account.objects.create_user("two@example.org").has_usable_password()
