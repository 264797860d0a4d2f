"""What is known of two who may meet, before one asks the other; one query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.meetings.models import Block, MeetingRequest, RequestLimit, RequestState
from fairlead.apps.meetings.queries.people_times import find_staff
from fairlead.apps.meetings.queries.sides import find_firm
from fairlead.apps.people.models import Participation
from fairlead.folder.choices import OPEN_STATES


@dataclass(frozen=True, slots=True)
class Known:
    """What may keep an author from asking: of who is asked, and of the author's own requests.

    ``blocked`` says that everybody asked wants no requests of the author, ``asks_back`` that one
    of them waits for the author's answer. Of limits the largest of the author's roles counts; None
    where no role has one.
    """

    asked: bool
    has_people: bool
    blocked: bool
    asks_back: bool
    open_now: int
    asked_today: int
    most_open: int | None
    most_a_day: int | None


def read_known(
    author: Participation, whom: Exhibitor | Participation, *, now: dt.datetime
) -> Known:
    """Return what is known of an author and of who is asked: an exhibitor's people, or a person."""
    mine = MeetingRequest.objects.filter(requester=author)
    if isinstance(whom, Exhibitor):
        people, of_both = find_staff(whom.pk), mine.filter(recipient=whom)
    else:
        people, of_both = Participation.objects.filter(pk=whom.pk), mine.filter(invitee=whom)
    blocking = Block.objects.filter(whom=author).values("by")
    asks_me = Q(invitee=author)
    if (firm := find_firm(author)) is not None:
        asks_me |= Q(recipient=firm)
    pending = MeetingRequest.objects.filter(state=RequestState.PENDING)
    today = now.astimezone(author.edition.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    limits = RequestLimit.objects.filter(edition=author.edition_id, role__in=author.roles)
    found: Mapping[str, Any] = Participation.objects.filter(pk=author.pk).values(
        asked=Exists(of_both.filter(state__in=OPEN_STATES)),
        has_people=Exists(people),
        has_open_people=Exists(people.exclude(pk__in=blocking)),
        asks_back=Exists(pending.filter(asks_me, requester__in=people)),
        open_now=_count(mine.filter(state=RequestState.PENDING)),
        asked_today=_count(mine.filter(asked_at__gte=today)),
        most_open=_find_largest(limits, "open_at_once"),
        most_a_day=_find_largest(limits, "a_day"),
    )[0]
    known = dict(found)
    open_people = known.pop("has_open_people")
    return Known(**known, blocked=known["has_people"] and not open_people)


def _count(rows: QuerySet[MeetingRequest]) -> Coalesce:
    counted = rows.order_by().values("requester").annotate(many=Count("pk"))
    return Coalesce(Subquery(counted.values("many")), 0)


def _find_largest(limits: QuerySet[RequestLimit], name: str) -> Subquery:
    largest = limits.order_by().values("edition").annotate(largest=Max(name))
    return Subquery(largest.values("largest"))
