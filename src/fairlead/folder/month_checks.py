"""Rules across the months of the standing search and the needs that they proposed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fairlead.folder import bounds
from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

_CAUSE = ("economy", "product", "month")
_THRESHOLDS = ("concentration", "world_concentration", "coverage", "worse")


def check_months(tables: Tables) -> Iterator[InputError]:
    """Yield months of which not one revision counts, and figures and needs of no month."""
    yield from _check_revisions(tables)
    months = _list_keys(tables, "months", "month", "revision")
    for name in ("month_figures", "month_differences"):
        for row, one in enumerate(_list(tables, name)):
            if (
                None not in (one["month"], one["revision"])
                and _join_key(one, "month", "revision") not in months
            ):
                expected = "expected a month and revision of months.csv"
                yield tables.problem(name, row, "month", expected, one["month"])
            if name == "month_differences" and _is_later(one["compared_with"], one["month"]):
                expected = "expected an earlier month"
                yield tables.problem(name, row, "compared_with", expected, one["compared_with"])
    yield from _check_proposed(tables)
    yield from _check_watches(tables)


def _list(tables: Tables, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tables.table(name).to_pylist()
    return rows


def _join_key(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _list_keys(tables: Tables, name: str, *columns: str) -> set[tuple[Any, ...]]:
    table = tables.table(name)
    return set(zip(*(table[column].to_pylist() for column in columns), strict=True))


def _is_later(first: str | None, second: str | None) -> bool:
    return first is not None and second is not None and first >= second


def _is_rule(given: object) -> bool:
    """Return whether a value says by what a month is judged, each threshold of it."""
    if not isinstance(given, dict) or given.keys() != {"rule", "persistence", *_THRESHOLDS}:
        return False
    years = given["persistence"]
    figures = [given[name] for name in _THRESHOLDS]
    if not isinstance(given["rule"], str) or not isinstance(years, list) or len(years) != 2:
        return False
    return all(
        isinstance(one, (int, float)) and not isinstance(one, bool) and one in bounds.MEASURED
        for one in (*figures, *years)
    )


def _check_revisions(tables: Tables) -> Iterator[InputError]:
    rows = _list(tables, "months")
    current: dict[Any, int] = {}
    for row, one in enumerate(rows):
        if one["rule"] and not _is_rule(json.loads(one["rule"])):
            expected = f"expected an object with rule, persistence, {', '.join(_THRESHOLDS)}"
            yield tables.problem("months", row, "rule", expected, one["rule"][:100])
        if _is_later(one["before"], one["month"]):
            expected = "expected an earlier month"
            yield tables.problem("months", row, "before", expected, one["before"])
        for column in ("table", "changes"):
            if (one[column] is None) == (one["current"] is not None):
                expected = "expected the file of a revision that counts, and none of another"
                yield tables.problem("months", row, column, expected, one[column] or "")
        if one["current"] and current.setdefault(one["month"], row) != row:
            line = int(tables.rows["months"].lines[current[one["month"]]])
            expected = f"expected one revision of a month that counts, there is that on line {line}"
            yield tables.problem("months", row, "current", expected, one["month"])
    for row, one in enumerate(rows):
        if one["month"] is not None and one["month"] not in current:
            expected = "expected a revision of the month that counts"
            yield tables.problem("months", row, "current", expected, "")


def _check_proposed(tables: Tables) -> Iterator[InputError]:
    names = ("month", "revision", "economy", "product")
    differences = _list_keys(tables, "month_differences", *names)
    waiting: set[tuple[Any, ...]] = set()
    rows = _list(tables, "proposed_needs")
    for row, one in enumerate(rows):
        if None not in (key := _join_key(one, *names)) and key not in differences:
            expected = "expected what became critical by month_differences.csv"
            yield tables.problem("proposed_needs", row, "month", expected, one["month"])
        if one["state"] == "dismissed" and not one["reason"]:
            yield tables.problem("proposed_needs", row, "reason", "expected why", "")
        if one["state"] == "accepted" and not one["need"]:
            expected = "expected the need that was posted"
            yield tables.problem("proposed_needs", row, "need", expected, "")
        if one["state"] == "waiting":
            if _join_key(one, "economy", "product") in waiting:
                expected = "expected one proposal of an import that waits"
                yield tables.problem("proposed_needs", row, "state", expected, "waiting")
            waiting.add(_join_key(one, "economy", "product"))
    causes = {_join_key(one, *_CAUSE) for one in rows}
    for row, one in enumerate(_list(tables, "told_makers")):
        if None not in (key := _join_key(one, *_CAUSE)) and key not in causes:
            expected = "expected a need of proposed_needs.csv"
            yield tables.problem("told_makers", row, "month", expected, one["month"])


def _check_watches(tables: Tables) -> Iterator[InputError]:
    for row, one in enumerate(_list(tables, "watches")):
        if not (one["offers"] or one["needs"]):
            expected = "expected yes for offers, for needs or for both"
            yield tables.problem("watches", row, "offers", expected, "")
