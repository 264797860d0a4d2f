"""One participant's agenda: what that person sees, and nobody else."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.written_once import Given, Written
from fairlead.apps.meetings.models import (
    Booking,
    Change,
    ChangeKind,
    CheckIn,
    FollowedSession,
    MeetingRules,
    RequestParty,
    Side,
    Visit,
)
from fairlead.apps.meetings.queries.sides import (
    NAMED,
    Own,
    choose_own,
    find_side,
    list_own_requests,
    name_other_side,
)
from fairlead.apps.meetings.queries.ways import HallPlace, StandPlace
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.session_times import find_span

_PLANS = (
    "feed", "between_halls", "grace", "sessions_planned", "visits_planned", "meetings_held", "spans"
)  # fmt: skip
_AT_ANY_TIME = (
    dt.datetime(1, 1, 1, tzinfo=dt.UTC),
    dt.datetime(9999, 1, 1, tzinfo=dt.UTC),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in an agenda: a meeting (by its request), a session or a visit (by its number).

    ``own`` is whose records one keeps of the meeting; ``there`` are the sides that have said that
    they are at it. At a session of that ``code`` somebody ``speaks``, ``follows`` it or has a
    ``seat`` (booked, or waited for), perhaps ``beside`` something else.
    """

    begins: dt.datetime
    ends: dt.datetime
    title: LocalizedText
    people: tuple[LocalizedText, ...] = ()
    place: str = ""
    stand: StandPlace | None = None
    table: int | None = None
    room: LocalizedText | None = None
    link: str = ""
    request: str = ""
    own: Own | None = None
    sequence: int = 0
    changed_at: dt.datetime | None = None
    cancelled: bool = False
    session: int | None = None
    code: str = ""
    speaks: bool = False
    follows: bool = False
    seat: str = ""
    beside: bool = False
    late: int = 0
    visit: int | None = None
    there: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Agenda:
    """The entries of a participant in order of time, and what was cancelled.

    ``feed`` is the token of its calendar, ``between_halls`` the minutes from hall to hall, and
    ``grace_minutes`` how long one waits for who does not come. Of the meetings of days that were
    not asked for there is only when they are: ``elsewhere``, from when until when.
    """

    entries: tuple[Entry, ...]
    cancelled: tuple[Entry, ...] = ()
    elsewhere: tuple[tuple[dt.datetime, dt.datetime], ...] = ()
    feed: str = ""
    between_halls: int = 5
    grace_minutes: int = 10

    def on(self, date: dt.date, edition: Edition) -> list[Entry]:
        """Return what is on a day of the fair."""
        return [one for one in self.entries if one.begins.astimezone(edition.zone).date() == date]

    def count_days(self, edition: Edition) -> Counter[dt.date]:
        """Return how much is on each day of the fair."""
        begins = (*(one.begins for one in self.entries), *(one for one, _ in self.elsewhere))
        return Counter(one.astimezone(edition.zone).date() for one in begins)

    def find_now_and_next(self, now: dt.datetime) -> tuple[Entry | None, Entry | None]:
        """Return what is on now, and what comes next."""
        current = [one for one in self.entries if one.begins <= now < one.ends]
        coming = [one for one in self.entries if one.begins > now]
        return (current[0] if current else None), (coming[0] if coming else None)

    def find_before(self, entry: Entry) -> Entry | None:
        """Return the entry at a stand that ends last before this one begins, on the same day."""
        zone, begins, date = entry.begins.tzinfo, entry.begins, entry.begins.date()
        last: Entry | None = None
        for one in self.entries:
            if one.begins > begins:  # they are in order
                break
            if (
                one.stand is not None
                and one.ends <= begins
                and (last is None or one.ends > last.ends)
                and one.ends.astimezone(zone).date() == date
            ):
                last = one
        return last


