"""Putting into one's agenda what needs nobody's consent: sessions followed, and visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from fairlead.apps.congress.models import Session
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.models import FollowedSession, Visit
from fairlead.apps.people.models import Participation

VISIT = dt.timedelta(minutes=20)


def follow_session(who: Participation, session: Session) -> None:
    """Put a session into somebody's agenda; it takes no time of theirs."""
    FollowedSession.objects.get_or_create(participation=who, session=session)


def leave_session(who: Participation, session: int) -> None:
    """Take a session out of somebody's agenda."""
    FollowedSession.objects.filter(participation=who, session=session).delete()


def follow_sessions(who: Participation, codes: Iterable[str]) -> None:
    """Put sessions of somebody's edition into the agenda; codes of none are passed over."""
    sessions = Session.objects.filter(edition=who.edition_id, code__in=list(codes))
    FollowedSession.objects.bulk_create(
        [FollowedSession(participation=who, session=one) for one in sessions],
        ignore_conflicts=True,
    )


def leave_sessions(who: Participation, codes: Iterable[str]) -> None:
    """Take sessions out of somebody's agenda."""
    FollowedSession.objects.filter(participation=who, session__code__in=list(codes)).delete()


def plan_visit(who: Participation, exhibitor: Exhibitor, starts_at: dt.datetime) -> Visit:
    """Return a visit in somebody's agenda; raises Refusal for a time outside the fair's days."""
    edition = who.edition
    if not edition.first_day <= starts_at.astimezone(edition.zone).date() <= edition.last_day:
        raise Refusal("visit_day")
    return Visit.objects.get_or_create(
        participation=who,
        exhibitor=exhibitor,
        starts_at=starts_at,
        defaults={"ends_at": starts_at + VISIT},
    )[0]


def drop_visit(who: Participation, visit: int) -> None:
    """Take a visit out of somebody's agenda."""
    Visit.objects.filter(participation=who, pk=visit).delete()
