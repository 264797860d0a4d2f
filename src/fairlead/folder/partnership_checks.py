"""Rules across the files of delegations, consortia, signings, practices and screening."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

_SHARES = ("cost", "work", "rights")
_LONGEST = dt.timedelta(hours=24)
_PRESENT = ("invited", "accepted")


def check_delegations(tables: Tables) -> Iterator[InputError]:
    """Yield stays that end before they begin, full delegations, and second heads."""
    stays = _list(tables, "delegations")
    for row, one in enumerate(stays):
        if one["arrives_at"] and one["leaves_at"] and one["leaves_at"] <= one["arrives_at"]:
            expected = "expected a departure after the arrival"
            yield tables.problem("delegations", row, "leaves_at", expected, one["leaves_at"])
    quotas = {one["id"]: one["quota"] for one in stays}
    count: Counter[str] = Counter()
    heads: set[str] = set()
    for row, one in enumerate(_list(tables, "delegates")):
        delegation = one["delegation"]
        count[delegation] += 1
        quota = quotas.get(delegation)
        if quota is not None and count[delegation] == quota + 1:
            expected = f"expected at most the {quota} delegates of the quota"
            yield tables.problem("delegates", row, "delegation", expected, delegation)
        if one["office"] == "head":
            if delegation in heads:
                expected = "expected one head of a delegation"
                yield tables.problem("delegates", row, "office", expected, one["office"])
            heads.add(delegation)
    yield from _check_interpretation(tables)
    for row, one in enumerate(_list(tables, "visits")):
        yield from _check_span(tables, "visits", row, one)
        if not (one["title"] or one["session"] or one["organisation"]):
            expected = "expected a title, a session or an organisation"
            yield tables.problem("visits", row, "title", expected, "")


def _list(tables: Tables, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tables.table(name).to_pylist()
    return rows


def _check_span(
    tables: Tables, name: str, row: int, one: dict[str, Any], *, most: dt.timedelta | None = None
) -> Iterator[InputError]:
    begins, ends = one["begins_at"], one["ends_at"]
    if begins is None or ends is None:
        return
    if ends <= begins or (most is not None and ends - begins > most):
        within = "" if most is None else ", within a day"
        expected = f"expected an end after the beginning{within}"
        yield tables.problem(name, row, "ends_at", expected, ends)


def _check_interpretation(tables: Tables) -> Iterator[InputError]:
    spoken = tables.pair("interpreters", "id", "languages")
    taken: dict[str, list[tuple[dt.datetime, dt.datetime, int]]] = defaultdict(list)
    for row, one in enumerate(_list(tables, "interpretation")):
        yield from _check_span(tables, "interpretation", row, one, most=_LONGEST)
        known = spoken.get(one["interpreter"])
        if known and one["language"] and one["language"] not in known:
            expected = f"expected a language the interpreter speaks: {', '.join(known)}"
            yield tables.problem("interpretation", row, "language", expected, one["language"])
        if one["begins_at"] and one["ends_at"]:
            taken[one["interpreter"]].append((one["begins_at"], one["ends_at"], row))
    for who, spans in taken.items():
        spans.sort()
        for (_, until, first), (begins, _, row) in itertools.pairwise(spans):
            if begins < until:
                line = int(tables.rows["interpretation"].lines[first])
                expected = f"expected one booking at a time, it is taken by the one on line {line}"
                yield tables.problem("interpretation", row, "interpreter", expected, who)


def check_consortia(tables: Tables) -> Iterator[InputError]:
    """Yield second leads, shares that do not sum to 100, terms of nobody, sign-offs of nobody."""
    members: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    for row, one in enumerate(_list(tables, "members")):
        members[one["consortium"]].append((row, one))
    for listed in members.values():
        leads = [row for row, one in listed if one["lead"] and one["state"] in _PRESENT]
        for row in leads[1:]:
            yield tables.problem("members", row, "lead", "expected one lead", "yes")
    for row, one in enumerate(_list(tables, "consortia")):
        if not one["shared"]:
            continue
        inside = [m for _, m in members.get(one["id"], []) if m["state"] == "accepted"]
        for kind in _SHARES:
            total = math.fsum(m[kind] or 0 for m in inside)
            if any(m[kind] is None for m in inside) or abs(total - 100) > 1e-9:
                expected = f"expected {kind} shares of its members that sum to 100, got {total:g}"
                yield tables.problem("consortia", row, "shared", expected, "yes")
    yield from _check_terms(tables)
    yield from _check_sign_offs(tables, members)
    yield from _check_signings(tables)
    yield from _check_appraisals(tables)


_NUMBER = (int, float, type(None))
_SUPPLY: dict[str, tuple[type, ...]] = {
    "imports_usd": _NUMBER,
    "hhi": _NUMBER,
    "first_supplier": (str,),
    "first_share": _NUMBER,
    "hhi_world": _NUMBER,
    "critical": (bool, type(None)),
}


def _check_appraisals(tables: Tables) -> Iterator[InputError]:
    """Yield inputs that are a list, and supplies without every figure before and after."""
    for row, one in enumerate(_list(tables, "appraisals")):
        if one["inputs"] and not isinstance(json.loads(one["inputs"]), dict):
            expected = "expected an object with the inputs by name"
            yield tables.problem("appraisals", row, "inputs", expected, one["inputs"][:100])
        if one["supply"] and not _is_supply(json.loads(one["supply"])):
            names = ", ".join(_SUPPLY)
            expected = f'expected an object with "before" and "after", each with {names}'
            yield tables.problem("appraisals", row, "supply", expected, one["supply"][:100])


def _is_supply(given: object) -> bool:
    if not isinstance(given, dict):
        return False
    return not given or all(_is_concentration(given.get(side)) for side in ("before", "after"))


def _is_concentration(given: object) -> bool:
    return (
        isinstance(given, dict)
        and _SUPPLY.keys() <= given.keys()
        and all(type(given[name]) in kinds for name, kinds in _SUPPLY.items())
    )


def _check_terms(tables: Tables) -> Iterator[InputError]:
    """Yield terms that do not say member by member what was agreed."""
    for row, one in enumerate(_list(tables, "agreements")):
        given = json.loads(one["terms"]) if one["terms"] else []
        if not (isinstance(given, list) and all(map(_is_of_member, given))):
            expected = 'expected a list of objects, each with the id of a "member"'
            yield tables.problem("agreements", row, "terms", expected, one["terms"][:100])


def _is_of_member(given: object) -> bool:
    return isinstance(given, dict) and isinstance(given.get("member"), str)


def _check_sign_offs(
    tables: Tables, members: dict[str, list[tuple[int, dict[str, Any]]]]
) -> Iterator[InputError]:
    versions = {
        (one["consortium"], one["number"]): one["sha256"] for one in _list(tables, "agreements")
    }
    known = {
        (consortium, one["organisation"])
        for consortium, listed in members.items()
        for _, one in listed
    }
    for row, one in enumerate(_list(tables, "sign_offs")):
        if one["number"] is None:
            continue  # it could not be read, which is reported already
        digest = versions.get((one["consortium"], one["number"]))
        if digest is None:
            expected = "expected a version of the consortium in agreements.csv"
            yield tables.problem("sign_offs", row, "number", expected, one["number"])
        elif one["sha256"] != digest:
            expected = f"expected the digest of that version, {digest}"
            yield tables.problem("sign_offs", row, "sha256", expected, one["sha256"])
        if (one["consortium"], one["organisation"]) not in known:
            expected = "expected a member of the consortium in members.csv"
            yield tables.problem("sign_offs", row, "organisation", expected, one["organisation"])


def _check_signings(tables: Tables) -> Iterator[InputError]:
    held: dict[str, int] = {}
    for row, one in enumerate(_list(tables, "signings")):
        first = held.setdefault(one["session"], row)
        if first != row:
            line = int(tables.rows["signings"].lines[first])
            expected = f"expected one signing in a session, it has the one on line {line}"
            yield tables.problem("signings", row, "session", expected, one["session"])


def check_practices(tables: Tables) -> Iterator[InputError]:
    """Yield people who are named without their consent, and changes of what nobody sees."""
    states = tables.pair("practices", "id", "state")
    for row, code in enumerate(tables.column("practice_changes", "practice")):
        if code in states and states[code] != "published":
            expected = "expected a practice that is published: a change of another is that itself"
            yield tables.problem("practice_changes", row, "practice", expected, code)
    changed = set(tables.column("practice_changes", "practice"))
    for row, code in enumerate(tables.column("changed_effects", "practice")):
        if code is not None and code not in changed:
            expected = "expected a practice of practice_changes.csv"
            yield tables.problem("changed_effects", row, "practice", expected, code)
    for row, one in enumerate(_list(tables, "practices")):
        if one["contact"] and one["contact_agreed_at"] is None:
            expected = "expected when the contact agreed to be named"
            yield tables.problem("practices", row, "contact_agreed_at", expected, "")


def check_screening(tables: Tables) -> Iterator[InputError]:
    """Yield two lists in force of one name, entries of no list, and decisions about no hit."""
    lists: set[tuple[Any, Any]] = set()
    current: set[str] = set()
    for row, one in enumerate(_list(tables, "screening_lists")):
        lists.add((one["name"], one["uploaded_at"]))
        if one["current"] and one["name"] in current:
            expected = "expected one list of a name in force"
            yield tables.problem("screening_lists", row, "current", expected, one["name"])
        if one["current"]:
            current.add(one["name"])
    for row, one in enumerate(_list(tables, "screening_entries")):
        if (one["list"], one["uploaded_at"]) not in lists:
            expected = "expected a list of screening_lists.csv, by name and moment"
            yield tables.problem("screening_entries", row, "list", expected, one["list"])
        if not (one["name"] or one["codes"]):
            expected = "expected a name or product codes"
            yield tables.problem("screening_entries", row, "name", expected, "")
    key = ("kind", "code", "identity")
    hits = {tuple(one[name] for name in key) for one in _list(tables, "screening_hits")}
    for row, one in enumerate(_list(tables, "screening_decisions")):
        if tuple(one[name] for name in key) not in hits:
            expected = "expected a hit of screening_hits.csv"
            yield tables.problem("screening_decisions", row, "code", expected, one["code"])
