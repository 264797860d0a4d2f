"""Prices that prove breaks which only appear together, above all where tables are scarce."""

from __future__ import annotations

from array import array

import highspy
import numpy as np

from fairlead.engines.scheduling.exact.bound import find_least_and_most, find_priced_fewest
from fairlead.engines.scheduling.exact.forum import Forum
from fairlead.engines.scheduling.result import BreakPrices


def price_breaks(forum: Forum, *, seconds: float) -> BreakPrices | None:
    """Return the prices that the linear relaxation ends with, None when it has none in time.

    Each meeting is spread over its slots; each participant goes through the slots by shares of
    the ways that its dynamic program knows. Rounded prices prove nearly the relaxation's value,
    and what they prove is counted in whole numbers: see `bound_of`.
    """
    program = _Program()
    at = [{slot: program.column() for slot in slots} for slots in forum.slots]
    for places in at:
        program.row(dict.fromkeys(places.values(), 1), least=1, most=1)
    table_rows, room_rows = {}, {}
    for slot in range(forum.horizon):
        here = [at[m][slot] for m, table in enumerate(forum.at_table) if table and slot in at[m]]
        if len(here) > forum.tables:
            table_rows[slot] = program.row(dict.fromkeys(here, 1), least=0, most=forum.tables)
    for one, meetings in enumerate(forum.of):
        if meetings and forum.capacity[one] == 1:
            for slot, arcs in enumerate(_walk(program, forum, one)):
                here = [at[meeting][slot] for meeting in meetings if slot in at[meeting]]
                if here:
                    terms = dict.fromkeys(here, 1) | dict.fromkeys(arcs, -1)
                    room_rows[one, slot] = program.row(terms, least=0, most=0)
    prices = program.prices(seconds)
    if prices is None:
        return None
    participant = np.zeros((len(forum.of), forum.horizon), dtype=np.int64)
    table = np.zeros(forum.horizon, dtype=np.int64)
    for (one, slot), row in room_rows.items():
        participant[one, slot] = round(prices[row] * BreakPrices.UNIT)
    for slot, row in table_rows.items():
        table[slot] = max(0, round(-prices[row] * BreakPrices.UNIT))
    return BreakPrices(participant, table)


def bound_of(forum: Forum, prices: BreakPrices) -> int:
    """Return the breaks that every timetable has, by these prices: see `BreakPrices`."""
    unit, table = BreakPrices.UNIT, prices.table.tolist()
    participant = prices.participant.tolist()
    total = -forum.tables * sum(table)
    for one in range(len(forum.of)):
        if forum.capacity[one] == 1:
            total += find_priced_fewest(forum, one, price=participant[one], unit=unit)
        else:
            participant[one] = [0] * forum.horizon
    for meeting, (a, b) in enumerate(forum.meetings):
        fee = table if forum.at_table[meeting] else [0] * forum.horizon
        total += min(fee[t] - participant[a][t] - participant[b][t] for t in forum.slots[meeting])
    return -(-int(total) // unit)


def _walk(program: _Program, forum: Forum, one: int) -> list[list[int]]:
    """Add the ways of a participant through the slots; return for each slot those that use it."""
    usable = set(forum.usable(one))
    limits = find_least_and_most(forum, one)
    begins = {day.start for day in forum.days}
    using: list[list[int]] = []
    into: dict[tuple[int, bool, bool], list[int]] = {(0, False, False): []}
    for slot, (least, most) in enumerate(limits):
        if slot in begins:
            fresh: dict[tuple[int, bool, bool], list[int]] = {}
            for (held, _, _), arcs in into.items():
                fresh.setdefault((held, False, False), []).extend(arcs)
            into = fresh
        after: dict[tuple[int, bool, bool], list[int]] = {}
        using.append([])
        for (held, busy, met), arcs in into.items():
            leaving = {}
            if least <= held <= most:
                leaving[program.column()] = -1
                after.setdefault((held, False, met), []).extend(leaving)
            if slot in usable and least <= held + 1 <= most:
                arc = program.column(float(met and not busy))
                leaving[arc] = -1
                after.setdefault((held + 1, True, True), []).append(arc)
                using[-1].append(arc)
            first = 0 if arcs else 1
            program.row(leaving | dict.fromkeys(arcs, 1), least=-first, most=-first)
        into = after
    return using


class _Program:
    """A linear program under way: columns between 0 and 1, rows between two bounds."""

    __slots__ = ("_cost", "_index", "_least", "_most", "_start", "_value")

    def __init__(self) -> None:
        self._cost, self._least, self._most = array("d"), array("d"), array("d")
        self._index, self._start, self._value = array("i"), array("i", [0]), array("d")

    def column(self, cost: float = 0.0) -> int:
        self._cost.append(cost)
        return len(self._cost) - 1

    def row(self, terms: dict[int, int], *, least: int, most: int) -> int:
        self._index.extend(terms)
        self._value.extend(terms.values())
        self._start.append(len(self._index))
        self._least.append(least)
        self._most.append(most)
        return len(self._least) - 1

    def prices(self, seconds: float) -> list[float] | None:
        """Return the price of each row at the optimum, None without one in time."""
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self._cost), len(self._least)
        program.col_cost_ = np.array(self._cost)
        program.col_lower_, program.col_upper_ = np.zeros(len(self._cost)), np.ones(len(self._cost))
        program.row_lower_, program.row_upper_ = np.array(self._least), np.array(self._most)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.array(self._start)
        program.a_matrix_.index_ = np.array(self._index)
        program.a_matrix_.value_ = np.array(self._value)
        highs = highspy.Highs()
        for option, value in {
            "output_flag": False,
            "threads": 1,
            "solver": "ipm",  # a third of the simplex's time here
            "time_limit": seconds,
        }.items():
            highs.setOptionValue(option, value)
        highs.passModel(program)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return [float(price) for price in highs.getSolution().row_dual]
