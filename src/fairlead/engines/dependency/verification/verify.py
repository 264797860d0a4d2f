"""Whether a result is what its flows say: shares no code with the relations that computed it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.engines.dependency.flows import Flows
from fairlead.engines.dependency.result import WORDS, DependencyResult
from fairlead.engines.dependency.verification.recount import (
    Row,
    Subject,
    WorldSupply,
    all_hold,
    count_judged_rows,
    count_subject,
    count_world,
    count_yearly_rows,
    rank_partners,
    read_trade,
    windowed_rows,
)

TOLERANCE = 1e-12
"""Share by which a figure may differ: a quotient of two exact whole numbers, rounded."""
SHARES = ("hhi", "first_share", "second_share", "hhi_world", "cdi1", "cdi2", "share")


def verify(flows: Flows, result: DependencyResult) -> list[str]:
    """Return whatever ``result`` says that ``flows`` do not, in words; empty when all holds.

    Every figure and verdict of its tables is counted again from the flows (`recount`), for every
    economy the result must cover. Of ``reason`` only the presence is checked.

    Raises `ValueError` when the flows lack a year of the result.
    """
    trade = read_trade(flows.during(result.years), result.side)
    world = count_world(trade, result.side)
    bloc = bool(result.members) and 0 in result.table["economy"].to_pylist()
    groups: dict[int, tuple[int, ...]] = {}
    groups |= {code: (code,) for code in result.members or sorted(world.reports)}
    wrong = list(_check_reported(world, result, [*groups]))
    if bloc:
        groups = {0: result.members}
    for name in ("table", "partners", "by_year"):
        there = _list_economies(getattr(result, name))
        wrong += [f"{name}: economy {code} is not judged" for code in sorted(there - {*groups})]
    for code, group in groups.items():
        subject = count_subject(trade, world, group, result.side)
        for name, expected in _build_expected(world, subject, result, bloc=bloc).items():
            found = _read_rows(getattr(result, name), code, result)
            where = f"{name}: {'the bloc' if bloc else f'economy {code}'}"
            wrong += _compare_rows(flows, where, found, expected, result)
            wrong += _check_consistency(flows, where, found, result)
    return wrong


def _check_reported(
    world: WorldSupply, result: DependencyResult, codes: list[int]
) -> Iterator[str]:
    expected = {code: len(world.reports.get(code, ())) for code in codes}
    found = dict(zip(*(column.to_pylist() for column in result.reported.columns), strict=True))
    for code in sorted({*found, *expected}):
        if found.get(code) != expected.get(code):
            said, right = found.get(code, 0), expected.get(code, 0)
            yield f"reported: economy {code}: years is {said}, expected {right}"


def _list_economies(table: pa.Table | None) -> set[int]:
    return set() if table is None else set(table["economy"].to_pylist())


def _read_rows(table: pa.Table | None, code: int, result: DependencyResult) -> list[Row]:
    """Return the subject's rows, columns named as on neither side."""
    if table is None:
        return []
    plain = {word: name for name, word in WORDS[result.side].items()}
    rows = table.filter(pc.equal(table["economy"], code))
    names = [plain.get(name, name) for name in rows.column_names]
    return list(rows.rename_columns(names).to_pylist())


def _build_expected(
    world: WorldSupply, subject: Subject, result: DependencyResult, *, bloc: bool
) -> dict[str, list[Row]]:
    """Return the rows each table must have; partners as deep as the result goes."""
    rows = count_judged_rows(world, subject, result, bloc=bloc)
    depth = max(result.partners["rank"].to_pylist(), default=2)
    tops = [
        {"product": row["product"], "rank": rank, "partner": partner, "value": value}
        | {"share": value / row["own"]}
        for row in rows
        if (row["own"] if result.members else row["critical"])
        for rank, (partner, value) in enumerate(
            rank_partners(subject, row["product"])[:depth], start=1
        )
    ]
    several = bool(result.members) and len(result.years) > 1
    each = count_yearly_rows(world, subject, result.criteria) if several else []
    by_year = windowed_rows(each, subject, result, bloc=bloc)
    return {"table": rows, "partners": tops, "by_year": by_year}


def _build_key(row: Row) -> tuple[int, ...]:
    return tuple(row.get(name, 0) for name in ("product", "year", "rank"))


def _name_row(flows: Flows, where: str, row: Row) -> str:
    """Return where a row is: whose, of which product, year and rank."""
    rest = [f"{name} {row[name]}" for name in ("year", "rank") if name in row]
    return ", ".join([where, f"product {flows.product_code(row['product'])}", *rest])


def _compare_rows(
    flows: Flows, where: str, found: list[Row], expected: list[Row], result: DependencyResult
) -> Iterator[str]:
    rows = {_build_key(row): row for row in found}
    right = {_build_key(row): row for row in expected}
    if len(rows) < len(found):
        yield f"{where}: {len(found) - len(rows)} rows are there twice"
    for key in sorted({*rows, *right}):
        if key not in rows:
            yield f"{_name_row(flows, where, right[key])}: the row is missing"
        elif key not in right:
            yield f"{_name_row(flows, where, rows[key])}: the row should not be there"
        else:
            for name, value in right[key].items():
                shown = rows[key][name]
                if name == "reason":
                    shown = shown is not None
                if not _is_same(shown, value):
                    column = WORDS[result.side].get(name, name)
                    at = _name_row(flows, where, rows[key])
                    yield f"{at}: {column} is {shown}, expected {value}"


def _is_same(found: object, expected: object) -> bool:
    if isinstance(found, float) and isinstance(expected, float):
        return math.isclose(found, expected, rel_tol=TOLERANCE)
    return type(found) is type(expected) and found == expected


def _check_consistency(
    flows: Flows, where: str, found: list[Row], result: DependencyResult
) -> Iterator[str]:
    """Say where rows contradict themselves or are out of order, whatever the flows are."""
    words, rules = WORDS[result.side], result.criteria
    places = [_build_key(row) for row in found]
    if places != sorted(places):
        yield f"{where}: rows are not in the order of product, year and rank"
    last: Row | None = None
    for row in found:
        at = _name_row(flows, where, row)
        for name in SHARES:
            if row.get(name) is not None and not 0 <= row[name] <= 1:
                yield f"{at}: {words.get(name, name)} is {row[name]}, expected from 0 to 1"
        if "critical" in row:
            lasting = row["c4"] if row["years_judged"] > 1 else True
            geodep = all_hold(row["c1"], row["c2"], row["c3"], lasting)
            ruled = row.get("commission") if rules.rule == "commission" else geodep
            critical = (ruled if row["own"] >= rules.floor else False) if row["own"] else None
            if rules.rule == "commission" and "commission" not in row:
                critical = row["critical"]  # a year's own is compared with the flows
            if row["critical"] is not critical:
                yield f"{at}: critical is {row['critical']}, its criteria say {critical}"
        if "rank" not in row:
            continue
        if last is not None and last["product"] == row["product"] and last["value"] < row["value"]:
            yield f"{at}: value is {row['value']}, expected at most {last['value']}"
        last = row
