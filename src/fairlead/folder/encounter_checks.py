"""Rules of what happened at meetings: of meetings that may have been held, by their sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

_OF_REQUESTS = ("check_ins", "no_shows", "outcomes", "started")
_HELD = ("accepted", "cancelled")  # a meeting that was held may be cancelled afterwards


def check_encounters(tables: Tables) -> Iterator[InputError]:
    """Yield check-ins, no-shows and outcomes of what was no meeting, or of no side of it."""
    named = {code for name in _OF_REQUESTS for code in tables.column(name, "request") if code}
    every = tables.table("requests")
    of_named = pc.is_in(every["id"], value_set=pa.array(sorted(named), pa.string()))
    requests = {row["id"]: row for row in every.filter(of_named).to_pylist()}
    parties: dict[str, dict[int, Mapping[str, Any]]] = {}
    for party in tables.table("request_parties").to_pylist():
        parties.setdefault(party["request"], {})[party["number"]] = party
    for name in _OF_REQUESTS:
        for row, code in enumerate(tables.column(name, "request")):
            state = requests[code]["state"] if code in requests else None
            if state is not None and state not in _HELD:
                expected = f"expected a request that is accepted or cancelled, it is {state}"
                yield tables.problem(name, row, "request", expected, code)
    yield from _check_sides(tables, parties)
    for row, one in enumerate(tables.table("blocks").to_pylist()):
        if one["person"] is not None and one["person"] == one["blocked"]:
            expected = "expected somebody else"
            yield tables.problem("blocks", row, "blocked", expected, one["blocked"])
    for row, one in enumerate(tables.table("no_shows").to_pylist()):
        begins, ends = one["begins_at"], one["ends_at"]
        if begins is not None and ends is not None and ends <= begins:
            expected = "expected an end after the beginning"
            yield tables.problem("no_shows", row, "ends_at", expected, ends)
    for row, one in enumerate(tables.table("outcomes").to_pylist()):
        yield from _check_outcome(
            tables, row, one, requests.get(one["request"]), parties.get(one["request"], {})
        )


def _check_sides(
    tables: Tables, parties: Mapping[str, Mapping[int, object]]
) -> Iterator[InputError]:
    """Yield check-ins for a further party that the request has not."""
    for row, one in enumerate(tables.table("check_ins").to_pylist()):
        number = one["party"]
        if (one["side"] == "party") != (number is not None):
            expected = "expected a party's number where the side is party, and only there"
            yield tables.problem("check_ins", row, "party", expected, number or "")
        elif number is not None and number not in parties.get(one["request"], ()):
            expected = "expected the number of a party of the request in request_parties.csv"
            yield tables.problem("check_ins", row, "party", expected, number)


def _check_outcome(
    tables: Tables,
    row: int,
    one: Mapping[str, Any],
    request: Mapping[str, Any] | None,
    parties: Mapping[int, Mapping[str, Any]],
) -> Iterator[InputError]:
    firm, person = one["organisation"], one["person"]
    if (firm is None) == (person is None):
        expected = "expected exactly one of organisation and person"
        yield tables.problem("outcomes", row, "organisation", expected, firm or "")
    if (one["value"] is None) != (one["currency"] is None):
        expected = "expected both value and currency, or none"
        yield tables.problem("outcomes", row, "currency", expected, one["currency"] or "")
    if request is None:
        return
    firms = {request["recipient"], *(party["organisation"] for party in parties.values())}
    people = {request["requester"], request["person"]}
    people |= {party["person"] for party in parties.values()}
    # Of the firm that asked only the requester is known, who may have left it since.
    if firm is not None and request["for_firm"] is None and firm not in firms:
        expected = "expected an organisation that is a side of the request"
        yield tables.problem("outcomes", row, "organisation", expected, firm)
    if person is not None and person not in people:
        expected = "expected a person who is a side of the request"
        yield tables.problem("outcomes", row, "person", expected, person)
