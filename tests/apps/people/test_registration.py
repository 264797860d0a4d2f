"""Registering: once a person, never over the quota, who waits longest comes next."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.as_application import work_as_application
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.decide_registration import decide_registrations
from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer
from fairlead.apps.people.domain.register import (
    NoSuchExhibitor,
    Registration,
    RegistrationClosed,
    cancel_registration,
    change_registration,
    register,
)
from fairlead.apps.people.domain.set_up_type import QuotaTooSmall, set_up_type
from fairlead.apps.people.models import (
    Account,
    Change,
    Participation,
    ParticipationType,
    Person,
    Question,
)
from fairlead.folder.localized_text import LocalizedText


def kind(edition: Edition, code: str = "visitor", **fields: Any) -> ParticipationType:
    """Return a new type."""
    values: dict[str, Any] = {"name": LocalizedText({"en": code.capitalize()}), **fields}
    return ParticipationType.objects.create(edition=edition, code=code, **values)


def said(name: str = "Guest One", **fields: Any) -> Registration:
    """Return what somebody says."""
    values: dict[str, Any] = {
        "country": "KAZ",
        "organisation": "",
        "position": "Buyer",
        "language": "en",
        **fields,
    }
    return Registration(name=name, **values)


def come(what: ParticipationType, name: str, **fields: Any) -> Participation:
    """Return the registration of somebody new."""
    account = open_account(f"{name}@example.org")
    return register(account, what, said(name, **fields), by=Doer(account))


def states(what: ParticipationType) -> list[str]:
    """Return the states of a type's participations in the order they came."""
    return [str(one.state) for one in what.participations.order_by("pk")]


@pytest.fixture
def edition() -> Edition:
    """Return an edition."""
    return make.edition()


