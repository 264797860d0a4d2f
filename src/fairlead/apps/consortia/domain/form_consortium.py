"""Opening a consortium, inviting members, and what they answer."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.consortia.domain.refuse_screened import refuse_screened
from fairlead.apps.consortia.domain.tell_members import tell_members
from fairlead.apps.consortia.models import (
    PRESENT,
    SHARES,
    Consortium,
    Member,
    MemberState,
    Part,
)
from fairlead.apps.consortia.queries.coverage import name_steps
from fairlead.apps.cooperation.domain.leave_project import leave_project
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import Partner, PartnerRole
from fairlead.apps.cooperation.queries.departures import list_departures
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.trade.models import Need
from fairlead.folder import bounds
from fairlead.ui.formats import join_items
from fairlead.ui.forms.lengths import check_line

MOST_MEMBERS = 60


def open_consortium(need: Need, *, by: Participation, doer: Doer) -> Consortium:
    """Return a new consortium that is to answer a need, as yet without members.

    Whether ``by`` is a focal point of the need is the caller's to ask
    (`fairlead.apps.consortia.queries.access.may_open`). Raises Refusal for a need of goods on a
    list of restricted goods.
    """
    edition = need.edition
    refuse_screened(edition, (), need=need)
    with transaction.atomic():
        made = Consortium.objects.create(
            edition=edition,
            code=f"c-{secrets.token_hex(5)}",
            title=need.title,
            need=need,
            economy=need.country,
            steps=[*need.products, *need.cooperation],
            opened_by=by,
        )
        record_change("open_consortium", made, by=doer, edition=edition, after={"need": need.code})
    return made


def lock_consortium(consortium: Consortium) -> Consortium:
    """Return the consortium, which nobody else changes before the transaction ends.

    Raises Refusal for one that is a project already.
    """
    held = Consortium.objects.select_for_update(of=("self",)).get(pk=consortium.pk)
    held.edition = consortium.edition
    if held.project_id is not None:
        raise Refusal(_("This consortium is a project now."))
    return held


def invite_member(
    consortium: Consortium,
    organisation: Organisation,
    part: Part,
    *,
    by: Participation,
    doer: Doer,
    steps: Sequence[str] = (),
    lead: bool = False,
) -> Member:
    """Return the member that is invited; one that declined or withdrew is invited again.

    Raises Refusal for one that is in it, a second lead, steps the need has not, and one whom the
    organiser has to look at first.
    """
    if organisation.edition_id != consortium.edition_id:
        raise Refusal(_("Expected an organisation of this edition."))
    refuse_screened(consortium.edition, [organisation])
    with transaction.atomic():
        held = lock_consortium(consortium)
        _check_steps(held, steps)
        present = held.members.filter(state__in=PRESENT)
        if present.filter(organisation=organisation).exists():
            raise Refusal(_("This organisation is in the consortium already."))
        if lead and present.filter(lead=True).exists():
            raise Refusal(_("This consortium has a lead already."))
        if held.members.count() >= MOST_MEMBERS:
            raise Refusal(_("Expected at most %(most)d members.") % {"most": MOST_MEMBERS})
        said: dict[str, Any] = {
            "part": part,
            "lead": lead,
            "steps": list(dict.fromkeys(steps)),
            "state": MemberState.INVITED,
            "invited_at": timezone.now(),
            "answered_at": None,
            "reason": "",
            **dict.fromkeys(SHARES),
        }
        member, _new = Member.objects.update_or_create(
            edition_id=held.edition_id,
            consortium=held,
            organisation=organisation,
            defaults=said,
        )
        _record("invite_member", member, doer, after=describe_member(member))
        tell_members(
            held,
            f"invite:{member.pk}",
            subject=gettext_lazy("You are invited to a consortium"),
            body=held.title,
            by=by,
            only=[organisation.pk],
        )
    return member


def _check_steps(consortium: Consortium, steps: Sequence[str]) -> None:
    unknown = [step for step in steps if step not in consortium.steps]
    if unknown:
        expected = _("Expected steps of this need, not %(step)s.")
        raise Refusal(expected % {"step": unknown[0][:64]})


def answer_invitation(
    member: Member, *, accept: bool, by: Participation, doer: Doer, reason: str = ""
) -> Member:
    """Return the member, who is in it from now on or has declined.

    Raises Refusal for an invitation that is answered or taken back, and for one whom the organiser
    has to look at first.
    """
    consortium = member.consortium
    if accept:
        refuse_screened(consortium.edition, [member.organisation])
    with transaction.atomic():
        held = lock_consortium(consortium)
        member = _lock_member(member, (MemberState.INVITED,))
        before = describe_member(member)
        member.state = MemberState.ACCEPTED if accept else MemberState.DECLINED
        member.answered_at = timezone.now()
        member.reason = check_line(reason, bounds.TEXT_LENGTH)
        member.save(update_fields=("state", "answered_at", "reason"))
        if accept and held.shared:  # with one more, the shares are not complete any more
            _unshare(held)
        act = "accept_invitation" if accept else "decline_invitation"
        _record(act, member, doer, before=before, after=describe_member(member))
        subject = (
            gettext_lazy("A member has joined your consortium")
            if accept
            else gettext_lazy("An invitation to your consortium was declined")
        )
        tell_members(held, f"{act}:{member.pk}", subject=subject, body=_MemberName(member), by=by)
    return member


def withdraw_member(
    member: Member, *, by: Participation, doer: Doer, reason: str
) -> tuple[list[str], dict[str, str]]:
    """Return the steps that nobody takes on any more, and the shares that are free now.

    The member leaves, or an invitation is taken back. What was signed stays signed, by name. Also
    one of a consortium that is a project may leave: its ledger keeps what was recorded, and that it
    left, by whom and why (`leave_project`). Raises Refusal without a reason, for who is not in it,
    and of a project that is given up.
    """
    if not reason.strip():
        raise Refusal(_("Expected a reason."))
    with transaction.atomic():
        held = Consortium.objects.select_for_update(of=("self",)).get(pk=member.consortium_id)
        member = _lock_member(member, PRESENT)
        before = describe_member(member)
        free = {
            kind: f"{share.normalize():f}"
            for kind in SHARES
            if (share := getattr(member, kind)) is not None
        }
        member.state, member.answered_at = MemberState.WITHDRAWN, timezone.now()
        member.reason = check_line(reason, bounds.TEXT_LENGTH)
        for kind in SHARES:
            setattr(member, kind, None)
        member.save(update_fields=("state", "answered_at", "reason", *SHARES))
        if held.shared:
            _unshare(held)
        _record("withdraw_member", member, doer, before=before, after=describe_member(member))
        _leave_project(held, member, by=by, doer=doer)
        kept = {step for one in held.members.filter(state__in=PRESENT) for step in one.steps}
        uncovered = [step for step in member.steps if step not in kept]
        tell_members(
            held,
            f"withdraw:{member.pk}",
            subject=gettext_lazy("A member has left your consortium"),
            body=_Departure(member, uncovered),
            by=by,
        )
    return uncovered, free


def _leave_project(
    consortium: Consortium, member: Member, *, by: Participation, doer: Doer
) -> None:
    """Record in the ledger that a member left, where the consortium is a project that goes on."""
    if consortium.project_id is None:
        return
    partners = Partner.objects.filter(project=consortium.project_id).select_related("project")
    partner = partners.exclude(role=PartnerRole.BODY).filter(code=member.organisation.code).first()
    if partner is None or any(one.code == partner.code for one in list_departures(partner.project)):
        return
    partner.project.edition = consortium.edition
    name = EntryAuthor(name_doer(by, doer), None if doer.account is None else doer.account.pk)
    leave_project(partner, by=name, reason=member.reason)


def change_member(
    member: Member,
    *,
    part: Part,
    steps: Sequence[str],
    lead: bool,
    doer: Doer,
) -> Member:
    """Return the member with another part, other steps, or the lead, which one member has.

    Raises Refusal for steps the need has not, and for who is not in it.
    """
    with transaction.atomic():
        held = lock_consortium(member.consortium)
        _check_steps(held, steps)
        member = _lock_member(member, PRESENT)
        before = describe_member(member)
        if lead and not member.lead:
            held.members.filter(lead=True).update(lead=False)
        member.part, member.lead = part, lead
        member.steps = list(dict.fromkeys(steps))
        member.save(update_fields=("part", "lead", "steps"))
        _record("change_member", member, doer, before=before, after=describe_member(member))
    return member


def _lock_member(member: Member, states: Sequence[MemberState]) -> Member:
    rows = Member.objects.select_for_update(of=("self",)).select_related("organisation")
    found = rows.get(pk=member.pk)
    found.consortium = member.consortium
    if found.state not in states:
        expected = _("This member's state is: %(state)s.")
        raise Refusal(expected % {"state": found.get_state_display()})
    return found


def _unshare(consortium: Consortium) -> None:
    Consortium.objects.filter(pk=consortium.pk).update(shared=False)
    consortium.shared = False


def describe_member(member: Member) -> dict[str, Any]:
    """Return what a record of changes says of a member."""
    shares = {kind: getattr(member, kind) for kind in SHARES}
    return {
        "organisation": member.organisation.code,
        "part": str(member.part),
        "lead": member.lead,
        "state": str(member.state),
        "steps": list(member.steps),
        **{kind: None if share is None else str(share) for kind, share in shares.items()},
    }


def _record(act: str, member: Member, doer: Doer, **said: Any) -> None:
    record_change(act, member, by=doer, edition=member.consortium.edition, **said)


def name_doer(by: Participation, doer: Doer) -> str:
    """Return who does it, and who really does where somebody of the office acts for a person."""
    name = str(by.person)
    if doer.acting_for is not None and doer.account is not None:
        return f"{name} ({EntryAuthor.of(doer.account).name})"[:500]
    return name[:500]


class _MemberName:
    """A member's name, in the language of the reader."""

    def __init__(self, member: Member) -> None:
        self.member = member

    def __str__(self) -> str:
        return choose_text(self.member.organisation.name, self.member.consortium.edition)


class _Departure(_MemberName):
    """Who has left, and what nobody takes on any more."""

    def __init__(self, member: Member, uncovered: Sequence[str]) -> None:
        super().__init__(member)
        self.uncovered = uncovered

    def __str__(self) -> str:
        said = super().__str__()
        if not self.uncovered:
            return said
        names = name_steps(self.member.consortium.edition, self.uncovered)
        steps = {"steps": join_items(names.values())}
        return f"{said}\n\n" + _("Not covered now: %(steps)s") % steps
