"""Rules of meeting requests across files: whom they name, and the slots they ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fairlead.folder.choices import OPEN_STATES
from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables


def check_requests(tables: Tables) -> Iterator[InputError]:
    """Yield the requests that name nobody, somebody twice, or who cannot hold them."""
    stands = tables.pair("organisations", "id", "stand")
    employer = tables.pair("people", "id", "organisation")
    names = ("requester", "recipient", "person", "for_firm", "assigned")
    columns = (tables.column("requests", name) for name in names)
    homeless: dict[str, list[int]] = {}
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
            homeless.setdefault(recipient, []).append(row)
        if requester is not None and employer.get(requester) == recipient:
            expected = "expected another organisation than the requester's own"
            yield tables.problem("requests", row, "recipient", expected, recipient)
    yield from _report_homeless(tables, "requests", "recipient", homeless)


def _report_homeless(
    tables: Tables, name: str, field: str, homeless: Mapping[str, list[int]]
) -> Iterator[InputError]:
    """Yield each firm without a stand that is asked for meetings once, however often it is."""
    for firm, (first, *more) in homeless.items():
        expected = "expected an exhibitor: this organisation has no stand"
        if more:
            expected += f", and {len(more)} more of these rows name it"
        expected += (
            ": give it one in organisations.csv (it may share another's, and meet at tables or "
            "online), or take the rows out"
        )
        yield tables.problem(name, first, field, expected, firm)


def check_parties(tables: Tables) -> Iterator[InputError]:
    """Yield the further parties that are no firm of the fair, or are in the request already."""
    parties = tables.table("request_parties").to_pylist()
    if not parties:
        return
    needed = ["id", "requester", "person", "recipient", "for_firm"]
    requests = {row["id"]: row for row in tables.table("requests").select(needed).to_pylist()}
    stands = tables.pair("organisations", "id", "stand")
    employer = tables.pair("people", "id", "organisation")
    homeless: dict[str, list[int]] = {}
    for row, party in enumerate(parties):
        firm, person, attends = party["organisation"], party["person"], party["attends"]
        if (firm is None) == (person is None):
            expected = "expected exactly one of organisation and person"
            yield tables.problem("request_parties", row, "organisation", expected, firm or "")
        if firm in stands and stands[firm] is None:
            homeless.setdefault(firm, []).append(row)
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
    yield from _report_homeless(tables, "request_parties", "organisation", homeless)


def check_proposals(tables: Tables) -> Iterator[InputError]:
    """Yield the proposals of another time that are no slot, or of a request that is not pending."""
    yield from _check_slots(tables, "proposed")
    slots, states = (tables.column("requests", name) for name in ("proposed_slot", "state"))
    for row, (slot, state) in enumerate(zip(slots, states, strict=True)):
        if slot is not None and state != "pending":
            expected = "expected a proposal of a pending request only"
            yield tables.problem("requests", row, "proposed_slot", expected, slot)


def check_locks(tables: Tables) -> Iterator[InputError]:
    """Yield the locks that are no slot, and those of one person at the same time.

    A person is at the meetings that he or she asks for, is asked for, is assigned to, or comes to
    as a further party.
    """
    yield from _check_slots(tables, "locked")
    names = (
        "id",
        "requester",
        "person",
        "assigned",
        "locked_date",
        "locked_slot",
        "slots",
        "state",
    )
    comes = _list_further(tables)
    taken: dict[tuple[Any, ...], int] = {}
    columns = (tables.column("requests", name) for name in names)
    for row, (request, *people, date, first, slots, state) in enumerate(zip(*columns, strict=True)):
        if first is None or date is None or state not in OPEN_STATES:
            continue
        who = [one for one in dict.fromkeys((*people, *comes.get(request, ()))) if one is not None]
        span = range(first, first + (slots or 1))
        for one in who:
            before = next(
                (taken[key] for slot in span if (key := (one, date, slot)) in taken), None
            )
            if before is not None:
                line = int(tables.rows["requests"].lines[before])
                expected = f"expected one meeting of {one} at a time, see line {line}"
                yield tables.problem("requests", row, "locked_slot", expected, first)
        for one in who:
            taken.update(
                {(one, date, slot): row for slot in span if (one, date, slot) not in taken}
            )


def check_locked_tables(tables: Tables) -> Iterator[InputError]:
    """Yield the locked tables that are none, or of a request that is not at one."""
    settings = tables.settings
    columns = (tables.column("requests", name) for name in ("locked_table", "place"))
    for row, (table, place) in enumerate(zip(*columns, strict=True)):
        if table is None:
            continue
        expected = ""
        if place != "table":
            expected = "expected a locked table of a request whose place is a table"
        elif settings is not None and table > settings.meetings.tables:
            expected = f"expected a table from 1 to {settings.meetings.tables}"
        if expected:
            yield tables.problem("requests", row, "locked_table", expected, table)


def _list_further(tables: Tables) -> dict[Any, list[Any]]:
    """Return who comes to a request for its third and further parties, as far as that is known."""
    found: dict[Any, list[Any]] = {}
    names = ("request", "person", "attends", "answer")
    columns = (tables.column("request_parties", name) for name in names)
    for request, person, attends, answer in zip(*columns, strict=True):
        if answer != "declined":
            found.setdefault(request, []).extend((person, attends))
    return found


def _check_slots(tables: Tables, kind: str) -> Iterator[InputError]:
    """Yield the slots of a kind ("proposed", "locked") without a day, or that do not fit into it.

    A meeting of several slots takes those after the one that is named, all of one day.
    """
    settings = tables.settings
    date_of, slot_of = f"{kind}_date", f"{kind}_slot"
    columns = (tables.column("requests", name) for name in (date_of, slot_of, "slots"))
    for row, (date, slot, slots) in enumerate(zip(*columns, strict=True)):
        if (date is None) != (slot is None):
            expected = f"expected both {date_of} and {slot_of}, or none"
            yield tables.problem("requests", row, slot_of, expected, slot or "")
        elif slot is None or settings is None or not settings.count_slots_on(date):
            continue
        elif slot > (per_day := settings.count_slots_on(date)):
            expected = f"expected a slot from 1 to {per_day}"
            yield tables.problem("requests", row, slot_of, expected, slot)
        elif slots is not None and slots > per_day:
            expected = f"expected no more than the {per_day} slots of a day"
            yield tables.problem("requests", row, "slots", expected, slots)
        elif slots is not None and slot + slots - 1 > per_day:
            last = per_day - slots + 1
            expected = f"expected a slot from 1 to {last}: its {slots} slots end on that day"
            yield tables.problem("requests", row, slot_of, expected, slot)
        elif slots is not None:
            first = settings.find_slot(date, slot)
            if not settings.are_one_after_another(first, first + slots - 1):
                expected = f"expected a slot from which {slots} follow without a pause"
                yield tables.problem("requests", row, slot_of, expected, slot)
