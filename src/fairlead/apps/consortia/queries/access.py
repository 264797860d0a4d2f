"""Who sees and does what in a consortium; nobody else learns that there is one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from fairlead.apps.consortia.models import PRESENT, Consortium, Member, MemberState
from fairlead.apps.delegations.models import LEADS, Delegate
from fairlead.apps.people.models import Account, Participation
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.models import Need

MOST_NEEDS = 200


@dataclass(frozen=True, slots=True)
class Seat:
    """What somebody is in a consortium: of a member, the focal point of its need, or both."""

    consortium: Consortium
    member: Member | None
    focal: bool

    @property
    def inside(self) -> bool:
        """Return whether the conversation, files and agreements are open: not by invitation."""
        accepted = self.member is not None and self.member.state == MemberState.ACCEPTED
        return self.focal or accepted

    @property
    def signs(self) -> bool:
        """Return whether the seat is of a member that signs."""
        return self.member is not None and self.member.state == MemberState.ACCEPTED

    @property
    def leads(self) -> bool:
        """Return whether the seat invites, changes and shares out."""
        return self.focal or (self.signs and self.member is not None and self.member.lead)


def may_act(who: Participation, account: Account) -> bool:
    """Return whether somebody acts for the own organisation in consortia."""
    firm = who.organisation
    return firm is not None and may(
        account, Act.JOIN_CONSORTIUM, edition=who.edition, organisation=firm
    )


def may_open(need: Need, who: Participation, account: Account) -> bool:
    """Return whether somebody is a focal point of a need.

    That is who acts for the organisation that needs it; of an economy's need the heads and focal
    points of its delegations, and who leads a delegation's organisation of that economy.
    """
    if need.edition_id != who.edition_id:
        return False
    firm = who.organisation
    if need.organisation_id is not None:
        return need.organisation_id == who.organisation_id and may_act(who, account)
    leads = Delegate.objects.filter(
        participation=who, office__in=LEADS, delegation__economy=need.economy
    )
    if leads.exists():
        return True
    return (
        firm is not None
        and firm.country == need.economy
        and may(account, Act.LEAD_DELEGATION, edition=who.edition, organisation=firm)
    )


def list_needs_to_open(who: Participation, account: Account) -> list[Need]:
    """Return the needs of which somebody is a focal point, as `may_open` says; by their codes."""
    delegations = Delegate.objects.filter(participation=who, office__in=LEADS)
    economies = set(delegations.values_list("delegation__economy", flat=True))
    firm = who.organisation
    if firm is not None and may(
        account, Act.LEAD_DELEGATION, edition=who.edition, organisation=firm
    ):
        economies.add(firm.country)
    own = Q(organisation=None, economy__in=economies)
    if may_act(who, account):
        own |= Q(organisation=firm)
    rows = Need.objects.filter(own, edition=who.edition_id).select_related("organisation")
    found = list(rows.order_by("code")[:MOST_NEEDS])
    for one in found:
        one.edition = who.edition
    return found


def find_seat(who: Participation, account: Account, code: str) -> Seat | None:
    """Return somebody's seat in a consortium, None for one that is none of theirs.

    Who declined or withdrew has none any more.
    """
    rows = Consortium.objects.select_related("need__organisation", "project", "opened_by__person")
    found = rows.filter(edition=who.edition_id, code=code).first()
    if found is None:
        return None
    found.edition = who.edition
    member = None
    if may_act(who, account):
        member = (
            found.members.filter(organisation=who.organisation_id, state__in=PRESENT)
            .select_related("organisation")
            .first()
        )
        if member is not None:
            member.consortium = found
    focal = is_focal(found, who, account)
    return Seat(found, member, focal) if member is not None or focal else None


def is_focal(consortium: Consortium, who: Participation, account: Account) -> bool:
    """Return whether somebody is the focal point of a consortium's need.

    Where the need is gone it is who opened it.
    """
    if consortium.need is None:
        return consortium.opened_by_id == who.pk
    return may_open(consortium.need, who, account)


def list_own_consortia(who: Participation, account: Account) -> QuerySet[Consortium]:
    """Return the consortia somebody has a seat in, and those the own organisation was in."""
    economies = Delegate.objects.filter(participation=who, office__in=LEADS)
    own = Q(need__organisation=None, economy__in=economies.values("delegation__economy"))
    own |= Q(need=None, opened_by=who)
    if may_act(who, account):
        firm = who.organisation_id
        own |= Q(need__organisation=firm)
        own |= Q(pk__in=Member.objects.filter(organisation=firm).values("consortium"))
    firm_of = who.organisation
    if firm_of is not None and may(
        account, Act.LEAD_DELEGATION, edition=who.edition, organisation=firm_of
    ):
        own |= Q(need__organisation=None, need__economy=firm_of.country)
    # A consortium without a need is of who opened it alone: an economy says nothing of it.
    own &= Q(need__isnull=False) | Q(opened_by=who) | Q(members__organisation=who.organisation_id)
    return Consortium.objects.filter(own, edition=who.edition_id).distinct()
