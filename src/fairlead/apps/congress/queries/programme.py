"""The congress programme."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch
from django.http import Http404

from fairlead.apps.congress.models import LiveChange, Session, Speaker
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.people.models import Participation


@keep_by_stamp
def list_sessions(edition: Edition) -> list[Session]:
    """Return all sessions in order of time with rooms and speakers; three queries when changed."""
    speakers = Speaker.objects.select_related(
        "participation__person", "participation__organisation"
    )
    found = list(
        Session.objects.filter(edition=edition)
        .select_related("room")
        .prefetch_related(
            Prefetch("speaker_set", speakers.order_by("position")),
            Prefetch("live_changes", LiveChange.objects.order_by("number")),
        )
        .order_by("date", "start", "room__position", "room__name", "code")
    )
    for session in found:
        session.edition = edition
    return found


def find_session(edition: Edition, code: str) -> Session:
    """Return the session of that code; raises Http404 without one."""
    for session in list_sessions(edition):
        if session.code == code:
            return session
    raise Http404(code)


def find_speaker(edition: Edition, code: str) -> tuple[Participation, list[Session]]:
    """Return a participant who speaks or moderates, with the sessions; raises Http404 for others.

    Those who only visit are found nowhere, so a page of speakers names no visitor.
    """
    spoken = [
        (speaker.participation, session)
        for session in list_sessions(edition)
        for speaker in session.speaker_set.all()
        if speaker.participation.code == code
    ]
    if not spoken:
        raise Http404(code)
    return spoken[0][0], [session for _, session in spoken]


def note_changes(session: Session, changes: Iterable[LiveChange]) -> None:
    """Let a session know what was changed of it on the day, which was read already."""
    held = {"live_changes": list(changes)}
    session._prefetched_objects_cache = held  # type: ignore[attr-defined]
