"""A tiny fair as a folder: what the JSON says of people, slots and requests, in CSV and TOML."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.engines.scheduling.brute_force import Timetable, TinyFair

FIRST = dt.date(2024, 7, 8)
OPENS, LASTS = 10 * 60, 30
PLACES = {-1: "table", -2: "online"}
LIMITS = ("max_per_day", "max_meetings", "min_meetings", "min_per_day", "rest")


def write_folder(said: Mapping[str, Any], folder: Path) -> Path:
    """Write the folder of a fair; each person with others who receive is an exhibitor."""
    folder.mkdir()
    teams = list_teams(said)
    days = said["slots_per_day"]
    (folder / "fair.toml").write_text(_write_settings(said, days))
    firms: dict[str, Any] = {"name": "Firm", "country": "RUS"}
    stands: list[dict[str, Any]] = [
        {"id": f"1-{at}", "hall": "1", "number": at, "x": 6 * at, "y": 0} for at in teams
    ]
    _write(folder / "stands.csv", [one | {"width": 6, "depth": 3} for one in stands])
    exhibitors = [firms | {"id": f"f{at}", "stand": f"1-{at}"} for at in teams]
    _write(folder / "organisations.csv", exhibitors or [firms | {"id": "f0"}])
    rows, hours, blocks = [], [], []
    for at, person in enumerate(said["people"]):
        everyone = teams.get(at) or [person]
        for number, one in enumerate(everyone):
            code = f"s{at}-{number}" if at in teams else f"p{at}"
            own = {name: person.get(name) for name in LIMITS} if at not in teams else {}
            own |= {name: one[name] for name in LIMITS if name in one}
            firm = f"f{at}" if at in teams else None
            role = "exhibitor" if at in teams else "visitor"
            rows.append({"id": code, "name": code, "role": role, "organisation": firm} | own)
            away = {*one.get("unavailable", ()), *person.get("unavailable", ())}
            hours += _list_hours(said, code, away) if away else []
            asking = [f"p{int(said['requests'][r][0])}" for r in one.get("avoids", ())]
            blocks += [{"person": code, "blocked": asks} for asks in dict.fromkeys(asking)]
    _write(folder / "people.csv", rows)
    _write(folder / "availability.csv", hours)
    _write(folder / "blocks.csv", blocks)
    _write(folder / "requests.csv", [_describe_request(said, r, teams) for r in _numbers(said)])
    _write(folder / "request_parties.csv", _list_parties(said, teams))
    return folder


def list_teams(said: Mapping[str, Any]) -> dict[int, list[dict[str, Any]]]:
    """Return who receives, with their hours, for each person with a stand or room for several."""
    teams = {
        int(host): [said["people"][int(host)]] for *_, host, _ in said["requests"] if host >= 0
    }
    for at, person in enumerate(said["people"]):
        if "representatives" in person:
            teams[at] = person["representatives"]
        elif person.get("capacity", 1) > 1:
            room = person.get("capacity_by_slot", {})
            teams[at] = [
                {"unavailable": [int(t) for t, most in room.items() if number >= most]}
                for number in range(person["capacity"])
            ]
    return teams


def write_rows(
    said: Mapping[str, Any],
    timetable: Timetable,
    tables: Mapping[int, int],
    received: Mapping[int, int],
    path: Path,
) -> Path:
    """Write a timetable as `timetable.csv`: at which tables, and who receives, from 0."""
    fair, teams, rows = TinyFair(dict(said)), list_teams(said), []
    for request, first in timetable.items():
        asked = _describe_request(said, request, teams)
        span = fair.find_span(request, first)
        further = said.get("further", {}).get(str(request), ())
        host = int(said["requests"][request][1])
        who = f"s{host}-{received[request]}" if host in teams else f"p{host}"
        rows.append(
            {name: asked[name] for name in ("place", "requester", "recipient", "slots")}
            | {"request": f"r{request}", "table": tables.get(request, -1) + 1 or None}
            | {"representative": who, "attendees": "|".join(f"p{one}" for one in further)}
            | _write_place(said, span[0] if span else first)
        )
    names = ("request", "date", "slot", "place", "table", "requester", "recipient")
    _write(path, rows, names=(*names, "representative", "slots", "attendees"))
    return path


def read_rows(said: Mapping[str, Any], path: Path) -> tuple[Timetable, dict[int, int]]:
    """Return the timetable of a `timetable.csv`, and its shared tables."""
    timetable, tables = {}, {}
    with path.open() as lines:
        for row in csv.DictReader(lines):
            request = int(row["request"].removeprefix("r"))
            day = (dt.date.fromisoformat(row["date"]) - FIRST).days
            timetable[request] = sum(said["slots_per_day"][:day]) + int(row["slot"]) - 1
            if row["table"]:
                tables[request] = int(row["table"]) - 1
    return timetable, tables


def _numbers(said: Mapping[str, Any]) -> range:
    return range(len(said["requests"]))


def _write_settings(said: Mapping[str, Any], days: Sequence[int]) -> str:
    lines = [
        'format = "fairlead-fair/1"\n[fair]\ncode = "tiny"\nname = "Tiny"\nedition = 1',
        f'city = "Town"\ncountry = "RUS"\nfirst_day = {FIRST}\ndays = {len(days)}',
        'time_zone = "Asia/Yekaterinburg"\ncurrency = "USD"',
        f"[slots]\nfirst = 10:00:00\nminutes = {LASTS}\nper_day = {days[0]}",
        f"[meetings]\ntables = {said.get('tables', 0)}",
    ]
    if said.get("min_meetings_required"):
        lines.append('min_meetings = "required"')
    for day, size in enumerate(days):
        if said.get("slot_times") or size != days[0]:
            slots = [f'"{_write_span(said, sum(days[:day]) + at)}"' for at in range(size)]
            lines.append(f"[[own_days]]\ndate = {_find_date(day)}\nslots = [{', '.join(slots)}]")
    for slot, most in said.get("tables_by_slot", {}).items():
        place = _write_place(said, int(slot))
        lines.append(f"[[fewer_tables]]\ndate = {place['date']}\nslot = {place['slot']}")
        lines.append(f"tables = {most}")
    lines.append('[[halls]]\ncode = "1"\nname = "Hall"\nwidth = 60.0\ndepth = 40.0')
    return "\n".join(lines) + "\n"


def _find_date(day: int) -> dt.date:
    return FIRST + dt.timedelta(days=day)


def _write_place(said: Mapping[str, Any], slot: int) -> dict[str, Any]:
    day = 0
    while slot >= said["slots_per_day"][day]:
        slot -= said["slots_per_day"][day]
        day += 1
    return {"date": _find_date(day), "slot": slot + 1}


def _find_minutes(said: Mapping[str, Any], slot: int) -> tuple[int, int]:
    times = said.get("slot_times")
    begin, lasts = times[slot] if times else (OPENS, LASTS)
    begin += 0 if times else LASTS * (_write_place(said, slot)["slot"] - 1)
    return begin, begin + lasts


def _write_span(said: Mapping[str, Any], slot: int) -> str:
    return "-".join(f"{at // 60:02}:{at % 60:02}" for at in _find_minutes(said, slot))


def _list_hours(said: Mapping[str, Any], code: str, away: set[int]) -> list[dict[str, Any]]:
    """Return when somebody is there; who never is comes before the first slot."""
    rows = [{"person": code, "date": FIRST, "start": "06:00", "end": "06:05"}]
    for slot in set(range(sum(said["slots_per_day"]))) - away:
        start, end = _write_span(said, slot).split("-")
        date = _write_place(said, slot)["date"]
        rows.append({"person": code, "date": date, "start": start, "end": end})
    return rows


def _describe_request(
    said: Mapping[str, Any], request: int, teams: Mapping[int, Any]
) -> dict[str, Any]:
    a, b, weight, host, _ = said["requests"][request]
    locked = said.get("locked", {}).get(str(request))
    place = {} if locked is None else _write_place(said, locked)
    table = said.get("locked_table", {}).get(str(request))
    return {
        "id": f"r{request}",
        "requester": f"p{a}",
        "recipient": f"f{b}" if b in teams else None,
        "person": None if b in teams else f"p{b}",
        "weight": weight,
        "state": "accepted",
        "place": PLACES.get(host, "stand"),
        "slots": said.get("length", {}).get(str(request), 1),
        "preference": "must" if request in said.get("must", ()) else None,
        "locked_date": place.get("date"),
        "locked_slot": place.get("slot"),
        "locked_table": None if table is None else table + 1,
    }


def _list_parties(said: Mapping[str, Any], teams: Mapping[int, Any]) -> list[dict[str, Any]]:
    return [
        {"request": f"r{request}", "number": 3 + at, "answer": "accepted"}
        | ({"organisation": f"f{one}"} if one in teams else {"person": f"p{one}"})
        for request, further in said.get("further", {}).items()
        for at, one in enumerate(further)
    ]


def _write(path: Path, rows: list[dict[str, Any]], *, names: Sequence[str] = ()) -> None:
    if not rows and not names:
        return
    header = list(names) or list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, header, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
