"""Leaving all meetings to come, as who does not take part any more does."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fairlead.apps.meetings.domain.answer_request import (
    close_request,
    find_meeting,
    is_over,
    leave_as_party,
    settle_request,
)
from fairlead.apps.meetings.domain.book_meeting import book_meeting
from fairlead.apps.meetings.domain.fill_freed_time import fill_freed_times, free_time
from fairlead.apps.meetings.domain.hand_request import hand_request
from fairlead.apps.meetings.domain.notices import tell_of_request
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken
from fairlead.apps.meetings.models import (
    Answer,
    Meeting,
    MeetingRequest,
    RequestParty,
    RequestState,
)
from fairlead.apps.meetings.queries.sides import list_team
from fairlead.apps.people.models import Participation
from fairlead.folder.choices import OPEN_STATES


def leave_meetings(who: Participation, *, now: dt.datetime | None = None) -> int:
    """Return how many meetings and requests came to an end; the others on them are told why.

    A meeting that was held stays. A request that waits for the stand's answer stays with the
    stand, and a colleague who is free takes over a meeting, else the next time that all can. So a
    colleague follows who asked for the firm. Others of a meeting of three or more go on without the
    one who leaves. Times that come free go to those who wait for one, once all this is written.
    """
    moment = now or timezone.now()
    with override(who.edition.languages[0]):
        reason = _("This person does not take part in the fair any more.")
    ended = 0
    with transaction.atomic():
        for request in _lock_open(who):
            party = _list_further(who).filter(request=request).first()
            meeting = find_meeting(request)
            if meeting is not None and is_over(meeting, now=moment):
                continue
            if party is not None and who.pk not in (request.requester_id, request.invitee_id):
                leave_as_party(request, party)
                settle_request(request, None, now=moment)
                if meeting is not None:
                    tell_of_request(request, "left", by=who)
            elif _goes_on_without(request, who):
                request.assigned = None
                request.save(update_fields=["assigned"])
                continue
            elif not _hand_to_colleague(request, meeting, who, moment):
                if meeting is not None:
                    free_time(meeting, absent=[who.pk])
                state = _find_end(request, who)
                close_request(request, state, by=None, reason=reason, now=moment)
                tell_of_request(request, str(request.state), by=None)
            ended += 1
        edition = who.edition_id
        transaction.on_commit(lambda: fill_freed_times(edition=edition, now=now))
    return ended


def _lock_open(who: Participation) -> list[MeetingRequest]:
    concerned = (
        Q(requester=who)
        | Q(invitee=who)
        | Q(assigned=who)
        | Q(pk__in=_list_further(who).values("request"))
        | Q(meetings__representative=who, meetings__timetable__state="current")
    )
    found = MeetingRequest.objects.filter(concerned, state__in=OPEN_STATES).values("pk")
    rows = MeetingRequest.objects.select_for_update(of=("self",)).filter(pk__in=found)
    return list(rows.select_related("edition").order_by("pk"))


def _list_further(who: Participation) -> QuerySet[RequestParty]:
    """Return as which further parties somebody is to come, or may yet say so."""
    rows = RequestParty.objects.filter(Q(participation=who) | Q(attends=who))
    return rows.exclude(answer=Answer.DECLINED)


def _goes_on_without(request: MeetingRequest, who: Participation) -> bool:
    """Return whether a stand's staff is asked, of whom another may answer."""
    return request.state == RequestState.PENDING and who.pk not in (
        request.requester_id,
        request.invitee_id,
    )


def _hand_to_colleague(
    request: MeetingRequest, meeting: Meeting | None, who: Participation, now: dt.datetime
) -> bool:
    """Hand a request to a colleague of the stand or the asking firm; return whether one has it."""
    if request.requester_id == who.pk:
        return _hand_to_team(request, meeting, who, now)
    return meeting is not None and _rebook_with_colleague(request, meeting, who, now)


def _rebook_with_colleague(
    request: MeetingRequest, meeting: Meeting, who: Participation, now: dt.datetime
) -> bool:
    """Book a meeting with another of the stand's people, then or later; return whether one can."""
    if request.recipient_id is None:
        return False
    request.assigned, request.changed_by = None, None
    request.save(update_fields=["assigned", "changed_by"])
    for slot in (meeting.slot, None):
        try:
            held = book_meeting(request, slot=slot, away=[who.pk], now=now)
        except SlotTaken:
            continue
        act = "moved" if slot is None else "handed"
        tell_of_request(request, act, by=None, meeting=held, to=held.representative)
        return True
    return False


def _hand_to_team(
    request: MeetingRequest, meeting: Meeting | None, who: Participation, now: dt.datetime
) -> bool:
    """Return whether a colleague of who asked for the firm goes on, at that time or a later one."""
    if request.asking_firm_id is None:
        return False
    team = list(list_team(request.asking_firm_id).exclude(pk=who.pk).order_by("pk"))
    for keep in (True, False) if meeting is not None else (True,):
        for colleague in team:
            try:
                with transaction.atomic():
                    if not keep and meeting is not None:
                        Meeting.objects.filter(pk=meeting.pk).delete()
                    handed = hand_request(request, colleague, by=who, now=now)
                    if not keep:
                        tell_of_request(
                            handed, "moved", by=None, meeting=book_meeting(handed, now=now)
                        )
            except Refusal:
                continue
            return True
    return False


def _find_end(request: MeetingRequest, who: Participation) -> RequestState:
    """Return the state in which a request ends that nobody goes on with."""
    if request.state == RequestState.ACCEPTED:
        return RequestState.CANCELLED
    asked = request.requester_id == who.pk
    return RequestState.WITHDRAWN if asked else RequestState.DECLINED
