"""The programme of a delegation's visit as one agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, CharField, F, Q, QuerySet
from django.utils.translation import gettext as _

from fairlead.apps.congress.models import Speaker
from fairlead.apps.consortia.models import Signatory, Signing
from fairlead.apps.cooperation.models import Partner
from fairlead.apps.delegations.models import Delegate, Delegation, VisitItem
from fairlead.apps.fairs.written_once import Given, IsAmong, Written
from fairlead.apps.meetings.models import Booking
from fairlead.apps.meetings.queries.sides import name_other_side
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText

Text = LocalizedText | str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something of the visit: what, where, who goes; ``kind`` is one word."""

    begins: dt.datetime
    ends: dt.datetime
    kind: str
    title: Text
    place: tuple[Text, ...] = ()
    people: tuple[LocalizedText, ...] = ()
    name: str = ""


def list_planned(delegation: Delegation) -> list[VisitItem]:
    """Return what was planned for the visit; one query."""
    return _PLANNED.read(delegation=delegation.pk)


def read_visit(
    delegation: Delegation, delegates: Iterable[Delegate], planned: Iterable[VisitItem]
) -> list[Entry]:
    """Return meetings and sessions of the delegates, what was planned, and signings, by time.

    ``delegates`` are all of the delegation, ``planned`` is what `list_planned` returned.
    """
    ids = [one.participation_id for one in delegates]
    found = (
        *_list_planned(planned),
        *_list_meetings(ids),
        *_list_sessions(ids),
        *_list_signings(delegation),
    )
    return sorted(found, key=lambda one: (one.begins, one.ends, one.name))


def _list_planned(planned: Iterable[VisitItem]) -> Iterator[Entry]:
    for row in planned:
        title: Text = row.title
        place: tuple[Text, ...] = (row.place,) if row.place else ()
        kind = "visit"
        if row.session is not None:
            title, place = title or row.session.title, place or (row.session.room.name,)
            kind = "session"
        elif row.exhibitor is not None:
            stand = row.exhibitor.stand
            title = title or row.exhibitor.organisation.name
            place, kind = place or (stand.hall.name, stand.number), "stand"
        yield Entry(row.begins_at, row.ends_at, kind, title, place, name=f"visit-{row.pk}")


def _list_meetings(ids: list[int]) -> Iterator[Entry]:
    meetings: dict[int, tuple[Booking, list[Participation]]] = {}
    for row in _MEETINGS.read(people=ids):
        meetings.setdefault(row.meeting_id, (row, []))[1].append(row.participation)
    for row, people in meetings.values():
        meeting = row.meeting
        place: tuple[Text, ...] = ()
        if meeting.stand is not None:
            place = (meeting.stand.hall.name, meeting.stand.number)
        elif meeting.table is not None:
            place = (_("Table %(number)s") % {"number": meeting.table.number},)
        yield Entry(
            row.during.lower,
            row.during.upper,
            "meeting",
            name_other_side(meeting.request, people[0]),
            place,
            tuple(one.person.name for one in people),
            name=f"meeting-{meeting.request.code}",
        )


def _list_sessions(ids: list[int]) -> Iterator[Entry]:
    sessions: dict[int, tuple[Speaker, list[LocalizedText]]] = {}
    for row in _SESSIONS.read(people=ids):
        sessions.setdefault(row.session_id, (row, []))[1].append(row.participation.person.name)
    for row, names in sessions.values():
        session = row.session
        yield Entry(
            session.starts_at,
            session.ends_at,
            "session",
            session.title,
            (session.room.name,),
            tuple(names),
            name=f"session-{session.code}",
        )


def _list_signings(delegation: Delegation) -> Iterator[Entry]:
    """Yield the signings of the economy: a signatory of it, or a project with a partner of it."""
    given = {"edition": delegation.edition_id, "economy": delegation.economy}
    for row in _SIGNINGS.read(**given):
        yield Entry(
            row.session.starts_at,
            row.session.ends_at,
            "signing",
            row.title,
            (row.session.room.name,),
            name=f"signing-{row.code}",
        )


def _build_planned() -> QuerySet[VisitItem]:
    rows = VisitItem.objects.filter(delegation=Given("delegation"))
    return rows.select_related("session__room", "exhibitor__organisation", "exhibitor__stand__hall")


def _are_of_people() -> Q:
    people = Given("people", ArrayField(BigIntegerField()))
    return Q(IsAmong(F("participation"), people))


def _build_meetings() -> QuerySet[Booking]:
    return Booking.objects.filter(_are_of_people()).select_related(
        "participation__person",
        "participation__organisation",
        "meeting__request__requester__person",
        "meeting__request__requester__organisation",
        "meeting__request__recipient__organisation",
        "meeting__request__invitee__person",
        "meeting__request__invitee__organisation",
        "meeting__stand__hall",
        "meeting__table",
    )


def _build_sessions() -> QuerySet[Speaker]:
    return Speaker.objects.filter(_are_of_people()).select_related(
        "session__edition", "session__room", "participation__person"
    )


def _build_signings() -> QuerySet[Signing]:
    economy = Given("economy", CharField())
    projects = Partner.objects.filter(economy=economy).values("project")
    signing = Signatory.objects.filter(economy=economy).values("signing")
    return (
        Signing.objects.filter(edition=Given("edition"))
        .filter(Q(pk__in=signing) | Q(project__in=projects))
        .select_related("session__edition", "session__room")
    )


_PLANNED, _MEETINGS = Written(_build_planned), Written(_build_meetings)
_SESSIONS, _SIGNINGS = Written(_build_sessions), Written(_build_signings)
