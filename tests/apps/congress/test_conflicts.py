"""Conflicts of a programme, beside a slow reference that looks at every minute."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.apps.congress.conflicts import (
    Board,
    Commitment,
    Interpreter,
    OtherCommitments,
    RoomFacts,
    list_near,
)
from fairlead.apps.congress.domain.change_draft import NOTHING_SAID

DAY = dt.date(2024, 7, 8)
NOON = dt.datetime.combine(DAY, dt.time(12))
STEP = dt.timedelta(minutes=10)


def at(step: int) -> dt.datetime:
    """Return a time: so many tens of minutes after noon."""
    return NOON + step * STEP


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """Return a board of a few sessions that get into each other's way."""
    steps, people = st.integers(0, 5), st.integers(1, 3)
    spans = st.tuples(steps, st.integers(1, 3)).map(lambda one: (at(one[0]), at(sum(one))))
    sessions: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 4))):
        begins = at(draw(steps))
        place = {
            "date": DAY.isoformat(),
            "start": f"{begins:%H:%M}",
            "room": draw(st.integers(1, 2)),
        }
        sessions[f"s{number}"] = NOTHING_SAID | {
            "minutes": 10 * draw(st.integers(1, 3)),
            "people": [[who, False] for who in draw(st.sets(people, max_size=2))],
            "interpretation": sorted(draw(st.sets(st.sampled_from(["ru", "zh"])))),
            "expected": draw(st.none() | st.sampled_from([50, 200])),
            "needs": draw(st.sampled_from([[], ["stage"]])),
            "place": place if draw(st.booleans()) or number == 0 else None,
        }
    rooms = {
        number: RoomFacts(
            draw(st.none() | st.just(100)),
            draw(st.none() | st.integers(1, 2)),
            draw(st.sampled_from([frozenset(), frozenset({"stage"})])),
            draw(st.none() | st.lists(spans, max_size=2).map(tuple)),
        )
        for number in (1, 2)
    }
    taken = {who: [Commitment(*draw(spans), "speaker_meeting")] for who in draw(st.sets(people))}
    interpreters = [
        Interpreter(frozenset({"ru"}), tuple(draw(st.lists(spans, max_size=1))))
        for _ in range(draw(st.integers(0, 2)))
    ]
    free = {who: draw(st.lists(spans, max_size=2)) for who in draw(st.sets(people, max_size=1))}
    opening = {DAY: draw(spans)} if draw(st.booleans()) else {}
    gone = draw(st.frozensets(people, max_size=1))
    elsewhere = OtherCommitments(taken, interpreters, draw(st.sampled_from([0, 10])), gone)
    return Board(sessions, rooms, [DAY], free, elsewhere, opening)


def look(board: Board, code: str, begins: dt.datetime, ends: dt.datetime, room: int) -> set[str]:
    """Return the rules that a place breaks, found minute by minute (by tens of them)."""
    said, found = board.sessions[code], set()
    facts = board.rooms[room]
    wanted = max(said["expected"] or 0, said["capacity"] or 0)
    if facts.capacity is not None and wanted > facts.capacity:
        found.add("capacity")
    if not set(said["needs"]) <= facts.features:
        found.add("needs")
    others = [one for other, one in board.placed.items() if other != code]
    mine = {who for who, _ in said["people"]}
    moment = begins
    way = dt.timedelta(minutes=board.elsewhere.hall_minutes)
    while moment < ends:
        now = [one for one in others if one.begins <= moment < one.ends]
        if any(one.room == room for one in now):
            found.add("room_taken")
        if any(mine & {who for who, _ in one.said["people"]} for one in now):
            found.add("speaker_twice")
        if DAY in board.opening and not board.opening[DAY][0] <= moment < board.opening[DAY][1]:
            found.add("fair_closed")
        if facts.open is not None and not any(a <= moment < b for a, b in facts.open):
            found.add("room_closed")
        for who in mine:
            if who in board.free and not any(a <= moment < b for a, b in board.free[who]):
                found.add("speaker_unavailable")
            if who in board.elsewhere.gone:
                found.add("speaker_gone")
            for busy_one in board.elsewhere.taken.get(who, ()):
                if busy_one.begins <= moment < busy_one.ends:
                    found.add(busy_one.rule)
            for one in others:
                there = board.rooms[one.room].hall
                near = (
                    one.begins - way <= moment < one.begins or one.ends <= moment < one.ends + way
                )
                far = None not in (there, facts.hall) and there != facts.hall
                if who in {who for who, _ in one.said["people"]} and near and far:
                    found.add("way")
        for language in said["interpretation"]:
            able = [one for one in board.elsewhere.interpreters if language in one.languages]
            busy = sum(a <= moment < b for one in able for a, b in one.taken)
            busy += sum(language in one.said["interpretation"] for one in now)
            if board.elsewhere.interpreters and busy >= len(able):
                found.add("interpreter")
        moment += STEP
    return found


@settings(deadline=None, max_examples=150)
@given(board=boards(), step=st.integers(0, 8), room=st.integers(1, 2))
def test_a_place_breaks_the_rules_that_the_reference_finds(
    board: Board, step: int, room: int
) -> None:
    for code, said in board.sessions.items():
        begins, ends = at(step), at(step) + dt.timedelta(minutes=said["minutes"])
        found = board.check(code, begins, ends, room)
        assert {one.rule for one in found} == look(board, code, begins, ends, room)
        assert [one.hard for one in found] == sorted((one.hard for one in found), reverse=True)


@settings(deadline=None, max_examples=150)
@given(board=boards(), other=boards())
def test_a_change_touches_the_conflicts_of_nothing_but_what_is_near(
    board: Board, other: Board
) -> None:
    before, after = board.sessions["s0"], other.sessions["s0"]
    changed = replace(board, sessions={**board.sessions, "s0": after})
    near = list_near(changed.sessions, (before, after))
    was, now = board.find_all(), changed.find_all()
    assert {c: one for c, one in was.items() if c not in near} == {
        c: one for c, one in now.items() if c not in near
    }
    assert changed.find_all(near) == {c: one for c, one in now.items() if c in near}


def test_hours_of_the_fair_run_past_midnight_and_a_day_without_is_not_checked() -> None:
    days = [DAY + dt.timedelta(days=number) for number in range(3)]
    opening = {days[0]: (at(0), at(0) + dt.timedelta(hours=14))}
    session = NOTHING_SAID | {"minutes": 60}
    board = Board({"a": session}, {1: RoomFacts()}, days, opening=opening)

    def is_open(day: int, hour: int) -> bool:
        begins = dt.datetime.combine(days[0], dt.time()) + dt.timedelta(days=day, hours=hour)
        return not board.check("a", begins, begins + dt.timedelta(hours=1), 1)

    assert [is_open(0, hour) for hour in (11, 12, 25)] == [False, True, True]
    assert all(is_open(day, hour) for day in (1, 2) for hour in (0, 9, 23))
    assert is_open(2, 25)
    assert not any(one.hard for one in board.list_obstacles("a"))
