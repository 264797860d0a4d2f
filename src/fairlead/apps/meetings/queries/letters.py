"""One participant's requests: those one may see, and what waits for an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)

from fairlead.apps.fairs.prepared_query import IsAmong, Parameter, PreparedQuery
from fairlead.apps.meetings.models import (
    Answer,
    Meeting,
    MeetingRequest,
    RequestParty,
    RequestState,
    Side,
    TimetableState,
)
from fairlead.apps.meetings.queries.sides import (
    NAMED,
    find_firm,
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
    further: bool
    """Whether one is on it as a third or further party."""
    can_choose_place: bool
    begins: dt.datetime | None = None
    """When they meet, or would: as proposed, as it holds now, or as asked for."""


def list_letters(who: Participation) -> list[Letter]:
    """Return a participant's requests, those that wait for an answer first; three queries."""
    return read_letters(who, order_letters(who))


def order_letters(who: Participation) -> list[int]:
    """Return the numbers of a participant's requests, those that wait first; one query."""
    return [key for key, _ in sorted(_list_waits(who), key=lambda one: (not one[1], -one[0]))]


def count_waiting(who: Participation) -> int:
    """Return how many requests wait for a participant's answer; one query."""
    return sum(waits for _, waits in _list_waits(who))


def _list_waits(who: Participation) -> list[tuple[int, bool]]:
    """Return a participant's requests by their numbers, with whether they wait for an answer."""
    asked = Q(participation=who)
    if (firm := find_firm(who)) is not None:
        asked |= Q(exhibitor=firm)
    parties = RequestParty.objects.filter(asked, request=OuterRef("pk"), answer=Answer.PENDING)
    rows = MeetingRequest.objects.filter(list_own_requests(who)).annotate(party=Exists(parties))
    return [
        (key, _waits(_AnswerState(*columns), who, asks_party=party))
        for key, party, *columns in rows.values_list("pk", "party", *_DECIDING)
    ]


def read_letters(who: Participation, keys: Sequence[int]) -> list[Letter]:
    """Return so many of a participant's requests, in the order given; at most two queries."""
    found = {one.pk: one for one in _SOME.read(keys=list(keys))} if keys else {}
    rows = [found[key] for key in keys if key in found]
    for one in rows:
        one.edition = who.edition
    # The further parties say who sees it where one is none of the first two.
    read_parties([one for one in rows if find_side(one, who) is None])
    return [describe_letter(one, who) for one in rows]


def find_letter(who: Participation, code: str) -> Letter | None:
    """Return one of a participant's requests by its code."""
    rows = MeetingRequest.objects.filter(list_own_requests(who), edition=who.edition_id, code=code)
    key = rows.values_list("pk", flat=True).first()
    if key is None:
        return None
    (letter,) = read_letters(who, [key])
    read_parties([letter.request])
    return letter


def read_parties(rows: list[MeetingRequest], *, there: bool = True) -> None:
    """Read the further parties of requests that have not got them; a query, none for none.

    Nor is there one where it is known that none is ``there``.
    """
    named = RequestParty.objects.select_related(
        "exhibitor__organisation", "participation__person", "participation__organisation"
    )
    prefetch_related_objects(rows, Prefetch("parties", named if there else named.none()))


@dataclass(slots=True)
class _AnswerState:
    """What of a request decides whose answer it waits for."""

    state: str
    turn: str
    answered_at: dt.datetime | None
    requester_id: int
    asking_firm_id: int | None
    recipient_id: int | None
    invitee_id: int | None


_DECIDING = tuple(one.name for one in fields(_AnswerState))


def _build_some() -> QuerySet[MeetingRequest]:
    """Return requests with what names their first two sides, and their times.

    ``begins`` is when the meeting is that holds now.
    """
    rows = MeetingRequest.objects.filter(
        IsAmong(F("pk"), Parameter("keys", ArrayField(BigIntegerField())))
    )
    held = Meeting.objects.filter(request=OuterRef("pk"), timetable__state=TimetableState.CURRENT)
    return rows.select_related(*NAMED, "proposed", "locked").annotate(
        begins=Subquery(held.values("slot__starts_at"))
    )


_SOME = PreparedQuery(_build_some)


def _waits(request: _AnswerState | MeetingRequest, who: Participation, *, asks_party: bool) -> bool:
    """Return whether a request waits for somebody; ``asks_party``, whether as a further party."""
    if request.state != RequestState.PENDING:
        return False
    side = find_side(request, who)
    if side is None:
        return asks_party
    # A recipient who has accepted waits for further parties.
    return side == request.turn and (side == Side.REQUESTER or request.answered_at is None)


def describe_letter(request: MeetingRequest, who: Participation) -> Letter:
    """Return a request as a participant sees it."""
    side = find_side(request, who)
    pending = request.state == RequestState.PENDING
    party = find_party(request, who) if side is None else None
    asks_party = party is not None and party.answer == Answer.PENDING
    is_open = pending or request.state == RequestState.ACCEPTED
    cancels = request.state == RequestState.ACCEPTED and side is not None
    stays_away = is_open and party is not None and party.answer == Answer.ACCEPTED
    mine = side == Side.REQUESTER
    return Letter(
        request=request,
        other=name_other_side(request, who),
        waits_for_me=_waits(request, who, asks_party=asks_party),
        can_cancel=cancels or stays_away or (pending and mine),
        mine=mine,
        further=party is not None,
        can_choose_place=is_open and side is not None,
        begins=_find_begin(request),
    )


def _find_begin(request: Any) -> dt.datetime | None:
    slot = request.proposed or request.locked
    held: dt.datetime | None = getattr(request, "begins", None)
    if held is not None and request.proposed is None:
        return held
    begins: dt.datetime | None = None if slot is None else slot.starts_at
    return begins
