"""A session while it is on: who speaks and is there, what is asked, who came when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from fairlead.apps.attendance.models import (
    Arrival,
    FloorQuestion,
    QuestionState,
    QuestionVote,
)
from fairlead.apps.congress.models import Session, Speaker
from fairlead.apps.congress.queries.programme import list_sessions
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation

_SEEN = (QuestionState.SHOWN, QuestionState.ANSWERED)


def may_moderate(session: Session, who: Participation) -> bool:
    """Return whether somebody moderates a session."""
    return Speaker.objects.filter(session=session, participation=who, moderates=True).exists()


def list_questions(
    session: Session, who: Participation | None, *, moderates: bool
) -> list[FloorQuestion]:
    """Return the questions somebody may see: shown ones, one's own, all for the moderator.

    Those most wanted come first, answered ones last; each has ``wanted``, how many want it, and
    ``mine``, whether this person does. One query.
    """
    rows = FloorQuestion.objects.filter(session=session).select_related("participation__person")
    rows = rows.annotate(wanted=Count("votes"))
    if who is not None:
        votes = QuestionVote.objects.filter(question=OuterRef("pk"), participation=who)
        rows = rows.annotate(mine=Exists(votes))
    found = [
        one
        for one in rows
        if moderates or one.state in _SEEN or (who is not None and one.participation_id == who.pk)
    ]
    return sorted(
        found,
        key=lambda one: (
            one.state == QuestionState.HIDDEN,
            one.state == QuestionState.ANSWERED,
            -int(getattr(one, "wanted", 0)),
            one.asked_at,
        ),
    )


@dataclass(frozen=True, slots=True)
class Ready:
    """Somebody who speaks, and when that person was seen."""

    speaker: Speaker
    arrived_at: dt.datetime | None


def list_ready(session: Session) -> list[Ready]:
    """Return who speaks and moderates in the order of protocol, and who of them is there."""
    arrived = Arrival.objects.filter(session=session, participation=OuterRef("participation"))
    rows = Speaker.objects.filter(session=session).select_related(
        "participation__person", "participation__organisation"
    )
    rows = rows.annotate(arrived_at=Subquery(arrived.values("at")[:1])).order_by("position")
    return [Ready(one, getattr(one, "arrived_at", None)) for one in rows]


def list_ready_on(edition: Edition, day: dt.date) -> list[tuple[Session, list[Ready]]]:
    """Return the sessions of a day in order of time, those that are late by their late time.

    Each comes with who speaks there, as in `list_ready`. Four queries.
    """
    sessions = [one for one in list_sessions(edition) if one.date == day]
    rows = Arrival.objects.filter(session__edition=edition, session__date=day)
    speaks = Speaker.objects.filter(
        session=OuterRef("session"), participation=OuterRef("participation")
    )
    seen = rows.filter(Exists(speaks)).values_list("session", "participation", "at")
    arrived = {(session, who): at for session, who, at in seen}
    return [
        (
            one,
            [
                Ready(who, arrived.get((one.pk, who.participation_id)))
                for who in one.speaker_set.all()
            ],
        )
        for one in sorted(sessions, key=lambda one: one.begins_at)
    ]


def count_arrivals_by_time(session: Session) -> list[tuple[dt.datetime, int, int]]:
    """Return every ten minutes with arrivals: when, how many came then, and how many were there.

    Those who speak are not counted.
    """
    rows = _heard().filter(session=session)
    zone = session.edition.zone
    counted = Counter(
        moment.astimezone(zone).replace(
            minute=moment.minute - moment.minute % 10, second=0, microsecond=0
        )
        for moment in rows.values_list("at", flat=True)
    )
    there, found = 0, []
    for moment in sorted(counted):
        there += counted[moment]
        found.append((moment, counted[moment], there))
    return found


def count_arrivals(edition: Edition) -> dict[int, int]:
    """Return how many came to each session of an edition, to hear it; one query."""
    rows = _heard().filter(session__edition=edition).values("session").annotate(many=Count("pk"))
    return {row["session"]: row["many"] for row in rows}


def count_arrivals_at(session: Session) -> int:
    """Return how many came to a session, to hear it; one query, which reads no other session."""
    return _heard().filter(session=session).count()


def _heard() -> QuerySet[Arrival]:
    """Return the arrivals of those who do not speak."""
    speak = Speaker.objects.filter(
        session=OuterRef("session"), participation=OuterRef("participation")
    )
    return Arrival.objects.filter(~Exists(speak))
