"""Drafts changed by hand, undone, redone, restored and released: people are told what concerns."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import OuterRef
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pytest_django import DjangoAssertNumQueries
from tests.apps.meetings.test_constraints import hold, make_run, person

from fairlead.apps.fairs.journal import count_journal
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.adjust_draft import (
    lock_in_draft,
    move_in_draft,
    redo_adjustment,
    take_out_of_draft,
    undo_adjustment,
)
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.domain.restore_version import restore_version, throw_draft_away
from fairlead.apps.meetings.models import (
    Attendee,
    Change,
    Meeting,
    MeetingRequest,
    RequestParty,
    Timetable,
    Unheld,
)
from fairlead.apps.meetings.queries.release_effect import ReleaseComparison
from fairlead.apps.meetings.queries.versions import (
    count_differences,
    list_differences,
    list_figures,
)
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer
from fairlead.apps.people.models import Account
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.read import read_fair

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


@pytest.fixture
def slots(edition: Edition) -> list[Slot]:
    """Return the slots: six of half an hour on each of two days, from ten."""
    return list(Slot.objects.filter(edition=edition))


@pytest.fixture
def draft(edition: Edition, slots: list[Slot]) -> Timetable:
    """Return a draft with two meetings of one guest's firm, and one request left out."""
    made = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    hold(made, "r3", slots[0], representative=person("g1"))
    hold(made, "r4", slots[1], representative=person("u1"))
    Unheld.objects.create(timetable=made, request=find("r6"), reason="no_room", said=["why"])
    return made


def find(code: str) -> MeetingRequest:
    """Return a request."""
    return MeetingRequest.objects.get(code=code)


def move(draft: Timetable, code: str, slot: Slot) -> Any:
    """Move a request of a draft."""
    return move_in_draft(draft, find(code), slot, by=COMMAND_LINE, now=NOW)


def read(draft: Timetable) -> dict[str, tuple[Any, ...]]:
    """Return what a draft says of each request."""
    come = ArraySubquery(
        Attendee.objects.filter(meeting=OuterRef("pk"))
        .order_by("participation")
        .values("participation__code")
    )
    held = draft.meetings.values_list(
        "request__code", "slot", "representative__code", "place", "table__number", "locked",
        "stand", "seat", come,
    )  # fmt: skip
    left = draft.unheld.values_list("request__code", "reason", "said")
    return {code: (*rest, tuple(there)) for code, *rest, there in held} | {
        code: (reason, str(said)) for code, reason, said in left
    }


def test_a_change_is_undone_and_redone_until_another_is_made(
    draft: Timetable, slots: list[Slot]
) -> None:
    states = [read(draft)]
    for act in (
        lambda: move(draft, "r3", slots[3]),
        lambda: move(draft, "r6", slots[2]),
        lambda: lock_in_draft(draft, find("r6"), locked=True, by=COMMAND_LINE),
        lambda: take_out_of_draft(draft, find("r3"), by=COMMAND_LINE),
    ):
        act()
        states.append(read(draft))
    assert states[2]["r6"][2:5] == ("stand", None, False)
    assert states[4]["r3"][0] == "taken_out"
    for expected in reversed(states[:-1]):
        assert undo_adjustment(draft, by=COMMAND_LINE) is not None
        assert read(draft) == expected
    assert undo_adjustment(draft, by=COMMAND_LINE) is None
    for expected in states[1:4]:
        redo_adjustment(draft, by=COMMAND_LINE)
        assert read(draft) == expected
    move(draft, "r3", slots[4])
    assert redo_adjustment(draft, by=COMMAND_LINE) is None
    assert list(draft.adjustments.values_list("number", "kind", "undone")) == [
        (1, "moved", False),
        (2, "added", False),
        (3, "locked", False),
        (4, "moved", False),
    ]


