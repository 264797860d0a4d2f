"""Rules of projects across files: ties, partners' shares, the ledger's chain, and rates."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from fairlead.folder.figure_kinds import SHARE_TOLERANCE
from fairlead.folder.input_errors import InputError
from fairlead.folder.ledger_chain import find_breaks
from fairlead.folder.ledger_state import find_state
from fairlead.folder.rows import Rows

# From one day's rate to the next: no currency moves so far, but one that loses its zeros does.
_MOST_OF_A_CHANGE = 20


def _problem(
    rows: Rows, file: str, row: int, field: str, expected: str, value: object
) -> InputError:
    return InputError(file, expected, line=int(rows.lines[row]), field=field, value=str(value))


def check_partners(projects: Rows, partners: Rows) -> Iterator[InputError]:
    """Yield partners without a name, shares of a project that do not sum, or not by economy."""
    listed = partners.table.to_pylist()
    by_project: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    for row, partner in enumerate(listed):
        if partner["project"] is None or None in (partner["economy"], partner["cost_share"]):
            continue
        by_project[partner["project"]].append((row, partner))
        if partner["role"] != "body" and not (partner["organisation"] or partner["name"]):
            expected = "expected the organisation, or the name of one that is not at the fair"
            yield _problem(partners, "partners.csv", row, "organisation", expected, "")
    stated = {one["id"]: one for one in projects.table.to_pylist()}
    for project, members in by_project.items():
        for field, column in (("cost_share", "partners"), ("benefit_share", "benefit_shares")):
            given = stated.get(project, {}).get(column)
            fault = _compare_shares([partner for _, partner in members], field, given)
            if fault:
                yield _problem(partners, "partners.csv", members[0][0], field, fault, project)


def _compare_shares(
    members: list[dict[str, Any]], field: str, stated: list[tuple[str, float]] | None
) -> str:
    """Return what is expected of the shares of a project, empty when they are so."""
    shares = [(one["economy"], one[field]) for one in members if one[field] is not None]
    if not shares and field == "benefit_share":
        return "expected the benefit shares that projects.csv states" if stated else ""
    total = math.fsum(share for _, share in shares)
    if abs(total - 1) > SHARE_TOLERANCE:
        return f"expected shares of the project that sum to 1, got {total:g}"
    sums: dict[str, float] = defaultdict(float)
    for economy, share in shares:
        sums[economy] += share
    held = dict(stated or ())
    for economy in sums | held:
        if abs(sums.get(economy, 0) - held.get(economy, 0)) > SHARE_TOLERANCE:
            said = f"{held.get(economy, 0):g}"
            return f"expected shares of {economy} that sum to the {said} of projects.csv"
    return ""


def check_ledger(projects: Rows, ledger: Rows) -> Iterator[InputError]:
    """Yield entries that are not as they were recorded, and projects that state otherwise."""
    entries = [fill_entry(entry) for entry in ledger.table.to_pylist()]
    if not entries or any(entry["number"] is None for entry in entries):
        return
    broken = False
    rows = {entry["number"]: row for row, entry in enumerate(entries)}
    in_order = sorted(entries, key=lambda entry: entry["number"])
    for number, fault in find_breaks(in_order):
        broken = True
        expected = f"{fault}; write the fair again with fairlead export"
        yield _problem(ledger, "ledger.csv", rows[number], "digest", expected, number)
    if broken:
        return
    for entry, expected in _find_wrong_corrections(in_order):
        number = entry["number"]
        yield _problem(ledger, "ledger.csv", rows[number], "corrects", expected, entry["corrects"])
    by_project: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in in_order:
        by_project[entry["project"]].append(entry)
    for row, project in enumerate(projects.table.to_pylist()):
        if project["id"] not in by_project:
            continue
        state = find_state(by_project[project["id"]])
        if project["stage"] is not None and project["stage"] != state.stage:
            expected = f"expected the stage that ledger.csv gives, {state.stage}"
            yield _problem(projects, "projects.csv", row, "stage", expected, project["stage"])
        if project["amount"] is not None and project["amount"] != state.amount:
            expected = f"expected the amount that ledger.csv gives, {state.amount}"
            yield _problem(projects, "projects.csv", row, "amount", expected, project["amount"])


def _find_wrong_corrections(
    entries: list[dict[str, Any]],
) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield entries that correct what they cannot, in order of number, and what is expected."""
    projects: dict[int, str] = {}
    corrected: set[int] = set()
    for entry in entries:
        other = entry["corrects"]
        if other is None:
            if entry["act"] == "void":
                yield entry, "expected the number of the entry that is taken back"
        elif projects.get(other) != entry["project"]:
            yield entry, "expected the number of an earlier entry of the same project"
        elif other in corrected:
            yield entry, "expected an entry that no other one corrects"
        else:
            corrected.add(other)
        projects[entry["number"]] = entry["project"]


