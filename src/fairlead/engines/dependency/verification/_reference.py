"""The criteria again, slow and plain, from a list of flows: what the fast path must agree with.

Exact fractions, dictionaries and loops; nothing is shared with the fast path but the criteria.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from fairlead.engines.dependency.criteria import Criteria, Side, read_exactly


@dataclass(frozen=True, slots=True)
class Flow:
    """Dollars of a product from one economy to another in a year."""

    exporter: int
    importer: int
    product: int
    year: int
    value: int


@dataclass(frozen=True, slots=True)
class Row:
    """What the fast path says of one subject and product; None where undefined."""

    own: int
    hhi: Fraction | None
    first: int | None
    first_share: Fraction | None
    hhi_world: Fraction | None
    counter: int | None
    reporters: int
    c1: bool | None
    c2: bool | None
    c3: bool | None
    c4: bool | None
    commission: bool | None
    years_held: int
    critical: bool | None


def judge_slowly(
    flows: Iterable[Flow],
    *,
    members: tuple[int, ...],
    bloc: bool,
    side: Side = "import",
    criteria: Criteria | None = None,
) -> dict[tuple[int, int], Row]:
    """Return a row for each subject (0 for a bloc) and product anybody sells."""
    rules = criteria or Criteria()
    turned = [flow if side == "import" else _turn_flow(flow) for flow in flows]
    turned = [flow for flow in turned if flow.exporter != flow.importer and flow.value > 0]
    groups = [(0, members)] if bloc else [(member, (member,)) for member in members]
    by_product: dict[int, list[Flow]] = defaultdict(list)
    for flow in turned:
        by_product[flow.product].append(flow)
    rows = {}
    for subject, group in groups:
        reports = {flow.year for flow in turned if flow.importer in group}
        known = _Coverage.of(turned, group, side)
        for product in sorted(by_product):
            rows[subject, product] = _build_row(
                by_product[product], group, reports, rules, known, bloc=bloc
            )
    return rows


@dataclass(frozen=True, slots=True)
class _Coverage:
    """In which years the reports of imports answer what of a group."""

    own: set[int]
    world: set[int]
    counter: set[int]
    reporting_side: str

    @classmethod
    def of(cls, turned: list[Flow], group: tuple[int, ...], side: Side) -> _Coverage:
        own, world, counter = set[int](), set[int](), set[int]()
        for year in {flow.year for flow in turned}:
            reporters = {
                flow.importer if side == "import" else flow.exporter
                for flow in turned
                if flow.year == year
            }
            others = {one for one in reporters if one not in group}
            if side == "import":
                own.add(year)
                if others:
                    world.add(year)
                    counter.add(year)
            else:
                if len(others) > 1:
                    own.add(year)
                if len(reporters) > 1:
                    world.add(year)
                if len(others) < len(reporters):
                    counter.add(year)
        return cls(own, world, counter, "importer" if side == "import" else "exporter")


def _turn_flow(flow: Flow) -> Flow:
    return Flow(flow.importer, flow.exporter, flow.product, flow.year, flow.value)


def _build_row(
    of_product: list[Flow],
    group: tuple[int, ...],
    reports: set[int],
    rules: Criteria,
    known: _Coverage,
    *,
    bloc: bool,
) -> Row:
    pooled = _Figures.of(of_product, group, reports)
    needed, of = rules.persistence
    window = {year for year in reports if year > max(reports) - of}
    held = unsure = 0
    for year in window:
        one = _Figures.of([flow for flow in of_product if flow.year == year], group, None)
        if one.own:
            verdict = _join_truths(one.criteria(rules, known, {year}))
            held += verdict is True
            unsure += verdict is None
    c1, c2, c3 = pooled.criteria(rules, known, reports)
    reporters = len(
        {
            flow.importer if known.reporting_side == "importer" else flow.exporter
            for flow in of_product
        }
    )
    hhi_world = pooled.hhi_world if reports <= known.world else None
    counter = pooled.counter if reports <= known.counter else None
    if not pooled.own:
        return Row(0, None, None, None, hhi_world, counter, reporters, None, c2, None, None,
                   None, held, None)  # fmt: skip
    c4 = None
    if len(window) > 1:
        enough = len(window) * needed
        c4 = True if held * of >= enough else False if (held + unsure) * of < enough else None
    d2 = Fraction(pooled.own, pooled.own + pooled.inside) > read_exactly(rules.outside_share)
    d3 = None
    if reports <= known.counter:
        d3 = pooled.own > read_exactly(rules.coverage) * pooled.counter_all
    commission = _join_truths((c1, d3, d2 or not bloc))
    geodep = _join_truths((c1, c2, c3, c4 if len(window) > 1 else True))
    ruled = geodep if rules.rule == "geodep" else commission
    first = min(pooled.partners, key=lambda one: (-pooled.partners[one], one))
    return Row(
        own=pooled.own,
        hhi=pooled.hhi if reports <= known.own else None,
        first=first,
        first_share=Fraction(pooled.partners[first], pooled.own),
        hhi_world=hhi_world,
        counter=counter,
        reporters=reporters,
        c1=c1,
        c2=c2,
        c3=c3,
        c4=c4,
        commission=commission,
        years_held=held,
        critical=ruled if pooled.own >= rules.floor else False,
    )


def _join_truths(flags: Iterable[bool | None]) -> bool | None:
    """Return whether all hold: one that does not settles it, else one unknown leaves it open."""
    listed = list(flags)
    return False if False in listed else None if None in listed else True


@dataclass(frozen=True, slots=True)
class _Figures:
    """Sums over flows of one product."""

    partners: dict[int, int]
    sellers: dict[int, int]
    inside: int
    counter: int
    counter_all: int

    @classmethod
    def of(cls, flows: list[Flow], group: tuple[int, ...], reports: set[int] | None) -> _Figures:
        partners: dict[int, int] = defaultdict(int)
        sellers: dict[int, int] = defaultdict(int)
        inside = outward = 0
        for flow in flows:
            sellers[flow.exporter] += flow.value
            if flow.importer in group and flow.exporter in group:
                inside += flow.value
            elif flow.importer in group:
                partners[flow.exporter] += flow.value
            elif flow.exporter in group and (reports is None or flow.year in reports):
                outward += flow.value
        return cls(dict(partners), dict(sellers), inside, outward, outward + inside)

    @property
    def own(self) -> int:
        return sum(self.partners.values())

    @property
    def hhi(self) -> Fraction | None:
        return _compute_hhi(self.partners)

    @property
    def hhi_world(self) -> Fraction | None:
        return _compute_hhi(self.sellers)

    def criteria(
        self, rules: Criteria, known: _Coverage, years: set[int]
    ) -> tuple[bool | None, bool | None, bool | None]:
        """Return C1 to C3 of the years, None where undefined or unknown."""
        c1 = c2 = c3 = None
        if self.hhi_world is not None and years <= known.world:
            c2 = self.hhi_world > read_exactly(rules.world_concentration)
        if self.hhi is not None and years <= known.own:
            c1 = self.hhi > read_exactly(rules.concentration)
        if self.own and years <= known.counter:
            c3 = self.own > read_exactly(rules.coverage) * self.counter
        return c1, c2, c3


def _compute_hhi(values: dict[int, int]) -> Fraction | None:
    total = sum(values.values())
    if not total:
        return None
    return Fraction(sum(value * value for value in values.values()), total * total)
