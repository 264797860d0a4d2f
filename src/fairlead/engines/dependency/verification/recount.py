"""Counts a result's rows again from flows alone, in whole dollars, dividing last.

C1 to C4 after CEPII's GeoDep, CDI1 to CDI3 after European Commission SWD(2021) 352. Nothing is
shared with the relations but the criteria. Columns are named as on neither side: ``own`` is the
judged direction, ``counter`` the other one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairlead.engines.dependency.criteria import Criteria, Side, exact
from fairlead.engines.dependency.flows import Flows
from fairlead.engines.dependency.result import DependencyResult

NO_COUNTER = 9999.0
"""GeoDep's figure for a ratio over nothing."""
Cell: TypeAlias = tuple[int, int | None]
"""A product and a year, or None for the years added up."""
Row: TypeAlias = dict[str, Any]
Books: TypeAlias = dict[Cell, Counter[int]]


@dataclass(frozen=True, slots=True)
class World:
    """Who sells what (and sums of dollars and of their squares), who buys what, who reports."""

    sellers: Books
    sums: dict[Cell, tuple[int, int]]
    bought: Counter[tuple[int, int]]
    reports: dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Dollars of one subject: from each partner, among a bloc's members, the other way."""

    partners: Books
    inside: Counter[Cell]
    counter: Counter[Cell]
    years: set[int]


def read_trade(flows: Flows, side: Side) -> pa.Table:
    """Return the flows from the judged side: economy, partner, product, year, value."""
    names = ["importer", "exporter"] if side == "import" else ["exporter", "importer"]
    names += ["product", "year", "value"]
    tables = (pq.ParquetFile(part.flows).read(names).select(names) for part in flows.parts)
    return pa.concat_tables(tables).rename_columns(["economy", "partner", *names[2:]])


def world_of(trade: pa.Table) -> World:
    """Return who sells and buys what, by year and with the years added up."""
    sellers: Books = defaultdict(Counter)
    bought: Counter[tuple[int, int]] = Counter()
    reports: dict[int, set[int]] = defaultdict(set)
    for seller, product, year, value in _summed(trade, "partner"):
        sellers[product, year][seller] += value
        sellers[product, None][seller] += value
    for buyer, product, year, value in _summed(trade, "economy"):
        bought[product, buyer] += value
        reports[buyer].add(year)
    sums = {cell: _sums(values) for cell, values in sellers.items()}
    return World(sellers, sums, bought, dict(reports))


def _summed(trade: pa.Table, who: str) -> zip[tuple[int, int, int, int]]:
    keys = [who, "product", "year"]
    table = trade.group_by(keys).aggregate([("value", "sum")]).select([*keys, "value_sum"])
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _sums(values: Counter[int]) -> tuple[int, int]:
    return sum(values.values()), sum(value * value for value in values.values())


def subject_of(trade: pa.Table, world: World, group: tuple[int, ...], *, bloc: bool) -> Subject:
    """Return the group's trade; an economy's other direction is of the years it reported."""
    partners: Books = defaultdict(Counter)
    inside: Counter[Cell] = Counter()
    counter: Counter[Cell] = Counter()
    years = set[int]().union(*(world.reports.get(code, ()) for code in group))
    codes = pa.array(group, pa.int32())
    ours = pc.or_(pc.is_in(trade["economy"], codes), pc.is_in(trade["partner"], codes))
    columns = (column.to_pylist() for column in trade.filter(ours).columns)
    for economy, partner, product, year, value in zip(*columns, strict=True):
        for cell in ((product, year), (product, None)):
            if economy in group and partner in group:
                inside[cell] += value
            elif economy in group:
                partners[cell][partner] += value
            elif bloc or year in years:
                counter[cell] += value
    return Subject(partners, inside, counter, years)


def _above(part: int, whole: int, threshold: float) -> bool:
    limit = exact(threshold)
    return part * limit.denominator > whole * limit.numerator


