"""The programme of a delegation's visit as one agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, Q, QuerySet
from django.utils.translation import gettext as _

from fairlead.apps.congress.models import Speaker
from fairlead.apps.consortia.models import Signatory, Signing
from fairlead.apps.cooperation.models import Partner
from fairlead.apps.delegations.models import Delegate, Delegation, VisitItem
from fairlead.apps.fairs.prepared_query import IsAmong, Parameter, PreparedQuery
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.meetings.models import Booking
from fairlead.apps.meetings.queries.sides import NAMED, NAMES, name_other_side
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


@dataclass(frozen=True, slots=True)
class Visit:
    """What the visit of a delegation consists of, as it was asked for with `ask_visit`."""

    delegation: Delegation
    planned: list[VisitItem]
    meetings: list[Booking]
    sessions: list[Speaker]
    signings: list[Signing]

    def list_entries(self) -> list[Entry]:
        """Return meetings and sessions of the delegates, what was planned, signings; by time."""
        found = (
            *_list_planned(self.planned),
            *_list_meetings(self.meetings),
            *_list_sessions(self.sessions, self.delegation),
            *_list_signings(self.signings, self.delegation),
        )
        return sorted(found, key=lambda one: (one.begins, one.ends, one.name))


def ask_visit(delegation: Delegation, together: QueryBatch) -> Visit:
    """Return the visit that reading ``together`` fills; it adds no query."""
    economy = {"edition": delegation.edition_id, "economy": delegation.economy}
    return Visit(
        delegation,
        planned=together.add(_PLANNED, delegation=delegation.pk),
        meetings=together.add(_MEETINGS, delegation=delegation.pk),
        sessions=together.add(_SESSIONS, delegation=delegation.pk),
        signings=together.add(_SIGNINGS, **economy),
    )


def read_visit(delegation: Delegation) -> list[Entry]:
    """Return the entries of the visit; one query."""
    together = QueryBatch()
    visit = ask_visit(delegation, together)
    together.read()
    return visit.list_entries()


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


def _list_meetings(bookings: Iterable[Booking]) -> Iterator[Entry]:
    meetings: dict[int, tuple[Booking, list[Participation]]] = {}
    for row in bookings:
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


def _list_sessions(speakers: Iterable[Speaker], delegation: Delegation) -> Iterator[Entry]:
    sessions: dict[int, tuple[Speaker, list[LocalizedText]]] = {}
    for row in speakers:
        sessions.setdefault(row.session_id, (row, []))[1].append(row.participation.person.name)
    for row, names in sessions.values():
        session = row.session
        session.edition = delegation.edition
        yield Entry(
            session.starts_at,
            session.ends_at,
            "session",
            session.title,
            (session.room.name,),
            tuple(names),
            name=f"session-{session.code}",
        )


def _list_signings(signings: Iterable[Signing], delegation: Delegation) -> Iterator[Entry]:
    for row in signings:
        row.session.edition = delegation.edition
        yield Entry(
            row.session.starts_at,
            row.session.ends_at,
            "signing",
            row.title,
            (row.session.room.name,),
            name=f"signing-{row.code}",
        )


def _build_planned() -> QuerySet[VisitItem]:
    rows = VisitItem.objects.filter(delegation=Parameter("delegation"))
    return rows.select_related(
        "session__room", "exhibitor__organisation", "exhibitor__stand__hall"
    ).defer("session__description", "exhibitor__organisation__description")


def _are_of_delegates() -> Q:
    """Return the condition that a row is of a delegate; they are found first, once."""
    delegates = Delegate.objects.filter(delegation=Parameter("delegation")).order_by()
    return Q(IsAmong(F("participation"), ArraySubquery(delegates.values("participation"))))


def _build_meetings() -> QuerySet[Booking]:
    """Return the meetings of the delegates, with what names their sides and their place."""
    asked = "meeting__request"
    rows = Booking.objects.filter(_are_of_delegates()).select_related(
        "participation__person",
        "participation__type",
        "meeting__stand__hall",
        "meeting__table",
        *(f"{asked}__{side}" for side in NAMED),
    )
    return rows.only(
        "during",
        "meeting",
        "participation__organisation",
        "participation__roles",
        "participation__person__name",
        "participation__type__needs_approval",
        "meeting__stand__number",
        "meeting__stand__hall__name",
        "meeting__table__number",
        *(f"{asked}__{name}" for name in ("code", "asking_firm", *NAMES)),
    )


def _build_sessions() -> QuerySet[Speaker]:
    rows = Speaker.objects.filter(_are_of_delegates())
    rows = rows.select_related("session__room", "participation__person")
    return rows.defer("session__description")


def _build_signings() -> QuerySet[Signing]:
    """Return those of the economy: a signatory of it, or a project with a partner of it."""
    economy = Parameter("economy", CharField())
    projects = Partner.objects.filter(economy=economy).values("project")
    signing = Signatory.objects.filter(economy=economy).values("signing")
    return (
        Signing.objects.filter(edition=Parameter("edition"))
        .filter(Q(pk__in=signing) | Q(project__in=projects))
        .select_related("session__room")
        .defer("session__description")
    )


_PLANNED, _MEETINGS = PreparedQuery(_build_planned), PreparedQuery(_build_meetings)
_SESSIONS, _SIGNINGS = PreparedQuery(_build_sessions), PreparedQuery(_build_signings)
