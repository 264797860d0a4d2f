"""Planning anew near what holds: what is locked stays, few move, the past stays as it was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.apps.meetings.test_constraints import hold, make_run, person

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.models import Block, MeetingRequest, RequestParty, Timetable
from fairlead.apps.meetings.queries.release_effect import ReleaseComparison
from fairlead.apps.pipeline.runs import find_timetable
from fairlead.apps.pipeline.runs.replanning import ReplanRequest, find_replan, record_replan
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.chain.scheduling.timetable import Timetable as Scheduled
from fairlead.folder.input_errors import InvalidInput

BEFORE = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


@pytest.fixture
def held(edition: Edition) -> dict[str, int]:
    """Return where meetings are that hold now: of g1 at gear, of b1, and one of three parties."""
    now = find_or_make_current(edition)
    slots = list(Slot.objects.filter(edition=edition))
    stand = person("g1").organisation.exhibitor.stand  # type: ignore[union-attr]
    MeetingRequest.objects.filter(code="r1").update(locked=None)
    MeetingRequest.objects.filter(state="pending").update(state="accepted")
    at_gear = {"place": "stand", "stand": stand, "seat": 1}
    hold(now, "r1", slots[0], representative=person("g1"), **at_gear)
    hold(now, "r3", slots[1], representative=person("g2"), locked=True, **at_gear)
    RequestParty.objects.create(
        request=MeetingRequest.objects.get(code="r6"), participation=person("v3")
    )
    of_b1 = person("b1").organisation.exhibitor.stand  # type: ignore[union-attr]
    at_b1 = {"place": "stand", "stand": of_b1, "seat": 1}
    three = hold(now, "r6", slots[7], representative=person("b1"), **at_b1)
    three.attendees.create(participation=person("v3"))
    return {"r1": 0, "r3": 1, "r6": 7}


def plan(
    edition: Edition, wanted: ReplanRequest, now: dt.datetime = BEFORE
) -> tuple[Timetable, dict[str, Any]]:
    """Return the draft planned anew, and the places of its requests from 0 over all days."""
    near = find_replan(edition, wanted, now=now)
    draft = record_replan(edition, near)
    assert draft is not None
    found = draft.meetings.values_list("request__code", "slot__date", "slot__number")
    first = edition.first_day
    return draft, {code: (date - first).days * 6 + number - 1 for code, date, number in found}


@pytest.mark.django_db
def test_new_requests_get_what_is_free_and_nothing_else_moves(
    edition: Edition, held: dict[str, int]
) -> None:
    draft, places = plan(edition, ReplanRequest(base=0))
    assert held.items() <= places.items()
    assert {"r2", "r4", "r5"} <= places.keys()
    assert places["r5"] != places["r6"]  # v3 is at the meeting of three then
    assert (draft.origin, draft.made_from) == ("replanned", 0)
    assert draft.meetings.get(request__code="r3").locked
    assert draft.meetings.get(request__code="r6").attendees.get().participation == person("v3")
    effect = ReleaseComparison(draft).count_effect()
    assert (effect.moved, effect.reseated, effect.cancelled, effect.left) == (0, 0, 0, ())
    assert effect.added == len(places) - 3
    release_timetable(draft)


@pytest.mark.django_db
def test_who_does_not_come_is_replaced_or_the_meeting_falls(
    edition: Edition, held: dict[str, int]
) -> None:
    draft, places = plan(edition, ReplanRequest(people=("one@gear.example.org", "v2")))
    assert places["r1"] == 0  # a colleague takes it
    assert draft.meetings.get(request__code="r1").representative == person("g2")
    assert "r3" not in places  # though it was locked: its guest does not come
    assert "r3" in set(draft.unheld.values_list("request__code", flat=True))
    _, places = plan(edition, ReplanRequest(stands=("2-A1",), people=()))
    gone = {"r1", "r3"} if person("g1").organisation.exhibitor.stand.code == "2-A1" else set()  # type: ignore[union-attr]
    assert not gone & places.keys()


@pytest.mark.django_db
def test_a_draft_sends_nobody_who_blocks_the_one_who_asks_but_agreed_meetings_stay(
    edition: Edition, held: dict[str, int]
) -> None:
    asked = {"r1": "g1", "r3": "g2"}
    for code, host in asked.items():
        who = MeetingRequest.objects.get(code=code).requester
        Block.objects.get_or_create(edition=edition, by=person(host), whom=who)
    (found,) = find_timetable(edition, seed=0).parts
    assert isinstance(found, Scheduled)
    sent = {row["request"]: row["representative"] for row in found.meetings.to_pylist()}
    assert {code: sent[code] for code in asked} == {"r1": "g2", "r3": "g1"}
    draft, _places = plan(edition, ReplanRequest(base=0))
    hosts = dict(draft.meetings.values_list("request__code", "representative__code"))
    assert {code: hosts[code] for code in asked} == asked


@pytest.mark.django_db
def test_what_is_past_stays_and_nothing_new_is_put_there(
    edition: Edition, held: dict[str, int]
) -> None:
    noon = Slot.objects.filter(edition=edition)[3].starts_at
    _, places = plan(edition, ReplanRequest(people=("v1",)), now=noon)
    assert places["r1"] == 0
    assert all(slot > 3 for code, slot in places.items() if code not in held)


@pytest.mark.django_db
def test_once_the_fair_is_over_nothing_is_planned_anew(
    edition: Edition, held: dict[str, int]
) -> None:
    last = Slot.objects.filter(edition=edition).order_by("-starts_at")[0]
    near = find_replan(edition, ReplanRequest(), now=last.starts_at)
    assert "The fair is over" in near.found.timetable.step.summary
    assert record_replan(edition, near) is None


@pytest.mark.django_db
def test_a_stand_or_a_person_that_nobody_knows_is_named(edition: Edition) -> None:
    find_or_make_current(edition)
    for wanted in (ReplanRequest(stands=("9-Z9",)), ReplanRequest(people=("nobody@example.org",))):
        with pytest.raises(InvalidInput, match=r"9-Z9|nobody@example.org"):
            find_replan(edition, wanted)


@pytest.mark.django_db(transaction=True)
def test_replanning_and_releasing_are_background_work(edition: Edition) -> None:
    last, ahead = Slot.objects.filter(edition=edition).latest("starts_at"), dt.timedelta(days=9999)
    Slot.objects.filter(pk=last.pk).update(  # the fair is not over
        starts_at=last.starts_at + ahead, ends_at=last.ends_at + ahead
    )
    draft = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    hold(draft, "r1", Slot.objects.filter(edition=edition)[0], representative=person("g1"))
    release = queue_work("release_timetable", edition=edition, parameters={"version": 1})
    assert do_work(release.pk)
    again = queue_work("replan_timetable", edition=edition, parameters={"base": 0})
    assert do_work(again.pk)
    for work in (release, again):
        work.refresh_from_db()
        assert work.error == ""
    assert release.result == {"released": 1, "told": 2, "left": 0}
    assert again.result == {"timetable": 2}
