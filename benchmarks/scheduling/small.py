"""Small fairs of every rule, and a model of them for CP-SAT that shares nothing with the engine's.

`KINDS` names them; `make_small` makes one from a seed. In each there is more asked than can be
held, so that an optimum has to be proved.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.scheduling.solvers import Answer, run_cp_sat
from fairlead.engines.scheduling.general.leasts import count_missing, list_owed
from fairlead.engines.scheduling.problem import Ints, Problem

Change = Callable[[Problem, np.random.Generator], dict[str, Any]]
SHAPES = ("halves", "stars", "everybody")
"""Who asks whom: exhibitors and visitors, a few exhibitors whom most visitors ask, or anybody."""


def make_small(kind: str, requests: int, seed: int) -> Problem:
    """Return a fair of the kind: more is asked of many people than their slots can hold."""
    random = np.random.default_rng((seed, requests, list(KINDS).index(kind)))
    shape = SHAPES[seed % len(SHAPES)]
    days = ((10, 10), (8, 8, 6), (12,))[seed // len(SHAPES) % 3]
    pairs, people = _draw_pairs(random, requests, shape, sum(days))
    fair = Problem(
        slots_per_day=days,
        available=random.random((people, sum(days))) < 0.85,
        capacity=np.ones(people, dtype=np.int32),
        a=pairs[:, 0],
        b=pairs[:, 1],
        weight=random.choice([1.0, 2.0, 3.0, 5.0], requests),
        host=pairs[:, 1],
        tables=0,
        hall=random.integers(0, 3, people).astype(np.int32),
    )
    return replace(fair, **KINDS[kind](fair, random))


def _draw_pairs(
    random: np.random.Generator, requests: int, shape: str, slots: int
) -> tuple[np.ndarray[Any, np.dtype[np.int32]], int]:
    """Return who asks whom, and how many people there are."""
    if shape == "everybody":
        people = max(5, 2 * requests // slots)
        every = [(one, two) for one in range(people) for two in range(one)]
        pull = np.ones(len(every))
    else:
        hosts = max(3, requests // slots)
        guests = max(6, 2 * hosts)
        people = hosts + guests
        every = [(hosts + guest, host) for host in range(hosts) for guest in range(guests)]
        liked = random.lognormal(0.0, 1.0 if shape == "stars" else 0.1, hosts)
        pull = liked[[host for _, host in every]]
    again = len(every) < requests
    chosen = random.choice(len(every), requests, replace=again, p=pull / pull.sum())
    return np.array([every[at] for at in chosen], dtype=np.int32), people


def _nothing(_: Problem, __: np.random.Generator) -> dict[str, Any]:
    return {}


def _patchy(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    return {"available": random.random(fair.available.shape) < 0.5}


def _in_row(most: int) -> Change:
    return lambda _, __: {"max_in_row": most}


def _walks(_: Problem, __: np.random.Generator) -> dict[str, Any]:
    return {"walk": np.array([[0, 1, 2], [1, 0, 1], [2, 1, 0]])}


def _orders(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    ranked = random.permutation(fair.requests)
    pairs = [(ranked[n], ranked[n + 1]) for n in range(0, fair.requests - 1, 4)]
    return {"precedences": np.array(pairs)}


def _rest(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    return {"rest": np.where(random.random(fair.people) < 0.4, random.integers(1, 3), 0)}


def _leasts(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    return {"least": random.choice([0, 2, 5], fair.people)}


def _per_day(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    return {"person_day": random.choice([-1, 2, 4], fair.people)}


def _in_all(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    return {"person_most": random.choice([-1, 4, 9], fair.people)}


def _tables(fair: Problem, _: np.random.Generator) -> dict[str, Any]:
    return {"host": np.full(fair.requests, -1), "tables": max(1, fair.requests // 24)}


def _tables_by_slot(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    most = max(2, fair.requests // 20)
    room = random.integers(0, most + 1, fair.slots)
    return {"host": np.full(fair.requests, -1), "tables": most, "table_room": room}


def _locked_tables(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    most = max(2, fair.requests // 22)
    locked = np.where(random.random(fair.requests) < 0.3, random.integers(0, most), -1)
    return {"host": np.full(fair.requests, -1), "tables": most, "locked_table": locked}


def _representatives(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    capacity = np.where(np.isin(np.arange(fair.people), fair.b), 2, 1)
    rows = [
        (n, t, 1)
        for n in np.flatnonzero(capacity == 2)
        for t in range(fair.slots)
        if random.random() < 0.7
    ]
    away = random.random(fair.available.shape) < 0.6
    return {"capacity": capacity, "reduced": np.array(rows), "available": away}


def _locks(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    locked = np.full(fair.requests, -1)
    taken: set[tuple[int, int]] = set()
    for request in random.permutation(fair.requests)[: fair.requests // 5].tolist():
        both = int(fair.a[request]), int(fair.b[request])
        for slot in random.permutation(np.flatnonzero(fair.allowed(request))).tolist():
            if not taken & {(person, slot) for person in both}:
                locked[request] = slot
                taken |= {(person, slot) for person in both}
                break
    return {"locked": locked}


def _lengths(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    return {"length": random.choice([1, 1, 2, 3], fair.requests)}


def _parties(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    further = []
    for request in np.flatnonzero(random.random(fair.requests) < 0.3).tolist():
        person = int(random.integers(fair.people))
        if person not in (fair.a[request], fair.b[request]):
            further.append((request, person))
    return {"further": np.array(further)}


def _pairs(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    return {
        "organisation": random.integers(0, 2 + fair.people // 3, fair.people),
        "once_per_pair": True,
    }


def _musts(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    return {"must": random.random(fair.requests) < 0.3}


def _times(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    lasts = random.choice([20, 30], fair.slots)
    begin = np.zeros(fair.slots, dtype=np.int32)
    for day in range(len(fair.slots_per_day)):
        mine = fair.day == day
        begin[mine] = 540 + np.cumsum(lasts[mine]) - lasts[mine]
    return {
        "slot_begin": begin,
        "slot_minutes": lasts,
        "minutes": random.choice([0, 0, 30, 45], fair.requests),
    }


def _all_rules(fair: Problem, random: np.random.Generator) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for change in (_walks, _orders, _per_day, _parties, _musts, _pairs, _rest):
        changes |= change(fair, random)
    return changes | {"max_in_row": 3, "length": random.choice([1, 1, 1, 2], fair.requests)}


KINDS: dict[str, Change] = {
    "ordinary": _nothing,
    "patchy": _patchy,
    "one in a row": _in_row(1),
    "two in a row": _in_row(2),
    "three in a row": _in_row(3),
    "walks": _walks,
    "precedences": _orders,
    "rests": _rest,
    "least meetings": _leasts,
    "most a day": _per_day,
    "most in all": _in_all,
    "tables": _tables,
    "tables by slot": _tables_by_slot,
    "locked tables": _locked_tables,
    "representatives": _representatives,
    "locks": _locks,
    "lengths": _lengths,
    "three and more": _parties,
    "once a pair": _pairs,
    "musts": _musts,
    "minutes": _times,
    "all rules": _all_rules,
}


class PlainModel:
    """The rules as someone writes them who begins at the JSON's description."""

    def __init__(self, fair: Problem) -> None:
        self.fair = fair
        self.model = cp_model.CpModel()
        self.people = [
            {int(fair.participant[p]) for p in fair.parties(r)} for r in range(fair.requests)
        ]
        self.begins: list[dict[int, Any]] = []
        self.takes: list[dict[int, range]] = []
        for r in range(fair.requests):
            spans = {t: span for t in range(fair.slots) if (span := self._find_span(r, t))}
            self.takes.append(spans)
            self.begins.append({t: self.model.new_bool_var("") for t in spans})
        self.busy: dict[tuple[int, int], list[tuple[int, Any]]] = defaultdict(list)
        for r, begins in enumerate(self.begins):
            for t, variable in begins.items():
                for at in self.takes[r][t]:
                    for one in self.people[r]:
                        self.busy[one, at].append((r, variable))
        self._state()

    def _find_span(self, request: int, begin: int) -> range | None:
        fair = self.fair
        day_end = int(np.flatnonzero(fair.day == fair.day[begin])[-1]) + 1
        end = begin + 1
        minutes = int(fair.minutes[request])
        lasts = fair.slot_minutes if len(fair.slot_minutes) else np.zeros(fair.slots)
        while end - begin < fair.length[request] or lasts[begin:end].sum() < minutes:
            if end == day_end:
                return None
            joined = not len(fair.slot_begin) or (
                fair.slot_begin[end] == fair.slot_begin[end - 1] + lasts[end - 1]
            )
            if not joined:
                return None
            end += 1
        there = all(fair.available[p, begin:end].all() for p in fair.parties(request))
        session = int(fair.session[request])
        if not there or (session and not fair.sessions[session - 1, begin:end].all()):
            return None
        if fair.locked[request] not in (-1, begin):
            return None
        return range(begin, end)

    def _state(self) -> None:
        fair, model = self.fair, self.model
        held = self.held = [sum(begins.values()) for begins in self.begins]
        for r in range(fair.requests):
            model.add(held[r] == 1 if fair.locked[r] >= 0 else held[r] <= 1)
        room = np.ones((int(fair.participant.max()) + 1, fair.slots), dtype=int)
        for p in range(fair.people):
            room[fair.participant[p]] = fair.capacity[p]
        capacity = room.max(axis=1)
        for p, t, most in fair.reduced.tolist():
            one = fair.participant[p]
            room[one, t] = min(room[one, t], most)
        for (one, t), terms in self.busy.items():
            model.add(sum(x for _, x in terms) <= int(room[one, t]))
        self._state_tables()
        mine = [[r for r in range(fair.requests) if n in self.people[r]] for n in range(len(room))]
        for p in range(fair.people):
            one = int(fair.participant[p])
            if fair.person_most[p] >= 0:
                model.add(sum(held[r] for r in mine[one]) <= int(fair.person_most[p]))
            a_day = int(fair.person_day[p]) if fair.person_day[p] >= 0 else fair.max_per_day
            for day in range(len(fair.slots_per_day)):
                if a_day is None:
                    break
                of_day = [
                    x for r in mine[one] for t, x in self.begins[r].items() if fair.day[t] == day
                ]
                model.add(sum(of_day) <= a_day * int(capacity[one]))
            if fair.rest[p]:
                self._state_rest(one, int(fair.rest[p]), mine[one])
        if fair.max_in_row is not None:
            row = fair.max_in_row
            for one in range(len(room)):
                for t in range(fair.slots - row):
                    if fair.day[t] == fair.day[t + row]:
                        near = [x for u in range(t, t + row + 1) for _, x in self.busy[one, u]]
                        model.add(sum(near) <= row * int(capacity[one]))
        if fair.walk.any():
            self._state_walks(mine, capacity)
        for first, second in fair.precedences.tolist():
            for t, x in self.begins[first].items():
                for u, y in self.begins[second].items():
                    if u < self.takes[first][t].stop:
                        model.add_bool_or(~x, ~y)
        if fair.once_per_pair:
            pairs: dict[Any, list[int]] = defaultdict(list)
            for r in range(fair.requests):
                both = {int(fair.organisation[fair.a[r]]), int(fair.organisation[fair.b[r]])}
                if len(fair.parties(r)) == 2 and min(both) >= 0:
                    pairs[frozenset(both)].append(r)
            for requests in pairs.values():
                model.add(sum(held[r] for r in requests) <= 1)

    def _state_tables(self) -> None:
        fair, model = self.fair, self.model
        at_table = np.flatnonzero(fair.host == -1).tolist()
        for t in range(fair.slots):
            here = [
                (r, x) for r in at_table for u, x in self.begins[r].items() if t in self.takes[r][u]
            ]
            model.add(sum(x for _, x in here) <= int(fair.tables_by_slot[t]))
            for table in set(fair.locked_table[fair.locked_table >= 0].tolist()):
                model.add(sum(x for r, x in here if fair.locked_table[r] == table) <= 1)

    def _state_rest(self, one: int, rest: int, mine: list[int]) -> None:
        fair = self.fair
        for r in mine:
            for t, x in self.begins[r].items():
                end = self.takes[r][t].stop
                for at in range(end, min(end + rest, fair.slots)):
                    if fair.day[at] == fair.day[t]:
                        for other, y in self.busy[one, at]:
                            if other != r:
                                self.model.add_bool_or(~x, ~y)

    def _state_walks(self, mine: list[list[int]], capacity: Any) -> None:
        fair = self.fair
        hall = [int(fair.hall[h]) if h >= 0 else -1 for h in fair.host.tolist()]
        for one, requests in enumerate(mine):
            if capacity[one] != 1:
                continue
            for r in requests:
                for s in requests:
                    if min(hall[r], hall[s]) < 0 or not fair.walk[hall[r], hall[s]]:
                        continue
                    for t, x in self.begins[r].items():
                        end = self.takes[r][t].stop
                        for u in range(end, end + int(fair.walk[hall[r], hall[s]])):
                            if u in self.begins[s] and fair.day[u] == fair.day[t]:
                                self.model.add_bool_or(~x, ~self.begins[s][u])

    def maximise(self, goal: Any) -> cp_model.CpModel:
        """Return the model with a goal."""
        self.model.maximize(goal)
        return self.model

    def list_aims(self, released: Ints) -> list[Any]:
        """Return what a replan makes as large as possible, one after the other."""
        begins = list(enumerate(self.begins))
        return [
            sum(int(self.fair.weight[r]) * self.held[r] for r, _ in begins),
            sum(self.held[r] for r, _ in begins if released[r] >= 0),
            sum(x for r, slots in begins for t, x in slots.items() if t == released[r]),
        ]

    def find_goal(self) -> Any:
        """Return musts before what is missing of the leasts before all else, in one sum."""
        fair = self.fair
        every = int(fair.weight.sum()) + 1
        missing = []
        for owed in list_owed(fair):
            if owed.day >= 0:
                raise ValueError("Expected least meetings of all days alone.")
            short = self.model.new_int_var(0, owed.least, "")
            self.model.add(short >= owed.least - sum(self.held[r] for r in owed.requests))
            missing.append(short)
        much = every * (1 + fair.asked)
        worth = sum(
            int(fair.weight[r]) * (1 + much * bool(fair.must[r])) * self.held[r]
            for r in range(fair.requests)
        )
        return worth - every * sum(missing)


def compute_goal(fair: Problem, slot: Any) -> int:
    """Return a timetable's worth in the sum that the model makes as large as possible."""
    every = int(fair.weight.sum()) + 1
    much = every * (1 + fair.asked)
    held = slot >= 0
    missing = count_missing(fair, slot)
    worth = int((fair.weight * held).sum()) + much * int((fair.weight * held * fair.must).sum())
    return worth - every * missing


def solve_plainly(fair: Problem, *, seconds: float, workers: int = 2) -> Answer:
    """Return what CP-SAT finds on the plain model; building it counts."""
    began = time.perf_counter()
    plain = PlainModel(fair)
    return run_cp_sat(
        plain.maximise(plain.find_goal()), began=began, seconds=seconds, workers=workers
    )
