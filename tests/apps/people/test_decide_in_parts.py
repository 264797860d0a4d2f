"""Deciding on a long list: by background work, in parts, as far as it got and then the rest."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.apps.people.test_registration import come, kind
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain import decide_registration
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.domain.decide_registration import decide_in_parts
from fairlead.apps.people.domain.leaving import participation_ends
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Change, Participation
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.models import Work

DECIDE = "/office/river-2024/registrations/decide/"


def read_states(edition: Edition) -> list[str]:
    rows = Participation.objects.filter(edition=edition).order_by("pk")
    return list(rows.values_list("state", flat=True))


@pytest.mark.django_db
def test_each_who_takes_part_leaves_in_a_transaction_apart() -> None:
    edition = make.edition()
    what = kind(edition, quota=2)
    chosen = [come(what, f"p{number}").pk for number in range(4)]
    assert read_states(edition) == ["approved", "approved", "waiting", "waiting"]
    blocks: list[int] = []

    def note(**_sent: Any) -> None:
        blocks.append(len(connection.savepoint_ids))

    participation_ends.connect(note)
    try:
        parts = decide_in_parts(edition, chosen, approve=False, reason="Full", by=COMMAND_LINE)
        assert next(parts) == 2  # those who wait, so that none of them gets a place in between
        assert read_states(edition) == ["approved", "approved", "rejected", "rejected"]
        assert next(parts) == 1
        del parts  # the worker dies
        assert read_states(edition)[:2] == ["rejected", "approved"]
        again = decide_in_parts(edition, chosen, approve=False, reason="Full", by=COMMAND_LINE)
        assert sum(again) == 4
    finally:
        participation_ends.disconnect(note)
    assert read_states(edition) == ["rejected"] * 4
    assert len(blocks) == 2
    assert Change.objects.filter(act="reject").count() == 4
    assert Message.objects.filter(subject="Your registration was not accepted").count() == 4


@pytest.mark.django_db
def test_who_waits_gets_no_place_while_the_rest_is_rejected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = make.edition()
    what = kind(edition, needs_approval=True, quota=1)
    chosen = [come(what, f"p{number}").pk for number in range(2)]
    assert read_states(edition) == ["registered", "waiting"]
    monkeypatch.setattr(decide_registration, "_PART", 1)
    assert list(decide_in_parts(edition, chosen, approve=False, by=COMMAND_LINE)) == [1, 1]
    assert read_states(edition) == ["rejected"] * 2
    assert not Change.objects.filter(act="promote").exists()


@pytest.mark.django_db(transaction=True)  # a worker tells its progress by another connection
def test_a_whole_list_is_decided_in_the_background_and_says_how_it_went(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = make.edition()
    what = kind(edition, needs_approval=True, quota=50)
    for number in range(54):
        state = "registered" if number < 50 else "waiting"
        make.participation(edition, state=state, type=what)
    make.participation(edition, state="cancelled", type=what)
    monkeypatch.setattr(decide_registration, "_PART", 20)
    office = Client()
    office.force_login(appoint_organiser("boss@example.org", password="a long enough password"))
    form = {"all": "yes", "decision": "approve", "reason": "Welcome"}
    led = office.post(DECIDE, form)
    assert office.post(DECIDE, form).headers["Location"] == led.headers["Location"]
    work = Work.objects.get()
    assert len(work.parameters["chosen"]) == 54
    Participation.objects.filter(pk=work.parameters["chosen"][-1]).update(state="cancelled")
    assert do_work(work.pk)
    page = office.get(led.headers["Location"]).content.decode()
    assert "50 registrations decided." in page
    assert "3 could not be approved: there is no place left." in page
    assert "Look at the registrations" in page
    states = read_states(edition)
    assert [states.count(one) for one in ("approved", "waiting", "cancelled")] == [50, 3, 2]
    work.refresh_from_db()
    assert work.result == {"decided": 50, "refused": 3}
    boss = Account.objects.get(email="boss@example.org")
    assert Change.objects.filter(act="approve", account_id=boss.pk).count() == 50
    # Work that is begun again finds nothing left to do, and says the same.
    Work.objects.filter(pk=work.pk).update(state="queued", ended_at=None, progress={})
    assert do_work(work.pk)
    work.refresh_from_db()
    assert work.result == {"decided": 50, "refused": 3}
    assert Change.objects.filter(act="approve").count() == 50
