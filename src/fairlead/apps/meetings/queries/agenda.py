"""One participant's agenda: what that person sees, and nobody else."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from fairlead.apps.attendance.models import SeatState
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Change, ChangeKind, MeetingRules, Side
from fairlead.apps.meetings.queries.agenda_plans import read_plans
from fairlead.apps.meetings.queries.sides import (
    NAMED,
    OwnSide,
    choose_own,
    find_firm,
    find_side,
    join_names,
    list_own_requests,
    name_other_side,
)
from fairlead.apps.meetings.queries.ways import HallPlace, StandPlace
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.session_times import find_span


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in an agenda: a meeting (by its request), a session or a visit (by its number).

    ``people`` are those met whom the title does not name.

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
    own: OwnSide | None = None
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
        zone, date = entry.begins.tzinfo, entry.begins.date()
        begins = entry.begins.astimezone(dt.UTC)  # a local clock is compared by what it shows
        last: Entry | None = None
        for one in self.entries:
            if one.begins > begins:  # they are in order
                break
            if (
                one.stand is not None
                and one.ends <= begins
                and (last is None or one.ends.timestamp() > last.ends.timestamp())
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
    plans = read_plans(who)
    sessions = list(_list_sessions(who, plans))
    held = [one for one in sessions if not one.cancelled]
    entries = _put_in_order((*_list_meetings(who, plans, latest), *held, *_list_visits(who, plans)))
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
        plans = read_plans(who, _span_day(edition, days[-1]))
        meetings += _list_meetings(who, plans, {})
        held = [one for one in _list_sessions(who, plans) if not one.cancelled]
        entries = _put_in_order((*meetings, *held, *_list_visits(who, plans)))
        elsewhere = _list_elsewhere(edition, plans, days)
        missed = _find_missed(entries, elsewhere, now)
        if missed is None:
            break
        days.append(missed.astimezone(edition.zone).date())
    return Agenda(tuple(entries), (), elsewhere, plans["feed"] or "", **_choose_rules(plans))


def _put_in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries by time: by the fair's own clock some would be alike when it goes back."""
    return sorted(entries, key=lambda one: (one.begins.timestamp(), one.ends.timestamp()))


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
    firm: dict[str, str] | None


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
    firm = find_firm(who)
    for row in plans["meetings_held"]:
        sides = _Sides(row["requester"], row["asking_firm"], row["invitee"], row["recipient"])
        side = find_side(sides, who)
        asking = LocalizedText(row["firm_asking"] or row["person_asking"] or {})
        asked = LocalizedText(row["firm_asked"] or row["person_asked"] or {})
        met = {Side.REQUESTER: (asked,), Side.RECIPIENT: (asking,), None: (asking, asked)}[side]
        change = latest.get(row["request"])
        parties = [_Party(*one) for one in row["parties"]]
        title = join_names(met)
        further = (one.firm for one in parties if one.firm and one.exhibitor_id != firm)
        names = map(LocalizedText, (*further, *row["names"]))
        yield Entry(
            begins=dt.datetime.fromisoformat(row["begins"]).astimezone(zone),
            ends=dt.datetime.fromisoformat(row["ends"]).astimezone(zone),
            title=title,
            people=tuple(one for one in names if one != title),
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
