"""Seventeen joint projects worth 80 billion, which start from what the bloc lacks."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from fairlead.demo.firms import Firm
from fairlead.demo.market import Columns
from fairlead.demo.trade import Trade, find_shortages
from fairlead.demo.world import BLOC, HOST, PARTNER, Floats, Product, find_economy_name, stream

WORTH = 80_000_000_000
CURRENCY = "RUB"
RATE = 0.10
FIRST_YEAR = 2024
BUDGET_YEARS = 5
_MILLION = 1_000_000
_STAGES = (
    "idea", "need_confirmed", "consortium", "consortium", "letter_of_intent", "letter_of_intent",
    "feasibility", "feasibility", "feasibility", "approved", "approved", "financed", "financed",
    "signed", "signed", "signed", "implementation",
)  # fmt: skip
COMMITTED = ("signed", "implementation", "output")
_SIGNED_RATE = 0.115  # above the discount rate
_ENOUGH = 0.62  # share of all costs that the budgets cover
_PARTNERS = (
    (PARTNER, HOST), (PARTNER, HOST), (PARTNER, HOST), (PARTNER, HOST, "KAZ"), (HOST, "KAZ"),
    (PARTNER, "KAZ"), (HOST, "UZB"), (PARTNER, HOST, "CHN"), (HOST, "ARM"), (PARTNER, HOST, "KGZ"),
)  # fmt: skip


Shares = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Project:
    """One row of projects.csv."""

    id: str
    title: str
    title_ru: str
    stage: str
    lead: str
    partners: Shares
    benefit_shares: Shares | None
    products: list[str]
    amount: float
    start_year: int
    cash_flows: list[float]
    jobs: int
    local_share: float
    description: str
    description_ru: str
    requires: list[str] | None = None
    excludes: list[str] | None = None


@dataclass(frozen=True, slots=True)
class Projects:
    """Columns of projects.csv, and each economy's budget for each year from `FIRST_YEAR`."""

    columns: Columns
    budgets: dict[str, tuple[float, ...]]


def make_projects(firms: list[Firm], trade: Trade, *, seed: int) -> Projects:
    """Return the projects: amounts sum to `WORTH`, a few of them worth less than they cost."""
    draw = stream(seed, "projects")
    products = _choose_products(trade, len(_STAGES), draw)
    amounts = _draw_amounts(len(_STAGES), draw)
    stages = draw.permutation(_STAGES).tolist()
    projects = [
        _project(number, product, amount=amount, stage=stage, firms=firms, draw=draw)
        for number, (product, amount, stage) in enumerate(
            zip(products, amounts, stages, strict=True), start=1
        )
    ]
    projects = _link_projects(projects, draw)
    columns: Columns = {
        field.name: [getattr(project, field.name) for project in projects]
        for field in fields(Project)
    }
    return Projects(columns, _make_budgets(projects))


def _project(
    number: int,
    product: Product,
    *,
    amount: int,
    stage: str,
    firms: list[Firm],
    draw: np.random.Generator,
) -> Project:
    among = _PARTNERS[int(draw.integers(len(_PARTNERS)))]
    signed = stage in COMMITTED  # what is signed leaves no partner worse off
    return Project(
        id=f"project-{number:02d}",
        title=f"{product.title}: joint production",
        title_ru=f"{product.title_ru}: совместное производство",
        stage=stage,
        lead=_lead(firms, among, product, draw).id,
        partners=_draw_shares(among, draw),
        benefit_shares=None if signed or draw.random() < 0.5 else _draw_shares(among, draw),
        products=[f"HS:{product.code}"],
        amount=float(amount),
        start_year=FIRST_YEAR + int(draw.integers(3)),
        cash_flows=_draw_cash_flows(amount, at_least=_SIGNED_RATE if signed else 0.01, draw=draw),
        jobs=int(amount / draw.uniform(8e6, 25e6)),
        local_share=round(float(draw.uniform(0.35, 0.85)), 2),
        description="Partners: " + ", ".join(find_economy_name(c, "en") for c in among) + ".",
        description_ru="Партнёры: " + ", ".join(find_economy_name(c, "ru") for c in among) + ".",
    )


