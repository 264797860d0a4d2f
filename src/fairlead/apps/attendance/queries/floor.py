"""A session while it is on: who speaks and is there, what is asked, who came when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from fairlead.apps.attendance.models import (
    Arrival,
    FloorQuestion,
    QuestionState,
    QuestionVote,
)
from fairlead.apps.congress.models import LiveChange, Session, Speaker
from fairlead.apps.congress.queries.programme import list_sessions, note_changes
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.fairs.query_batch import QueryBatch
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
    key = None if who is None else who.pk
    rows = _QUESTIONS.read(session=session.pk, who=key)
    return _choose_questions(rows, key, moderates=moderates)


def _choose_questions(
    rows: Sequence[FloorQuestion], who: int | None, *, moderates: bool
) -> list[FloorQuestion]:
    found = [
        one
        for one in rows
        if moderates or one.state in _SEEN or (who is not None and one.participation_id == who)
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


def _build_questions() -> QuerySet[FloorQuestion]:
    rows = FloorQuestion.objects.filter(session=Parameter("session"))
    votes = QuestionVote.objects.filter(question=OuterRef("pk"), participation=Parameter("who"))
    rows = rows.select_related("participation__person")
    return rows.annotate(wanted=Count("votes"), mine=Exists(votes))


_QUESTIONS = PreparedQuery(_build_questions)


@dataclass(frozen=True, slots=True)
class SpeakerPresence:
    """Somebody who speaks, and when that person was seen."""

    speaker: Speaker
    arrived_at: dt.datetime | None


def list_ready(session: Session) -> list[SpeakerPresence]:
    """Return who speaks and moderates in the order of protocol, and who of them is there."""
    return _find_arrivals(_SPEAKERS.read(session=session.pk))


def _find_arrivals(rows: Iterable[Speaker]) -> list[SpeakerPresence]:
    return [SpeakerPresence(one, getattr(one, "arrived_at", None)) for one in rows]


def _build_speakers() -> QuerySet[Speaker]:
    arrived = Arrival.objects.filter(
        session=OuterRef("session"), participation=OuterRef("participation")
    )
    rows = Speaker.objects.filter(session=Parameter("session")).select_related(
        "participation__person", "participation__organisation"
    )
    return rows.annotate(arrived_at=Subquery(arrived.values("at")[:1])).order_by("position")


_SPEAKERS = PreparedQuery(_build_speakers)


@dataclass(frozen=True, slots=True)
class Floor:
    """What goes on at a session, as somebody of it sees it."""

    questions: list[FloorQuestion]
    ready: list[SpeakerPresence]


def read_floor(session: Session, who: Participation, *, attends: bool, moderates: bool) -> Floor:
    """Return the questions for who attends, and who is ready for who moderates; one query.

    What was changed of the session on the day is read with it.
    """
    together = QueryBatch()
    changes = together.add(_CHANGES, session=session.pk)
    given = {"session": session.pk, "who": who.pk}
    questions = together.add(_QUESTIONS, **given) if attends else []
    speakers = together.add(_SPEAKERS, session=session.pk) if moderates else []
    together.read()
    note_changes(session, changes)
    return Floor(
        _choose_questions(questions, who.pk, moderates=moderates), _find_arrivals(speakers)
    )


_CHANGES = PreparedQuery(lambda: LiveChange.objects.filter(session=Parameter("session")))


def list_ready_on(edition: Edition, day: dt.date) -> list[tuple[Session, list[SpeakerPresence]]]:
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
                SpeakerPresence(who, arrived.get((one.pk, who.participation_id)))
                for who in one.speaker_set.all()
            ],
        )
        for one in sorted(sessions, key=lambda one: one.begins_at)
    ]


def count_arrivals_by_time(session: Session) -> list[tuple[dt.datetime, int, int]]:
    """Return every ten minutes with arrivals: when, how many came then, and how many were there.

    Those who speak are not counted.
    """
    rows = _find_heard().filter(session=session)
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
    rows = (
        _find_heard().filter(session__edition=edition).values("session").annotate(many=Count("pk"))
    )
    return {row["session"]: row["many"] for row in rows}


def count_arrivals_at(session: Session) -> int:
    """Return how many came to a session, to hear it; one query, which reads no other session."""
    return _find_heard().filter(session=session).count()


def _find_heard() -> QuerySet[Arrival]:
    """Return the arrivals of those who do not speak."""
    speak = Speaker.objects.filter(
        session=OuterRef("session"), participation=OuterRef("participation")
    )
    return Arrival.objects.filter(~Exists(speak))
