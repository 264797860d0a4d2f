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

from fairlead.engines.dependency.criteria import Criteria, Side, read_exactly
from fairlead.engines.dependency.flows import Flows
from fairlead.engines.dependency.result import DependencyResult

NO_COUNTER = 9999.0
"""GeoDep's figure for a ratio over nothing."""
Cell: TypeAlias = tuple[int, int | None]
"""A product and a year, or None for the years added up."""
Row: TypeAlias = dict[str, Any]
Books: TypeAlias = dict[Cell, Counter[int]]


@dataclass(frozen=True, slots=True)
class WorldSupply:
    """Who sells what (and sums of dollars and of their squares), who buys what, who trades.

    ``reports`` are the years in which an economy has trade on the judged side, ``importers`` who
    reports imports in a year, ``reporters`` who reports them of a product in one or any year.
    """

    sellers: Books
    sums: dict[Cell, tuple[int, int]]
    bought: Counter[tuple[int, int]]
    reports: dict[int, set[int]]
    importers: dict[int, set[int]]
    reporters: dict[Cell, set[int]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Dollars of one subject: from each partner, among a bloc's members, the other way.

    ``known`` are the years in which reports answer its own trade, the world's, the other way.
    """

    partners: Books
    inside: Counter[Cell]
    counter: Counter[Cell]
    years: set[int]
    known: tuple[set[int], set[int], set[int]]


def read_trade(flows: Flows, side: Side) -> pa.Table:
    """Return the flows from the judged side: economy, partner, product, year, value."""
    names = ["importer", "exporter"] if side == "import" else ["exporter", "importer"]
    names += ["product", "year", "value"]
    tables = (pq.ParquetFile(part.flows).read(names).select(names) for part in flows.parts)
    return pa.concat_tables(tables).rename_columns(["economy", "partner", *names[2:]])


def count_world(trade: pa.Table, side: Side) -> WorldSupply:
    """Return who sells and buys what, by year and with the years added up."""
    sellers: Books = defaultdict(Counter)
    bought: Counter[tuple[int, int]] = Counter()
    reports: dict[int, set[int]] = defaultdict(set)
    for seller, product, year, value in _sum_flows(trade, "partner"):
        sellers[product, year][seller] += value
        sellers[product, None][seller] += value
    for buyer, product, year, value in _sum_flows(trade, "economy"):
        bought[product, buyer] += value
        reports[buyer].add(year)
    sums = {cell: _sum_of_squares(values) for cell, values in sellers.items()}
    importers: dict[int, set[int]] = defaultdict(set)
    reporters: dict[Cell, set[int]] = defaultdict(set)
    for importer, product, year, _ in _sum_flows(
        trade, "economy" if side == "import" else "partner"
    ):
        importers[year].add(importer)
        reporters[product, year].add(importer)
        reporters[product, None].add(importer)
    return WorldSupply(sellers, sums, bought, dict(reports), dict(importers), dict(reporters))


def _known(
    world: WorldSupply, group: tuple[int, ...], side: Side
) -> tuple[set[int], set[int], set[int]]:
    own, sold, other = set[int](), set[int](), set[int]()
    for year, importers in world.importers.items():
        outside = len(importers - set(group))
        if side == "import":
            enough = (True, outside > 0, outside > 0)
        else:
            enough = (outside > 1, len(importers) > 1, outside < len(importers))
        for years, sure in zip((own, sold, other), enough, strict=True):
            years |= {year} if sure else set()
    return own, sold, other


def _sum_flows(trade: pa.Table, who: str) -> zip[tuple[int, int, int, int]]:
    keys = [who, "product", "year"]
    table = trade.group_by(keys).aggregate([("value", "sum")]).select([*keys, "value_sum"])
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _sum_of_squares(values: Counter[int]) -> tuple[int, int]:
    return sum(values.values()), sum(value * value for value in values.values())


def count_subject(
    trade: pa.Table, world: WorldSupply, group: tuple[int, ...], side: Side
) -> Subject:
    """Return the group's trade; the other direction is of the years in which it reported."""
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
            elif year in years:
                counter[cell] += value
    return Subject(partners, inside, counter, years, _known(world, group, side))


def _is_above(part: int, whole: int, threshold: float) -> bool:
    limit = read_exactly(threshold)
    return part * limit.denominator > whole * limit.numerator


def _compute_figures(world: WorldSupply, subject: Subject, cell: Cell, rules: Criteria) -> Row:
    """Return the figures and C1 to C3 of a product that is sold, None where undefined."""
    partners, counter = subject.partners.get(cell, Counter()), subject.counter[cell]
    own, own_sq = _sum_of_squares(partners)
    sold, sold_sq = world.sums[cell]
    first = min(partners, key=lambda code: (-partners[code], code), default=None)
    judged = subject.years if cell[1] is None else {cell[1]}
    mine, world_known, other_known = (judged <= years for years in subject.known)
    return {
        "product": cell[0],
        "own": own,
        "hhi": own_sq / own**2 if own and mine else None,
        "first_partner": first,
        "first_share": None if first is None else partners[first] / own,
        "hhi_world": sold_sq / sold**2 if world_known else None,
        "counter": counter if other_known else None,
        "own_over_counter": _compute_ratio(own, counter) if other_known else None,
        "reporters": len(world.reporters[cell]),
        "c1": _is_above(own_sq, own**2, rules.concentration) if own and mine else None,
        "c2": _is_above(sold_sq, sold**2, rules.world_concentration) if world_known else None,
        "c3": _is_above(own, counter, rules.coverage) if own and other_known else None,
    }


def all_hold(*flags: bool | None) -> bool | None:
    """Return whether all hold: one that does not settles it, one unknown leaves it open."""
    return False if False in flags else None if None in flags else True


def _compute_ratio(own: int, counter: int) -> float | None:
    if not own:
        return None
    return own / counter if counter else NO_COUNTER


def count_yearly_rows(world: WorldSupply, subject: Subject, rules: Criteria) -> list[Row]:
    """Return the rows of each product and year in which the subject has trade to judge."""
    cells = [cell for cell in subject.partners if cell[1] is not None]
    return [_count_year(world, subject, cell, rules) for cell in cells]


def _count_year(world: WorldSupply, subject: Subject, cell: Cell, rules: Criteria) -> Row:
    row = _compute_figures(world, subject, cell, rules)
    return {**row, "year": cell[1], "holds": all_hold(row["c1"], row["c2"], row["c3"])}


def windowed_rows(
    rows: list[Row], subject: Subject, result: DependencyResult, *, bloc: bool
) -> list[Row]:
    """Return the rows of years with C4 over the years that end with each, and the verdict."""
    holds = {(row["product"], row["year"]): row["holds"] for row in rows}
    found = []
    for row in rows:
        window = [
            year
            for year in subject.years
            if row["year"] - _count_years(result) < year <= row["year"]
        ]
        past = [holds.get((row["product"], year), False) for year in window]
        c4 = _find_lasting(past, len(window), result.criteria)
        critical = _find_critical(
            row, subject, result.criteria, c4=c4, judged=len(window), bloc=bloc
        )
        found.append(
            {
                **row,
                "years_held": past.count(True),
                "years_judged": len(window),
                "c4": c4,
                "critical": critical,
            }
        )
    return found


def _count_years(result: DependencyResult) -> int:
    return result.criteria.persistence[1]


def _find_lasting(past: list[bool | None], judged: int, rules: Criteria) -> bool | None:
    """Return C4: whether C1 to C3 held in enough of the years judged; None of one year."""
    needed, of = rules.persistence
    if judged < 2:
        return None
    if past.count(True) * of >= judged * needed:
        return True
    return None if (past.count(True) + past.count(None)) * of >= judged * needed else False


def _find_critical(
    row: Row, subject: Subject, rules: Criteria, *, c4: bool | None, judged: int, bloc: bool
) -> bool | None:
    own = row["own"]
    cell = (row["product"], row.get("year"))
    commission = _commission(row, subject, cell, rules, bloc=bloc)
    geodep = all_hold(row["c1"], row["c2"], row["c3"], c4 if judged > 1 else True)
    ruled = geodep if rules.rule == "geodep" else commission
    return (ruled if own >= rules.floor else False) if own else None


def _commission(
    row: Row, subject: Subject, cell: Cell, rules: Criteria, *, bloc: bool
) -> bool | None:
    own, inside = row["own"], subject.inside[cell]
    outside = _is_above(own, own + inside, rules.outside_share)
    over = None
    if row["counter"] is not None:
        over = _is_above(own, row["counter"] + inside, rules.coverage)
    return all_hold(row["c1"], over, outside or not bloc)


def count_judged_rows(
    world: WorldSupply, subject: Subject, result: DependencyResult, *, bloc: bool
) -> list[Row]:
    """Return the rows of the table: every product sold, or (everybody judged) those bought."""
    rules = result.criteria
    window = {year for year in subject.years if year > max(subject.years) - _count_years(result)}
    judged = len(window)
    past: dict[int, list[bool | None]] = defaultdict(list)
    for row in count_yearly_rows(world, subject, rules):
        if row["year"] in window:
            past[row["product"]].append(row["holds"])
    products = [product for product, year in world.sellers if year is None]
    rows = []
    for product in products:
        cell = (product, None)
        row = _compute_figures(world, subject, cell, rules)
        own, inside, counter = row["own"], subject.inside[cell], row["counter"]
        if not own and not result.members:
            continue
        c4 = _find_lasting(past[product], judged, rules) if own else None
        commission = _commission(row, subject, cell, rules, bloc=bloc)
        critical = _find_critical(row, subject, rules, c4=c4, judged=judged, bloc=bloc)
        order = rank_partners(subject, product)
        second = order[1] if len(order) > 1 and (result.members or critical) else None
        hub = (product, row["first_partner"])
        passed = world.sellers[product, None][hub[1]] if own else 0
        limit = read_exactly(rules.reexport_share)
        rows.append(
            {
                **row,
                "partners": len(order),
                "second_partner": second and second[0],
                "second_share": second and second[1] / own,
                "c4": c4,
                "cdi1": row["hhi"],
                "cdi2": own / (own + inside) if own else None,
                "cdi3": None if counter is None else _compute_ratio(own, counter + inside),
                "commission": commission if own else None,
                "years_held": past[product].count(True),
                "years_judged": judged,
                "reexport_warning": passed > 0
                and world.bought[hub] * limit.denominator >= passed * limit.numerator,
                "critical": critical,
                "reason": not own
                or own < rules.floor
                or not counter
                or judged == 1
                or not all(subject.years <= years for years in subject.known),
            }
        )
    return rows


def rank_partners(subject: Subject, product: int) -> list[tuple[int, int]]:
    """Return the partners and their dollars, the largest first, equals by their code."""
    partners = subject.partners.get((product, None), Counter())
    return sorted(partners.items(), key=lambda one: (-one[1], one[0]))
