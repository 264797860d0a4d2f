"""The one query behind an agenda: a participant's meetings, sessions and visits as rows."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    DateTimeField,
    Exists,
    F,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, JSONArray, JSONObject

from fairlead.apps.attendance.models import Seat, SeatState
from fairlead.apps.congress.models import LiveChange, Session, Speaker
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.meetings.models import (
    Answer,
    Booking,
    CheckIn,
    FollowedSession,
    RequestParty,
    Visit,
)
from fairlead.apps.people.models import Participation

_PLANS = (
    "feed", "between_halls", "grace", "sessions_planned", "visits_planned", "meetings_held", "spans"
)  # fmt: skip
_AT_ANY_TIME = (
    dt.datetime(1, 1, 1, tzinfo=dt.UTC),
    dt.datetime(9999, 1, 1, tzinfo=dt.UTC),
)


def _list_stand(path: str) -> dict[str, str]:
    """Return the columns of a stand, each by where it is read."""
    own = {name: f"{path}__{name}" for name in ("number", "x", "y", "width", "depth")}
    hall = {f"hall_{name}": f"{path}__hall__{name}" for name in ("code", "name", "width", "depth")}
    return own | hall


def read_plans(
    who: Participation, span: tuple[dt.datetime, dt.datetime] = _AT_ANY_TIME
) -> dict[str, Any]:
    """Return sessions and visits as the database writes them, the feed's token, and two rules.

    Of meetings that do not begin in the span there is only when they are.
    """
    row = _PLANS_OF.read_rows(who=who.pk, since=span[0], until=span[1])[0]
    found = dict(zip(_PLANS, row, strict=True))
    for name in ("sessions_planned", "visits_planned", "meetings_held", "spans"):
        found[name] = json.loads(f"[{','.join(found[name])}]")
    return found


def _list_bookings(*, asked: bool) -> QuerySet[Booking]:
    """Return the meetings of the participation of the query around, in the span or out of it."""
    rows = Booking.objects.filter(participation=OuterRef("pk")).alias(
        first=Func("during", function="lower", output_field=DateTimeField())
    )
    since, until = (Parameter(name, DateTimeField()) for name in ("since", "until"))
    inside = Q(first__gte=since, first__lt=until)
    return rows.filter(inside) if asked else rows.exclude(inside)


def _build_meetings() -> QuerySet[Booking, Any]:
    """Return the meetings that are asked for, each as JSON."""
    others = (
        Booking.objects.filter(meeting=OuterRef("meeting"))
        .exclude(participation=OuterRef("participation"))
        .order_by("participation")
        .values_list("participation__person__name")
    )
    there = (
        CheckIn.objects.filter(
            request=OuterRef("meeting__request"), begins=Func(OuterRef("during"), function="lower")
        )
        .order_by("pk")
        .values_list("side")
    )
    parties = (
        RequestParty.objects.filter(request=OuterRef("meeting__request"))
        .exclude(answer=Answer.DECLINED)
        .order_by("pk")
        .values_list(JSONArray("pk", "participation", "exhibitor", "exhibitor__organisation__name"))
    )
    asked = "meeting__request"
    return _list_bookings(asked=True).values(
        json=JSONObject(
            begins=Func("during", function="lower"),
            ends=Func("during", function="upper"),
            place="meeting__place",
            **_list_stand("meeting__stand"),
            table="meeting__table__number",
            request=f"{asked}__pk",
            code=f"{asked}__code",
            link=f"{asked}__link",
            requester=f"{asked}__requester",
            asking_firm=f"{asked}__asking_firm",
            invitee=f"{asked}__invitee",
            recipient=f"{asked}__recipient",
            firm_asking=f"{asked}__requester__organisation__name",
            person_asking=f"{asked}__requester__person__name",
            firm_asked=f"{asked}__recipient__organisation__name",
            person_asked=f"{asked}__invitee__person__name",
            names=Func(ArraySubquery(others), function="to_jsonb", output_field=JSONField()),
            there=Func(ArraySubquery(there), function="to_jsonb", output_field=JSONField()),
            parties=Func(ArraySubquery(parties), function="to_jsonb", output_field=JSONField()),
        )
    )


def _build_plans() -> QuerySet[Participation, Any]:
    """Return the plans of somebody, as columns."""
    speaks = Exists(
        Speaker.objects.filter(session=OuterRef("pk"), participation=OuterRef(OuterRef("pk")))
    )
    follows = Exists(
        FollowedSession.objects.filter(
            session=OuterRef("pk"), participation=OuterRef(OuterRef("pk"))
        )
    )
    seats = Seat.objects.filter(session=OuterRef("pk"), participation=OuterRef(OuterRef("pk")))
    sessions = Session.objects.filter(
        speaks | follows | Exists(seats.exclude(state=SeatState.INVITED))
    )
    live = LiveChange.objects.filter(session=OuterRef("pk")).order_by("-number")
    changes = Coalesce(Subquery(live.values("number")[:1]), 0)
    visits = Visit.objects.filter(participation=OuterRef("pk"))
    return (
        Participation.objects.filter(pk=Parameter("who"))
        .annotate(
            feed=F("agenda_feed__token"),
            between_halls=F("edition__meeting_rules__hall_minutes"),
            grace=F("edition__meeting_rules__grace_minutes"),
            sessions_planned=ArraySubquery(
                sessions.annotate(
                    speaks=speaks,
                    sequence=changes,
                    follows=follows,
                    seat=Subquery(seats.values("state")[:1]),
                    beside=Subquery(seats.values("beside")[:1]),
                ).values(
                    json=JSONObject(
                        id="pk",
                        code="code",
                        follows="follows",
                        seat="seat",
                        beside="beside",
                        title="title",
                        date="date",
                        start="start",
                        end="end",
                        room="room__name",
                        speaks="speaks",
                        delay="delay",
                        cancelled="cancelled",
                        sequence="sequence",
                    )
                )
            ),
            visits_planned=ArraySubquery(
                visits.values(
                    json=JSONObject(
                        id="pk",
                        begins="starts_at",
                        ends="ends_at",
                        name="exhibitor__organisation__name",
                        **_list_stand("exhibitor__stand"),
                    )
                )
            ),
            meetings_held=ArraySubquery(_build_meetings()),
            spans=ArraySubquery(
                _list_bookings(asked=False).values(
                    json=JSONArray(
                        *(
                            Func("during", function=name, output_field=DateTimeField())
                            for name in ("lower", "upper")
                        )
                    )
                )
            ),
        )
        .values_list(*_PLANS)
    )


_PLANS_OF = PreparedQuery(_build_plans)
