"""Organisations of a list beside those that the edition has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation
from fairlead.apps.transfer.imports.plan import (
    Plan,
    RowAction,
    find_changes,
    make_code,
    merge_texts,
)
from fairlead.apps.transfer.imports.rows import Fault, Record
from fairlead.apps.transfer.imports.values import fold

_COLUMNS = (
    "name", "country", "city", "sector", "size", "languages", "website", "email", "description",
)  # fmt: skip
_TEXTS = ("name", "city", "description")
EMPTY: dict[str, Any] = {
    **dict.fromkeys(_COLUMNS, ""),
    **{name: {} for name in _TEXTS},
    "languages": [],
}


class KnownOrganisations:
    """The organisations of an edition, found by code or name."""

    def __init__(self, edition: Edition) -> None:
        """Read them; one query."""
        rows = Organisation.objects.filter(edition=edition).values("id", "code", *_COLUMNS)
        self.by_code = {row["code"]: row for row in rows}
        self.by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.by_code.values():
            row |= {name: dict(row[name]) for name in _TEXTS}
            for text in {fold(text) for text in row["name"].values()}:
                self.by_name[text].append(row)

    def name(self, pk: int | None) -> str:
        """Return the name of one by its number, "" for none."""
        names = (row["name"] for row in self.by_code.values() if row["id"] == pk)
        return next((str(text) for name in names for text in name.values()), "")

    def find(self, text: str, country: str = "") -> list[dict[str, Any]]:
        """Return those of this code or name; of several, those in the country where given."""
        if text in self.by_code:
            return [self.by_code[text]]
        named = self.by_name.get(fold(text), [])
        near = [row for row in named if not country or row["country"] == country]
        return near or named


def plan_organisations(edition: Edition, records: Sequence[Record]) -> Plan:
    """Return what a list of organisations would do.

    One is known by its id, else by its name and country.
    """
    known, plan = KnownOrganisations(edition), Plan()
    seen: dict[Any, int] = {}
    for record in records:
        given = dict(record.values)
        code, name = given.pop("id", ""), given.get("name", {})
        fault = _plan_one(edition, known, plan, seen, record, given, code, name)
        if fault:
            column, expected = fault
            plan.faults.append(Fault(record.number, column, "", expected))
    return plan


def _plan_one(
    edition: Edition,
    known: KnownOrganisations,
    plan: Plan,
    seen: dict[Any, int],
    record: Record,
    given: dict[str, Any],
    code: str,
    name: dict[str, str],
) -> tuple[str, str] | None:
    """Plan a row, or return the column that is faulty and what was expected there."""
    label = next(iter(name.values()), code)
    found = [known.by_code[code]] if code in known.by_code else []
    if not found and name and not code:
        country = given.get("country", "")
        found = [
            one for one in known.find(label, country) if one["country"] == country or not country
        ]
    if len(found) > 1:
        return "id", f"{len(found)} organisations are called so: give the id of one"
    if found:
        row = found[0]
        if (before := seen.setdefault(row["id"], record.number)) != record.number:
            return "id", f"the same organisation stands in row {before}"
        after = _merge(row, given)
        changes = find_changes(row, after)
        if changes:
            old = {key: row[key] for key in changes}
            plan.changed.append(RowAction(record.number, label, row["id"], changes, old))
        else:
            plan.same += 1
        return None
    if not name:
        return "name", "expected the name of a new organisation"
    if "country" not in given:
        return "country", "expected the country of a new organisation"
    name = add_own_language(name, edition)
    code = code or make_code("organisation", fold(label), given["country"])
    if (before := seen.setdefault(code, record.number)) != record.number:
        return "id", f"the same organisation stands in row {before}"
    plan.made.append(
        RowAction(record.number, label, 0, {**EMPTY, **given, "name": name, "code": code})
    )
    return None


def _merge(row: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    return {
        key: merge_texts(row[key], value) if key in _TEXTS else value
        for key, value in given.items()
    }


def add_own_language(name: dict[str, str], edition: Edition) -> dict[str, str]:
    """Return a name that stands in the edition's own language at least."""
    own = edition.languages[0]
    return name if own in name else {own: next(iter(name.values())), **name}
