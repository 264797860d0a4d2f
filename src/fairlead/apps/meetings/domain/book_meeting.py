"""Taking a time for an accepted request, now: nobody and nothing is ever taken twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from fairlead.apps.fairs.domain.repeat_act import met_others
from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken, find_rule
from fairlead.apps.meetings.models import Attendee, Meeting, MeetingRequest, RequestState
from fairlead.apps.meetings.queries.free_times import Offer, Option
from fairlead.apps.people.models import Participation

MOST_FREE_SLOTS = 5  # free slots shown to a person whose slot has been taken
_TRIES = 8
_RACES = (
    "booking_person_once",
    "booking_table_once",
    "booking_seat_once",
    "meeting_day_limit",
    "meeting_limit",
    "meeting_rest",
    "meeting_stand",
    "meeting_tables",
)


def book_meeting(
    request: MeetingRequest,
    *,
    slot: Slot | None = None,
    prefer: Participation | None = None,
    away: Collection[int] = (),
    under_way: bool = False,
    now: dt.datetime | None = None,
) -> Meeting:
    """Return the meeting of an accepted request in a slot, or in the next that is free.

    Of an exhibitor's team comes who is preferred, if free, else who has least on that day; nobody
    who is ``away``. Where the request has a meeting it is moved. A slot that is ``under_way`` can
    be taken while some minutes of it are left. Raises SlotTaken, with the next free slots, when the
    slot asked for is not free any more, or none is.
    """
    moment = now or timezone.now()
    if request.state != RequestState.ACCEPTED:
        raise Refusal("request_answered")
    for _try in range(_TRIES):
        offer = Offer(request, prefer=prefer, away=away)
        option = choose_option(offer, slot, now=moment, under_way=under_way)
        try:
            with transaction.atomic():
                return _write(request, option, offer)
        except IntegrityError as error:
            if find_rule(error) not in _RACES:
                raise
            request.refresh_from_db(fields=["recipient", "invitee"])  # their stand may be another
        except OperationalError as error:
            if not met_others(error):
                raise
    raise SlotTaken("booking_person_once", _list_next(Offer(request), moment))


def choose_option(
    offer: Offer, slot: Slot | None, *, now: dt.datetime, under_way: bool = False
) -> Option:
    """Return how a request is held in a slot, or in the next that is free.

    Raises SlotTaken, with the next free slots, when the slot asked for is not free, or none is.
    """
    if slot is None:
        free = offer.list_free(now=now, most=1)
        if not free:
            raise SlotTaken(offer.explain_none(now=now), ())
        return free[0]
    option = offer.find(slot, now=now, under_way=under_way)
    if isinstance(option, str):
        raise SlotTaken(option, _list_next(offer, now))
    return option


def _list_next(offer: Offer, now: dt.datetime) -> list[Slot]:
    return [option.slot for option in offer.list_free(now=now, most=MOST_FREE_SLOTS)]


def _write(request: MeetingRequest, option: Option, offer: Offer) -> Meeting:
    current = find_or_make_current(request.edition)
    # Slots that were promised are kept by those who plan after this.
    MeetingRequest.objects.filter(pk=request.pk).update(locked=option.slot)
    values = offer.describe(option)
    held = Meeting.objects.filter(timetable=current, request=request).first()
    if held is None:
        held = Meeting.objects.create(timetable=current, request=request, **values)
    else:
        Attendee.objects.filter(meeting=held).delete()
        Meeting.objects.filter(pk=held.pk).update(**values)
        held.refresh_from_db()
    held.slot = option.slot  # which is read already
    if option.attendees:
        Attendee.objects.bulk_create(
            Attendee(meeting=held, participation_id=person) for person in option.attendees
        )
    return held
