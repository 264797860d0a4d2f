"""A board of the programme as the data that its page's script draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from fairlead.apps.congress.conflicts import Board, Obstacle
from fairlead.apps.congress.content import SessionContent, find_times, read_brought_up
from fairlead.apps.congress.domain.change_draft import ChangedDraft
from fairlead.apps.congress.models import PlannedSession, Programme
from fairlead.apps.congress.queries.board import build_near, list_people, read_board
from fairlead.apps.delegations.queries.commitments import read_elsewhere
from fairlead.apps.fairs.journal import count_journal
from fairlead.apps.fairs.language import chooser
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.office.access import OfficeRequest
from fairlead.sites.office.programme.conflict_words import ConflictWords
from fairlead.ui.formats import join_items

_OPENS, _CLOSES = 9 * 60, 18 * 60  # shown of a day without sessions
_MINUTE = dt.timedelta(minutes=1)


def describe_whole(request: OfficeRequest, programme: Programme, board: Board) -> dict[str, Any]:
    """Return all sessions of a board and their conflicts."""
    words = ConflictWords(request.edition, board.sessions)
    codes = list(board.sessions)
    return _describe(request, programme, board, codes, board.find_all(), words) | {"whole": True}


def describe_change(
    request: OfficeRequest, programme: Programme, done: ChangedDraft | None
) -> dict[str, Any]:
    """Return what a change was about, and the conflicts of whatever is near to it.

    Where the page does not know of an earlier change, by somebody else, it is the whole board.
    """
    edition, known = request.edition, request.POST.get("since", "")
    if done is None:
        programme.refresh_from_db()
        done = ChangedDraft(programme, ())
    if known and known != str(done.since or programme.stamp):
        whole = read_board(programme, read_elsewhere(edition), light=True)
        return describe_whole(request, programme, whole)
    if done.board is not None:
        board, near = done.board, done.near
    else:
        said = read_brought_up(programme, light=True)
        changed = (*done.before.values(), *done.after.values())
        board, near = build_near(edition, said, changed, partial(read_elsewhere, edition))
    conflicts, codes = board.find_all(near), done.codes
    people = list_people(board.sessions[code] for code in codes if code in board.sessions)
    people |= {one.who for found in conflicts.values() for one in found if one.who is not None}
    words = ConflictWords(edition, board.sessions, people)
    none: dict[str, list[Obstacle]] = {code: [] for code in near}
    return _describe(request, programme, board, codes, none | conflicts, words)


def _describe(
    request: OfficeRequest,
    programme: Programme,
    board: Board,
    codes: Sequence[str],
    conflicts: Mapping[str, Sequence[Obstacle]],
    words: ConflictWords,
) -> dict[str, Any]:
    """Return sessions of a board with conflicts, the journal's count and the draft's stamp."""
    choose = chooser(request.edition)
    locked = set(
        PlannedSession.objects.filter(programme=programme, locked=True).values_list(
            "code", flat=True
        )
    )
    chosen = [code for code in codes if code in board.sessions]
    return {
        "stamp": str(programme.stamp),
        "sessions": [
            [
                code,
                words.title(code),
                said["place"]["room"] if said["place"] else None,
                find_at(board, said),
                said["minutes"],
                choose(LocalizedText(said["track"])),
                join_items(words.people.get(who, "") for who, _ in said["people"]),
                int(code in locked),
            ]
            for code in chosen
            for said in (board.sessions[code],)
        ],
        "conflicts": {
            code: [[said, int(hard)] for said, hard in words.say_all(found)]
            for code, found in conflicts.items()
        },
        "gone": [code for code in codes if code not in board.sessions],
        **count_journal(programme.steps.all(), by=request.user.pk),
    }


def find_at(board: Board, said: SessionContent) -> int | None:
    """Return the minutes from the first day's midnight to the start of a session, if it has one."""
    times = find_times(said)
    return None if times is None else count_minutes(board, times[0])


def count_minutes(board: Board, moment: dt.datetime) -> int:
    """Return the minutes from the first day's midnight to a moment."""
    return int((moment - dt.datetime.combine(board.days[0], dt.time())) / _MINUTE)


def find_hours(board: Board, index: int) -> tuple[int, int]:
    """Return from when to when a day is shown, in minutes of that day: whole hours."""
    day = board.days[index]
    midnight = dt.datetime.combine(day, dt.time())
    times = [(one.begins, one.ends) for one in board.placed.values() if one.begins.date() == day]
    times += [board.opening[day]] if day in board.opening else []
    spans = [] if day in board.opening else [(_OPENS, _CLOSES)]
    spans += [
        (int((begins - midnight) / _MINUTE), int((ends - midnight) / _MINUTE))
        for begins, ends in times
    ]
    begins, ends = min(one for one, _ in spans), max(other for _, other in spans)
    return begins // 60 * 60, -(-ends // 60) * 60
