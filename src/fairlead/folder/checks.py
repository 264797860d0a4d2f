"""Rules across rows and files: keys, references, dates, meetings, projects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.codes import split_product
from fairlead.folder.fair import Fair, FairSettings
from fairlead.folder.floor import check_floor
from fairlead.folder.input_errors import InputError
from fairlead.folder.project_checks import check_ledger, check_partners, check_rates
from fairlead.folder.rows import MAX_PROBLEMS, Rows, number_rows
from fairlead.folder.schema import Schema
from fairlead.folder.schemas import BY_NAME, OPEN_STATES, SCHEMAS


@dataclass(frozen=True, slots=True)
class Tables:
    """Every file's rows, and the settings unless fair.toml is broken."""

    rows: Mapping[str, Rows]
    settings: FairSettings | None

    def table(self, name: str) -> pa.Table:
        """Return the table of a file."""
        return self.rows[name].table

    def column(self, name: str, field: str) -> list[Any]:
        """Return a column as plain values."""
        values: list[Any] = self.rows[name].table[field].to_pylist()
        return values

    def problem(self, name: str, row: int, field: str, expected: str, value: object) -> InputError:
        """Return a problem of one cell."""
        line = int(self.rows[name].lines[row])
        return InputError(f"{name}.csv", expected, line=line, field=field, value=str(value))


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
    for row, values in enumerate(zip(*columns, strict=True)):
        if None in values:
            continue
        if values in first:
            line = int(rows.lines[first[values]])
            expected = f"expected each {' and '.join(key)} once, it is already on line {line}"
            shown = " ".join(str(value) for value in values)
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

    for name in ("offers", "needs", "projects"):
        for row, codes in enumerate(tables.column(name, "products")):
            for code in codes or ():
                if code not in verdicts:
                    verdicts[code] = known(code)
                if not verdicts[code]:
                    expected = "expected a code in, above or below the codes of products.csv"
                    yield tables.problem(name, row, "products", expected, code)


def _check_days(tables: Tables) -> Iterator[InputError]:
    for name in ("availability", "sessions"):
        dates, starts, ends = (tables.column(name, one) for one in ("date", "start", "end"))
        yield from _find_outside_days(tables, name, "date", dates)
        for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if start is not None and end is not None and end <= start:
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
    held = sorted(
        (*values, row)
        for row, values in enumerate(zip(*columns, strict=True))
        if None not in values
    )
    until: tuple[Any, ...] = ()
    for room, date, start, end, row in held:
        if until and until[:2] == (room, date) and start < until[2]:
            line = int(tables.rows["sessions"].lines[until[3]])
            expected = (
                f"expected one session at a time, the room is taken by the one on line {line}"
            )
            yield tables.problem("sessions", row, "room", expected, room)
        if not until or until[:2] != (room, date) or end > until[2]:
            until = (room, date, end, row)


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


def _check_requests(tables: Tables) -> Iterator[InputError]:
    organisations = tables.table("organisations")
    stands = dict(
        zip(organisations["id"].to_pylist(), organisations["stand"].to_pylist(), strict=True)
    )
    employer = _find_employers(tables)
    names = ("requester", "recipient", "person", "for_firm", "assigned")
    columns = (tables.column("requests", name) for name in names)
    for row, (requester, recipient, person, for_firm, assigned) in enumerate(
        zip(*columns, strict=True)
    ):
        if (recipient is None) == (person is None):
            expected = "expected exactly one of recipient and person"
            yield tables.problem("requests", row, "recipient", expected, recipient or "")
        if person is not None and person == requester:
            expected = "expected another person than the requester"
            yield tables.problem("requests", row, "person", expected, person)
        if for_firm is not None and requester in employer and employer[requester] is None:
            expected = "expected a requester who belongs to an organisation"
            yield tables.problem("requests", row, "for_firm", expected, for_firm)
        if assigned in employer and employer[assigned] != recipient:
            expected = "expected a person of the recipient"
            yield tables.problem("requests", row, "assigned", expected, assigned)
        if recipient is None:
            continue
        if recipient in stands and stands[recipient] is None:
            expected = "expected an exhibitor: this organisation has no stand"
            yield tables.problem("requests", row, "recipient", expected, recipient)
        if requester is not None and employer.get(requester) == recipient:
            expected = "expected another organisation than the requester's own"
            yield tables.problem("requests", row, "recipient", expected, recipient)


def _find_employers(tables: Tables) -> dict[str, str | None]:
    people = tables.table("people")
    return dict(zip(people["id"].to_pylist(), people["organisation"].to_pylist(), strict=True))


