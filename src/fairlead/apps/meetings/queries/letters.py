"""One participant's requests: those one may see, and what waits for an answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from fairlead.apps.meetings.models import Answer, MeetingRequest, RequestParty, RequestState, Side
from fairlead.apps.meetings.queries.sides import (
    find_party,
    find_side,
    list_own_requests,
    name_other_side,
)
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True)
class Letter:
    """A request as one of its parties sees it."""

    request: MeetingRequest
    other: LocalizedText
    waits_for_me: bool
    can_cancel: bool
    mine: bool


def list_letters(who: Participation) -> list[Letter]:
    """Return a participant's requests, those that wait for an answer first; two queries."""
    found = _with_sides(MeetingRequest.objects.filter(list_own_requests(who)).distinct())
    letters = [describe_letter(request, who) for request in found]
    return sorted(letters, key=lambda one: (not one.waits_for_me, -one.request.pk))


def find_letter(who: Participation, code: str) -> Letter | None:
    """Return one of a participant's requests by its code."""
    rows = MeetingRequest.objects.filter(list_own_requests(who), edition=who.edition_id, code=code)
    request = _with_sides(rows.distinct()).first()
    return describe_letter(request, who) if request is not None else None


def _with_sides(rows: QuerySet[MeetingRequest]) -> QuerySet[MeetingRequest]:
    return rows.select_related(
        "edition",
        "requester__person",
        "requester__organisation",
        "recipient__organisation",
        "recipient__stand__hall",
        "invitee__person",
        "invitee__organisation",
        "assigned__person",
        "proposed",
        "locked",
    ).prefetch_related(
        Prefetch(
            "parties",
            RequestParty.objects.select_related("exhibitor__organisation", "participation__person"),
        )
    )


def describe_letter(request: MeetingRequest, who: Participation) -> Letter:
    """Return a request as a participant sees it."""
    side = find_side(request, who)
    pending = request.state == RequestState.PENDING
    if side is None:
        party = find_party(request, who)
        waits = party is not None and party.answer == Answer.PENDING
    else:
        # A recipient who has accepted waits for further parties.
        waits = side == request.turn and (side == Side.REQUESTER or request.answered_at is None)
    cancels = request.state == RequestState.ACCEPTED and side is not None
    mine = side == Side.REQUESTER
    return Letter(
        request=request,
        other=name_other_side(request, who),
        waits_for_me=pending and waits,
        can_cancel=cancels or (pending and mine),
        mine=mine,
    )
