"""When people who are to meet are free, and where: what is offered is what can be booked."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.models import Answer, MeetingRequest, Place, Timetable
from fairlead.apps.meetings.queries.draft_bookings import list_taken_people
from fairlead.apps.meetings.queries.people_times import Span, read_people_times
from fairlead.apps.meetings.queries.place_times import read_place_times
from fairlead.apps.people.models import Participation

LEAST_LEFT = dt.timedelta(minutes=5)  # of a slot under way that is worth sitting down for


@dataclass(frozen=True, slots=True)
class Option:
    """A time a request can be held: who would come for the exhibitor, and where."""

    slot: Slot
    representative: int | None
    table: int | None = None
    seat: int | None = None
    attendees: tuple[int, ...] = ()


class Calendars:
    """The times of some people at an edition: a fixed number of queries, however many they are.

    The people of exhibitors are among them; ``staff`` has those of each. ``blocking`` are those who
    want no requests of who asks by the request ``besides``.
    """

    def __init__(
        self,
        edition: Edition,
        people: Collection[int],
        *,
        exhibitors: Collection[int] = (),
        besides: int | None = None,
        draft: Timetable | None = None,
    ) -> None:
        """Read them; the meeting of the request ``besides`` takes nobody.

        They are the times of the current timetable, or those that a draft's release would lead to.
        """
        self._edition = edition
        self.slots = list(Slot.objects.filter(edition=edition).order_by("date", "number"))
        self._slot_at = {(one.date, one.number): one for one in self.slots}
        times = read_people_times(people, exhibitors, besides=besides, zone=edition.zone)
        self._people = {one.person: one for one in times}
        self._free = {one.person: _join(one.free) for one in times}
        self.staff: dict[int, list[int]] = defaultdict(list)
        self.blocking = frozenset(one.person for one in times if one.blocks)
        for one in times:
            if one.represents is not None:
                self.staff[one.represents].append(one.person)
        booked = [(one.person, *taken) for one in times for taken in one.booked]
        if draft is not None:
            rows = list_taken_people(draft, list(self._people), besides=besides)
            booked = [(person, (time.lower, time.upper), date) for person, time, date in rows]
        self._taken: dict[int, list[Span]] = defaultdict(list)
        for person, span, _date in booked:
            self._taken[person].append(span)
        self._in_all = Counter(person for person, _span, _date in booked)
        self._by_day = Counter((person, date) for person, _span, date in booked)

    def find_span(self, slot: Slot, slots: int) -> Span | None:
        """Return when a meeting that begins in a slot begins and ends; None beyond the day.

        Nor does one run across a pause between two slots.
        """
        last = slot
        for number in range(slot.number + 1, slot.number + slots):
            following = self._slot_at.get((slot.date, number))
            if following is None or following.starts_at != last.ends_at:
                return None
            last = following
        return slot.starts_at, last.ends_at

    def explain(self, person: int, date: dt.date, span: Span) -> str:
        """Return the rule by which a person cannot meet then; empty when that is possible."""
        times = self._people[person]
        if _meets(self._taken[person], span):
            return "booking_person_once"
        if _meets(times.speaking, span):
            return "meeting_speaking"
        if _meets(times.seated, span):
            return "meeting_seat"
        if not self.is_there(person, span):
            return "meeting_available"
        limit = self._edition.max_meetings_per_day if times.a_day is None else times.a_day
        if limit is not None and self._by_day[person, date] >= limit:
            return "meeting_day_limit"
        if times.in_all is not None and self._in_all[person] >= times.in_all:
            return "meeting_limit"
        if times.rest is not None and not self._is_rested(person, date, span, times.rest):
            return "meeting_rest"
        return ""

    def is_there(self, person: int, span: Span) -> bool:
        """Return whether a person said to be there then, or said nothing of times."""
        hours = self._free[person]
        return not hours or any(begin <= span[0] and span[1] <= end for begin, end in hours)

    def _is_rested(self, person: int, date: dt.date, span: Span, rest: int) -> bool:
        """Return whether so many slots of the day lie between a meeting and each other one."""
        of_day = [one for one in self.slots if one.date == date]
        for other in self._taken[person]:
            begin, end = min(span[1], other[1]), max(span[0], other[0])
            between = [one for one in of_day if begin <= one.starts_at and one.ends_at <= end]
            if self._is_on(date, other) and len(between) < rest:
                return False
        return True

    def _is_on(self, date: dt.date, span: Span) -> bool:
        """Return whether a meeting begins in a slot of a day."""
        return any(one.date == date and one.starts_at == span[0] for one in self.slots)

    def list_slots_in(self, span: Span) -> list[Slot]:
        """Return the slots that a meeting takes."""
        return [one for one in self.slots if one.starts_at < span[1] and span[0] < one.ends_at]

    def count_day(self, person: int, date: dt.date) -> int:
        """Return how many meetings a person has on a day."""
        return self._by_day[person, date]


def _join(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def _meets(spans: Iterable[Span], span: Span) -> bool:
    return any(begin < span[1] and span[0] < end for begin, end in spans)


class Offer:
    """What can be offered to the parties of a request: times, people and places."""

    def __init__(
        self,
        request: MeetingRequest,
        *,
        prefer: Participation | int | None = None,
        draft: Timetable | None = None,
        away: Collection[int] = (),
    ) -> None:
        """Read calendars and places; the request's own meeting, if it has one, stands aside.

        What is offered is free in the current timetable, or in a draft. Those who are ``away``
        come to nothing.
        """
        self.request = request
        self._away = frozenset(away)
        self._prefer = prefer.pk if isinstance(prefer, Participation) else prefer
        edition = request.edition
        self._fixed = [request.requester_id]
        # Of each side the one who comes, or the exhibitor, any of whose people may.
        asked = request.assigned_id if request.recipient_id else request.invitee_id
        sides = [(asked, request.recipient_id)]
        sides += [
            (party.participation_id or party.attends_id, party.exhibitor_id)
            for party in request.parties.all()
            if party.answer != Answer.DECLINED
        ]
        self.calendars = Calendars(
            edition,
            {*self._fixed, *(person for person, _firm in sides if person is not None)},
            exhibitors=[firm for person, firm in sides if person is None and firm is not None],
            besides=request.pk,
            draft=draft,
        )
        self._teams = [
            [person] if person is not None else self.calendars.staff[firm] if firm else []
            for person, firm in sides
        ]
        places = read_place_times(request, draft=draft)
        locked = request.locked_table_id
        self._choice = [locked] if locked and request.place == Place.TABLE else places.tables
        self._stand, self._places = places.stand, places.taken

    def find(self, slot: Slot, *, now: dt.datetime, under_way: bool = False) -> Option | str:
        """Return how the request can be held in a slot, or the rule by which it cannot.

        One that is ``under_way`` can be taken while some minutes of it are left.
        """
        span = self.calendars.find_span(slot, self.request.slots)
        if span is None:
            return "meeting_length"
        if (span[1] - LEAST_LEFT < now) if under_way else (span[0] <= now):
            return "meeting_past"
        rule = "meeting_available" if self._away.intersection(self._fixed) else ""
        for person in self._fixed:
            rule = rule or self.calendars.explain(person, slot.date, span)
        if rule:
            return rule
        chosen: list[int] = []
        for team in self._teams:
            free = [
                one
                for one in team
                if one not in chosen
                and one not in self._away
                and self._is_willing(one, team)
                and not self.calendars.explain(one, slot.date, span)
            ]
            if not free:
                willing = [one for one in team if self._is_willing(one, team)]
                said = [self.calendars.explain(one, slot.date, span) for one in willing]
                return next((one for one in said if one), "request_no_staff")
            chosen.append(min(free, key=lambda one: self._rank(one, slot)))
        return self._place(slot, span, chosen)

    def _is_willing(self, person: int, team: Sequence[int]) -> bool:
        """Return whether somebody may be sent: not who blocks the one who asks, unless named."""
        named = len(team) == 1 or person == self._prefer
        return named or person not in self.calendars.blocking

    def _rank(self, person: int, slot: Slot) -> tuple[bool, int, int]:
        return person != self._prefer, self.calendars.count_day(person, slot.date), person

    def _place(self, slot: Slot, span: Span, chosen: Sequence[int]) -> Option | str:
        representative, attendees = chosen[0], tuple(chosen[1:])
        taken = {place for place, other in self._places if _meets([other], span)}
        if self.request.place == Place.ONLINE:
            return Option(slot, representative, attendees=attendees)
        if self.request.place == Place.TABLE:
            free = next((one for one in self._choice if one not in taken), None)
            if free is None or self._has_no_table_left(span):
                return "booking_table_once"
            return Option(slot, representative, table=free, attendees=attendees)
        if self._stand is None:
            return "meeting_stand"
        seat = next(one for one in range(1, len(taken) + 2) if one not in taken)
        return Option(slot, representative, seat=seat, attendees=attendees)

    def _has_no_table_left(self, span: Span) -> bool:
        """Return whether in one of the slots all tables that can be used then are taken."""
        return any(
            slot.tables is not None
            and slot.tables
            <= sum(_meets([other], (slot.starts_at, slot.ends_at)) for _, other in self._places)
            for slot in self.calendars.list_slots_in(span)
        )

    def describe(self, option: Option) -> dict[str, Any]:
        """Return the columns of the request's meeting that is held as was offered."""
        return {
            "slot_id": option.slot.pk,
            "slots": self.request.slots,
            "representative_id": option.representative,
            "place": self.request.place,
            "stand_id": self._stand if option.seat is not None else None,
            "seat": option.seat,
            "table_id": option.table,
        }

    def list_free(self, *, now: dt.datetime, most: int | None = None) -> list[Option]:
        """Return the times at which the request can be held, the earliest first."""
        found: list[Option] = []
        for slot in self.calendars.slots:
            option = self.find(slot, now=now)
            if isinstance(option, Option):
                found.append(option)
                if most is not None and len(found) == most:
                    break
        return found

    def explain_none(self, *, now: dt.datetime) -> str:
        """Return the rule that most slots are refused by: why there is no time at all."""
        rules: Counter[str] = Counter()
        for slot in self.calendars.slots:
            option = self.find(slot, now=now)
            if isinstance(option, Option):
                return ""
            rules[option] += 1
        ahead = rules.copy()
        ahead.pop("meeting_past", None)
        ahead.pop("meeting_length", None)
        common = ahead.most_common(1) or rules.most_common(1)
        return common[0][0] if common else "request_over"
