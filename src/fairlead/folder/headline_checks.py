"""Rules across headlines, their projects and the ledger, and of who decides for a party."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from fairlead.folder.addresses import fold_address
from fairlead.folder.choices import AMOUNT_KINDS, STAGES
from fairlead.folder.codes import parse_country, parse_currency, parse_product
from fairlead.folder.figure_kinds import to_money, write_money
from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

_LISTS: dict[str, Callable[[str], object]] = {
    "stages": STAGES.index,
    "products": parse_product,
    "economies": parse_country,
}


def check_headlines(tables: Tables) -> Iterator[InputError]:
    """Yield headlines that say other than their rows, and those of another ledger."""
    rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    sizes = tables.pair("headlines", "number", "size")
    projects = tables.pair("ledger", "number", "project")
    for place, one in enumerate(tables.table("headline_rows").to_pylist()):
        rows[one["headline"]].append(one)
        if one["headline"] is not None and one["headline"] not in sizes:
            expected = "expected the number of a row in headlines.csv"
            yield tables.problem("headline_rows", place, "headline", expected, one["headline"])
        yield from _check_entries(tables, place, one, sizes.get(one["headline"]), projects)
        if (one["amount"] is None) != (one["currency"] is None):
            expected = "expected an amount and its currency, or neither"
            yield tables.problem("headline_rows", place, "currency", expected, one["currency"])
    digests = tables.pair("ledger", "number", "digest")
    for place, one in enumerate(tables.table("headlines").to_pylist()):
        if None in (one["number"], one["size"], one["count"], one["in_approval"], one["amount"]):
            continue  # it could not be read, which is reported already
        if one["question"] and not _is_question(json.loads(one["question"]), one["currency"]):
            expected = (
                "expected an object with stages, kind, products, economies and the currency of "
                "the headline"
            )
            yield tables.problem("headlines", place, "question", expected, one["question"][:100])
        yield from _check_sums(tables, place, one, rows[one["number"]])
        head = digests.get(one["size"]) if one["size"] else None
        if one["size"] and head is None:
            expected = "expected the number of an entry in ledger.csv"
            yield tables.problem("headlines", place, "size", expected, one["size"])
        elif one["head"] != head:
            expected = f"expected the digest of entry {one['size']}, {head or 'none'}"
            yield tables.problem("headlines", place, "head", expected, one["head"] or "")


def _check_entries(
    tables: Tables, place: int, row: dict[str, Any], size: int | None, projects: dict[Any, Any]
) -> Iterator[InputError]:
    """Yield entries of a headline's row that are not there, of another project, or later ones."""
    for name in ("stage_entry", "amount_entry"):
        number = row[name]
        if number is None or row["project"] is None:
            continue
        if projects.get(number) != row["project"]:
            expected = "expected the number of an entry of this project in ledger.csv"
            yield tables.problem("headline_rows", place, name, expected, number)
        elif size is not None and number > size:
            expected = f"expected an entry that was there then, up to {size}"
            yield tables.problem("headline_rows", place, name, expected, number)
    if (row["amount"] is None) != (row["amount_entry"] is None):
        expected = "expected the entry that says the amount, or neither"
        yield tables.problem("headline_rows", place, "amount_entry", expected, row["amount_entry"])


def _is_question(given: object, currency: str) -> bool:
    if not isinstance(given, dict) or given.keys() - {"projects"} != {"currency", "kind", *_LISTS}:
        return False
    projects = given.get("projects", [])
    if not isinstance(projects, list) or not all(isinstance(one, str) for one in projects):
        return False
    try:
        for name, parse in _LISTS.items():
            for value in given[name]:
                parse(value)
        parse_currency(given["currency"])
    except (ValueError, TypeError, AttributeError):
        return False
    lists = all(isinstance(given[name], list) for name in _LISTS)
    return lists and given["currency"] == currency and given["kind"] in ("", *AMOUNT_KINDS)


def _check_sums(
    tables: Tables, place: int, said: dict[str, Any], rows: list[dict[str, Any]]
) -> Iterator[InputError]:
    """Yield sums of a headline that are other ones than those of its rows."""
    apart: dict[str, Decimal] = defaultdict(Decimal)
    for one in rows:
        if one["amount"] is not None and one["converted"] is None:
            apart[one["currency"]] += one["amount"]
    waiting = sum(one["in_approval"] == "yes" for one in rows)
    amount = sum((one["converted"] or Decimal() for one in rows), Decimal())
    for name, counted in (("count", len(rows)), ("in_approval", waiting), ("amount", amount)):
        if said[name] != counted:
            shown = write_money(counted) if isinstance(counted, Decimal) else counted
            expected = f"expected {shown}, as its projects in headline_rows.csv come to"
            yield tables.problem("headlines", place, name, expected, said[name])
    if _read_unconverted(said["unconverted"]) != dict(apart):
        shown = json.dumps([[name, str(apart[name])] for name in sorted(apart)])
        expected = f"expected {shown}, the sums of its projects without a rate"
        yield tables.problem("headlines", place, "unconverted", expected, said["unconverted"] or "")


def _read_unconverted(text: str | None) -> dict[str, Decimal | None] | None:
    given = json.loads(text) if text else []
    if not isinstance(given, list) or not all(map(_is_pair, given)):
        return None
    try:
        return {currency: to_money(amount) for currency, amount in given}
    except ArithmeticError:
        return None


def _is_pair(given: object) -> bool:
    return isinstance(given, list) and [type(part) for part in given] == [str, str]


def check_approvers(tables: Tables) -> Iterator[InputError]:
    """Yield who decides for no body of the project, and addresses that are there already."""
    bodies: dict[str, set[str]] = defaultdict(set)
    told: set[str] = set()
    for one in tables.table("partners").to_pylist():
        told.add(one["project"])
        if one["role"] == "body":
            bodies[one["project"]].add(one["partner"])
    for one in tables.table("projects").to_pylist():
        if one["id"] not in told:
            for name in ("partners", "benefit_shares"):
                bodies[one["id"]].update(economy for economy, _ in one[name] or ())
    first: dict[tuple[Any, ...], int] = {}
    for row, one in enumerate(tables.table("approvers").to_pylist()):
        if None in (one["project"], one["partner"], one["email"]):
            continue
        if one["partner"] not in bodies[one["project"]]:
            expected = "expected a partner of the project that is a body of an economy"
            yield tables.problem("approvers", row, "partner", expected, one["partner"])
        key = (one["project"], one["partner"], fold_address(one["email"]))
        line = int(tables.rows["approvers"].lines[first.setdefault(key, row)])
        if first[key] != row:
            expected = f"expected each address once for a partner, it is on line {line} already"
            yield tables.problem("approvers", row, "email", expected, one["email"])
