"""Places that the engine proposes for the sessions of a draft that have none."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from fairlead.apps.attendance.models import Seat, SeatState
from fairlead.apps.congress.conflicts import HARD, Board, Obstacle
from fairlead.apps.congress.domain.change_draft import ChangedDraft, Place, place_sessions
from fairlead.apps.congress.models import Programme
from fairlead.apps.congress.queries.board import read_board
from fairlead.apps.delegations.queries.commitments import read_elsewhere
from fairlead.apps.fairs.runs import record_step
from fairlead.apps.meetings.models import FollowedSession
from fairlead.apps.people.domain.record_change import Doer
from fairlead.chain.programme import OpenProgramme, ProposedProgramme, propose_programme
from fairlead.chain.step import Progress, ignore_progress

OPENS, CLOSES = dt.time(9), dt.time(18)
"""Between which hours the engine places sessions, where neither the fair nor the room says any."""
_STEPS = (15, 10, 5, 1)  # minutes: the longest that all lengths and times are made of
_AMONG_THEMSELVES = {"room_taken", "speaker_twice", "way"}  # the engine's own rules
_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Clock:
    """The steps of the engine: each day from its first to its last, with a way between two."""

    minutes: int
    days: tuple[tuple[dt.datetime, int], ...]
    """For each day when it begins, and its first step."""
    steps: int

    def find_step(self, moment: dt.datetime) -> int:
        """Return the step that begins at a moment, or the one under way."""
        begins, first = max((one for one in self.days if one[0] <= moment), default=self.days[0])
        return first + int((moment - begins) / _MINUTE) // self.minutes

    def find_moment(self, step: int) -> dt.datetime:
        """Return when a step begins."""
        begins, first = max((one for one in self.days if one[1] <= step), key=lambda one: one[1])
        return begins + (step - first) * self.minutes * _MINUTE

    def list_moments(self) -> list[dt.datetime]:
        """Return when each step begins."""
        return [self.find_moment(step) for step in range(self.steps)]


@dataclass(frozen=True)
class DraftInput:
    """A draft as the engine is asked about it."""

    programme: OpenProgramme
    codes: tuple[str, ...]
    rooms: tuple[int, ...]
    clock: Clock


def find_places(
    draft: Programme, *, seed: int = 0, seconds: float = 8.0, progress: Progress = ignore_progress
) -> tuple[DraftInput, ProposedProgramme]:
    """Return what the engine proposes for a draft, outside any transaction."""
    asked = ask(draft)
    found = propose_programme(asked.programme, seed=seed, seconds=seconds, progress=progress)
    return asked, found


def record_places(
    draft: Programme, asked: DraftInput, found: ProposedProgramme, *, by: Doer, seed: int = 0
) -> ChangedDraft:
    """Put what was proposed into the draft, in one step that can be undone, with the run."""
    digest = hashlib.sha256(repr((asked.codes, asked.programme.places)).encode()).hexdigest()
    run = record_step(draft.edition, found.step, seed=seed, input_digest=digest)
    places = {}
    for one, (step, room) in found.places.items():
        moment = asked.clock.find_moment(step)
        places[asked.codes[one]] = Place(moment.date(), moment.time(), asked.rooms[room])
    changed = place_sessions(draft, places, by=by)
    Programme.objects.filter(pk=draft.pk).update(run=run)
    return changed


def ask(draft: Programme) -> DraftInput:
    """Return a draft as the engine is asked: what has a place stays there."""
    board = read_board(draft, read_elsewhere(draft.edition))
    codes, rooms = tuple(board.sessions), tuple(board.rooms)
    clock = _make_clock(board)
    place = {code: number for number, code in enumerate(codes)}
    at_room = {room: number for number, room in enumerate(rooms)}
    lengths = np.array(
        [-(-board.sessions[code]["minutes"] // clock.minutes) for code in codes], dtype=np.int64
    )
    fixed = {
        place[one.code]: (clock.find_step(one.begins), at_room[one.room])
        for one in board.placed.values()
    }
    programme = OpenProgramme(
        lengths=lengths,
        allowed=_find_allowed(board, codes, rooms, clock, lengths),
        expected=np.array([board.sessions[c]["expected"] or 0 for c in codes], dtype=np.int64),
        capacities=np.array([board.rooms[r].capacity or 0 for r in rooms], dtype=np.int64),
        halls=np.array([board.rooms[r].hall or 0 for r in rooms], dtype=np.int64),
        people=_group(codes, lambda code: [who for who, _ in board.sessions[code]["people"]]),
        tracks=_group(codes, lambda code: _list_tracks(board, code)),
        wanted=_count_wanted(draft, place),
        places=fixed,
        way=-(-board.elsewhere.hall_minutes // clock.minutes),
    )
    return DraftInput(programme, codes, rooms, clock)


def _make_clock(board: Board) -> Clock:
    times = [one.begins.minute for one in board.placed.values()]
    times += [said["minutes"] for said in board.sessions.values()]
    for facts in board.rooms.values():
        times += [moment.minute for span in facts.open or () for moment in span]
    times += [moment.minute for span in board.opening.values() for moment in span]
    minutes = next(step for step in _STEPS if all(one % step == 0 for one in times))
    between = -(-board.elsewhere.hall_minutes // minutes) + 1
    days, first = [], 0
    for day in board.days:
        begins, ends = _find_day(board, day)
        days.append((begins, first))
        first += -int((begins - ends) / _MINUTE) // minutes + between
    return Clock(minutes, tuple(days), first)


def _find_day(board: Board, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Return from when to when anything may be on a day, on whole hours."""
    spans = [_find_usual(board, day)]
    spans += [(one.begins, one.ends) for one in board.placed.values() if one.begins.date() == day]
    for facts in board.rooms.values():
        spans += [span for span in facts.open or () if span[0].date() == day]
    begins = min(one for one, _ in spans).replace(minute=0)
    ends = max(other for _, other in spans)
    return begins, ends + dt.timedelta(minutes=-ends.minute % 60)


