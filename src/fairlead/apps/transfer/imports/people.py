"""People of a list beside those who take part in the edition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import F

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.erased_entries import find_erased_entries
from fairlead.apps.people.models import Participation
from fairlead.apps.transfer.imports.organisations import (
    EMPTY,
    KnownOrganisations,
    add_own_language,
)
from fairlead.apps.transfer.imports.plan import (
    Plan,
    RowAction,
    find_changes,
    make_code,
    merge_texts,
)
from fairlead.apps.transfer.imports.rows import Fault, Record
from fairlead.apps.transfer.imports.values import fold
from fairlead.folder.addresses import fold_address

_AT_ONCE = 2000
_LOOKS_LIKE_A_CODE = re.compile(r"[A-Za-z]{1,8}[-_.]?\d+")


class _RowFault(Exception):
    """A row cannot be taken; says which column and what was expected."""

    def __init__(self, column: str, expected: str, value: str = "") -> None:
        super().__init__(expected)
        self.column, self.expected, self.value = column, expected, value


class _KnownPeople:
    """Who takes part in an edition, found by code, address or name.

    Rows of a list with ids need no more than the first, so the others are made when they are asked
    for. What many have in common (countries, languages, roles) is kept once.
    """

    def __init__(self, edition: Edition) -> None:
        rows = Participation.objects.filter(edition=edition).values(
            "id", "code", "person_id", "organisation_id", "roles", "position",
            name=F("person__name"), country=F("person__country"),
            languages=F("person__languages"), email=F("person__email"),
        )  # fmt: skip
        self.by_code: dict[str, dict[str, Any]] = {}
        known: dict[Any, Any] = {}
        for found in rows.filter(person__erased_at=None).iterator(chunk_size=_AT_ONCE):
            row: dict[str, Any] = dict(found)
            row |= {"name": dict(row["name"]), "position": dict(row["position"])}
            for name in ("country", "languages", "roles", "position"):
                row[name] = known.setdefault(repr(row[name]), row[name])
            self.by_code[row["code"]] = row

    @cached_property
    def by_email(self) -> Mapping[str, list[dict[str, Any]]]:
        """Return people by their addresses, folded."""
        found = defaultdict(list)
        for row in self.by_code.values():
            if row["email"]:
                found[fold_address(row["email"])].append(row)
        return found

    @cached_property
    def by_name(self) -> Mapping[tuple[str, int | None], list[dict[str, Any]]]:
        """Return people by each of their names, folded, and their organisation."""
        found = defaultdict(list)
        for row in self.by_code.values():
            for text in {fold(text) for text in row["name"].values()}:
                found[text, row["organisation_id"]].append(row)
        return found


class PeoplePlanner:
    """Plans a list of people row by row.

    Somebody is known by the id, else by the address, else by name and organisation. Rows with
    ids may share an address; among rows without, one address is one person.
    """

    def __init__(self, edition: Edition) -> None:
        """Read who is known; four queries at most."""
        self._edition = edition
        self._erased = find_erased_entries(edition.code)
        self._people = _KnownPeople(edition)
        self._organisations = KnownOrganisations(edition)
        self._new_organisations: dict[tuple[str, str], RowAction] = {}
        self._seen: dict[Any, int] = {}
        self.plan = Plan()

    def take(self, record: Record) -> None:
        """Plan a row, or note why it is faulty."""
        try:
            self._take(record)
        except _RowFault as fault:
            self.plan.faults.append(Fault(record.number, fault.column, fault.value, fault.expected))

    def _take(self, record: Record) -> None:
        given = dict(record.values)
        code, email = given.pop("id", ""), given.get("email", "")
        if self._erased.has(code, email):
            column = "id" if code in self._erased.codes else "email"
            expected = "this person was erased and is not brought back: leave the row out"
            raise _RowFault(column, expected, code if column == "id" else email)
        name = _join_name(given, self._edition)
        organisation = self._find_organisation(record, given, self._known_country(code, email))
        role = given.pop("role", "")
        label = next(iter(name.values()), "") or code or email
        row = self._recognise(code, email, label, organisation)
        if row is not None:
            self._note_seen(("id", row["id"]), record)
            self._change(record, row, given, name, organisation, role, label)
            return
        if not name:
            raise _RowFault("name", "expected the name of somebody new")
        named = fold(label)
        identity = (fold_address(email), named) if email else (named, str(organisation or ""))
        code = code or make_code("person", *identity)
        if self._erased.has(code, ""):
            expected = "this person was erased and is not brought back: leave the row out"
            raise _RowFault("name", expected)
        self._note_seen(("code", code), record)
        if email and not record.values.get("id"):
            self._note_seen(("email", fold_address(email)), record)
        self.plan.made.append(
            RowAction(
                record.number,
                label,
                0,
                {
                    "code": code,
                    "name": add_own_language(name, self._edition),
                    "email": email,
                    "country": given.get("country", ""),
                    "languages": given.get("languages", []),
                    "position": given.get("position", {}),
                    "roles": [role or "visitor"],
                    "organisation": organisation,
                },
            )
        )

    def _note_seen(self, identity: Any, record: Record) -> None:
        before = self._seen.setdefault(identity, record.number)
        if before != record.number:
            column = "email" if identity[0] == "email" else "id"
            raise _RowFault(
                column,
                f"the same person stands in row {before}: leave one out, or give each an id",
            )

    def _recognise(
        self, code: str, email: str, label: str, organisation: int | RowAction | None
    ) -> dict[str, Any] | None:
        if code in self._people.by_code:
            return self._people.by_code[code]
        named = fold(label)
        if email:
            found = self._people.by_email.get(fold_address(email), [])
            same = [row for row in found if named in {fold(text) for text in row["name"].values()}]
            if len(same) == 1 or (code and not same):
                return same[0] if same else None
            if len(found) > 1:
                raise _RowFault(
                    "email", f"{len(found)} people have this address: give an id", email
                )
            return found[0] if found else None
        if code or isinstance(organisation, RowAction):
            return None
        found = self._people.by_name.get((named, organisation), [])
        if len(found) > 1:
            raise _RowFault(
                "name", f"{len(found)} people are called so: give an id or address", label
            )
        return found[0] if found else None

    def _known_country(self, code: str, email: str) -> str:
        """Return the country of who has this id or address, "" where nobody or several do."""
        row = self._people.by_code.get(code)
        found = (
            [row] if row else self._people.by_email.get(fold_address(email), []) if email else []
        )
        return str(found[0]["country"]) if len(found) == 1 else ""

    def _find_organisation(
        self, record: Record, given: dict[str, Any], known_country: str
    ) -> int | RowAction | None:
        """Return the organisation's number, the deed that makes it, or None for none."""
        text = given.pop("organisation", "")
        country = given.pop("organisation_country", "") or given.get("country", "")
        country = country or known_country
        if not text:
            return None
        found = self._organisations.find(text, country)
        if len(found) > 1:
            expected = f"{len(found)} organisations are called so: give the id of one"
            raise _RowFault("organisation", expected, text)
        if found:
            return int(found[0]["id"])
        if _LOOKS_LIKE_A_CODE.fullmatch(text):
            raise _RowFault("organisation", "no organisation has this id: import it first", text)
        if not country:
            expected = "it is new here: expected the country of the organisation or the person"
            raise _RowFault("organisation", expected, text)
        key = (fold(text), country)
        if key not in self._new_organisations:
            after = {
                **EMPTY,
                "name": {self._edition.languages[0]: text},
                "country": country,
                "code": make_code("organisation", *key),
            }
            self._new_organisations[key] = RowAction(record.number, text, 0, after)
        return self._new_organisations[key]

    def _change(
        self,
        record: Record,
        row: dict[str, Any],
        given: dict[str, Any],
        name: dict[str, str],
        organisation: int | RowAction | None,
        role: str,
        label: str,
    ) -> None:
        after: dict[str, Any] = {
            key: given[key] for key in ("country", "languages", "email") if key in given
        }
        if name:
            after["name"] = merge_texts(row["name"], name)
        if "position" in given:
            after["position"] = merge_texts(row["position"], given["position"])
        if role and row["roles"][0] != role:
            after["roles"] = [role, *(one for one in row["roles"] if one != role)]
        if organisation is not None and organisation != row["organisation_id"]:
            after["organisation"] = organisation
        if fold_address(after.get("email", "")) == fold_address(row["email"]):
            after.pop("email", None)
        changes = find_changes(row, after)
        if changes:
            old = {key: row.get(key) for key in changes}
            if "organisation" in changes:
                old["organisation"] = self._organisations.name(row["organisation_id"])
            old["person_id"] = row["person_id"]
            self.plan.changed.append(RowAction(record.number, label, row["id"], changes, old))
        else:
            self.plan.same += 1

    def finish(self) -> Plan:
        """Return the plan, with the organisations that its rows need made."""
        needed = {
            id(deed.after.get("organisation")) for deed in (*self.plan.made, *self.plan.changed)
        }
        self.plan.made_organisations = [
            deed for deed in self._new_organisations.values() if id(deed) in needed
        ]
        return self.plan


def _join_name(given: dict[str, Any], edition: Edition) -> dict[str, str]:
    """Return the name, from its parts where these are given."""
    first, last = given.pop("first_name", ""), given.pop("last_name", "")
    name: dict[str, str] = given.pop("name", {})
    own = edition.languages[0]
    if own not in name and (first or last):
        name = {own: f"{first} {last}".strip(), **name}
    return name


def plan_people(edition: Edition, records: Sequence[Record]) -> Plan:
    """Return what a list of people would do."""
    planner = PeoplePlanner(edition)
    for record in records:
        planner.take(record)
    return planner.finish()
