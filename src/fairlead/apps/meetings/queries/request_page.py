"""A request with what its page shows of it to each of its parties; one query, or two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, SlugField
from django.db.models.functions import JSONObject

from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.meetings.models import (
    Act,
    Booking,
    MeetingRequest,
    NoShow,
    RequestEvent,
    RequestParty,
    RequestState,
)
from fairlead.apps.meetings.queries.contacts import Contact, list_people_to_contact
from fairlead.apps.meetings.queries.letters import Letter, describe_letter, read_parties
from fairlead.apps.meetings.queries.sides import (
    NAMED,
    find_firm,
    find_own,
    list_requests_of,
    list_team,
)
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText

_MOST_COLLEAGUES = 100


@dataclass(frozen=True, slots=True)
class Event:
    """What was done to a request, when and by whom; nobody where it was done by no participant."""

    act: Act
    at: dt.datetime
    by: LocalizedText | None
    note: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom a request can be handed."""

    code: str
    name: LocalizedText


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A request as its page shows it; ``was_booked`` says that it has, or had, a meeting."""

    letter: Letter
    events: list[Event]
    colleagues: list[Colleague]
    contacts: list[Contact]
    was_booked: bool


def read_request_page(who: Participation, code: str) -> RequestPage | None:
    """Return one of a participant's requests by its code; a query more where it has a third party.

    The others' addresses are there once it is accepted, for who meets by it; colleagues where it
    can be handed on.
    """
    given = {"who": who.pk, "firm": find_firm(who), "edition": who.edition_id, "code": code}
    found: Any = next(iter(_PAGE.read(**given)), None)
    if found is None:
        return None
    found.edition = who.edition
    read_parties([found], there=found.has_parties)
    letter = describe_letter(found, who)
    handed = letter.can_cancel or letter.waits_for_me or letter.can_choose_place
    meets = found.state == RequestState.ACCEPTED and find_own(found, who) is not None
    return RequestPage(
        letter,
        _join_acts([_read_event(one) for one in found.written_events]),
        [Colleague(one["code"], _name(one)) for one in found.team if handed],
        [Contact(_name(one), one["address"]) for one in found.to_contact if meets],
        found.is_booked or found.was_missed,
    )


def _read_event(row: Mapping[str, Any]) -> Event:
    by = None if row["by"] is None else LocalizedText(row["name"] or {})
    return Event(Act(row["act"]), dt.datetime.fromisoformat(row["at"]), by, row["note"] or "")


def _join_acts(events: Sequence[Event]) -> list[Event]:
    """Return the events without what changed by the same act, such as the time of who accepts."""
    acts = {one.at for one in events if one.act != Act.CHANGED}
    return [one for one in events if one.act != Act.CHANGED or one.at not in acts]


def _name(row: Mapping[str, Any]) -> LocalizedText:
    return LocalizedText(row["name"] or {})


def _build_page() -> QuerySet[MeetingRequest]:
    """Return a request that ``who``, or the ``firm``, may see."""
    own = list_requests_of(Parameter("who"), Parameter("firm"))
    rows = MeetingRequest.objects.filter(
        own, edition=Parameter("edition"), code=Parameter("code", SlugField())
    )
    events = RequestEvent.objects.filter(request=OuterRef("pk")).order_by("at", "pk")
    colleagues = list_team(Parameter("firm")).exclude(pk=Parameter("who")).order_by("pk")
    named = {"code": "code", "name": "person__name"}
    return rows.select_related(*NAMED, "invitee__organisation__exhibitor", "proposed").annotate(
        has_parties=Exists(RequestParty.objects.filter(request=OuterRef("pk"))),
        is_booked=Exists(Booking.objects.filter(meeting__request=OuterRef("pk"))),
        was_missed=Exists(NoShow.objects.filter(request=OuterRef("pk"))),
        written_events=ArraySubquery(
            events.values(
                row=JSONObject(act="act", at="at", note="note", by="by", name="by__person__name")
            )
        ),
        team=ArraySubquery(colleagues.values(row=JSONObject(**named))[:_MOST_COLLEAGUES]),
        to_contact=ArraySubquery(
            list_people_to_contact().values(
                row=JSONObject(name="person__name", address="person__email")
            )
        ),
    )


_PAGE = PreparedQuery(_build_page)