def _find_usual(board: Board, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Return between which times rooms are used on a day, where they have no hours."""
    usual = (dt.datetime.combine(day, OPENS), dt.datetime.combine(day, CLOSES))
    return board.opening.get(day, usual)


def _find_allowed(
    board: Board,
    codes: Sequence[str],
    rooms: Sequence[int],
    clock: Clock,
    lengths: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Return where each session without a place may begin; what is soft counts where it can."""
    moments = np.array(clock.list_moments(), dtype="datetime64[s]")
    # A step after a day's last belongs to no day: what would last until there cannot begin.
    usual = _list_usual(board, rooms, clock, moments)
    allowed = np.zeros((len(codes), len(rooms), clock.steps), dtype=bool)
    for number, code in enumerate(codes):
        if code in board.placed:
            continue
        obstacles = [one for one in board.list_obstacles(code) if one.rule not in _AMONG_THEMSELVES]
        free = _leave(usual, rooms, moments, clock, obstacles)
        found = _find_starts(free, int(lengths[number]))
        if not found.any():
            hard = [one for one in obstacles if one.rule in HARD]
            found = _find_starts(_leave(usual, rooms, moments, clock, hard), int(lengths[number]))
        allowed[number] = found
    # Hours of the last day may end after midnight; what would begin then has no day of the fair.
    after = np.datetime64(dt.datetime.combine(board.days[-1], dt.time()) + dt.timedelta(days=1))
    allowed[:, :, moments >= after] = False
    return allowed


def _list_usual(
    board: Board, rooms: Sequence[int], clock: Clock, moments: NDArray[np.datetime64]
) -> NDArray[np.bool_]:
    """Return at which steps each room is used: in its hours, or between the usual ones."""
    usual = np.zeros((len(rooms), clock.steps), dtype=bool)
    for number, room in enumerate(rooms):
        spans = board.rooms[room].open
        if spans is None:
            spans = tuple(_find_usual(board, day) for day in board.days)
        for index, (_begins, first) in enumerate(clock.days):
            last = clock.days[index + 1][1] if index + 1 < len(clock.days) else clock.steps
            for opens, closes in spans:
                if opens.date() == board.days[index]:
                    own = slice(first, last - 1)
                    usual[number, own] |= (moments[own] >= np.datetime64(opens)) & (
                        moments[own] < np.datetime64(closes)
                    )
    return usual


def _leave(
    usual: NDArray[np.bool_],
    rooms: Sequence[int],
    moments: NDArray[np.datetime64],
    clock: Clock,
    obstacles: Iterable[Obstacle],
) -> NDArray[np.bool_]:
    """Return the steps that obstacles leave in each room; capacity is the engine's to weigh.

    Who takes no part any more is missed at any time, which says nothing against one.
    """
    free = usual.copy()
    length = np.timedelta64(clock.minutes * 60, "s")
    at = {room: number for number, room in enumerate(rooms)}
    for one in obstacles:
        if one.rule in ("capacity", "speaker_gone"):
            continue
        touched = (moments < np.datetime64(one.ends)) & (
            moments + length > np.datetime64(one.begins)
        )
        if one.room is None:
            free[:, touched] = False
        else:
            free[at[one.room], touched] = False
    return free


def _find_starts(free: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    starts = free.copy()
    for later in range(1, length):
        starts[:, : free.shape[1] - later] &= free[:, later:]
        starts[:, free.shape[1] - later :] = False
    return starts


def _group(codes: Sequence[str], find: Callable[[str], Iterable[object]]) -> list[list[int]]:
    groups: dict[object, list[int]] = defaultdict(list)
    for number, code in enumerate(codes):
        for key in find(code):
            groups[key].append(number)
    return [one for one in groups.values() if len(one) > 1]


def _list_tracks(board: Board, code: str) -> list[str]:
    track = board.sessions[code]["track"]
    return [repr(sorted(track.items()))] if track else []


def _count_wanted(draft: Programme, place: dict[str, int]) -> dict[tuple[int, int], int]:
    """Return how many people keep or have booked both sessions of a pair; one query."""
    chosen: dict[int, list[int]] = defaultdict(list)
    followed = FollowedSession.objects.filter(session__edition=draft.edition_id)
    booked = Seat.objects.filter(session__edition=draft.edition_id).exclude(state=SeatState.INVITED)
    rows = [one.values_list("participation", "session__code") for one in (followed, booked)]
    for who, code in rows[0].union(rows[1]):
        if code in place:
            chosen[who].append(place[code])
    counted: Counter[tuple[int, int]] = Counter()
    for mine in chosen.values():
        counted.update(combinations(sorted(mine), 2))
    return dict(counted)
