"""Who sees and does what in a consortium; nobody else learns that there is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from fairlead.apps.consortia.models import PRESENT, Consortium, Interest, Member, MemberState
from fairlead.apps.delegations.queries.own import list_led_economies
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.people.models import Account, Participation
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.models import Need

MOST_NEEDS, _MOST_CONSORTIA = 200, 50


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


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do about needs, read once for however many of them.

    ``acts`` says whether that is for the own organisation too; ``economies`` are those (by their
    codes, such as BLR) of whose needs somebody is a focal point: as a head or focal point of one
    of their delegations, or leading a delegation's organisation of them.
    """

    who: Participation
    acts: bool
    economies: frozenset[str]

    def opens(self, need: Need) -> bool:
        """Return whether somebody is a focal point of a need."""
        if need.edition_id != self.who.edition_id:
            return False
        if need.organisation_id is not None:
            return self.acts and need.organisation_id == self.who.organisation_id
        return need.economy in self.economies

    def is_focal(self, consortium: Consortium) -> bool:
        """Return whether somebody is the focal point of a consortium's need.

        Where the need is gone it is who opened it.
        """
        if consortium.need is None:
            return consortium.opened_by_id == self.who.pk
        return self.opens(consortium.need)

    def has_part(self, consortium: Consortium, members: Iterable[Member]) -> bool:
        """Return whether `list_own_consortia` has a consortium; ``members`` are all it has."""
        firm = self.who.organisation_id
        among = self.acts and any(one.organisation_id == firm for one in members)
        return among or self.is_focal(consortium)


def read_rights(who: Participation, account: Account) -> Rights:
    """Return what somebody may do about needs; at most one query, with the roles known."""
    economies = set(list_led_economies(who))
    firm = who.organisation
    if firm is not None and may(
        account, Act.LEAD_DELEGATION, edition=who.edition, organisation=firm
    ):
        economies.add(firm.country)
    return Rights(who, may_act(who, account), frozenset(economies))


def may_open(need: Need, who: Participation, account: Account) -> bool:
    """Return whether somebody is a focal point of a need, as `Rights` says.

    That is who acts for the organisation that needs it; of an economy's need the heads and focal
    points of its delegations, and who leads a delegation's organisation of that economy.
    """
    return read_rights(who, account).opens(need)


def list_needs_to_open(
    who: Participation,
    account: Account,
    *,
    rights: Rights | None = None,
    makers: Sequence[int] = (),
) -> list[Need]:
    """Return the needs of which somebody is a focal point, as `Rights` says; by their codes.

    First come those that one of the organisations ``makers`` would make.
    """
    rights = rights or read_rights(who, account)
    own = Q(organisation=None, economy__in=rights.economies)
    if rights.acts:
        own |= Q(organisation=who.organisation_id)
    rows = Need.objects.filter(own, edition=who.edition_id).select_related("organisation")
    told = Interest.objects.filter(need=OuterRef("pk"), organisation__in=makers)
    first = [Exists(told).desc()] if makers else []
    found = list(rows.order_by(*first, "code")[:MOST_NEEDS])
    for one in found:
        one.edition = who.edition
    return found


def find_seat(who: Participation, account: Account, code: str) -> Seat | None:
    """Return somebody's seat in a consortium, None for one that is none of theirs.

    Who declined or withdrew has none any more.
    """
    found = find_consortium(who, code)
    return find_seats(who, account, [found])[0] if found is not None else None


def find_consortium(who: Participation, code: str) -> Consortium | None:
    """Return the consortium of that code at the edition of ``who``, whether they see it or not."""
    rows = Consortium.objects.select_related("need__organisation", "project", "opened_by__person")
    return rows.filter(edition=who.edition_id, code=code).first()


def find_seats(
    who: Participation,
    account: Account,
    consortia: Sequence[Consortium],
    *,
    rights: Rights | None = None,
    members: Iterable[Member] | None = None,
) -> list[Seat | None]:
    """Return somebody's seat in each of the consortia, as `find_seat` does; two queries in all.

    They are of the edition of ``who``, each read with its ``need``; ``members`` are theirs, where
    they were read.
    """
    rights = rights or read_rights(who, account)
    own: dict[int, Member] = {}
    if rights.acts:
        firm = who.organisation_id
        if members is None:
            rows = Member.objects.filter(consortium__in=consortia, organisation=firm)
            members = rows.select_related("organisation")
        own = {
            one.consortium_id: one
            for one in members
            if one.organisation_id == firm and one.state in PRESENT
        }
    seats: list[Seat | None] = []
    for one in consortia:
        one.edition = who.edition
        member, focal = own.get(one.pk), rights.is_focal(one)
        if member is not None:
            member.consortium = one
        seats.append(Seat(one, member, focal) if member is not None or focal else None)
    return seats


@dataclass(frozen=True, slots=True)
class Consortia:
    """The consortia for a need with all their members, as `ask_consortia` asked for them."""

    consortia: list[Consortium]
    members: list[Member]


def ask_consortia(need: Need, together: QueryBatch) -> Consortia:
    """Return the consortia for a need that reading ``together`` fills, whether one sees them."""
    given = {"need": need.pk}
    return Consortia(together.add(_CONSORTIA, **given), together.add(_MEMBERS, **given))


def _build_consortia() -> QuerySet[Consortium]:
    rows = Consortium.objects.filter(need=Parameter("need")).select_related("need").order_by("pk")
    return rows[:_MOST_CONSORTIA]


def _build_members() -> QuerySet[Member]:
    rows = Member.objects.filter(consortium__in=_build_consortia().values("pk"))
    return rows.select_related("organisation").defer("organisation__description")


_CONSORTIA, _MEMBERS = PreparedQuery(_build_consortia), PreparedQuery(_build_members)


def list_own_consortia(
    who: Participation, account: Account, *, rights: Rights | None = None
) -> QuerySet[Consortium]:
    """Return the consortia somebody has a seat in, and those the own organisation was in."""
    rights = rights or read_rights(who, account)
    own = Q(need__organisation=None, need__economy__in=rights.economies)
    own |= Q(need=None, opened_by=who)
    if rights.acts:
        firm = who.organisation_id
        own |= Q(need__organisation=firm)
        own |= Q(pk__in=Member.objects.filter(organisation=firm).values("consortium"))
    return Consortium.objects.filter(own, edition=who.edition_id)