def _choose_products(trade: Trade, count: int, draw: np.random.Generator) -> list[Product]:
    """Return products to make: critical imports of the bloc's members, then any others."""
    found = {s.product.code: s.product for e in BLOC for s in find_shortages(trade, e)[:8]}
    critical = [found[code] for code in draw.permutation(sorted(found)).tolist()][:count]
    others = [p for p in trade.products if p.code not in found]
    extra = draw.choice(len(others), count - len(critical), replace=False).tolist()
    return critical + [others[i] for i in extra]


def _draw_amounts(count: int, draw: np.random.Generator) -> list[int]:
    """Return heavy-tailed amounts in whole millions that sum to `WORTH`."""
    weights = draw.lognormal(0, 0.9, count)
    amounts = np.maximum(np.rint(weights / weights.sum() * WORTH / _MILLION), 100).astype(int)
    amounts[int(amounts.argmax())] += WORTH // _MILLION - int(amounts.sum())
    return [int(a) * _MILLION for a in amounts]


def _draw_shares(among: tuple[str, ...], draw: np.random.Generator) -> list[tuple[str, float]]:
    """Return shares in twentieths that sum to 1, none nought."""
    parts = draw.multinomial(20 - 2 * len(among), draw.dirichlet(np.full(len(among), 4.0))) + 2
    return [(code, int(part) / 20) for code, part in zip(among, parts, strict=True)]


def _lead(
    firms: list[Firm], among: tuple[str, ...], product: Product, draw: np.random.Generator
) -> Firm:
    """Return an exhibitor of a partner, of the product's sector when there is one."""
    able = [f for f in firms if f.exhibits and f.economy.code in among]
    fitting = [f for f in able if f.sector == product.sector]
    of = fitting or able
    return of[int(draw.integers(len(of)))]


def _draw_cash_flows(amount: int, *, at_least: float, draw: np.random.Generator) -> list[float]:
    """Return the spending over one to three years, then returns that ramp up to a steady level.

    The steady level makes a rate of return drawn around 14 %, so that some projects stay below
    the discount rate.
    """
    building, earning = int(draw.integers(1, 4)), int(draw.integers(7, 12))
    spread = draw.dirichlet(np.full(building, 5.0))
    spent = np.rint(spread * amount / _MILLION)
    spent[-1] += amount / _MILLION - spent.sum()
    ramp = np.minimum(np.arange(1, earning + 1) / 3, 1.0)
    rate = float(np.clip(draw.normal(0.14, 0.05), at_least, 0.28))
    worth = _present(ramp, rate=rate, start=building)
    level = _present(spent, rate=rate, start=0) / worth
    return [float(-s * _MILLION) for s in spent] + [
        float(round(level * r) * _MILLION) for r in ramp
    ]


def _present(flows: Floats, *, rate: float, start: int) -> float:
    return float((flows * (1 + rate) ** -(np.arange(len(flows)) + float(start))).sum())


def _link_projects(projects: list[Project], draw: np.random.Generator) -> list[Project]:
    """Let one project require another, and one pair exclude each other, none of them signed."""
    still_open = [i for i, project in enumerate(projects) if project.stage not in COMMITTED]
    a, b, c, d = draw.choice(still_open, 4, replace=False).tolist()
    linked = list(projects)
    linked[a] = replace(projects[a], requires=[projects[b].id])
    linked[c] = replace(projects[c], excludes=[projects[d].id])
    return linked


def _make_budgets(projects: list[Project]) -> dict[str, tuple[float, ...]]:
    """Return budgets that cover the signed projects and a good part of all costs."""
    every, signed = _sum_costs(projects), _sum_costs([p for p in projects if p.stage in COMMITTED])
    none = np.zeros(BUDGET_YEARS)
    return {
        code: tuple(
            float(np.ceil(max(_ENOUGH * cost, 1.05 * held) / _MILLION) * _MILLION)
            for cost, held in zip(every[code], signed.get(code, none), strict=True)
        )
        for code in sorted(every)
    }


def _sum_costs(projects: list[Project]) -> dict[str, Floats]:
    """Return what each economy would pay in each budget year for all of ``projects``."""
    costs: dict[str, Floats] = {}
    for project in projects:
        spent = np.zeros(BUDGET_YEARS)
        for year, flow in enumerate(project.cash_flows, start=project.start_year - FIRST_YEAR):
            if flow < 0:
                spent[year] -= flow
        for code, share in project.partners:
            costs[code] = costs.get(code, np.zeros(BUDGET_YEARS)) + share * spent
    return costs
