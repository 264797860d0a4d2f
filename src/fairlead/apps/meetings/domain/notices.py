"""Telling the others what somebody did with a request, in the transaction that does it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.functional import lazy

from fairlead.apps.meetings.answer_links import sign_answer
from fairlead.apps.meetings.invitations import Invitations
from fairlead.apps.meetings.models import (
    Answer,
    Meeting,
    MeetingRequest,
    Place,
    RequestState,
    Side,
)
from fairlead.apps.meetings.queries.people_times import list_staff
from fairlead.apps.meetings.queries.sides import find_party, find_side, name_other_side
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.formats import name_zone_at

_NAME_ZONE = lazy(name_zone_at, str)  # in the language of each who is told

_ANSWERED_BY_LINK = frozenset({"asked", "proposed"})
_IN_AGENDA = frozenset({"accepted", "moved", "cancelled", "no_show", "booked", "place", "left"})
_OF_MEETINGS = _IN_AGENDA | {"handed"}
# What leaves a meeting, or an accepted request that waits for a time.
_LEAVES_MEETING = frozenset({"accepted", "moved", "booked", "place", "handed", "left"})


def tell_of_request(
    request: MeetingRequest,
    act: str,
    *,
    by: Participation | None,
    meeting: Meeting | None = None,
    to: Participation | None = None,
    other: LocalizedText | None = None,
) -> int:
    """Return how many were told: everybody on the request, and who did it for the calendar.

    ``to`` is the colleague it was handed to. ``other`` is the other side as who did it met it,
    where that person is on the request no more.
    """
    occasion = f"{request.code}:{act}:{request.events.count()}:{request.changes.count()}"
    told = _describe(request, act, by, meeting)
    calendars = Invitations(request) if act in _OF_MEETINGS else None
    drafts = []
    for one in _list_concerned(request, act):
        mine = by is not None and one.pk == by.pk
        name = other if mine and other is not None else name_other_side(request, one)
        calendar = calendars.write(one, title=name) if calendars is not None else ""
        if mine and not calendar:
            continue
        yours = to is not None and one.pk == to.pk
        own = {
            "mine": mine,
            "yours": yours,
            "other": name,
            "answers": _answers_by_link(request, one, act),
            "changes": _changes_by_link(request, one, act),
        }
        drafts.append(
            Draft(
                key=occasion,
                person=one.person,
                template="meeting_request",
                context=told | own | ({"who": name} if not yours and (mine or by is None) else {}),
                link=_find_link(request, one, act),
                calendar=calendar,
            )
        )
    purpose = "meeting_request" if act in _ANSWERED_BY_LINK else "meeting"
    return queue_messages(drafts, edition=request.edition, purpose=purpose)


def _answers_by_link(request: MeetingRequest, who: Participation, act: str) -> bool:
    """Return whether somebody is sent the link to answer by: also a colleague it was handed to."""
    waits = request.state == RequestState.PENDING and find_side(request, who) == request.turn
    return act in _ANSWERED_BY_LINK or (act == "handed" and waits)


def _changes_by_link(request: MeetingRequest, who: Participation, act: str) -> bool:
    """Return whether somebody is sent the link to cancel an accepted request, or hand it on."""
    if act not in _LEAVES_MEETING or request.state != RequestState.ACCEPTED:
        return False
    if find_side(request, who) is not None:
        return True
    party = find_party(request, who)
    return party is not None and party.answer == Answer.ACCEPTED


def _describe(
    request: MeetingRequest, act: str, by: Participation | None, meeting: Meeting | None
) -> dict[str, Any]:
    edition = request.edition
    slot = meeting.slot if meeting is not None else request.proposed
    begins = slot.starts_at.astimezone(edition.zone) if slot is not None else None
    ends = request.expires_at
    expires = ends.astimezone(edition.zone) if ends is not None else None
    return {
        "act": act,
        "fair": edition.name,
        "who": by.person.name if by is not None else edition.name,
        "date": begins.date() if begins is not None else None,
        "time": begins.time() if begins is not None else None,
        # Without its zone: a template would turn it to UTC.
        "until": None if expires is None else expires.replace(tzinfo=None),
        "zone": _NAME_ZONE(begins) if begins is not None else "",
        "until_zone": "" if expires is None else _NAME_ZONE(expires),
        "place": Place(request.place).label if act == "place" else "",
        "words": request.message if act in {"asked", "handed"} else request.reason,
    }


def _list_concerned(request: MeetingRequest, act: str) -> list[Participation]:
    wanted = {request.requester_id, request.invitee_id, request.assigned_id}
    for party in request.parties.all():
        wanted |= {party.participation_id, party.attends_id}
        if party.exhibitor_id is not None and party.attends_id is None:
            wanted.update(list_staff(party.exhibitor_id))
    if act in _OF_MEETINGS and (last := request.changes.order_by("-sequence").first()):
        wanted.update((*last.people, *last.gone))
    elif request.recipient_id is not None and request.assigned_id is None:
        wanted.update(list_staff(request.recipient_id))
    if act == "expired":
        wanted = {request.requester_id}
    if act == "proposed":  # only those whose answer it waits for
        theirs = request.turn == Side.REQUESTER
        wanted = {request.requester_id} if theirs else wanted - {request.requester_id}
    people = Participation.objects.select_related("person").filter(Q(pk__in=wanted - {None}))
    return list(people.order_by("pk"))


def _find_link(request: MeetingRequest, who: Participation, act: str) -> str:
    desk = f"/{request.edition.code}/desk/"
    if _answers_by_link(request, who, act) or _changes_by_link(request, who, act):
        return f"/{request.edition.code}/meeting/{sign_answer(request, who)}/"
    return f"{desk}agenda/" if act in _IN_AGENDA else f"{desk}requests/"
