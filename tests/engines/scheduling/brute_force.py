"""The JSON of meetings as its reference states it, by trying every timetable of a tiny fair.

Written from docs/reference/scheduling.md alone: nothing of the engine is used. A timetable is the
first slot of each request that is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

Timetable = dict[int, int]
Key = tuple[float, int, float]
"""The weight of musts, the meetings missing of the least as a negative number, the weight."""


class TinyFair:
    """A problem of a few people, requests and slots, asked about timetables one by one."""

    def __init__(self, document: dict[str, Any]) -> None:
        """Keep the document, and the slots of each day."""
        self.said = document
        self.people: list[dict[str, Any]] = document["people"]
        self.requests: list[list[float]] = document["requests"]
        self.day = [d for d, size in enumerate(document["slots_per_day"]) for _ in range(size)]

    def find_span(self, request: int, first: int) -> range | None:
        """Return the slots of a request that begins in a slot, None where it cannot."""
        slots = self._of(request, "length", 1)
        minutes = self._of(request, "minutes", 0)
        times = self.said.get("slot_times")
        end, lasts = first, 0
        while end - first < slots or lasts < minutes:
            if end == len(self.day) or self.day[end] != self.day[first]:
                return None
            if times and end > first and times[end][0] != sum(times[end - 1]):
                return None
            lasts += times[end][1] if times else 0
            end += 1
        return range(first, end)

    def list_parties(self, request: int) -> list[int]:
        """Return the people of a request."""
        a, b = self.requests[request][:2]
        return [int(a), int(b), *self.said.get("further", {}).get(str(request), ())]

    def list_timetables(self) -> Iterator[Timetable]:
        """Yield every timetable that keeps every rule."""
        yield from (one for one in self._extend({}, 0) if self._is_whole(one))

    def is_right(self, timetable: Timetable) -> bool:
        """Return whether a timetable keeps every rule."""
        return self._may_stand(timetable) and self._is_whole(timetable)

    def find_key(self, timetable: Timetable) -> Key:
        """Return what a timetable is worth; the larger the better."""
        weight = {request: self.requests[request][2] for request in timetable}
        musts = sum(weight.get(request, 0) for request in self.said.get("must", ()))
        required = self.said.get("min_meetings_required", False)
        missing = 0 if required else self.count_missing(timetable)
        return musts, -missing, sum(weight.values())

    def find_best(self) -> tuple[Key, Timetable] | None:
        """Return the best key and a timetable of it, None where there is no timetable."""
        every = [(self.find_key(one), one) for one in self.list_timetables()]
        return max(every, key=lambda found: found[0]) if every else None

    def count_missing(self, timetable: Timetable) -> int:
        """Return how many meetings people lack of those they are to have at least."""
        mine = [sum(p in self.list_parties(r) for r in timetable) for p in range(len(self.people))]
        least = [person.get("min_meetings", 0) for person in self.people]
        in_all: int = sum(max(0, want - has) for want, has in zip(least, mine, strict=True))
        return in_all + sum(
            max(0, want - self._count_on(timetable, person, day))
            for person, said in enumerate(self.people)
            for day, want in self._list_least_by_day(said).items()
        )

    def _list_least_by_day(self, said: dict[str, Any]) -> dict[int, int]:
        """Return the least meetings of a person by day: one number is that of each day there."""
        least: Any = said.get("min_per_day", {})
        if isinstance(least, dict):
            return {int(day): number for day, number in least.items()}
        team = said.get("representatives", [{}])
        away = set.intersection(*(set(one.get("unavailable", ())) for one in team))
        away |= set(said.get("unavailable", ()))
        return {self.day[t]: least for t in range(len(self.day)) if t not in away}

    def _count_on(self, timetable: Timetable, person: int, day: int) -> int:
        mine = (t for r, t in timetable.items() if person in self.list_parties(r))
        return len([t for t in mine if self.day[t] == day])

    def count_waiting(self, timetable: Timetable) -> tuple[int, int]:
        """Return the breaks of all people, and the slots that these last."""
        gaps = []
        for person, day in product(range(len(self.people)), set(self.day)):
            spans = self._list_spans(timetable, person)
            busy = sorted({t for span in spans for t in span if self.day[t] == day})
            gaps += [two - one - 1 for one, two in pairwise(busy) if two - one > 1]
        return len(gaps), sum(gaps)

    def count_used(self, timetable: Timetable, unit: str, person: int | None = None) -> int:
        """Return in how many slots or days meetings, of a person, take place."""
        mine = {r: t for r, t in timetable.items() if person in (None, *self.list_parties(r))}
        slots = {at for request, first in mine.items() for at in self._span(request, first)}
        return len(slots if unit == "slots" else {self.day[at] for at in slots})

    def _of(self, request: int, name: str, usual: int) -> int:
        return int(self.said.get(name, {}).get(str(request), usual))

    def _span(self, request: int, first: int) -> range:
        found = self.find_span(request, first)
        assert found is not None
        return found

    def _extend(self, timetable: Timetable, request: int) -> Iterator[Timetable]:
        """Yield all that can be made of a part: what breaks a rule does so with more meetings."""
        if request == len(self.requests):
            yield dict(timetable)
            return
        for first in (None, *range(len(self.day))):
            more = timetable if first is None else {**timetable, request: first}
            if first is None or self._may_stand(more):
                yield from self._extend(more, request + 1)

    def _is_whole(self, timetable: Timetable) -> bool:
        locked = self.said.get("locked", {})
        if any(timetable.get(int(request)) != slot for request, slot in locked.items()):
            return False
        required = self.said.get("min_meetings_required", False)
        return not required or self.count_missing(timetable) == 0

    def _may_stand(self, timetable: Timetable) -> bool:
        return (
            all(self._is_possible(request, first) for request, first in timetable.items())
            and all(self._has_room(timetable, person) for person in range(len(self.people)))
            and self._has_tables(timetable)
            and self._is_in_order(timetable)
            and self._meets_once(timetable)
        )

    def _is_possible(self, request: int, first: int) -> bool:
        span = self.find_span(request, first)
        if span is None or self.said.get("locked", {}).get(str(request), first) != first:
            return False
        session = int(self.requests[request][4])
        slots = set(self.said["sessions"][session - 1]) if session else set(range(len(self.day)))
        away = {
            t for p in self.list_parties(request) for t in self.people[p].get("unavailable", ())
        }
        return set(span) <= slots - away

    def _list_spans(self, timetable: Timetable, person: int) -> list[range]:
        mine = (r for r in sorted(timetable) if person in self.list_parties(r))
        return sorted((self._span(r, timetable[r]) for r in mine), key=lambda span: span[0])

    def _has_room(self, timetable: Timetable, person: int) -> bool:
        said, spans = self.people[person], self._list_spans(timetable, person)
        most = said.get("max_meetings")
        if most is not None and len(spans) > most:
            return False
        if "representatives" in said:
            mine = sorted(r for r in timetable if person in self.list_parties(r))
            spans = [self._span(r, timetable[r]) for r in mine]
            return self._can_share(said, said["representatives"], spans, mine)
        room = said.get("capacity", 1)
        by_slot = said.get("capacity_by_slot", {})
        for at in range(len(self.day)):
            if sum(at in span for span in spans) > by_slot.get(str(at), room):
                return False
        return self._keeps_limits(spans, said, room) and self._can_walk(timetable, person, room)

    def _can_share(
        self,
        said: dict[str, Any],
        team: list[dict[str, Any]],
        spans: list[range],
        requests: list[int],
    ) -> bool:
        """Return whether each meeting can have one of those who receive, all of the time."""
        for chosen in product(range(len(team)), repeat=len(spans)):
            sent = zip(requests, chosen, strict=True)
            if any(request in team[who].get("avoids", ()) for request, who in sent):
                continue
            for number, one in enumerate(team):
                mine = [span for span, who in zip(spans, chosen, strict=True) if who == number]
                at = [t for span in mine for t in span]
                own = {"max_per_day": said.get("max_per_day")} | one
                if set(at) & set(one.get("unavailable", ())) or len(at) > len(set(at)):
                    break
                if len(mine) > one.get("max_meetings", len(mine)):
                    break
                if not self._keeps_limits(mine, own, 1):
                    break
            else:
                return True
        return False

    def _keeps_limits(self, spans: list[range], own: dict[str, Any], room: int) -> bool:
        a_day = own.get("max_per_day")
        a_day = self.said.get("max_per_day") if a_day is None else a_day
        row, rest = self.said.get("max_in_row"), own.get("rest", 0)
        for day in set(self.day):
            mine = [span for span in spans if self.day[span[0]] == day]
            if a_day is not None and len(mine) > a_day * room:
                return False
            if rest and any(two[0] - one[-1] - 1 < rest for one, two in pairwise(mine)):
                return False
            slots = [t for t in range(len(self.day)) if self.day[t] == day]
            busy = [sum(t in span for span in mine) for t in slots]
            if row is not None and any(
                sum(busy[at : at + row + 1]) > row * room for at in range(len(busy))
            ):
                return False
        return True

    def _can_walk(self, timetable: Timetable, person: int, room: int) -> bool:
        mine = [r for r in timetable if person in self.list_parties(r)]
        if room > 1 or not self.said.get("walk"):
            return True
        for one, two in product(mine, mine):
            halls = [self._find_hall(request) for request in (one, two)]
            spans = [self._span(request, timetable[request]) for request in (one, two)]
            if None in halls or self.day[spans[0][0]] != self.day[spans[1][0]]:
                continue
            between = spans[1][0] - spans[0][-1] - 1
            if 0 <= between < self.said["walk"][halls[0]][halls[1]]:
                return False
        return True

    def _find_hall(self, request: int) -> int | None:
        host = int(self.requests[request][3])
        return None if host < 0 else self.people[host].get("hall")

    def _has_tables(self, timetable: Timetable) -> bool:
        shared = [r for r in timetable if self.requests[r][3] == -1]
        tables, by_slot = self.said.get("tables", 0), self.said.get("tables_by_slot", {})
        for at in range(len(self.day)):
            now = sum(at in self._span(r, timetable[r]) for r in shared)
            if now > by_slot.get(str(at), tables):
                return False
        fixed = [self.said.get("locked_table", {}).get(str(r)) for r in shared]
        if not any(table is not None for table in fixed):
            return True
        choices = [range(tables) if one is None else (one,) for one in fixed]
        return any(self._can_sit(timetable, shared, seats) for seats in product(*choices))

    def _can_sit(self, timetable: Timetable, shared: list[int], seats: tuple[int, ...]) -> bool:
        taken = [
            (table, at)
            for request, table in zip(shared, seats, strict=True)
            for at in self._span(request, timetable[request])
        ]
        return len(taken) == len(set(taken))

    def _is_in_order(self, timetable: Timetable) -> bool:
        return all(
            self._span(one, timetable[one])[-1] < timetable[two]
            for one, two in self.said.get("precedences", ())
            if one in timetable and two in timetable
        )

    def _meets_once(self, timetable: Timetable) -> bool:
        if not self.said.get("once_per_pair"):
            return True
        pairs = []
        for request in timetable:
            firms = [self.people[p].get("organisation") for p in self.list_parties(request)]
            if len(firms) == 2 and None not in firms:
                pairs.append(frozenset(firms))
        return len(pairs) == len(set(pairs))