def fill_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with the texts it lacks as "", as it was recorded."""
    kept = {"number", "day", "recorded_at", "amount", "due", "corrects"}
    return {key: "" if value is None and key not in kept else value for key, value in entry.items()}


def check_rates(rates: Rows) -> Iterator[InputError]:
    """Yield rates of a currency in itself, and leaps from which a currency lost its zeros."""
    last: dict[tuple[Any, ...], dict[str, Any]] = {}
    listed = [
        (row, rate)
        for row, rate in enumerate(rates.table.to_pylist())
        if None not in (rate["currency"], rate["against"], rate["day"], rate["rate"])
    ]
    for row, rate in sorted(listed, key=lambda one: one[1]["day"]):
        if rate["currency"] == rate["against"]:
            expected = "expected another currency than the one that is priced"
            yield _problem(rates, "rates.csv", row, "against", expected, rate["against"])
        key = rate["currency"], rate["against"], rate["source"]
        before = last.get(key)
        if before is not None:
            change = max(rate["rate"] / before["rate"], before["rate"] / rate["rate"])
            if change > _MOST_OF_A_CHANGE:
                expected = (
                    f"expected a rate near the {before['rate']:g} of {before['day']}: a currency "
                    "that lost its zeros has a new code"
                )
                yield _problem(rates, "rates.csv", row, "rate", expected, rate["rate"])
        last[key] = rate


def check_ties(projects: Rows) -> Iterator[InputError]:
    """Yield projects that exclude what they are chosen with, and prerequisites in a circle."""
    listed = [one for one in enumerate(projects.table.to_pylist()) if one[1]["id"] is not None]
    needed = {one["id"]: set(one["requires"] or ()) for _, one in listed}
    circular = _find_cycles(needed)
    for row, one in listed:
        for other in one["excludes"] or ():
            if one["id"] in _list_prerequisites(needed, other) or (
                other in {one["id"], *_list_prerequisites(needed, one["id"])}
            ):
                expected = (
                    "expected a project other than itself, those it requires and those that "
                    "require it"
                )
                yield _problem(projects, "projects.csv", row, "excludes", expected, other)
        if one["id"] in circular:
            expected = "expected prerequisites without a circle"
            required = "|".join(one["requires"])
            yield _problem(projects, "projects.csv", row, "requires", expected, required)


def _list_prerequisites(needed: Mapping[str, set[str]], project: str) -> set[str]:
    """Return every project without which this one is not chosen, however indirectly."""
    found: set[str] = set()
    waiting = [project]
    while waiting:
        new = needed.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _find_cycles(needed: Mapping[str, set[str]]) -> set[str]:
    """Return the projects from which the prerequisites never end, by taking out the free ones."""
    missing = {one: len(others & needed.keys()) for one, others in needed.items()}
    needed_by: dict[str, list[str]] = defaultdict(list)
    for one, others in needed.items():
        for other in others:
            needed_by[other].append(one)
    free = [one for one, count in missing.items() if count == 0]
    while free:
        one = free.pop()
        del missing[one]
        for other in needed_by[one]:
            missing[other] -= 1
            if missing[other] == 0:
                free.append(other)
    return set(missing)
