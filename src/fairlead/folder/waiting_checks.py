"""Rules of what waits for the organiser."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from fairlead.folder.input_errors import InputError
from fairlead.folder.market_schemas import NEED_FIGURES
from fairlead.folder.tables import Tables
from fairlead.folder.time_kinds import MOMENT

FIGURES = {one.name: one for one in NEED_FIGURES.fields if one.name != "need"}


def check_waiting(tables: Tables) -> Iterator[InputError]:
    """Yield changes of entries of others, figures that are none, and pictures that do not count."""
    owners = {
        "offer": {(one["id"], one["organisation"]) for one in _list(tables, "offers")},
        "need": {
            (one["id"], one[name])
            for one in _list(tables, "needs")
            for name in ("organisation", "posted_by")
        },
    }
    codes = {kind: {code for code, _ in pairs} for kind, pairs in owners.items()}
    for row, one in enumerate(_list(tables, "waiting_entries")):
        kind, code = one["kind"], one["code"]
        if code in codes.get(kind, ()) and (code, one["organisation"]) not in owners[kind]:
            expected = f"expected an id of the organisation's own {kind}s, or a new one"
            yield tables.problem("waiting_entries", row, "code", expected, code)
        if one["figures"] and not is_figures(json.loads(one["figures"])):
            expected = f"expected an object with {', '.join(FIGURES)}, as need_figures.csv has them"
            yield tables.problem("waiting_entries", row, "figures", expected, one["figures"][:100])
    yield from _check_pictures(tables)


def _list(tables: Tables, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tables.table(name).to_pylist()
    return rows


def _check_pictures(tables: Tables) -> Iterator[InputError]:
    numbers: dict[Any, set[int]] = defaultdict(set)
    rows = _list(tables, "waiting_pictures")
    for one in rows:
        if one["number"] is not None:
            numbers[one["organisation"], one["kind"]].add(one["number"])
    for row, one in enumerate(rows):
        number = one["number"]
        if number is None:
            continue
        of = numbers[one["organisation"], one["kind"]]
        if one["kind"] == "logo" and number > 1:
            yield tables.problem("waiting_pictures", row, "number", "expected 1 of a logo", number)
        if of not in ({0}, set(range(1, len(of) + 1))):
            expected = "expected them counted from 1, or 0 alone where none is to be shown"
            yield tables.problem("waiting_pictures", row, "number", expected, number)
        if (number == 0) != (one["sha256"] is None):
            expected = "expected a picture of each number from 1, and none of 0"
            yield tables.problem("waiting_pictures", row, "sha256", expected, one["sha256"] or "")


def is_figures(given: object) -> bool:
    """Return whether a value is figures of a need as `need_figures.csv` takes them."""
    if not isinstance(given, dict) or given.keys() != FIGURES.keys():
        return False
    return all(_fits(name, value) for name, value in given.items())


def _fits(name: str, value: object) -> bool:
    field = FIGURES[name]
    if value in (None, "", []):
        return not field.required
    try:
        if field.kind is MOMENT:
            return dt.datetime.fromisoformat(str(value)).tzinfo is not None
        if field.kind.is_list:
            return isinstance(value, list) and bool(field.kind.parse("|".join(map(str, value))))
        is_figure = isinstance(value, (int, float)) and not isinstance(value, bool)
        if is_figure != (field.kind.bound is not None):
            return False
        field.kind.parse(repr(value) if is_figure else str(value))
    except ValueError:
        return False
    return True
