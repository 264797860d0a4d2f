"""Rules across rows and files: keys, references, dates, meetings, projects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.choices import OPEN_STATES
from fairlead.folder.codes import split_product
from fairlead.folder.congress_checks import check_congress
from fairlead.folder.draft_change_checks import check_draft_changes
from fairlead.folder.encounter_checks import check_encounters
from fairlead.folder.fair import Fair
from fairlead.folder.floor import check_floor
from fairlead.folder.headline_checks import check_approvers, check_headlines
from fairlead.folder.history_checks import check_history
from fairlead.folder.input_errors import InputError
from fairlead.folder.market_checks import check_pictures, check_stand_shares
from fairlead.folder.month_checks import check_months
from fairlead.folder.partnership_checks import (
    check_consortia,
    check_delegations,
    check_practices,
    check_screening,
)
from fairlead.folder.project_checks import (
    check_ledger,
    check_partners,
    check_rates,
    check_ties,
)
from fairlead.folder.proposal_checks import check_calls
from fairlead.folder.registration_checks import check_registration
from fairlead.folder.request_checks import (
    check_locked_tables,
    check_locks,
    check_parties,
    check_proposals,
    check_requests,
)
from fairlead.folder.rows import MAX_PROBLEMS, Rows, number_rows
from fairlead.folder.schema import Schema
from fairlead.folder.schemas import BY_NAME, SCHEMAS
from fairlead.folder.session_times import find_span
from fairlead.folder.tables import Tables
from fairlead.folder.timetable_checks import check_timetables
from fairlead.folder.waiting_checks import check_waiting


def check_fair(fair: Fair) -> list[InputError]:
    """Return every broken rule across the rows of a fair in memory; empty when it is sound."""
    rows = {schema.name: number_rows(fair.table(schema.name)) for schema in SCHEMAS}
    return check_tables(Tables(rows, fair.settings))


def check_tables(tables: Tables) -> list[InputError]:
    """Return every broken rule across rows, without order."""
    problems: list[InputError] = []
    for rule in _RULES:
        for found, problem in enumerate(rule(tables)):
            if found >= MAX_PROBLEMS:
                break
            problems.append(problem)
    return problems


def _check_keys(tables: Tables) -> Iterator[InputError]:
    for schema in SCHEMAS:
        yield from find_repeated(tables.rows[schema.name], schema, schema.key)
    yield from _find_repeated_pairs(tables)
    yield from find_repeated(tables.rows["stands"], BY_NAME["stands"], ("hall", "number"))


def _find_repeated_pairs(tables: Tables) -> Iterator[InputError]:
    """Yield open requests of a pair that has another open one."""
    names = ("requester", "recipient", "person", "state")
    rows = zip(*(tables.column("requests", name) for name in names), strict=True)
    first: dict[tuple[str, str], int] = {}
    for row, (requester, recipient, person, state) in enumerate(rows):
        if requester is None or state not in OPEN_STATES:
            continue
        for name, whom in (("recipient", recipient), ("person", person)):
            if whom is None:
                continue
            if (requester, whom) in first:
                line = int(tables.rows["requests"].lines[first[requester, whom]])
                expected = (
                    f"expected each requester and {name} once among pending and accepted "
                    f"requests, it is already on line {line}"
                )
                shown = f"{requester} {whom}"
                yield tables.problem("requests", row, "requester", expected, shown)
            first.setdefault((requester, whom), row)


def find_repeated(rows: Rows, schema: Schema, key: tuple[str, ...]) -> Iterator[InputError]:
    """Yield each row whose key an earlier row of the file has."""
    count = rows.table.num_rows
    if not count or not key:
        return
    distinct = rows.table.select(list(key)).group_by(list(key)).aggregate([])
    if distinct.num_rows == count:
        return
    first: dict[tuple[Any, ...], int] = {}
    columns = [rows.table[name].to_pylist() for name in key]
    needed = [place for place, name in enumerate(key) if schema.field(name).required]
    for row, values in enumerate(zip(*columns, strict=True)):
        if any(values[place] is None for place in needed):
            continue
        if values in first:
            line = int(rows.lines[first[values]])
            expected = f"expected each {' and '.join(key)} once, it is already on line {line}"
            shown = " ".join(str(value) for value in values if value is not None)
            yield InputError(
                schema.file, expected, line=int(rows.lines[row]), field=key[0], value=shown
            )
        else:
            first[values] = row


def _check_references(tables: Tables) -> Iterator[InputError]:
    for schema in SCHEMAS:
        for field in schema.fields:
            if not field.refers:
                continue
            target = BY_NAME[field.refers]
            ids = tables.table(target.name)[target.key[0]].combine_chunks()
            for row, value in _find_missing(tables.table(schema.name)[field.name], ids):
                expected = f"expected the {target.key[0]} of a row in {target.file}"
                yield tables.problem(schema.name, row, field.name, expected, value)


def _find_missing(column: pa.ChunkedArray, known: pa.Array) -> Iterator[tuple[int, str]]:
    """Yield the row and value of each value, or item of a list, that is not known."""
    array = column.combine_chunks()
    parents = None
    if pa.types.is_list(array.type):
        parents = pc.list_parent_indices(array).to_numpy()
        array = pc.list_flatten(array)
    absent = pc.and_(pc.is_valid(array), pc.invert(pc.is_in(array, value_set=known)))
    for position in np.flatnonzero(absent.to_numpy(zero_copy_only=False)):
        row = int(position) if parents is None else int(parents[position])
        yield row, array[int(position)].as_py()


def _check_nomenclature(tables: Tables) -> Iterator[InputError]:
    listed = [code for code in tables.column("products", "code") if code is not None]
    if not listed:
        return
    parts = [split_product(code) for code in listed]
    schemes = {scheme for scheme, _ in parts}
    exact = set(parts)
    above = {(scheme, code[:size]) for scheme, code in parts for size in range(2, len(code))}
    verdicts: dict[str, bool] = {}

    def known(code: str) -> bool:
        scheme, bare = split_product(code)
        if scheme not in schemes or (scheme, bare) in above:
            return True
        return any((scheme, bare[:size]) in exact for size in range(2, len(bare) + 1))

    columns = (
        ("offers", "products"),
        ("needs", "products"),
        ("projects", "products"),
        ("waiting_entries", "products"),
        ("practices", "products"),
        ("practice_changes", "products"),
        ("sessions", "about_products"),
    )
    for name, field in columns:
        for row, codes in enumerate(tables.column(name, field)):
            for code in codes or ():
                if code not in verdicts:
                    verdicts[code] = known(code)
                if not verdicts[code]:
                    expected = "expected a code in, above or below the codes of products.csv"
                    yield tables.problem(name, row, field, expected, code)


def _check_days(tables: Tables) -> Iterator[InputError]:
    for name in ("availability", "sessions"):
        dates, starts, ends = (tables.column(name, one) for one in ("date", "start", "end"))
        yield from _find_outside_days(tables, name, "date", dates)
        for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if start is None or end is None:
                continue
            if name == "sessions" and end == start:
                expected = "expected another time than the start"
                yield tables.problem(name, row, "end", expected, end.strftime("%H:%M"))
            elif name != "sessions" and end <= start:
                expected = f"expected a time later than the start, {start:%H:%M}"
                yield tables.problem(name, row, "end", expected, end.strftime("%H:%M"))
    for name, field in (
        ("requests", "locked_date"),
        ("requests", "proposed_date"),
        ("request_history", "date"),
    ):
        yield from _find_outside_days(tables, name, field, tables.column(name, field))


def _find_outside_days(
    tables: Tables, name: str, field: str, dates: Iterable[Any]
) -> Iterator[InputError]:
    if tables.settings is None:
        return
    days = tables.settings.dates
    known = frozenset(days)
    expected = f"expected a day of the fair, {days[0]} to {days[-1]}"
    for row, date in enumerate(dates):
        if date is not None and date not in known:
            yield tables.problem(name, row, field, expected, date)


def _check_rooms(tables: Tables) -> Iterator[InputError]:
    columns = [tables.column("sessions", one) for one in ("room", "date", "start", "end")]
    cancelled = tables.column("sessions", "cancelled")
    held = sorted(
        (values[0], *find_span(*values[1:]), row)
        for row, values in enumerate(zip(*columns, strict=True))
        if None not in values and cancelled[row] is None
    )
    until: tuple[Any, ...] = ()
    for room, begins, ends, row in held:
        if until and until[0] == room and begins < until[1]:
            line = int(tables.rows["sessions"].lines[until[2]])
            expected = (
                f"expected one session at a time, the room is taken by the one on line {line}"
            )
            yield tables.problem("sessions", row, "room", expected, room)
        if not until or until[0] != room or ends > until[1]:
            until = (room, ends, row)


def _check_guids(tables: Tables) -> Iterator[InputError]:
    known: dict[str, int] = {}
    for row, guid in enumerate(tables.column("sessions", "guid")):
        line = int(tables.rows["sessions"].lines[row])
        if guid is not None and known.setdefault(guid, line) != line:
            expected = f"expected each guid once, it is already on line {known[guid]}"
            yield tables.problem("sessions", row, "guid", expected, guid)


def _check_session_people(tables: Tables) -> Iterator[InputError]:
    speakers, moderators = (tables.column("sessions", one) for one in ("speakers", "moderators"))
    for row, (speaking, moderating) in enumerate(zip(speakers, moderators, strict=True)):
        for person in sorted(set(speaking or ()) & set(moderating or ())):
            expected = "expected each person once: as a speaker or as a moderator"
            yield tables.problem("sessions", row, "moderators", expected, person)


def _check_session_places(tables: Tables) -> Iterator[InputError]:
    """Yield who is named twice as booked, waiting and invited, and where too many booked."""
    names = ("booked", "waiting", "invited")
    lists = zip(*(tables.column("sessions", one) for one in names), strict=True)
    seats = tables.column("sessions", "capacity")
    among = {name: tables.column("sessions", name) for name in ("by_invitation", "beside")}
    overbooked = tables.column("sessions", "overbooked")
    for row, (said, capacity) in enumerate(zip(lists, seats, strict=True)):
        known: set[str] = set()
        for name, people in zip(names, said, strict=True):
            for person in sorted(known.intersection(people or ())):
                expected = "expected each person once: as booked, as waiting or as invited"
                yield tables.problem("sessions", row, name, expected, person)
            known.update(people or ())
        for name, column in among.items():
            for person in sorted(set(column[row] or ()).difference(said[0] or (), said[1] or ())):
                expected = "expected who booked or waits"
                yield tables.problem("sessions", row, name, expected, person)
        more = capacity is not None and len(said[0] or ()) > capacity
        if more and not overbooked[row]:
            expected = f"expected at most as many as there are places, {capacity:,}, or overbooked"
            yield tables.problem("sessions", row, "booked", expected, len(said[0]))


def _check_room_names(tables: Tables) -> Iterator[InputError]:
    """Yield where a room is called otherwise in another language than on an earlier line."""
    table = tables.table("sessions")
    others = [name for name in table.column_names if name.startswith("room_")]
    rooms = table["room"].to_pylist()
    for name in others:
        known: dict[str, tuple[str | None, int]] = {}
        for row, (room, said) in enumerate(zip(rooms, table[name].to_pylist(), strict=True)):
            if room is None:
                continue
            first, line = known.setdefault(room, (said, int(tables.rows["sessions"].lines[row])))
            if said != first:
                called = f'"{first}"' if first else "empty"
                expected = f"expected one name for the room {room}, it is {called} on line {line}"
                yield tables.problem("sessions", row, name, expected, said or "")


def _check_needs(tables: Tables) -> Iterator[InputError]:
    owners = tables.column("needs", "organisation")
    economies = tables.column("needs", "economy")
    for row, (owner, economy) in enumerate(zip(owners, economies, strict=True)):
        if (owner is None) == (economy is None):
            expected = "expected exactly one of organisation and economy"
            yield tables.problem("needs", row, "organisation", expected, owner or "")


def _check_people(tables: Tables) -> Iterator[InputError]:
    roles = tables.column("people", "role")
    owners = tables.column("people", "organisation")
    for row, (role, owner) in enumerate(zip(roles, owners, strict=True)):
        if role == "exhibitor" and owner is None:
            expected = "expected the organisation of a person whose role is exhibitor"
            yield tables.problem("people", row, "organisation", expected, "")
    for low, high in (
        ("min_meetings", "max_meetings"),
        ("min_per_day", "max_per_day"),
        ("min_per_day", "max_meetings"),
    ):
        columns = (tables.column("people", name) for name in (low, high))
        for row, (least, most) in enumerate(zip(*columns, strict=True)):
            if least is not None and most is not None and least > most:
                expected = f"expected at most the {most} of {high}"
                yield tables.problem("people", row, low, expected, least)


def _check_costs(tables: Tables) -> Iterator[InputError]:
    """Yield gross costs of other years than the cash flow, or below what goes out net."""
    columns = (tables.column("projects", name) for name in ("cash_flows", "costs"))
    for row, (flows, costs) in enumerate(zip(*columns, strict=True)):
        if not flows or not costs:
            continue
        short = next((n for n, (f, c) in enumerate(zip(flows, costs, strict=False)) if c < -f), -1)
        if len(costs) != len(flows):
            expected = f"expected {len(flows)} amounts, one for each year of cash_flows"
            yield tables.problem("projects", row, "costs", expected, len(costs))
        elif short >= 0:
            expected = (
                f"expected at least {-flows[short]:g} in year {short + 1}, which goes out net"
            )
            yield tables.problem("projects", row, "costs", expected, f"{costs[short]:g}")


_RULES: tuple[Callable[[Tables], Iterator[InputError]], ...] = (
    _check_keys,
    _check_references,
    _check_nomenclature,
    _check_days,
    _check_rooms,
    _check_room_names,
    _check_session_people,
    _check_session_places,
    _check_guids,
    _check_needs,
    _check_people,
    check_requests,
    check_parties,
    check_proposals,
    check_locks,
    check_locked_tables,
    check_encounters,
    check_timetables,
    check_draft_changes,
    check_congress,
    check_calls,
    _check_costs,
    lambda tables: check_ties(tables.rows["projects"]),
    lambda tables: check_partners(tables.rows["projects"], tables.rows["partners"]),
    lambda tables: check_ledger(tables.rows["projects"], tables.rows["ledger"]),
    lambda tables: check_rates(tables.rows["rates"]),
    check_headlines,
    check_approvers,
    check_history,
    check_stand_shares,
    check_pictures,
    check_waiting,
    check_registration,
    check_months,
    check_delegations,
    check_consortia,
    check_practices,
    check_screening,
    lambda tables: check_floor(tables.rows["stands"], tables.settings),
)