def read_agenda(who: Participation, *, history: bool = True) -> Agenda:
    """Return a participant's agenda; two queries, however much is in it.

    Without the history, which calendars have to be told, there is one: nothing was cancelled and
    no entry has a sequence.
    """
    latest = _read_latest_changes(who) if history else {}
    plans = _read_plans(who)
    sessions = list(_list_sessions(who, plans))
    held = [one for one in sessions if not one.cancelled]
    entries = sorted(
        (*_list_meetings(who, plans, latest), *held, *_list_visits(who, plans)),
        key=lambda one: (one.begins, one.ends),
    )
    gone = [one for one in sessions if one.cancelled]
    return Agenda(
        tuple(entries),
        (*_list_cancelled(who, latest), *gone),
        (),
        plans["feed"] or "",
        **_choose_rules(plans),
    )


def read_day(who: Participation, date: dt.date, now: dt.datetime) -> Agenda:
    """Return a participant's agenda without its history: of its meetings those of a day of the
    fair, and of the days of what is on now and what comes next.

    A query, and one more for each of the two that falls on another day than that.
    """
    edition, days, meetings = who.edition, [date], list[Entry]()
    while True:
        plans = _read_plans(who, _span_day(edition, days[-1]))
        meetings += _list_meetings(who, plans, {})
        held = [one for one in _list_sessions(who, plans) if not one.cancelled]
        entries = sorted(
            (*meetings, *held, *_list_visits(who, plans)), key=lambda one: (one.begins, one.ends)
        )
        elsewhere = _list_elsewhere(edition, plans, days)
        missed = _find_missed(entries, elsewhere, now)
        if missed is None:
            break
        days.append(missed.astimezone(edition.zone).date())
    return Agenda(tuple(entries), (), elsewhere, plans["feed"] or "", **_choose_rules(plans))


def _span_day(edition: Edition, date: dt.date) -> tuple[dt.datetime, dt.datetime]:
    begins, ends = (
        dt.datetime.combine(one, dt.time(), edition.zone)
        for one in (date, date + dt.timedelta(days=1))
    )
    return begins, ends


def _list_elsewhere(
    edition: Edition, plans: Mapping[str, Any], days: Collection[dt.date]
) -> tuple[tuple[dt.datetime, dt.datetime], ...]:
    """Return when the meetings of other days begin and end, in order."""
    zone = edition.zone
    spans = (
        (dt.datetime.fromisoformat(begins).astimezone(zone), dt.datetime.fromisoformat(ends))
        for begins, ends in plans["spans"]
    )
    return tuple(sorted(one for one in spans if one[0].date() not in days))


def _find_missed(
    entries: Sequence[Entry], elsewhere: Sequence[tuple[dt.datetime, dt.datetime]], now: dt.datetime
) -> dt.datetime | None:
    """Return the beginning of a meeting of another day that is on now, or comes next."""
    current, coming = Agenda(tuple(entries)).find_now_and_next(now)
    for begins, ends in elsewhere:
        if begins <= now < ends:
            known = current
        elif begins > now:
            known = coming
        else:
            continue
        if known is None or (begins, ends) < (known.begins, known.ends):
            return begins
    return None


def _choose_rules(plans: Mapping[str, Any]) -> dict[str, int]:
    usual = MeetingRules()
    halls, grace = plans["between_halls"], plans["grace"]
    return {
        "between_halls": usual.hall_minutes if halls is None else halls,
        "grace_minutes": usual.grace_minutes if grace is None else grace,
    }


@dataclass(frozen=True, slots=True)
class _Party:
    """A further party of a request, as its row says."""

    pk: int
    participation_id: int | None
    exhibitor_id: int | None


@dataclass(slots=True)
class _Sides:
    """The first two sides of a request, as its row says."""

    requester_id: int
    asking_firm_id: int | None
    invitee_id: int | None
    recipient_id: int | None


def _list_meetings(
    who: Participation, plans: Mapping[str, Any], latest: Mapping[int, Change]
) -> Iterator[Entry]:
    zone = who.edition.zone  # a day is one of the fair's, wherever its night falls
    for row in plans["meetings_held"]:
        sides = _Sides(row["requester"], row["asking_firm"], row["invitee"], row["recipient"])
        asks = find_side(sides, who) == Side.REQUESTER
        name = (
            (row["firm_asked"] or row["person_asked"])
            if asks
            else (row["firm_asking"] or row["person_asking"])
        )
        change = latest.get(row["request"])
        parties = [_Party(*one) for one in row["parties"]]
        yield Entry(
            begins=dt.datetime.fromisoformat(row["begins"]).astimezone(zone),
            ends=dt.datetime.fromisoformat(row["ends"]).astimezone(zone),
            title=LocalizedText(name or {}),
            people=tuple(map(LocalizedText, row["names"])),
            place=row["place"],
            stand=_read_stand(row),
            table=row["table"],
            link=row["link"] if row["place"] == "online" else "",
            request=row["code"],
            own=choose_own(sides, who, lambda parties=parties: parties),  # type: ignore[misc]
            sequence=change.sequence if change is not None else 0,
            changed_at=change.at if change is not None else None,
            there=frozenset(row["there"]),
        )


