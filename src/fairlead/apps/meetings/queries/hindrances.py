"""What is known of two who may meet, before one asks the other; one query."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    Max,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.prepared_query import IsAmong, Parameter, PreparedQuery
from fairlead.apps.meetings.models import Block, MeetingRequest, RequestLimit, RequestState
from fairlead.apps.meetings.queries.people_times import find_staff
from fairlead.apps.meetings.queries.sides import find_firm
from fairlead.apps.people.models import Participation
from fairlead.folder.choices import OPEN_STATES


@dataclass(frozen=True, slots=True)
class RequestFacts:
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
) -> RequestFacts:
    """Return what is known of an author and of who is asked: an exhibitor's people, or a person."""
    today = now.astimezone(author.edition.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    query = _OF_EXHIBITOR if isinstance(whom, Exhibitor) else _OF_PERSON
    found: Any = query.read(
        author=author.pk,
        firm=find_firm(author),
        edition=author.edition_id,
        roles=[str(one) for one in author.roles],
        whom=whom.pk,
        today=today,
    )[0]
    return RequestFacts(
        found.asked,
        found.has_people,
        found.has_people and not found.has_open_people,
        found.asks_back,
        found.open_now,
        found.asked_today,
        found.most_open,
        found.most_a_day,
    )


def is_blocked(whom: Participation, *, by: Participation) -> bool:
    """Return whether a participant takes no requests from another one; a query."""
    return Block.objects.filter(by=by, whom=whom).exists()


def find_request_back(
    author: Participation, whom: Exhibitor | Participation
) -> MeetingRequest | None:
    """Return the pending request by which who is asked, or one of its people, asks the author."""
    people = find_staff(whom.pk) if isinstance(whom, Exhibitor) else [whom.pk]
    asks_me = Q(invitee=author)
    if (firm := find_firm(author)) is not None:
        asks_me |= Q(recipient=firm)
    rows = MeetingRequest.objects.filter(asks_me, state=RequestState.PENDING, requester__in=people)
    return rows.order_by("pk").first()


def _build(people: QuerySet[Participation], **whom: Parameter) -> QuerySet[Participation]:
    """Return an author with what is known of the author and ``people``, asked as ``whom``."""
    mine = MeetingRequest.objects.filter(requester=Parameter("author"))
    blocking = Block.objects.filter(whom=Parameter("author")).values("by")
    asks_me = Q(invitee=Parameter("author")) | Q(recipient=Parameter("firm"))
    pending = MeetingRequest.objects.filter(state=RequestState.PENDING)
    of_roles = Q(IsAmong(F("role"), Parameter("roles", ArrayField(CharField()))))
    limits = RequestLimit.objects.filter(of_roles, edition=Parameter("edition"))
    today = Parameter("today", DateTimeField())
    return (
        Participation.objects.filter(pk=Parameter("author"))
        .only("pk")
        .annotate(
            asked=Exists(mine.filter(state__in=OPEN_STATES, **whom)),
            has_people=Exists(people),
            has_open_people=Exists(people.exclude(pk__in=blocking)),
            asks_back=Exists(pending.filter(asks_me, requester__in=people)),
            open_now=_count(mine.filter(state=RequestState.PENDING)),
            asked_today=_count(mine.filter(asked_at__gte=today)),
            most_open=_find_largest(limits, "open_at_once"),
            most_a_day=_find_largest(limits, "a_day"),
        )
    )


def _build_of_exhibitor() -> QuerySet[Participation]:
    return _build(find_staff(Parameter("whom")), recipient=Parameter("whom"))


def _build_of_person() -> QuerySet[Participation]:
    return _build(Participation.objects.filter(pk=Parameter("whom")), invitee=Parameter("whom"))


def _count(rows: QuerySet[MeetingRequest]) -> Coalesce:
    counted = rows.order_by().values("requester").annotate(many=Count("pk"))
    return Coalesce(Subquery(counted.values("many")), 0)


def _find_largest(limits: QuerySet[RequestLimit], name: str) -> Subquery:
    largest = limits.order_by().values("edition").annotate(largest=Max(name))
    return Subquery(largest.values("largest"))


_OF_EXHIBITOR, _OF_PERSON = PreparedQuery(_build_of_exhibitor), PreparedQuery(_build_of_person)
