"""Rules of the timetable's versions, and of what they hold."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from fairlead.folder.fair_settings import FairSettings
from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

_OF_A_RUN = ("engine_version", "parameters", "seed", "status", "seconds")
_MAY_BE_OF_A_RUN = ("input_digest", "summary", "said", "measure", "objective", "bound")
_KEPT = ("released", "superseded")


def check_timetables(tables: Tables) -> Iterator[InputError]:
    """Yield versions without what their state needs, and meetings that no version may hold."""
    released = 0
    for row, one in enumerate(tables.table("timetables").to_pylist()):
        yield from _check_version(tables, row, one)
        released += one["state"] == "released"
        if one["state"] == "released" and released == 2:
            expected = "expected one released version"
            yield tables.problem("timetables", row, "state", expected, one["state"])
    for row, said in enumerate(tables.column("unheld", "said")):
        if said is not None and not _are_sentences(json.loads(said)):
            yield tables.problem("unheld", row, "said", "expected a list of texts", said[:100])
    if tables.table("meetings").num_rows:
        states = tables.pair("timetables", "version", "state")
        yield from _check_places(tables)
        yield from _check_parties(tables, states)
        if tables.settings is not None:
            yield from _check_times(tables, tables.settings)
            yield from _check_double(tables, states)
            yield from _check_hours(tables, tables.settings)


def _check_version(tables: Tables, row: int, one: Mapping[str, Any]) -> Iterator[InputError]:
    def problem(field: str, expected: str) -> InputError:
        value = one[field]
        return tables.problem("timetables", row, field, expected, "" if value is None else value)

    state, is_planned = one["state"], one["planned_at"] is not None
    if (one["version"] == 0) != (state == "current"):
        yield problem("state", "expected current for version 0, and for no other")
    if (one["released_at"] is not None) != (state in _KEPT):
        yield problem("released_at", "expected a moment of what was released, and of nothing else")
    if state == "current" and is_planned:
        yield problem("planned_at", "expected no run of what holds now")
    if state != "current" and one["origin"] == "planned":
        if not is_planned:
            yield problem("planned_at", "expected the run that planned it")
        if one["made_from"] is not None:
            yield problem("made_from", "expected none of a version that is planned")
    elif state != "current" and one["made_from"] is None:
        yield problem("made_from", "expected the version it was made of")
    elif None not in (one["version"], one["made_from"]) and one["made_from"] >= one["version"]:
        yield problem("made_from", "expected an earlier version")
    for field in _OF_A_RUN:
        if is_planned and one[field] is None:
            yield problem(field, "expected what the run recorded, as planned_at is there")
    for field in (*_OF_A_RUN, *_MAY_BE_OF_A_RUN):
        if not is_planned and one[field] is not None:
            yield problem(field, "expected nothing without planned_at")
    if one["parameters"] is not None and not isinstance(json.loads(one["parameters"]), dict):
        yield problem("parameters", "expected an object")
    if one["said"] is not None and not _can_be_said(json.loads(one["said"])):
        expected = "expected a list of sentences, each with text, many, count and values"
        yield problem("said", expected)


def _are_sentences(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(one, str) for one in given)


def _can_be_said(given: object) -> bool:
    """Return whether these are sentences as runs record them, with a value for each place."""
    if not isinstance(given, list):
        return False
    for one in given:
        if not isinstance(one, dict) or set(one) != {"text", "many", "count", "values"}:
            return False
        texts, values = (one["text"], one["many"]), one["values"]
        if not all(isinstance(text, str) for text in texts) or type(one["count"]) is not int:
            return False
        if not isinstance(values, dict) or not all(_is_value(value) for value in values.values()):
            return False
        try:
            _ = [text % dict.fromkeys(values, "") for text in texts]
        except (KeyError, TypeError, ValueError):
            return False
    return True


def _is_value(given: object) -> bool:
    if isinstance(given, dict):
        match given:
            case {"amount": int() | float(), "currency": str(), **rest}:
                return not rest
            case {"amounts": [*each], **rest}:
                return not rest and all(
                    isinstance(one, dict) and "amount" in one and _is_value(one) for one in each
                )
            case {"economies": [*codes], **rest}:
                return not rest and all(isinstance(code, str) for code in codes)
        return False
    return isinstance(given, int | str)


def _check_places(tables: Tables) -> Iterator[InputError]:
    """Yield meetings whose place is not said, or said twice."""
    most = tables.settings.meetings.tables if tables.settings is not None else None
    columns = (tables.column("meetings", name) for name in ("place", "stand", "seat", "table"))
    for row, (place, stand, seat, table) in enumerate(zip(*columns, strict=True)):
        for field, value, wanted in (
            ("stand", stand, place == "stand"),
            ("seat", seat, place == "stand"),
            ("table", table, place == "table"),
        ):
            if place is not None and (value is not None) != wanted:
                expected = f"expected {'the' if wanted else 'no'} {field} of a meeting {_AT[place]}"
                yield tables.problem("meetings", row, field, expected, value or "")
        if most is not None and table is not None and table > most:
            expected = f"expected a table from 1 to {most}"
            yield tables.problem("meetings", row, "table", expected, table)


_AT = {"stand": "at a stand", "table": "at a table", "online": "online"}


def _check_times(tables: Tables, settings: FairSettings) -> Iterator[InputError]:
    """Yield meetings at no slot of the fair, or that do not fit into the day."""
    per_day = dict(zip(settings.dates, settings.slots_by_day, strict=True))
    columns = (tables.column("meetings", name) for name in ("date", "slot", "slots"))
    for row, (date, slot, slots) in enumerate(zip(*columns, strict=True)):
        if date is None or slot is None or slots is None:
            continue
        if date not in per_day:
            expected = f"expected a day of the fair, {settings.dates[0]} to {settings.dates[-1]}"
            yield tables.problem("meetings", row, "date", expected, date)
        elif slot + slots - 1 > per_day[date]:
            expected = f"expected a slot of the {per_day[date]} of that day, up to the last"
            yield tables.problem("meetings", row, "slot", expected, slot)


def _check_parties(tables: Tables, states: Mapping[Any, Any]) -> Iterator[InputError]:
    """Yield meetings of what holds now that are not accepted, or held by a stranger."""
    requests = {row["id"]: row for row in tables.table("requests").to_pylist()}
    employer = tables.pair("people", "id", "organisation")
    stands = tables.pair("organisations", "id", "stand")
    elsewhere: dict[tuple[str | None, str], list[int]] = {}
    names = ("version", "request", "representative", "stand")
    columns = (tables.column("meetings", name) for name in names)
    for row, (version, code, comes, stand) in enumerate(zip(*columns, strict=True)):
        request = requests.get(code)
        if states.get(version) != "current" or request is None:
            continue
        if request["state"] != "accepted":
            expected = f"expected an accepted request in what holds now, it is {request['state']}"
            yield tables.problem("meetings", row, "request", expected, code)
        host = request["recipient"]
        if request["person"] is not None:
            host = employer.get(comes)
            if comes != request["person"]:
                expected = f"expected who is asked, {request['person']}"
                yield tables.problem("meetings", row, "representative", expected, comes or "")
        elif comes in employer and employer[comes] != host:
            expected = f"expected a person of {host}"
            yield tables.problem("meetings", row, "representative", expected, comes)
        if stand is not None and stands.get(host) != stand:
            elsewhere.setdefault((host, stand), []).append(row)
    for (host, stand), (first, *more) in elsewhere.items():
        expected = f"expected the stand of {host}" if host else "expected no stand"
        if host and host in stands:
            expected += f", {stands[host]}" if stands[host] else ", which has none"
        if more:
            expected += f" (and so in {len(more)} more rows)"
        expected += (
            "; where it moved, leave timetables.csv, meetings.csv, unheld.csv and draft_changes.csv"
            " out of the folder: what the database has follows the firm"
        )
        yield tables.problem("meetings", first, "stand", expected, stand)


def _list_taken(tables: Tables) -> Iterator[tuple[int, Any, list[Any], Any, Any, range]]:
    """Yield of each meeting its row, version, people, place and day, with the slots it takes."""
    asks = tables.pair("requests", "id", "requester")
    names = ("version", "request", "representative", "attendees", "stand", "seat", "table",
             "date", "slot", "slots")  # fmt: skip
    columns = (tables.column("meetings", name) for name in names)
    for row, (version, code, comes, others, stand, seat, table, date, slot, slots) in enumerate(
        zip(*columns, strict=True)
    ):
        if None in (version, date, slot, slots):
            continue
        who = [one for one in (asks.get(code), comes, *(others or ())) if one is not None]
        place = (stand, seat) if stand is not None else table
        yield row, version, list(dict.fromkeys(who)), place, date, range(slot, slot + slots)


def _check_double(tables: Tables, states: Mapping[Any, Any]) -> Iterator[InputError]:
    """Yield meetings that take a place that another one has, or, in what may yet hold, a person."""
    taken: dict[tuple[Any, ...], int] = {}
    for row, version, who, place, date, slots in _list_taken(tables):
        keys = [] if place is None else [("place", place)]
        if states.get(version) not in _KEPT:
            keys += [("person", one) for one in who]
        for kind, what in keys:
            for slot in slots:
                first = taken.setdefault((version, date, slot, kind, what), row)
                if first != row:
                    line = int(tables.rows["meetings"].lines[first])
                    named = what if kind == "person" else "this place"
                    expected = f"expected one meeting of {named} at a time, see line {line}"
                    yield tables.problem("meetings", row, "slot", expected, slots.start)
                    break


def _check_hours(tables: Tables, settings: FairSettings) -> Iterator[InputError]:
    """Yield meetings that hold now of persons who are not there then."""
    free: defaultdict[str, list[tuple[dt.datetime, dt.datetime]]] = defaultdict(list)
    columns = (tables.column("availability", name) for name in ("person", "date", "start", "end"))
    for person, date, start, end in zip(*columns, strict=True):
        if None not in (person, date, start, end):
            span = (dt.datetime.combine(date, start), dt.datetime.combine(date, end))
            free[person].append(span)
    for spans in free.values():
        spans.sort()
    per_day = dict(zip(settings.dates, settings.slots_by_day, strict=True))
    for row, version, who, _place, date, slots in _list_taken(tables):
        if version != 0 or slots.stop - 1 > per_day.get(date, 0):
            continue
        first = settings.find_slot(date, slots.start)
        begins, ends = settings.slot_start(first), settings.slot_end(first + len(slots) - 1)
        for one in who:
            if one in free and not _is_within(begins, ends, free[one]):
                expected = f"expected a time at which {one} is there, see availability.csv"
                yield tables.problem("meetings", row, "slot", expected, slots.start)


def _is_within(
    begins: dt.datetime, ends: dt.datetime, spans: list[tuple[dt.datetime, dt.datetime]]
) -> bool:
    """Return whether a time is covered by spans in order, one after another without a gap."""
    at = begins
    for first, last in spans:
        if first <= at < last:
            at = last
    return at >= ends