def _read_stand(row: Mapping[str, Any]) -> StandPlace | None:
    """Return the stand of a row that has the columns of `_list_stand`."""
    if row["number"] is None:
        return None
    hall = HallPlace(
        row["hall_code"], LocalizedText(row["hall_name"]), row["hall_width"], row["hall_depth"]
    )
    return StandPlace(row["number"], row["x"], row["y"], row["width"], row["depth"], hall)


def _list_stand(path: str) -> dict[str, str]:
    """Return the columns of a stand, each by where it is read."""
    own = {name: f"{path}__{name}" for name in ("number", "x", "y", "width", "depth")}
    hall = {f"hall_{name}": f"{path}__hall__{name}" for name in ("code", "name", "width", "depth")}
    return own | hall


def _read_plans(
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
    since, until = (Given(name, DateTimeField()) for name in ("since", "until"))
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
        .order_by("pk")
        .values_list(JSONArray("pk", "participation", "exhibitor"))
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
        Participation.objects.filter(pk=Given("who"))
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


_PLANS_OF = Written(_build_plans)


def _list_sessions(who: Participation, plans: Mapping[str, Any]) -> Iterator[Entry]:
    zone = who.edition.zone
    for row in plans["sessions_planned"]:
        start, end = (dt.time.fromisoformat(row[name]) for name in ("start", "end"))
        late = dt.timedelta(minutes=row["delay"])
        begins, ends = (
            one + late for one in find_span(dt.date.fromisoformat(row["date"]), start, end)
        )
        yield Entry(
            begins=begins.replace(tzinfo=zone),
            ends=ends.replace(tzinfo=zone),
            title=LocalizedText(row["title"]),
            place="session",
            room=LocalizedText(row["room"]) if row["room"] else None,
            session=row["id"],
            speaks=row["speaks"],
            code=row["code"],
            follows=row["follows"],
            seat="" if row["seat"] == SeatState.INVITED else row["seat"] or "",
            beside=bool(row["beside"]),
            sequence=row["sequence"],
            cancelled=row["cancelled"],
            late=row["delay"],
        )


def _list_visits(who: Participation, plans: Mapping[str, Any]) -> Iterator[Entry]:
    zone = who.edition.zone
    for row in plans["visits_planned"]:
        yield Entry(
            begins=dt.datetime.fromisoformat(row["begins"]).astimezone(zone),
            ends=dt.datetime.fromisoformat(row["ends"]).astimezone(zone),
            title=LocalizedText(row["name"]),
            place="visit",
            stand=_read_stand(row),
            visit=row["id"],
        )


def _read_latest_changes(who: Participation) -> dict[int, Change]:
    """Return the last change of each request somebody had a meeting of."""
    latest = (
        Change.objects.filter(Q(people__contains=[who.pk]) | Q(gone__contains=[who.pk]))
        .filter(list_own_requests(who, prefix="request__"))
        .select_related(*(f"request__{one}" for one in NAMED))
        .order_by("request", "-sequence")
        .distinct("request")
    )
    return {change.request_id: change for change in latest}


def _list_cancelled(who: Participation, latest: Mapping[int, Change]) -> Iterator[Entry]:
    """Yield what was in the agenda and is not any more: calendars have to be told."""
    for change in latest.values():
        if change.kind == ChangeKind.CANCELLED or who.pk in change.gone:
            yield Entry(
                begins=change.during.lower,
                ends=change.during.upper,
                title=name_other_side(change.request, who),
                place=change.place,
                request=change.request.code,
                sequence=change.sequence,
                changed_at=change.at,
                cancelled=True,
            )