@pytest.mark.django_db
class TestRegistering:
    def test_who_needs_no_approval_is_in_at_once(self, edition: Edition) -> None:
        made = come(kind(edition), "one")
        assert made.state == "approved"
        assert made.roles == ["visitor"]
        assert Message.objects.get().subject == "You take part"
        assert dict(Change.objects.get(act="register").after or {})["type"] == "visitor"

    def test_a_type_says_on_which_days_one_has_meetings_at_first(self, edition: Edition) -> None:
        days = [edition.first_day, edition.last_day]
        half = kind(edition, meeting_days=days)
        made = come(half, "one")
        assert [one.date for one in made.availability.order_by("date")] == days
        made.availability.filter(date=edition.last_day).delete()  # says otherwise
        cancel_registration(made, by=COMMAND_LINE)
        made.refresh_from_db()
        again = register(Account.objects.get(), half, said(), by=COMMAND_LINE)
        assert [one.date for one in again.availability.all()] == days[:1]

    def test_a_person_is_there_once_whatever_type_or_capitals(self, edition: Edition) -> None:
        first = come(kind(edition), "one")
        again = register(
            open_account("ONE@Example.org"), kind(edition, "press-like"), said(), by=COMMAND_LINE
        )
        assert again == first
        assert again.type == first.type
        assert Participation.objects.count() == 1

    def test_a_further_address_is_the_same_person(self, edition: Edition) -> None:
        account = open_account("one@example.org")
        account.emailaddress_set.create(email="two@example.org", verified=True)  # type: ignore[attr-defined]
        what = kind(edition)
        first = register(account, what, said(), by=COMMAND_LINE)
        assert register(open_account("two@example.org"), what, said(), by=COMMAND_LINE) == first

    def test_who_is_on_a_list_already_is_that_person(self, edition: Edition) -> None:
        listed = make.participation(edition, roles=["speaker"])
        Person.objects.filter(pk=listed.person_id).update(email="One@Example.org")
        found = come(kind(edition), "one")
        assert found == listed
        assert found.roles == ["speaker"]
        assert open_account("one@example.org").person == listed.person

    def test_an_address_of_two_people_joins_neither(self, edition: Edition) -> None:
        for _ in range(2):
            listed = make.participation(edition)
            Person.objects.filter(pk=listed.person_id).update(email="one@example.org")
        assert come(kind(edition), "one").type is not None
        assert Participation.objects.count() == 3

    def test_who_is_known_from_another_edition_keeps_being_one_person(
        self, edition: Edition
    ) -> None:
        first = come(kind(make.edition("lake-2024")), "one")
        listed = make.participation(edition)
        Person.objects.filter(pk=listed.person_id).update(email="one@example.org")
        again = kind(edition)
        with work_as_application():  # as the page does: who is nobody's entry any more goes
            found = come(again, "one")
        assert found.pk == listed.pk
        assert found.person == first.person
        assert Person.objects.count() == 1
        with transaction.atomic(), work_as_application(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            with pytest.raises(IntegrityError):
                cursor.execute("DELETE FROM people_person")
            transaction.set_rollback(True)

    def test_before_and_after_its_times_a_type_is_closed(self, edition: Edition) -> None:
        from django.utils import timezone

        with pytest.raises(RegistrationClosed):
            come(kind(edition, opens_at=timezone.now() + timezone.timedelta(days=1)), "one")  # type: ignore[attr-defined]
        with pytest.raises(RegistrationClosed):
            come(kind(edition, "late", closes_at=timezone.now()), "one")
        assert not Participation.objects.exists()

    def test_no_visitor_joins_an_exhibitor_by_typing_its_name(self, edition: Edition) -> None:
        firm = make.exhibitor(edition).organisation
        name = firm.name["en"]
        made = come(kind(edition), "one", organisation=name)
        assert made.organisation != firm
        staff = kind(edition, "staff", role="exhibitor", needs_approval=True)
        assert come(staff, "two", organisation=name.upper()).organisation == firm
        with pytest.raises(NoSuchExhibitor):
            come(staff, "three", organisation="Nobody Ltd")

    def test_two_visitors_of_a_firm_share_it(self, edition: Edition) -> None:
        what = kind(edition)
        one = come(what, "one", organisation="Visiting Works")
        two = come(what, "two", organisation="visiting works")
        assert one.organisation == two.organisation


@pytest.mark.django_db
class TestPlaces:
    def test_the_waiting_list_moves_up_by_itself(self, edition: Edition) -> None:
        what = kind(edition, quota=2)
        people = [come(what, f"p{n}") for n in range(5)]
        assert states(what) == ["approved"] * 2 + ["waiting"] * 3
        cancel_registration(people[0], by=COMMAND_LINE)
        assert states(what) == ["cancelled", "approved", "approved", "waiting", "waiting"]
        what.refresh_from_db()
        what.quota = 3
        set_up_type(what, [], by=COMMAND_LINE)
        assert states(what).count("approved") == 3
        decide_registrations(edition, [people[1].pk], approve=False, by=COMMAND_LINE)
        assert states(what) == ["cancelled", "rejected", "approved", "approved", "approved"]
        subjects = Message.objects.filter(person=people[4].person).order_by("pk")
        assert [one.subject for one in subjects] == [
            "You are on the waiting list",
            "You take part",
        ]
        come(what, "p0")  # who cancelled comes back, to the end of the list
        assert states(what)[0] == "waiting"

    def test_what_is_no_longer_so_is_not_mailed_in_the_morning(self, edition: Edition) -> None:
        """Mail of the night waits: of what became of somebody meanwhile the last is mailed."""
        what = kind(edition, quota=1)
        first, second = come(what, "one"), come(what, "two")
        cancel_registration(first, by=COMMAND_LINE)
        waiting = Message.objects.filter(state="queued")
        (left,) = waiting.all()
        assert (left.person_id, left.subject) == (second.person_id, "You take part")
        decide_registrations(edition, [second.pk], approve=False, by=COMMAND_LINE)
        assert [one.subject for one in waiting.all()] == ["Your registration was not accepted"]

    def test_nobody_overtakes_those_who_wait(self, edition: Edition) -> None:
        what = kind(edition, quota=1)
        come(what, "one")
        come(what, "two")
        ParticipationType.objects.filter(pk=what.pk).update(quota=2)
        what.refresh_from_db()
        assert come(what, "three").state == "waiting"

    def test_the_database_keeps_the_quota_and_counts_alone(self, edition: Edition) -> None:
        what = kind(edition, quota=1)
        come(what, "one")
        waiting = come(what, "two")
        with pytest.raises(IntegrityError, match="participation_type_quota"), transaction.atomic():
            Participation.objects.filter(pk=waiting.pk).update(state="approved")
        ParticipationType.objects.filter(pk=what.pk).update(taken=0)
        what.refresh_from_db()
        assert what.taken == 1
        Participation.objects.filter(state="approved").delete()
        what.refresh_from_db()
        assert what.taken == 0

    def test_a_quota_is_not_set_below_what_is_taken(self, edition: Edition) -> None:
        what = kind(edition)
        come(what, "one")
        come(what, "two")
        what.quota = 1
        with pytest.raises(QuotaTooSmall):
            set_up_type(what, [], by=COMMAND_LINE)

    def test_a_type_is_of_its_edition(self, edition: Edition) -> None:
        other = kind(make.edition("lake-2024"))
        with transaction.atomic():
            make.participation(edition, type=other)
            with pytest.raises(IntegrityError, match="type_id_within"):
                connection.check_constraints()
            transaction.set_rollback(True)


@pytest.mark.django_db
class TestDeciding:
    def test_many_are_decided_at_once_with_a_reason(self, edition: Edition) -> None:
        what = kind(edition, needs_approval=True, quota=2)
        people = [come(what, f"p{n}") for n in range(3)]
        assert states(what) == ["registered", "registered", "waiting"]
        keys = [one.pk for one in people]
        assert decide_registrations(edition, keys, approve=True, by=COMMAND_LINE) == (2, 1)
        assert states(what) == ["approved", "approved", "waiting"]
        assert decide_registrations(
            edition, keys[:1], approve=False, reason="No papers", by=COMMAND_LINE
        ) == (1, 0)
        assert states(what) == ["rejected", "approved", "registered"]
        told = Message.objects.filter(person=people[0].person).order_by("-pk")[0]
        assert "No papers" in told.body
        change = Change.objects.get(act="reject")
        assert dict(change.before or {})["state"] == "approved"
        assert change.after == {"state": "rejected", "reason": "No papers"}

    def test_nobody_of_another_edition_is_decided(self, edition: Edition) -> None:
        other = come(kind(make.edition("lake-2024"), needs_approval=True), "one")
        assert decide_registrations(edition, [other.pk], approve=True, by=COMMAND_LINE) == (0, 0)
        other.refresh_from_db()
        assert other.state == "registered"

    def test_a_change_that_matters_is_looked_at_again(self, edition: Edition) -> None:
        what = kind(edition, needs_approval=True)
        question = Question.objects.create(type=what, text=LocalizedText({"en": "Why?"}))
        made = come(what, "one", answers={question.pk: "Bearings"})
        decide_registrations(edition, [made.pk], approve=True, reason="Good", by=COMMAND_LINE)
        same = said("one", answers={question.pk: "Bearings"})
        change_registration(made, same, by=COMMAND_LINE)
        assert made.state == "approved"
        other = said("one", languages=["en", "ru"], answers={question.pk: "Bearings"})
        change_registration(made, other, by=COMMAND_LINE)
        assert (made.state, made.reason) == ("approved", "Good")
        change_registration(made, said("one", answers={question.pk: "Gears"}), by=COMMAND_LINE)
        assert (made.state, made.reason) == ("registered", "")

    def test_a_question_keeps_its_answers_when_it_is_worded_anew(self, edition: Edition) -> None:
        what = kind(edition)
        question = Question(text=LocalizedText({"en": "Why?"}))
        set_up_type(what, [question], by=COMMAND_LINE)
        made = come(what, "one", answers={question.pk: "Bearings"})
        question.text = LocalizedText({"en": "Why do you come?"})
        set_up_type(what, [question], by=COMMAND_LINE)
        assert made.answers.get().value == "Bearings"


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_pass_the_quota() -> None:
    what = kind(make.edition(), quota=5)
    accounts = [open_account(f"p{n}@example.org") for n in range(12)]
    failed: list[BaseException] = []
    gate = threading.Barrier(len(accounts) + 1)

    def go(account: Account) -> None:
        try:
            gate.wait()
            register(account, what, said(account.email), by=Doer(account))
            if account == accounts[0]:
                cancel_registration(
                    Participation.objects.get(person=account.person), by=Doer(account)
                )
        except BaseException as error:  # noqa: BLE001  told below
            failed.append(error)
        finally:
            connection.close()

    # The first one tries in two tabs.
    threads = [threading.Thread(target=go, args=(one,)) for one in (*accounts, accounts[1])]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    found = states(what)
    assert len(found) == 12
    assert found.count("approved") == 5
    assert found.count("cancelled") == 1
    what.refresh_from_db()
    assert what.taken == 5
