"""Which side of a request somebody is on, and whom that person sees on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q, QuerySet

from fairlead.apps.fairs.prepared_query import IsAmong, Parameter
from fairlead.apps.meetings.models import Answer, MeetingRequest, RequestParty, Side
from fairlead.apps.people.models import TEAM_ROLES, Participation, ParticipationState
from fairlead.folder.localized_text import LocalizedText

NAMED = (
    "requester__person",
    "requester__organisation",
    "recipient__organisation",
    "invitee__person",
)
"""What of a request has to be read with it, to name its sides."""
NAMES = (
    "requester__organisation__name",
    "requester__person__name",
    "recipient__organisation__name",
    "invitee__person__name",
)
"""The columns by which its sides are named."""


def find_firm(who: Participation) -> int | None:
    """Return the organisation whose requests are somebody's own as well, None for none.

    Anyone who registered alone and typed a name that others typed before is no colleague of theirs:
    the organiser has to have said so, by approving the registration or by bringing the person.
    """
    if who.organisation_id is None:
        return None
    trusted = set(TEAM_ROLES) & set(who.roles) or who.type is None or who.type.needs_approval
    return who.organisation_id if trusted else None


def belongs_to(who: Participation, firm: int | None) -> bool:
    """Return whether somebody is of an organisation, as `find_firm` says."""
    return firm is not None and who.organisation_id == firm and find_firm(who) == firm


def list_team(firm: int | Parameter) -> QuerySet[Participation]:
    """Return who takes part for an organisation and may see its requests, as `find_firm` says."""
    trusted = Q(roles__overlap=TEAM_ROLES) | Q(type=None) | Q(type__needs_approval=True)
    return Participation.objects.filter(
        trusted, state=ParticipationState.APPROVED, organisation=firm
    )


class TwoSides(Protocol):
    """What says who the first two sides of a request are: the request, or its row."""

    requester_id: int
    asking_firm_id: int | None
    invitee_id: int | None
    recipient_id: int | None


class Party(Protocol):
    """A further party of a request."""

    pk: int
    participation_id: int | None
    exhibitor_id: int | None


def find_side(request: TwoSides, who: Participation) -> Side | None:
    """Return the side of a request that a participant is on; none for a stranger."""
    if who.pk == request.requester_id:
        return Side.REQUESTER
    if belongs_to(who, request.asking_firm_id):
        return Side.REQUESTER
    if who.pk == request.invitee_id:
        return Side.RECIPIENT
    if belongs_to(who, request.recipient_id):
        return Side.RECIPIENT
    return None


def find_party(request: MeetingRequest, who: Participation) -> RequestParty | None:
    """Return the further party of a request that a participant belongs to."""
    return next((one for one in request.parties.all() if _is_of(one, who)), None)


def _is_of(party: Party, who: Participation) -> bool:
    """Return whether a participant belongs to a further party."""
    return party.participation_id == who.pk or belongs_to(who, party.exhibitor_id)


def list_own_requests(who: Participation, *, prefix: str = "") -> Q:
    """Return the condition that a request is one that a participant may see."""
    return list_requests_of(who.pk, find_firm(who), prefix=prefix)


def list_requests_of(who: int | Parameter, firm: int | Parameter | None, *, prefix: str = "") -> Q:
    """Return the condition that a request is of a participant, or of the firm, if there is one."""
    own = Q(**{f"{prefix}requester": who}) | Q(**{f"{prefix}invitee": who})
    further = Q(participation=who)
    if firm is not None:
        own |= Q(**{f"{prefix}recipient": firm}) | Q(**{f"{prefix}asking_firm": firm})
        further |= Q(exhibitor=firm)
    # An array that is made once lets the database use an index for each of these.
    among = ArraySubquery(RequestParty.objects.filter(further).values("request_id"))
    return own | Q(IsAmong(F(f"{prefix}pk"), among))


def name_other_side(request: MeetingRequest, who: Participation) -> LocalizedText:
    """Return whom somebody meets: the firm where there is one, else the person.

    A further party meets both who asks and who is asked.
    """
    names = {Side.REQUESTER: name_asked, Side.RECIPIENT: name_asking}
    side = find_side(request, who)
    if side is None:
        return join_names((name_asking(request), name_asked(request)))
    return names[side](request)


def join_names(names: Iterable[LocalizedText]) -> LocalizedText:
    """Return several names as one, in each language that one of them is in."""
    known = [one for one in names if one]
    if len(known) < 2:
        return known[0] if known else LocalizedText()
    tags = dict.fromkeys(tag for one in known for tag in one)
    return LocalizedText(
        (tag, " · ".join(one.get(tag) or next(iter(one.values())) for one in known)) for tag in tags
    )


def name_asking(request: MeetingRequest) -> LocalizedText:
    """Return who asks: the firm where there is one, else the person."""
    requester = request.requester
    firm = requester.organisation
    found: LocalizedText = firm.name if firm is not None else requester.person.name
    return found


def name_asked(request: MeetingRequest) -> LocalizedText:
    """Return who is asked: the exhibitor, else the person."""
    found = LocalizedText({})
    if request.recipient is not None:
        found = request.recipient.organisation.name
    elif request.invitee is not None:
        found = request.invitee.person.name
    return found


@dataclass(frozen=True, slots=True)
class OwnSide:
    """Whose records of a request are one's own: the firm's, or one's own alone."""

    key: str
    organisation: int | None = None
    participation: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """Return the columns by which such a record says whose it is."""
        return {"organisation_id": self.organisation, "participation_id": self.participation}

    @property
    def condition(self) -> Q:
        """Return the condition that a record is theirs."""
        return Q(**self.columns)


def find_own(request: MeetingRequest, who: Participation) -> OwnSide | None:
    """Return whose records a participant keeps of a request; none for who does not meet by it.

    Who comes for a firm shares them with the firm's people, who comes for nobody with none. A
    further party that declined does not meet.
    """
    return choose_own(
        request,
        who,
        lambda: [one for one in request.parties.all() if one.answer != Answer.DECLINED],
    )


def choose_own(
    sides: TwoSides, who: Participation, list_further: Callable[[], Iterable[Party]]
) -> OwnSide | None:
    """Return as `find_own` does; the further parties are asked for where they decide."""
    side = find_side(sides, who)
    if side == Side.REQUESTER:
        firm = sides.asking_firm_id
    elif side == Side.RECIPIENT:
        firm = sides.recipient_id
    else:
        party = next((one for one in list_further() if _is_of(one, who)), None)
        if party is None:
            return None
        firm, name = party.exhibitor_id, f"party-{party.pk}"
    if side is not None:
        name = str(side)
    return OwnSide(name, firm) if firm is not None else OwnSide(name, None, who.pk)
