"""An organisation brings its own people to an edition."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction
from django.urls import reverse

from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.people.domain.appoint import appoint, dismiss
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.domain.register import cancel_registration
from fairlead.apps.people.models import (
    TEAM_ROLES,
    Account,
    Membership,
    Organisation,
    Participation,
    ParticipationState,
    PassQuota,
    Person,
    Role,
)
from fairlead.apps.people.roles import MemberRole
from fairlead.folder.localized_text import LocalizedText


class NoPassLeft(Exception):
    """All passes of the organisation are taken."""


class TakesPartAlready(Exception):
    """Somebody of this address takes part in the edition."""


class NotOfTheTeam(Exception):
    """The participation is none that the doer may change."""


def add_member(
    organisation: Organisation, role: Role, *, name: str, email: str, language: str, by: Doer
) -> Participation:
    """Return the new participation of somebody of an organisation, who is told by mail.

    An exhibitor's staff needs one of its passes. Raises NoPassLeft and TakesPartAlready.
    """
    edition = organisation.edition
    address = email.strip()
    try:
        with transaction.atomic():
            Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
            there = Participation.objects.filter(edition=edition, person__email__address=address)
            if there.exclude(state=ParticipationState.CANCELLED).exists():
                raise TakesPartAlready
            passes = PassQuota.objects.filter(organisation=organisation).first()
            if role == Role.EXHIBITOR and passes is not None and passes.left == 0:
                raise NoPassLeft
            person = Person.objects.create(name=LocalizedText({language: name}), email=address)
            made = Participation.objects.create(
                edition=edition,
                person=person,
                organisation=organisation,
                code=f"t-{secrets.token_hex(6)}",
                roles=[role],
                state=ParticipationState.APPROVED,
            )
            record_change(
                "add_member", made, by=by, edition=edition, after={"organisation": organisation.pk}
            )
            queue_message(
                person=person,
                edition=edition,
                purpose="team",
                key=f"added:{made.pk}",
                template="added_to_team",
                context={"firm": organisation.name, "fair": edition.name},
                link=reverse("desk:home", args=(edition.code,)),
            )
    except IntegrityError as error:
        if "pass_quota" in str(error) or "no pass is left" in str(error):
            raise NoPassLeft from error
        raise
    return made


def remove_member(organisation: Organisation, member: Participation, *, by: Doer) -> None:
    """Take somebody of the own organisation out of the edition, and what they manage there.

    Raises NotOfTheTeam for others, and for oneself.
    """
    with transaction.atomic():
        check_member(organisation, member, by)
        for held in _list_roles(organisation, member):
            dismiss(held, by=by)
        cancel_registration(member, by=by)


def find_managing_role(member: Participation) -> MemberRole:
    """Return the role of who manages the organisation a participation is with."""
    delegate = Role.DELEGATE in member.roles
    return MemberRole.DELEGATION_HEAD if delegate else MemberRole.EXHIBITOR_ADMIN


def let_member_manage(
    organisation: Organisation, member: Participation, *, manages: bool, by: Doer
) -> None:
    """Let somebody of the own organisation manage it, or not any more.

    Raises NotOfTheTeam for others, for oneself, and for who has not signed in yet.
    """
    with transaction.atomic():
        check_member(organisation, member, by)
        account = Account.objects.filter(person=member.person_id).first()
        if account is None:
            raise NotOfTheTeam
        if manages:
            appoint(account, find_managing_role(member), organisation=organisation, by=by)
        else:
            for held in _list_roles(organisation, member):
                dismiss(held, by=by)


def check_member(organisation: Organisation, member: Participation, by: Doer) -> None:
    """Raise NotOfTheTeam for a visitor who wrote the organisation's name, and for oneself."""
    own = by.acting_for.person_id if by.acting_for is not None else None
    if own is None and by.account is not None:
        own = by.account.person_id
    if (
        member.organisation_id != organisation.pk
        or member.person_id == own
        or not set(TEAM_ROLES) & set(member.roles)
    ):
        raise NotOfTheTeam


def _list_roles(organisation: Organisation, member: Participation) -> list[Membership]:
    rows = Membership.objects.filter(organisation=organisation, account__person=member.person_id)
    return list(rows.select_related("account", "organisation__edition"))