def test_everybody_undoes_their_own_and_nothing_that_somebody_else_changed_since(
    draft: Timetable, slots: list[Slot]
) -> None:
    accounts = [
        Account.objects.create(email=f"{one}@example.org", person=person(one).person)
        for one in ("v1", "v2")
    ]
    ada, bo = map(Doer, accounts)
    first = read(draft)
    move_in_draft(draft, find("r3"), slots[3], by=ada, now=NOW)
    move_in_draft(draft, find("r4"), slots[4], by=bo, now=NOW)
    both = read(draft)
    undo_adjustment(draft, by=ada)
    assert read(draft) == both | {"r3": first["r3"]}, "the other's stays"
    assert undo_adjustment(draft, by=ada) is None
    move_in_draft(draft, find("r6"), slots[2], by=bo, now=NOW)
    redo_adjustment(draft, by=ada)
    assert read(draft)["r3"] == both["r3"], "what another does meanwhile leaves it to be redone"

    lock_in_draft(draft, find("r3"), locked=True, by=bo)
    before = read(draft)
    with pytest.raises(Refusal, match=f"^{accounts[1].person} has changed this since"):
        undo_adjustment(draft, by=ada)
    assert read(draft) == before
    assert count_journal(draft.adjustments.all(), by=ada.key) == {"undo": 1, "redo": 0}
    undo_adjustment(draft, by=bo)
    undo_adjustment(draft, by=ada)
    assert read(draft)["r3"] == first["r3"]
    with pytest.raises(Refusal, match=f"^{accounts[0].person} has changed this since"):
        redo_adjustment(draft, by=bo)
    move_in_draft(draft, find("r3"), slots[5], by=ada, now=NOW)
    assert redo_adjustment(draft, by=bo) is None, "what it changed is somewhere else"
    accounts[1].delete()
    for _ in range(3):
        assert undo_adjustment(draft, by=ada) is not None, "changes of who is gone are everybody's"
    assert read(draft) == first


def test_a_move_to_where_a_meeting_is_leaves_nothing_to_undo(
    draft: Timetable, slots: list[Slot]
) -> None:
    RequestParty.objects.create(request=find("r3"), participation=person("s1"))
    RequestParty.objects.create(request=find("r3"), participation=person("b1"))
    first = read(draft)
    move(draft, "r3", slots[3])
    second = read(draft)
    move(draft, "r3", slots[4])
    third = read(draft)
    undo_adjustment(draft, by=COMMAND_LINE)
    assert move(draft, "r3", slots[3]).meeting is not None
    assert read(draft) == second
    redo_adjustment(draft, by=COMMAND_LINE)
    assert read(draft) == third, "what was undone can still be redone"
    move(draft, "r3", slots[4])
    for expected in (second, first):
        undo_adjustment(draft, by=COMMAND_LINE)
        assert read(draft) == expected


def test_what_is_not_free_locked_or_released_is_refused_and_nothing_changes(
    draft: Timetable, slots: list[Slot]
) -> None:
    before = read(draft)
    with pytest.raises(SlotTaken) as taken:
        move(draft, "r4", slots[0])  # the same guest meets another firm then
    assert taken.value.rule == "booking_person_once"
    assert taken.value.free[0] == slots[1]
    lock_in_draft(draft, find("r3"), locked=True, by=COMMAND_LINE)
    for act in (
        lambda: move(draft, "r3", slots[3]),
        lambda: take_out_of_draft(draft, find("r3"), by=COMMAND_LINE),
    ):
        with pytest.raises(Refusal, match="locked"):
            act()
    undo_adjustment(draft, by=COMMAND_LINE)
    assert read(draft) == before
    release_timetable(draft)
    with pytest.raises(Refusal, match="released"):
        move(draft, "r3", slots[3])


def test_what_is_promised_besides_the_draft_is_not_free(
    draft: Timetable, slots: list[Slot]
) -> None:
    MeetingRequest.objects.filter(code="r6").update(locked=slots[5])
    hold(find_or_make_current(draft.edition), "r6", slots[5], representative=person("b1"))
    with pytest.raises(SlotTaken):
        move(draft, "r4", slots[5])  # the firm's one representative has that meeting


def test_where_the_world_has_changed_undoing_is_refused(
    draft: Timetable, slots: list[Slot]
) -> None:
    take_out_of_draft(draft, find("r3"), by=COMMAND_LINE)
    MeetingRequest.objects.filter(code="r3").update(state="cancelled")
    with pytest.raises(Refusal, match="closed"):
        undo_adjustment(draft, by=COMMAND_LINE)
    assert read(draft)["r3"][0] == "taken_out"
    assert draft.adjustments.get().undone is False


