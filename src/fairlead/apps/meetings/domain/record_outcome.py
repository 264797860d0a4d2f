"""Saying what came of a meeting, noting what is for one's own eyes, and beginning something."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from fairlead.apps.meetings.domain.attend_meeting import read_sitting
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.models import (
    Interest,
    MeetingRequest,
    NextStep,
    Outcome,
    PrivateNote,
    Started,
    StartedKind,
)
from fairlead.apps.meetings.queries.sides import OwnSide, find_own
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds
from fairlead.ui.forms.lengths import check_length
from fairlead.ui.numbers_asked import parse_figure

_PLACES = 4  # of a decimal that are kept
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Result:
    """What a side says came of a meeting; a value is an exact amount of a currency."""

    interest: str
    next_step: str = NextStep.NOTHING
    value: Decimal | None = None
    currency: str = ""


def read_value(amount: str, currency: str) -> tuple[Decimal | None, str]:
    """Return an amount as written, exactly, with its currency; nothing for nothing.

    Raises Refusal for what is no amount, an amount without a currency or beyond all money.
    """
    if not amount.strip():
        return None, ""
    money = currency.strip().upper()
    try:
        value = parse_figure(amount)
    except ValueError:
        raise Refusal("outcome_value") from None
    exact = value == round(value, _PLACES)
    if not exact or value not in bounds.MONEY or not _CURRENCY.fullmatch(money):
        raise Refusal("outcome_value")
    return value, money


def record_outcome(
    request: MeetingRequest,
    result: Result,
    *,
    by: Participation,
    now: dt.datetime | None = None,
) -> Outcome:
    """Return what a side says came of a meeting that has begun; said again it takes the place.

    Raises Refusal for a stranger, before the meeting, and when there is none.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        held, own = _lock(request, by)
        if read_sitting(held).begins > moment:
            raise Refusal("outcome_early")
        if result.interest not in Interest.values:
            raise Refusal("outcome_interest")
        if result.next_step not in NextStep.values:
            raise Refusal("outcome_next_step")
        return Outcome.objects.update_or_create(
            request=held,
            **own.columns,
            defaults={
                "interest": result.interest,
                "next_step": result.next_step,
                "value": result.value,
                "currency": result.currency if result.value is not None else "",
                "by": by,
                "said_at": moment,
            },
        )[0]


def write_note(request: MeetingRequest, text: str, *, by: Participation) -> PrivateNote | None:
    """Return a side's own note of a meeting; an empty text removes it. Raises Refusal."""
    with transaction.atomic():
        held, own = _lock(request, by)
        said = check_length(text, bounds.MESSAGE_LENGTH)
        if not said:
            PrivateNote.objects.filter(own.condition, request=held).delete()
            return None
        return PrivateNote.objects.update_or_create(
            request=held, **own.columns, defaults={"text": said}
        )[0]


def start_together(
    request: MeetingRequest, kind: StartedKind, *, by: Participation, now: dt.datetime | None = None
) -> Started:
    """Return that the parties of a meeting begin something; a second press changes nothing.

    Raises Refusal for a stranger, before the meeting, and when there is none.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        held, _own = _lock(request, by)
        if read_sitting(held).begins > moment:
            raise Refusal("outcome_early")
        return Started.objects.get_or_create(
            request=held, kind=kind, defaults={"by": by, "at": moment}
        )[0]


def _lock(request: MeetingRequest, by: Participation) -> tuple[MeetingRequest, OwnSide]:
    held = MeetingRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    own = find_own(held, by)
    if own is None:
        raise Refusal("request_not_yours")
    return held, own
