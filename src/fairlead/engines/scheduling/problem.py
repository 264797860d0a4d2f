"""The meeting problem: people, slots, requests, and the rules a timetable keeps."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SHARED_TABLE = -1
ONLINE = -2

_NO_LIMIT = 2**31 - 1

_INT32 = (
    *("capacity", "a", "b", "host", "hall", "calendar", "organisation"),
    *("session", "locked", "precedences", "walk", "further", "length", "minutes"),
    *("slot_begin", "slot_minutes", "person_day", "person_most"),
    *("reduced", "on_duty", "duty_limits", "table_room", "rest", "locked_table", "least"),
    *("day_least", "avoided"),
)
_BOOL = ("available", "sessions", "must")


def _make_no_triples() -> Ints:
    return np.empty((0, 3), dtype=np.int32)


def _make_no_duty_limits() -> Ints:
    return np.empty((0, 5), dtype=np.int32)


def _make_no_pairs() -> Ints:
    return np.empty((0, 2), dtype=np.int32)


def _make_no_sessions() -> Bools:
    return np.empty((0, 0), dtype=np.bool_)


def _make_one_hall() -> Ints:
    return np.zeros((0, 0), dtype=np.int32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Who may meet whom, when and where: P people, R requests, T slots.

    Slots run through the days: day 0 has the slots ``0 .. slots_per_day[0] - 1`` and so on, so
    T is the sum of ``slots_per_day``. Breaks, walking and limits in a row never cross a night.
    In the published problem (`objective="breaks"`) the whole forum is one day: the lunch between
    the sessions counts as any other moment.

    Participants: people who share a calendar act as one participant, booked together; everyone
    else is a participant alone. See `participant`.

    Only shapes and types are set right here; `checks.check` looks at the values.
    """

    slots_per_day: tuple[int, ...]
    capacity: Ints
    """(P,) meetings the person can be in at once: 1, or the representatives of a stand."""
    available: Bools
    """(P, T) whether the person can meet in the slot."""
    a: Ints
    """(R,) position of the first person of each request."""
    b: Ints
    """(R,) position of the second person."""
    weight: Floats
    """(R,) what holding the request is worth, zero or more; all 1 in the published problem.
    Whole numbers keep every sum exact; others are exact to 1e-6 of the largest."""
    host: Ints
    """(R,) `a` or `b` when the meeting is at that person's stand, `SHARED_TABLE` or `ONLINE`."""
    tables: int
    """Shared tables in each slot; only requests with host `SHARED_TABLE` use them."""
    hall: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(P,) hall of the person's stand, -1 for none (empty: none for all)."""
    calendar: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(P,) people with the same number share a calendar and its capacity; -1 alone."""
    organisation: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(P,) organisation of the person, -1 for none; used by `once_per_pair`."""
    session: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(R,) 0 for any slot, else the row of `sessions` counted from 1."""
    sessions: Bools = field(default_factory=_make_no_sessions)
    """(S, T) the slots of each session."""
    locked: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(R,) the slot that a locked meeting keeps, -1 when free. Locked meetings are always held."""
    precedences: Ints = field(default_factory=_make_no_pairs)
    """(Q, 2) requests (first, second): when both are held, first is strictly before second."""
    walk: Ints = field(default_factory=_make_one_hall)
    """(H, H) empty slots that a participant of capacity 1 needs between two meetings of one day
    in these halls (symmetric, 0 on the diagonal). The hall of a meeting is its host's."""
    distance: Floats = field(default_factory=lambda: np.empty((0, 0), dtype=np.float64))
    """(H, H) what walking between halls costs (empty: 1 for every change of hall). Soft: least
    in sum over meetings that follow one another on one day."""
    fairness: int | None = None
    """Breaks of any two participants differ by at most this (`objective="breaks"`, where it is a
    rule); None for no rule."""
    max_per_day: int | None = None
    """Most meetings in a day of each representative: `capacity * max_per_day` per participant."""
    max_in_row: int | None = None
    """Most meetings without a pause of each representative: in every `max_in_row + 1` slots of
    a day that follow one another a participant has at most `capacity * max_in_row` meetings."""
    once_per_pair: bool = False
    """Of the requests of two people of the same two organisations at most one is held; a meeting
    of three or more is none between two organisations."""
    must: Bools = field(default_factory=lambda: np.empty(0, dtype=np.bool_))
    """(R,) the weight of these comes first: no number of others makes up for any of it."""
    further: Ints = field(default_factory=_make_no_pairs)
    """(F, 2) rows (request, person): who meets beside `a` and `b`, in meetings of three and more.
    All are there for the whole meeting, and none of them hosts it."""
    length: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(R,) slots that the meeting takes, one directly after another on one day; empty: 1 each.
    The slot of a request is its first."""
    minutes: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(R,) minutes that its slots have together at least, 0 for any; needs `slot_minutes`."""
    slot_begin: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(T,) minute of the day at which the slot begins; empty: slots of a day follow one another.
    A meeting of several slots never runs across a pause between two of them."""
    slot_minutes: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(T,) minutes the slot lasts, with `slot_begin`."""
    person_day: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(P,) instead of `max_per_day` for this person, -1 for what holds for all (empty: all)."""
    person_most: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(P,) most meetings of the person on all days together, representatives counted together;
    -1 for no limit (empty: none for all)."""
    reduced: Ints = field(default_factory=_make_no_triples)
    """(C, 3) rows (person, slot, most): meetings the person can be in at once in that slot,
    1 or more and less than `capacity`. Of people who share a calendar the least holds."""
    on_duty: Ints = field(default_factory=_make_no_triples)
    """(D, 3) rows (person, representative, slot): when each of a person's representatives, from 0,
    is there. Who has rows has ``capacity`` representatives, each at one meeting at once and there
    as long as it lasts, and limits a day and in a row hold for each of them; `representatives`
    says who is at which. Empty: representatives are not told apart."""
    duty_limits: Ints = field(default_factory=_make_no_duty_limits)
    """(L, 5) rows (person, representative, most a day, most in all, rest) of those with limits
    unlike the others': most meetings instead of `person_day` and in all, -1 for none,
    and the slots of the day without a meeting that follow each of theirs."""
    table_room: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(T,) shared tables that can be used at once in each slot (empty: `tables` in all)."""
    rest: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(P,) slots of the day without a meeting that the person, of capacity 1, has after each
    (empty: none)."""
    locked_table: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(R,) the shared table that a request is held at, -1 for any. A meeting of several slots
    that is locked to none takes none of the tables that some request is locked to."""
    least: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """(P,) meetings each person is to have at least (empty: none), those of others of the same
    calendar counted too. What is missing of them is made
    as little as possible after the weight of musts and before all other weight."""
    day_least: Ints = field(default_factory=_make_no_triples)
    """(W, 3) rows (person, day, least): meetings the person is to have at least on that day, as
    `least` says it of all days; both may be asked of one person."""
    least_required: bool = False
    """Whether a timetable in which something is missing of them is none."""
    avoided: Ints = field(default_factory=_make_no_triples)
    """(V, 3) rows (person, representative, request): meetings to which a representative is not
    sent, of those in `on_duty`."""

    def __post_init__(self) -> None:
        """Fill what was left out, fix types, and freeze the arrays."""
        people, requests = len(self.capacity), len(self.a)
        for name, size, value in (
            ("hall", people, -1),
            ("calendar", people, -1),
            ("organisation", people, -1),
            ("session", requests, 0),
            ("locked", requests, -1),
            ("length", requests, 1),
            ("minutes", requests, 0),
            ("person_day", people, -1),
            ("person_most", people, -1),
            ("rest", people, 0),
            ("least", people, 0),
            ("locked_table", requests, -1),
            ("must", requests, 0),
        ):
            if len(getattr(self, name)) == 0 and size:
                object.__setattr__(self, name, np.full(size, value, dtype=np.int32))
        rows = np.asarray(self.further)
        if rows.ndim == 2 and rows.shape[1] == 2 and len(rows):
            in_order = rows[np.argsort(rows[:, 0], kind="stable")]
            object.__setattr__(self, "further", in_order)
        for name in _INT32:
            self._freeze(name, np.int32)
        for name in _BOOL:
            self._freeze(name, np.bool_)
        for name in ("weight", "distance"):
            self._freeze(name, np.float64)
        object.__setattr__(self, "slots_per_day", tuple(int(n) for n in self.slots_per_day))

    def _freeze(self, name: str, dtype: type[np.generic]) -> None:
        array = np.ascontiguousarray(getattr(self, name), dtype=dtype)
        if array.flags.writeable:
            array = array.view()
            array.flags.writeable = False
        object.__setattr__(self, name, array)

    @property
    def people(self) -> int:
        """Return P."""
        return len(self.capacity)

    @property
    def requests(self) -> int:
        """Return R."""
        return len(self.a)

    @property
    def slots(self) -> int:
        """Return T, the slots of all days together."""
        return sum(self.slots_per_day)

    @property
    def day(self) -> Ints:
        """Return (T,) the day of each slot, from 0."""
        return np.repeat(np.arange(len(self.slots_per_day), dtype=np.int32), self.slots_per_day)

    @property
    def participant(self) -> Ints:
        """Return (P,) the participant each person is part of, numbered from 0 without holes.

        People of one calendar are one participant; participants are in order of their first
        person.
        """
        own = np.arange(self.people, dtype=np.int64)
        key = np.where(self.calendar >= 0, self.people + self.calendar.astype(np.int64), own)
        _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
        rank = np.empty(len(first), dtype=np.int32)
        rank[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
        numbers: Ints = rank[inverse.reshape(-1)]
        return numbers

    @property
    def is_plain(self) -> bool:
        """Return whether every meeting is of two people in one slot, at any table, without rest."""
        return not (
            len(self.further)
            or (self.length > 1).any()
            or (self.minutes > 0).any()
            or (self.locked_table >= 0).any()
            or self.rest.any()
        )

    @property
    def tables_by_slot(self) -> Ints:
        """Return (T,) the shared tables that can be used at once in each slot."""
        if len(self.table_room):
            return self.table_room
        return np.full(self.slots, self.tables, dtype=np.int32)

    @property
    def named_tables(self) -> list[int]:
        """Return the shared tables to which some request is locked."""
        return sorted(set(self.locked_table.tolist()) - {-1})

    @property
    def is_apart(self) -> Bools:
        """Return (R,) which meetings of several slots choose a table beside locked ones."""
        shared: Bools = (self.host == SHARED_TABLE) & (self.locked_table < 0) & self.is_long
        return shared & bool((self.locked_table >= 0).any())

    @property
    def is_long(self) -> Bools:
        """Return (R,) whether a meeting may take several slots."""
        long: Bools = (self.length > 1) | (self.minutes > 0)
        return long

    def find_room(self) -> Ints:
        """Return (N, T) the meetings each participant can be in at once in each slot."""
        participant = self.participant
        most = np.ones(int(participant.max(initial=-1)) + 1, dtype=np.int32)
        most[participant] = self.capacity
        room = np.broadcast_to(most[:, None], (len(most), self.slots))
        if len(self.reduced):
            room = room.copy()
            person, slot, fewer = self.reduced.T
            np.minimum.at(room, (participant[person], slot), fewer)
        return room

    def find_rests(self) -> Ints:
        """Return (N,) the slots of rest of each participant; of a calendar the longest."""
        participant = self.participant
        rest = np.zeros(int(participant.max(initial=-1)) + 1, dtype=np.int32)
        np.maximum.at(rest, participant, self.rest)
        return rest

    @property
    def follows(self) -> Bools:
        """Return (T,) whether the slot begins, on its day, when the slot before ends."""
        day = self.day
        found: Bools = np.concatenate([[False], day[1:] == day[:-1]])
        if len(self.slot_begin):
            found[1:] &= self.slot_begin[1:] == (self.slot_begin + self.slot_minutes)[:-1]
        return found

    def parties(self, request: int) -> list[int]:
        """Return the people who meet: `a`, `b`, and who comes further."""
        both = [int(self.a[request]), int(self.b[request])]
        if not len(self.further):
            return both
        first, end = np.searchsorted(self.further[:, 0], [request, request + 1])
        more: list[int] = self.further[first:end, 1].tolist()
        return both + more

    @property
    def asked(self) -> int:
        """Return how many meetings people are to have at least, added up."""
        return int(self.least.sum(dtype=np.int64) + self.day_least[:, 2].sum(dtype=np.int64))

    def find_ends(self, request: int) -> Ints:
        """Return (T,) the slot after the last of the request's when it begins there, -1 for none.

        It takes `length` slots, and as many more as its `minutes` need.
        """
        length, minutes = int(self.length[request]), int(self.minutes[request])
        ends = np.arange(1, self.slots + 1, dtype=np.int32)
        if length == 1 and minutes == 0:
            return ends
        follows = self.follows.tolist()
        lasts = self.slot_minutes.tolist() or [0] * self.slots
        for begin in range(self.slots):
            end, sum_minutes = begin + 1, lasts[begin]
            while end - begin < length or sum_minutes < minutes:
                if end == self.slots or not follows[end]:
                    end = -1
                    break
                sum_minutes += lasts[end]
                end += 1
            ends[begin] = end
        return ends

    def allowed(self, request: int) -> Bools:
        """Return (T,) the slots it may begin in: all are free as long as it lasts, its session,
        its lock."""
        slots: Bools = self.available[self.a[request]] & self.available[self.b[request]]
        for person in self.parties(request)[2:]:
            slots = slots & self.available[person]
        if self.session[request] > 0:
            slots = slots & self.sessions[self.session[request] - 1]
        if self.length[request] > 1 or self.minutes[request] > 0:
            ends, busy = self.find_ends(request), np.cumsum(~slots)
            before = np.concatenate([[0], busy[:-1]])
            slots = (ends > 0) & (busy[np.maximum(ends, 1) - 1] == before)
        if self.locked[request] >= 0:
            slots = slots & (np.arange(self.slots) == self.locked[request])
        return slots

    def find_limits(self) -> tuple[Ints, Ints]:
        """Return (N,) the most meetings of each participant a day and in all; -1 for no limit.

        Of people who share a calendar the strictest limit holds.
        """
        participant = self.participant
        count = int(participant.max(initial=-1)) + 1
        general = -1 if self.max_per_day is None else self.max_per_day
        per_day = np.where(self.person_day >= 0, self.person_day, general).astype(np.int64)
        per_day = np.where(per_day >= 0, per_day * self.capacity, _NO_LIMIT)
        in_all = np.where(self.person_most >= 0, self.person_most, _NO_LIMIT).astype(np.int64)
        for person, limits in self._add_up_duty_limits().items():
            per_day[person], in_all[person] = limits[0], min(limits[1], in_all[person])
        found = []
        for given in (per_day, in_all):
            least = np.full(count, _NO_LIMIT, dtype=np.int64)
            np.minimum.at(least, participant, given)
            found.append(np.where(least < _NO_LIMIT, least, -1).astype(np.int32))
        return found[0], found[1]

    def _add_up_duty_limits(self) -> dict[int, tuple[int, int]]:
        """Return the most meetings a day and in all of people whose representatives have limits,
        those of all representatives together."""
        own: dict[int, dict[int, list[int]]] = {}
        for person, one, *limits in self.duty_limits.tolist():
            own.setdefault(person, {})[one] = limits
        general = -1 if self.max_per_day is None else self.max_per_day
        found = {}
        for person, rows in own.items():
            usual = int(self.person_day[person])
            usual = usual if usual >= 0 else general
            each = [rows.get(one, [-1, -1]) for one in range(int(self.capacity[person]))]
            per_day = [one[0] if one[0] >= 0 else usual for one in each]
            in_all = [one[1] for one in each]
            found[person] = (
                _NO_LIMIT if min(per_day) < 0 else sum(per_day),
                _NO_LIMIT if min(in_all) < 0 else sum(in_all),
            )
        return found
