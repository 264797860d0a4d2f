"""Who may do what: by role, edition and organisation, and nobody what is not written down."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DataError, IntegrityError, connection, transaction
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import LastOwner, appoint, dismiss
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer, record_change
from fairlead.apps.people.models import Account, Change, Membership
from fairlead.apps.people.roles import ALLOWED, OF_ORGANISATION, WORDS, Act, HeldRole, MemberRole
from fairlead.apps.people.roles_page import PAGE, write_page
from fairlead.apps.people.rules import list_editions_with, may

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    """Return an edition."""
    return make.edition()


def _account(name: str) -> Account:
    return Account.objects.create_user(f"{name}@example.org")


def _fresh(account: Account) -> Account:
    return Account.objects.get(pk=account.pk)


def test_the_page_is_the_table() -> None:
    page = (Path(__file__).parents[3] / PAGE).read_text(encoding="utf-8")
    assert page == write_page(), "run python -m fairlead.apps.people.roles_page"


def test_every_act_is_named_and_given_to_somebody() -> None:
    assert set(ALLOWED) == set(WORDS) == set(Act)
    assert all(ALLOWED.values())
    given = frozenset().union(*ALLOWED.values())
    # Press may do what everybody may who takes part, which no act stands for.
    assert given == frozenset(HeldRole) - {HeldRole.PRESS}


def test_the_auditor_only_reads() -> None:
    assert {act for act in Act if HeldRole.AUDITOR in ALLOWED[act]} == {
        Act.SEE_OFFICE,
        Act.SEE_PEOPLE,
        Act.SEE_AUDIT,
        Act.SEE_SCREENING,
        Act.SEE_PROGRAMME,
        Act.SEE_PROJECTS,
        Act.SEE_ATTENDANCE,
    }


@pytest.mark.parametrize("role", [r for r in MemberRole if r != "delegation_head"])
def test_a_role_of_the_office_is_of_its_edition(edition: Edition, role: MemberRole) -> None:
    other = make.edition("lake-2024")
    account = _account(role)
    firm = make.organisation(edition)
    own = role in (MemberRole.EXHIBITOR_ADMIN, MemberRole.EXHIBITOR_MEMBER)
    appoint(
        account,
        role,
        edition=None if own else edition,
        organisation=firm if own else None,
        by=COMMAND_LINE,
    )
    for act in Act:
        expected = HeldRole(role) in ALLOWED[act]
        asked = firm if act in OF_ORGANISATION else None
        assert may(account, act, edition=edition, organisation=asked) == expected, act
        assert not may(account, act, edition=other)


def test_nobody_may_do_what_is_not_known(edition: Edition) -> None:
    owner = _account("owner")
    appoint(owner, MemberRole.OWNER, by=COMMAND_LINE)
    assert not may(owner, "paint_the_hall", edition=edition)
    for nobody in (None, AnonymousUser(), _account("nobody")):
        assert not any(may(nobody, act, edition=edition) for act in Act)
    owner.is_active = False
    owner.save()
    assert not any(may(_fresh(owner), act, edition=edition) for act in Act)


def test_a_role_in_an_organisation_is_of_that_one(edition: Edition) -> None:
    firm, rival = make.organisation(edition), make.organisation(edition)
    elsewhere = make.organisation(make.edition("lake-2024"))
    account = _account("admin")
    appoint(account, MemberRole.EXHIBITOR_ADMIN, organisation=firm, by=COMMAND_LINE)
    assert may(account, Act.EDIT_ORGANISATION, edition=edition, organisation=firm)
    assert not may(account, Act.EDIT_ORGANISATION, edition=edition, organisation=rival)
    assert not may(account, Act.EDIT_ORGANISATION, edition=edition, organisation=elsewhere)
    assert not may(account, Act.EDIT_ORGANISATION, edition=edition)
    assert may(account, Act.ASK_FOR_MEETING, edition=edition)


@pytest.mark.parametrize(
    ("state", "allowed"),
    [("approved", True), ("registered", False), ("waiting", False), ("cancelled", False)],
)
def test_an_approved_participation_brings_its_roles(
    edition: Edition, state: str, *, allowed: bool
) -> None:
    who = make.participation(edition, roles=["press", "speaker"], state=state)
    account = _account("guest")
    account.person = who.person
    account.save()
    assert may(account, Act.ASK_FOR_MEETING, edition=edition) == allowed
    assert not may(account, Act.SEE_OFFICE, edition=edition)


def test_being_listed_as_the_organisers_staff_opens_no_office(edition: Edition) -> None:
    account = _account("staff")
    account.person = make.participation(edition, roles=["organiser"]).person
    account.save()
    assert may(account, Act.ASK_FOR_MEETING, edition=edition)
    assert not may(account, Act.SEE_OFFICE, edition=edition)


def test_editions_of_an_account(edition: Edition) -> None:
    other = make.edition("lake-2024")
    one, everywhere = _account("one"), _account("everywhere")
    appoint(one, MemberRole.AUDITOR, edition=edition, by=COMMAND_LINE)
    appoint(everywhere, MemberRole.ORGANISER, by=COMMAND_LINE)

    def found(account: Account, act: Act = Act.SEE_OFFICE) -> set[Edition]:
        return set(Edition.objects.filter(list_editions_with(account, act)))

    assert found(one) == {edition}
    assert found(one, Act.RELEASE) == set()
    assert found(everywhere) == {edition, other}


def test_the_database_keeps_roles_to_their_places(edition: Edition) -> None:
    account, firm = _account("one"), make.organisation(edition)
    for wrong in (
        {"role": "owner", "organisation": firm},
        {"role": "exhibitor_admin"},
        {"role": "exhibitor_admin", "edition": edition},
        {"role": "exhibitor_admin", "edition": edition, "organisation": firm},
        {"role": "king"},
    ):
        with pytest.raises((IntegrityError, DataError)), transaction.atomic():
            Membership.objects.create(account=account, **wrong)
    Membership.objects.create(account=account, role="owner")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(account=account, role="owner")


def test_giving_and_taking_a_role_is_recorded(edition: Edition) -> None:
    owner, helper = _account("owner"), _account("helper")
    appoint(owner, MemberRole.OWNER, edition=edition, by=COMMAND_LINE)
    held = appoint(helper, MemberRole.REGISTRATION, edition=edition, by=Doer(owner))
    assert appoint(helper, MemberRole.REGISTRATION, edition=edition, by=Doer(owner)) == held
    dismiss(held, by=Doer(owner))
    assert not may(_fresh(helper), Act.SEE_OFFICE, edition=edition)
    changes = list(Change.objects.filter(account_id=owner.pk).order_by("id"))
    assert [(one.act, one.edition) for one in changes] == [
        ("appoint", "river-2024"),
        ("dismiss", "river-2024"),
    ]
    assert changes[0].after == changes[1].before
    after = dict(changes[0].after or {})
    assert (after["role"], after["account"]) == ("registration", helper.pk)


def test_the_last_owner_stays_unless_by_the_command_line(edition: Edition) -> None:
    owner = _account("owner")
    held = appoint(owner, MemberRole.OWNER, edition=edition, by=COMMAND_LINE)
    with pytest.raises(LastOwner):
        dismiss(held, by=Doer(owner))
    assert may(_fresh(owner), Act.APPOINT, edition=edition)
    second = appoint(_account("second"), MemberRole.OWNER, edition=edition, by=Doer(owner))
    dismiss(second, by=Doer(owner))
    dismiss(held, by=COMMAND_LINE)
    assert not Membership.objects.exists()


def test_what_was_recorded_is_neither_changed_nor_removed(edition: Edition) -> None:
    record_change("rename", edition, by=COMMAND_LINE, before={"a": 1, "b": 2}, after={"a": 1})
    made = Change.objects.get()
    assert (made.before, made.after) == ({"b": 2}, {})
    for statement in ("UPDATE people_change SET act = 'x'", "DELETE FROM people_change"):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    Change.objects.update(before=None)
    assert Change.objects.get().before is None