def test_the_preview_says_what_the_release_then_does_and_tells_only_those(
    draft: Timetable, slots: list[Slot]
) -> None:
    edition = draft.edition
    now = find_or_make_current(edition)
    hold(now, "r3", slots[0], representative=person("g1"))
    hold(now, "r1", slots[0], representative=person("g2"))
    hold(now, "r6", slots[3], representative=person("b1"))
    hold(draft, "r1", slots[2], representative=person("g2"))  # moves: it is from 10:00 now
    hold(draft, "r2", slots[3], representative=person("b1"))  # is not there after 11:30
    effect = ReleaseComparison(draft).count_effect()
    assert (effect.added, effect.moved, effect.reseated, effect.cancelled) == (1, 1, 0, 1)
    assert (effect.same, effect.granted) == (1, 1)
    assert effect.left == (("r2", "meeting_available"),)
    release = release_timetable(draft, tell=True)
    assert release.left == effect.left
    told = set(Message.objects.values_list("person__participations__code", flat=True))
    assert told == {"v1", "g2", "v2", "u1", "b1"}
    assert release.told == effect.told == len(told)
    changes = Change.objects.filter(pk__gt=release.since)
    concerned = {one for change in changes for one in (*change.people, *change.gone)}
    assert concerned == {person(code).pk for code in told}
    said = Message.objects.get(person__participations__code="v2")
    assert "10:30–11:00" in said.body
    assert "11:30–12:00" in Message.objects.get(person__participations__code="b1").body
    russian = Message.objects.get(person__participations__code="v1")
    assert russian.language == "ru"
    assert "11:00–11:30" in russian.body
    assert "10:00–10:30" in russian.body


def test_a_version_is_restored_as_a_draft_without_what_cannot_be(
    draft: Timetable, slots: list[Slot]
) -> None:
    RequestParty.objects.create(request=find("r3"), participation=person("s1"))
    draft.meetings.get(request__code="r3").attendees.create(participation=person("s1"))
    release_timetable(draft)
    MeetingRequest.objects.filter(code="r4").exclude(state="accepted").update(state="accepted")
    Meeting.objects.get(timetable__state="current", request__code="r4").delete()
    MeetingRequest.objects.filter(code="r4").update(state="cancelled")
    draft.refresh_from_db()
    restored = restore_version(draft)
    assert restored.left == 1
    made = restored.timetable
    assert (made.version, made.origin, made.made_from, made.state) == (2, "restored", 1, "draft")
    assert list(made.meetings.values_list("request__code", "attendees__participation__code")) == [
        ("r3", "s1")
    ]
    assert count_differences(draft, made) == {"cancelled": 1}
    (parted,) = list_differences(draft, made)
    assert (parted.request, parted.after) == (find("r4").pk, None)
    release = release_timetable(made, tell=True)
    assert release.told == 0  # it holds already what the version says
    with pytest.raises(Refusal):
        throw_draft_away(made)
    again = restore_version(draft).timetable
    throw_draft_away(again)
    assert not Timetable.objects.filter(pk=again.pk).exists()


def test_a_version_restored_twice_is_one_draft_until_it_is_changed(
    draft: Timetable, slots: list[Slot]
) -> None:
    first, second = restore_version(draft), restore_version(draft)
    assert (first.made, second.made) == (True, False)
    assert (second.timetable, second.left) == (first.timetable, first.left)
    move(first.timetable, "r4", slots[3])
    third = restore_version(draft)
    assert third.made, "the first is somebody's work by now"
    MeetingRequest.objects.filter(code="r3").update(state="cancelled")
    fourth = restore_version(draft)
    assert fourth.made, "it would not be the same any more"
    assert restore_version(draft).timetable == fourth.timetable
    assert restore_version(third.timetable).made, "of another version"
    assert Timetable.objects.filter(origin="restored").count() == 4


def test_figures_count_breaks_walking_and_weight(draft: Timetable, slots: list[Slot]) -> None:
    move(draft, "r4", slots[3])  # v2 waits for an hour between the two
    figures = {one.timetable.version: one for one in list_figures(draft.edition)}[1]
    assert (figures.held, figures.left, figures.weight, figures.breaks) == (2, 1, 3.0, 1)
    move(draft, "r4", slots[1])
    assert list_figures(draft.edition)[0].breaks == 0