def _figures(world: World, subject: Subject, cell: Cell, rules: Criteria) -> Row:
    """Return the figures and C1 to C3 of a product that is sold, None where undefined."""
    partners, counter = subject.partners.get(cell, Counter()), subject.counter[cell]
    own, own_sq = _sums(partners)
    sold, sold_sq = world.sums[cell]
    first = min(partners, key=lambda code: (-partners[code], code), default=None)
    return {
        "product": cell[0],
        "own": own,
        "hhi": own_sq / own**2 if own else None,
        "first_partner": first,
        "first_share": None if first is None else partners[first] / own,
        "hhi_world": sold_sq / sold**2,
        "counter": counter,
        "own_over_counter": _ratio(own, counter),
        "c1": _above(own_sq, own**2, rules.concentration) if own else None,
        "c2": _above(sold_sq, sold**2, rules.world_concentration),
        "c3": _above(own, counter, rules.coverage) if own else None,
    }


def _ratio(own: int, counter: int) -> float | None:
    if not own:
        return None
    return own / counter if counter else NO_COUNTER


def yearly_rows(world: World, subject: Subject, rules: Criteria) -> list[Row]:
    """Return the rows of each product and year in which the subject has trade to judge."""
    cells = [cell for cell in subject.partners if cell[1] is not None]
    return [_of_year(world, subject, cell, rules) for cell in cells]


def _of_year(world: World, subject: Subject, cell: Cell, rules: Criteria) -> Row:
    row = _figures(world, subject, cell, rules)
    return {**row, "year": cell[1], "holds": row["c1"] and row["c2"] and row["c3"]}


def judged_rows(
    world: World, subject: Subject, result: DependencyResult, *, bloc: bool
) -> list[Row]:
    """Return the rows of the table: every product sold, or (everybody judged) those bought."""
    rules, judged = result.criteria, len(subject.years)
    held = Counter(row["product"] for row in yearly_rows(world, subject, rules) if row["holds"])
    products = [product for product, year in world.sellers if year is None]
    rows = []
    for product in products:
        cell = (product, None)
        row = _figures(world, subject, cell, rules)
        own, inside, counter = row["own"], subject.inside[cell], row["counter"]
        if not own and not result.members:
            continue
        needed, of = rules.persistence
        lasting = held[product] * of >= judged * needed
        c4 = lasting if own and judged > 1 else None
        d2 = _above(own, own + inside, rules.outside_share)
        d3 = _above(own, counter + inside, rules.coverage)
        commission = row["c1"] and d3 and (d2 or not bloc)
        geodep = row["c1"] and row["c2"] and row["c3"] and c4 is not False
        ruled = geodep if rules.rule == "geodep" else commission
        critical = ruled and own >= rules.floor if own else None
        order = ranked(subject, product)
        second = order[1] if len(order) > 1 and (result.members or critical) else None
        hub = (product, row["first_partner"])
        passed = world.sellers[product, None][hub[1]] if own else 0
        limit = exact(rules.reexport_share)
        rows.append(
            {
                **row,
                "partners": len(order),
                "second_partner": second and second[0],
                "second_share": second and second[1] / own,
                "c4": c4,
                "cdi1": row["hhi"],
                "cdi2": own / (own + inside) if own else None,
                "cdi3": _ratio(own, counter + inside),
                "commission": commission if own else None,
                "years_held": held[product],
                "years_judged": judged,
                "reexport_warning": passed > 0
                and world.bought[hub] * limit.denominator >= passed * limit.numerator,
                "critical": critical,
                "reason": not own or own < rules.floor or not counter or judged == 1,
            }
        )
    return rows


def ranked(subject: Subject, product: int) -> list[tuple[int, int]]:
    """Return the partners and their dollars, the largest first, equals by their code."""
    partners = subject.partners.get((product, None), Counter())
    return sorted(partners.items(), key=lambda one: (-one[1], one[0]))