def _check_parties(tables: Tables) -> Iterator[InputError]:
    requests = {row["id"]: row for row in tables.table("requests").to_pylist()}
    stands = dict(
        zip(
            tables.column("organisations", "id"),
            tables.column("organisations", "stand"),
            strict=True,
        )
    )
    employer = _find_employers(tables)
    for row, party in enumerate(tables.table("request_parties").to_pylist()):
        firm, person, attends = party["organisation"], party["person"], party["attends"]
        if (firm is None) == (person is None):
            expected = "expected exactly one of organisation and person"
            yield tables.problem("request_parties", row, "organisation", expected, firm or "")
        if firm in stands and stands[firm] is None:
            expected = "expected an exhibitor: this organisation has no stand"
            yield tables.problem("request_parties", row, "organisation", expected, firm)
        if attends in employer and employer[attends] != firm:
            expected = "expected a person of that organisation"
            yield tables.problem("request_parties", row, "attends", expected, attends)
        request = requests.get(party["request"])
        if request is None:
            continue
        own = {request["requester"], request["person"], request["recipient"]} - {None}
        if request["for_firm"] is not None:
            own.add(employer.get(request["requester"]))
        for name, value in (("organisation", firm), ("person", person)):
            if value in own:
                expected = "expected another party than the request's first two"
                yield tables.problem("request_parties", row, name, expected, value)


def _check_proposals(tables: Tables) -> Iterator[InputError]:
    per_day = tables.settings.slots.per_day if tables.settings else None
    names = ("proposed_date", "proposed_slot", "state")
    rows = zip(*(tables.column("requests", name) for name in names), strict=True)
    for row, (date, slot, state) in enumerate(rows):
        if (date is None) != (slot is None):
            expected = "expected both proposed_date and proposed_slot, or none"
            yield tables.problem("requests", row, "proposed_slot", expected, slot or "")
        if slot is None:
            continue
        if per_day is not None and slot > per_day:
            expected = f"expected a slot from 1 to {per_day}"
            yield tables.problem("requests", row, "proposed_slot", expected, slot)
        if state != "pending":
            expected = "expected a proposal of a pending request only"
            yield tables.problem("requests", row, "proposed_slot", expected, slot)


def _check_locks(tables: Tables) -> Iterator[InputError]:
    names = ("requester", "locked_date", "locked_slot")
    requesters, dates, slots = (tables.column("requests", name) for name in names)
    per_day = tables.settings.slots.per_day if tables.settings else None
    taken: dict[tuple[Any, ...], int] = {}
    for row, key in enumerate(zip(requesters, dates, slots, strict=True)):
        requester, date, slot = key
        if (date is None) != (slot is None):
            expected = "expected both locked_date and locked_slot, or none"
            yield tables.problem("requests", row, "locked_slot", expected, slot or "")
        if slot is None or date is None:
            continue
        if per_day is not None and slot > per_day:
            expected = f"expected a slot from 1 to {per_day}"
            yield tables.problem("requests", row, "locked_slot", expected, slot)
        if requester is not None and key in taken:
            line = int(tables.rows["requests"].lines[taken[key]])
            expected = f"expected one meeting of {requester} at a time, see line {line}"
            yield tables.problem("requests", row, "locked_slot", expected, slot)
        taken.setdefault(key, row)


def _check_projects(tables: Tables) -> Iterator[InputError]:
    ids = tables.column("projects", "id")
    requires = tables.column("projects", "requires")
    excludes = tables.column("projects", "excludes")
    needed = {one: set(needs or ()) for one, needs in zip(ids, requires, strict=True) if one}
    for row, one in enumerate(ids):
        for other in excludes[row] or ():
            if other == one or other in needed.get(one, ()):
                expected = "expected a project other than itself and those it requires"
                yield tables.problem("projects", row, "excludes", expected, other)
    yield from _check_costs(tables)
    circular = _find_cycles(needed)
    for row, one in enumerate(ids):
        if one in circular:
            expected = "expected prerequisites without a circle"
            yield tables.problem("projects", row, "requires", expected, "|".join(requires[row]))


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


def _find_cycles(needed: Mapping[str, set[str]]) -> set[str]:
    """Return the projects from which the prerequisites never end, by peeling the free ones."""
    left = {one: {other for other in others if other in needed} for one, others in needed.items()}
    while True:
        free = {one for one, others in left.items() if not others}
        if not free:
            return set(left)
        left = {one: others - free for one, others in left.items() if one not in free}


_RULES: tuple[Callable[[Tables], Iterator[InputError]], ...] = (
    _check_keys,
    _check_references,
    _check_nomenclature,
    _check_days,
    _check_rooms,
    _check_room_names,
    _check_needs,
    _check_people,
    _check_requests,
    _check_parties,
    _check_proposals,
    _check_locks,
    _check_projects,
    lambda tables: check_partners(tables.rows["projects"], tables.rows["partners"]),
    lambda tables: check_ledger(tables.rows["projects"], tables.rows["ledger"]),
    lambda tables: check_rates(tables.rows["rates"]),
    lambda tables: check_floor(tables.rows["stands"], tables.settings),
)