def test_what_holds_now_is_measured_again_when_it_changes(
    draft: Timetable, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    release_timetable(draft)
    measured = {one.timetable.state: one for one in list_figures(draft.edition)}
    assert measured["current"].weight == measured["released"].weight
    with django_assert_max_num_queries(2):
        assert list_figures(draft.edition)[-1] == measured["current"]
    now = Meeting.objects.filter(timetable=measured["current"].timetable)
    lost = now.select_related("request")[0]
    lost.delete()
    after = list_figures(draft.edition)[-1]
    assert after.weight == measured["current"].weight - lost.request.weight


def test_people_are_told_until_when_a_long_meeting_lasts(
    edition: Edition, slots: list[Slot]
) -> None:
    made = Timetable.objects.create(edition=edition, version=1, run=make_run(edition))
    MeetingRequest.objects.filter(code="r3").update(slots=2)
    hold(made, "r3", slots[1], slots=2, representative=person("g1"))
    release_timetable(made, tell=True)
    bodies = [one.body for one in Message.objects.all()]
    assert bodies
    assert all("10:30–11:30" in body for body in bodies)


class Desk(RuleBasedStateMachine):
    """An organiser at a draft; what is done is undone and redone, and never double-booked."""

    def __init__(self) -> None:
        """Begin with an empty draft."""
        super().__init__()
        small = read_fair(Path(__file__).parents[2] / "folder" / "small")
        self.edition = load_fair(small, replace=True)
        self.slots = list(Slot.objects.filter(edition=self.edition))
        self.draft = Timetable.objects.create(
            edition=self.edition, version=1, run=make_run(self.edition)
        )
        self.states, self.at = [read(self.draft)], 0

    def attempt(self, act: Any, *given: Any, **named: Any) -> None:
        """Do something that may be refused."""
        try:
            with transaction.atomic():
                act(self.draft, *given, **named)
        except Refusal as refused:
            assert str(refused) != "This cannot be done.", refused.rule  # noqa: PT017
            return
        now = read(self.draft)
        if now != self.states[self.at]:
            self.states[self.at + 1 :] = [now]
            self.at += 1

    def pick(self, number: int) -> MeetingRequest:
        """Return one of the requests."""
        return find(f"r{number}")

    @rule(number=st.integers(1, 7), slot=st.integers(0, 11))
    def move(self, number: int, slot: int) -> None:
        """Put a request somewhere."""
        self.attempt(move_in_draft, self.pick(number), self.slots[slot], by=COMMAND_LINE, now=NOW)

    @rule(number=st.integers(1, 7))
    def take_out(self, number: int) -> None:
        """Take one out."""
        self.attempt(take_out_of_draft, self.pick(number), by=COMMAND_LINE)

    @rule(number=st.integers(1, 7), locked=st.booleans())
    def lock(self, number: int, locked: bool) -> None:  # noqa: FBT001  drawn
        """Lock one, or let it go."""
        self.attempt(lock_in_draft, self.pick(number), locked=locked, by=COMMAND_LINE)

    @rule()
    def undo(self) -> None:
        """Undo."""
        assert (undo_adjustment(self.draft, by=COMMAND_LINE) is None) == (self.at == 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        """Redo."""
        last = len(self.states) - 1
        assert (redo_adjustment(self.draft, by=COMMAND_LINE) is None) == (self.at == last)
        self.at = min(last, self.at + 1)

    @rule()
    def release(self) -> None:
        """Release, and go on with a draft of what was released.

        What was promised a time and is not in the draft stays, on its seat; others sit beside it.
        """
        before = read(find_or_make_current(self.edition))
        effect = ReleaseComparison(self.draft).count_effect()
        release = release_timetable(self.draft, tell=True)
        assert (release.told, release.left) == (effect.told, effect.left)
        held = read(find_or_make_current(self.edition))
        left = {code for code, _ in effect.left}
        planned = {
            code: said
            for code, said in read(self.draft).items()
            if len(said) == 8 and code not in left
        }
        stays = {code: said for code, said in held.items() if code not in planned}
        assert all(before[code] == said and find(code).locked_id for code, said in stays.items())
        if stays:
            planned, held = (
                {code: said[:6] + said[7:] for code, said in of.items() if code not in stays}
                for of in (planned, held)
            )
        assert held == planned
        self.draft = restore_version(self.draft).timetable
        self.states, self.at = [read(self.draft)], 0

    @invariant()
    def all_is_as_it_was_left(self) -> None:
        """Check the draft against what is remembered, and everybody's times."""
        assert read(self.draft) == self.states[self.at]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT timetable_id, participation_id, during FROM meetings_attendance"
                " JOIN meetings_timetable held ON held.id = timetable_id WHERE edition_id = %s",
                (self.edition.pk,),
            )
            taken = Counter(cursor.fetchall())
        assert not [one for one, count in taken.items() if count > 1]


def test_whatever_an_organiser_does_the_draft_keeps_its_promises() -> None:
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=10,
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
