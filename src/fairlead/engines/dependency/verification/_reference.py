"""The criteria again, slow and plain, from a list of flows: what the fast path must agree with.

Exact fractions, dictionaries and loops; nothing is shared with the fast path but the criteria.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from fairlead.engines.dependency.criteria import Criteria, Side, exact


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
    counter: int
    c1: bool | None
    c2: bool | None
    c3: bool | None
    c4: bool | None
    commission: bool | None
    years_held: int
    critical: bool | None


def reference(
    flows: Iterable[Flow],
    *,
    members: tuple[int, ...],
    bloc: bool,
    side: Side = "import",
    criteria: Criteria | None = None,
) -> dict[tuple[int, int], Row]:
    """Return a row for each subject (0 for a bloc) and product anybody sells."""
    rules = criteria or Criteria()
    turned = [flow if side == "import" else _turned(flow) for flow in flows]
    turned = [flow for flow in turned if flow.exporter != flow.importer and flow.value > 0]
    groups = [(0, members)] if bloc else [(member, (member,)) for member in members]
    by_product: dict[int, list[Flow]] = defaultdict(list)
    for flow in turned:
        by_product[flow.product].append(flow)
    rows = {}
    for subject, group in groups:
        reports = {flow.year for flow in turned if flow.importer in group}
        for product in sorted(by_product):
            rows[subject, product] = _row(by_product[product], group, reports, rules, bloc=bloc)
    return rows


def _turned(flow: Flow) -> Flow:
    return Flow(flow.importer, flow.exporter, flow.product, flow.year, flow.value)


def _row(
    of_product: list[Flow],
    group: tuple[int, ...],
    reports: set[int],
    rules: Criteria,
    *,
    bloc: bool,
) -> Row:
    pooled = _Figures.of(of_product, group, reports if not bloc else None)
    held = 0
    for year in reports:
        one = _Figures.of([flow for flow in of_product if flow.year == year], group, None)
        held += all(one.criteria(rules))
    c1, c2, c3 = pooled.criteria(rules)
    if not pooled.own:
        return Row(0, None, None, None, pooled.hhi_world, pooled.counter, None, c2, None, None,
                   None, held, None)  # fmt: skip
    needed, of = rules.persistence
    c4 = held * of >= len(reports) * needed if len(reports) > 1 else None
    d2 = Fraction(pooled.own, pooled.own + pooled.inside) > exact(rules.outside_share)
    d3 = pooled.own > exact(rules.coverage) * pooled.counter_all
    commission = bool(c1 and d3 and (d2 or not bloc))
    geodep = bool(c1 and c2 and c3 and c4 is not False)
    ruled = geodep if rules.rule == "geodep" else commission
    first = min(pooled.partners, key=lambda one: (-pooled.partners[one], one))
    return Row(
        own=pooled.own,
        hhi=pooled.hhi,
        first=first,
        first_share=Fraction(pooled.partners[first], pooled.own),
        hhi_world=pooled.hhi_world,
        counter=pooled.counter,
        c1=c1,
        c2=c2,
        c3=c3,
        c4=c4,
        commission=commission,
        years_held=held,
        critical=ruled and pooled.own >= rules.floor,
    )


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
        return _hhi(self.partners)

    @property
    def hhi_world(self) -> Fraction | None:
        return _hhi(self.sellers)

    def criteria(self, rules: Criteria) -> tuple[bool | None, bool | None, bool | None]:
        """Return C1 to C3, None where undefined."""
        world = self.hhi_world
        c2 = None if world is None else world > exact(rules.world_concentration)
        if self.hhi is None:
            return None, c2, None
        c3 = self.own > exact(rules.coverage) * self.counter
        return self.hhi > exact(rules.concentration), c2, c3


def _hhi(values: dict[int, int]) -> Fraction | None:
    total = sum(values.values())
    if not total:
        return None
    return Fraction(sum(value * value for value in values.values()), total * total)
