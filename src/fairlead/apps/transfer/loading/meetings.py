"""Shared tables and meeting requests."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.fairs.copy_rows import Column, copy_rows, refer, write_text_column
from fairlead.apps.meetings.models import MeetingRules as Waiting
from fairlead.apps.transfer.loading.load_context import Load

_EPOCH = dt.date(1970, 1, 1)


def load_tables(load: Load) -> None:
    """Write the shared tables; of an edition that is there those it has not yet."""
    wanted = range(1, load.fair.settings.meetings.tables + 1)
    there: set[int] = set()
    if load.touched is not None:
        load.cursor.execute(
            "SELECT number FROM meetings_table WHERE edition_id = %s", (load.edition.pk,)
        )
        there = {number for (number,) in load.cursor.fetchall()}
        load.cursor.execute(
            "DELETE FROM meetings_table WHERE edition_id = %s AND number > %s",
            (load.edition.pk, len(wanted)),
        )
    numbers = [number for number in wanted if number not in there]
    load.copy("meetings_table", {"number": pa.array(numbers, pa.int64())})


def load_rules(load: Load) -> None:
    """Write how long who comes late is waited for, and the way between halls."""
    rules, usual = load.fair.settings.meetings, Waiting()
    said = {name: getattr(rules, name) for name in ("grace_minutes", "release_by", "hall_minutes")}
    if all(getattr(usual, name) == value for name, value in said.items()):
        Waiting.objects.filter(edition=load.edition).delete()
    else:
        Waiting.objects.update_or_create(edition=load.edition, defaults=said)


_LIMITS = {
    "a_day": "max_per_day",
    "in_all": "max_meetings",
    "at_least": "min_meetings",
    "least_a_day": "min_per_day",
    "rest": "rest",
}


def load_limits(load: Load) -> None:
    """Write how many meetings people have at most, of those who have their own limit."""
    rows = load.fair.people
    given = reduce(pc.or_, (rows[name].is_valid() for name in _LIMITS.values()))
    given = given.combine_chunks()
    columns: dict[str, Column] = {
        "participation_id": load.ids["people"].filter(given),
        **{one: rows[name].combine_chunks().filter(given) for one, name in _LIMITS.items()},
    }
    load.write_parts("people", "meetings_personlimit", "participation_id", columns)


_PLAIN = ("asked_at", "answered_at", "expires_at", "preference", "slots", "turn")
_WORDS = ("message", "purpose", "link", "reason")


def load_requests(load: Load) -> None:
    """Write the requests with their further parties; slots and people are there already."""
    rows = load.fair.requests
    people = load.fair.people
    firms = pc.take(
        people["organisation"],
        pc.index_in(rows["requester"], value_set=people["id"].combine_chunks()),
    )
    asking = pc.if_else(pc.is_valid(rows["for_firm"]), firms, pa.scalar(None, pa.string()))
    columns = {
        "id": load.reserve("requests", "meetings_meetingrequest"),
        "code": rows["id"],
        "requester_id": load.refer(rows["requester"], "people"),
        "recipient_id": load.refer(rows["recipient"], "organisations"),
        "invitee_id": load.refer(rows["person"], "people"),
        "asking_firm_id": load.refer(asking, "organisations"),
        "assigned_id": load.refer(rows["assigned"], "people"),
        "author_id": load.refer(rows["author"], "people"),
        "locked_id": find_slots(load, rows["locked_date"], rows["locked_slot"]),
        "locked_table_id": _find_tables(load, rows["locked_table"]),
        "proposed_id": find_slots(load, rows["proposed_date"], rows["proposed_slot"]),
        **{name: rows[name] for name in ("weight", "state", "place", *_PLAIN)},
        **{name: write_text_column(rows[name]) for name in _WORDS},
    }
    load.write("requests", "meetings_meetingrequest", columns)


def _find_tables(load: Load, numbers: Column) -> pa.Array:
    """Return the id of each table by its number, null for none."""
    known: dict[int, int] = {}
    if numbers.null_count < len(numbers):
        load.cursor.execute(
            "SELECT number, id FROM meetings_table WHERE edition_id = %s", (load.edition.pk,)
        )
        known = dict(load.cursor.fetchall())
    ids = [None if number is None else known[number] for number in numbers.to_pylist()]
    return pa.array(ids, pa.int64())


def load_parties(load: Load) -> None:
    """Write the further parties of requests; of a request whose parties change, all again."""
    rows = load.fair.request_parties
    columns: dict[str, Column] = {
        "request_id": load.refer(rows["request"], "requests"),
        "exhibitor_id": load.refer(rows["organisation"], "organisations"),
        "participation_id": load.refer(rows["person"], "people"),
        "attends_id": load.refer(rows["attends"], "people"),
        "answer": rows["answer"].combine_chunks(),
    }
    if load.touched is not None:
        written = pa.array(_give_way(load, columns), pa.int64())
        mine = pc.is_in(columns["request_id"], value_set=written)
        columns = {name: pc.filter(one, mine) for name, one in columns.items()}
    copy_rows(load.cursor, "meetings_requestparty", columns)


def _give_way(load: Load, columns: dict[str, Column]) -> list[int]:
    """Return the requests whose parties change; those that they had are gone."""
    said: dict[int, list[tuple[object, ...]]] = {}
    for request, *party in zip(*(one.to_pylist() for one in columns.values()), strict=True):
        said.setdefault(request, []).append(tuple(party))
    load.cursor.execute(
        "SELECT request_id, exhibitor_id, participation_id, attends_id, answer"
        " FROM meetings_requestparty party JOIN meetings_meetingrequest request"
        " ON request.id = request_id WHERE edition_id = %s ORDER BY party.id",
        (load.edition.pk,),
    )
    here: dict[int, list[tuple[object, ...]]] = {}
    for request, *party in load.cursor.fetchall():
        here.setdefault(request, []).append(tuple(party))
    changed = [one for one in {**said, **here} if said.get(one) != here.get(one)]
    load.cursor.execute("DELETE FROM meetings_requestparty WHERE request_id = ANY (%s)", (changed,))
    return changed


def load_history(load: Load) -> None:
    """Write what happened to the requests; what is known of one already stays as it is."""
    rows = load.fair.request_history
    columns: dict[str, Column] = {
        "request_id": load.refer(rows["request"], "requests"),
        "by_id": load.refer(rows["by"], "people"),
        "number": rows["slot"],
        "note": write_text_column(rows["note"]),
        **{name: rows[name] for name in ("at", "act", "state", "date")},
    }
    if load.touched is not None:
        load.cursor.execute(
            "SELECT request_id, count(*) FROM meetings_requestevent JOIN meetings_meetingrequest"
            " request ON request.id = request_id WHERE edition_id = %s GROUP BY request_id",
            (load.edition.pk,),
        )
        known = dict(load.cursor.fetchall())
        pairs = zip(columns["request_id"].to_pylist(), rows["number"].to_pylist(), strict=True)
        fresh = pa.array([number > known.get(request, 0) for request, number in pairs], pa.bool_())
        columns = {name: pc.filter(one, fresh) for name, one in columns.items()}
    copy_rows(load.cursor, "meetings_requestevent", columns)


def find_slots(load: Load, dates: Column, numbers: Column) -> pa.Array:
    """Return the id of the slot of each day and number, null for none."""
    settings = load.fair.settings
    first = (settings.first_day - _EPOCH).days
    day = pc.subtract(dates.cast(pa.int32()).cast(pa.int64()), first)
    begins = pa.array(itertools.accumulate(settings.slots_by_day, initial=0), pa.int64())
    place = pc.add(begins.take(day), pc.subtract(numbers, 1))
    known = pa.array(range(len(load.ids["slots"])), pa.int64())
    return refer(place, known, load.ids["slots"])
