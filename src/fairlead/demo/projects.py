"""Joint projects that start from what the bloc lacks: 17 of 80 billion, and 26 of 160 later."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal

import numpy as np

from fairlead.demo.firms import Firm
from fairlead.demo.market import Columns
from fairlead.demo.names import TRADES_AR, TRADES_ZH
from fairlead.demo.story import StoryProject, make_rates, tell_story
from fairlead.demo.trade import Trade, find_shortages
from fairlead.demo.world import (
    BLOC,
    HOST,
    LANGUAGES,
    PARTNER,
    Floats,
    Product,
    find_economy_name,
    stream,
)

FIRST_WORTH = 80_600_000_000  # of the early ones, as announced at the fair
WORTH, LATE_WORTH = 127_000_000_000, 33_000_000_000
YUAN_IN_ROUBLES = 12
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
_LATE_STAGES = (
    "idea", "idea", "need_confirmed", "need_confirmed", "consortium", "consortium",
    "letter_of_intent", "feasibility", "feasibility",
)  # fmt: skip
COMMITTED_STAGES = ("signed", "implementation", "output")
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
    title_zh: str
    title_ar: str
    stage: str
    lead: str
    partners: Shares
    benefit_shares: Shares | None
    products: list[str]
    amount: float
    currency: str | None
    start_year: int
    cash_flows: list[float]
    jobs: int
    local_share: float
    description: str
    description_ru: str
    description_zh: str
    description_ar: str
    requires: list[str] | None = None
    excludes: list[str] | None = None


@dataclass(frozen=True, slots=True)
class Projects:
    """Columns of projects.csv, and each economy's budget for each year from `FIRST_YEAR`."""

    columns: Columns
    budgets: dict[str, tuple[float, ...]]
    partners: Columns
    rates: Columns
    ledger: Columns


def make_projects(firms: list[Firm], trade: Trade, *, seed: int) -> Projects:
    """Return the projects with their ledger; a few of them are worth less than they cost."""
    draw = stream(seed, "projects")
    early = len(_STAGES)
    products = _choose_products(trade, early + len(_LATE_STAGES), draw)
    amounts = _draw_amounts(early, WORTH, draw) + _draw_amounts(len(_LATE_STAGES), LATE_WORTH, draw)
    rest = amounts[-1] % (YUAN_IN_ROUBLES * _MILLION)  # what whole yuan cannot say
    amounts[-2:] = [amounts[-2] + rest, amounts[-1] - rest]
    stages = [*draw.permutation(_STAGES).tolist(), *_LATE_STAGES]
    projects = [
        _project(number, product, amount=amount, stage=stage, firms=firms, draw=draw)
        for number, (product, amount, stage) in enumerate(
            zip(products, amounts, stages, strict=True), start=1
        )
    ]
    projects = _link_projects(projects, draw)
    budgets = _make_budgets(projects)
    # The last one is announced in another currency; its cash flows are in the fair's.
    in_yuan = projects[-1].amount / YUAN_IN_ROUBLES
    projects[-1] = replace(projects[-1], amount=in_yuan, currency="CNY")
    columns: Columns = {
        field.name: [getattr(project, field.name) for project in projects]
        for field in fields(Project)
    }
    firsts = _scale_amounts(amounts[:early], FIRST_WORTH)
    told = [
        StoryProject(
            id=project.id,
            stage=project.stage,
            parties=tuple(economy for economy, _ in project.partners),
            amount=Decimal(int(project.amount)),
            currency=project.currency or CURRENCY,
            first_amount=Decimal(firsts[place]) if place < early else None,
        )
        for place, project in enumerate(projects)
    ]
    partners = _list_partners(projects, {firm.id: firm.economy.code for firm in firms})
    return Projects(columns, budgets, partners, make_rates(), tell_story(told))


def _scale_amounts(amounts: list[int], worth: int) -> list[int]:
    """Return amounts in whole millions, as unequal as the ones given, that sum to a worth."""
    whole = sum(amounts)
    scaled = [amount * worth // whole // _MILLION * _MILLION for amount in amounts]
    scaled[scaled.index(max(scaled))] += worth - sum(scaled)
    return scaled


def _list_partners(projects: list[Project], economies: dict[str, str]) -> Columns:
    """Return the leading firm, with a part of its economy's share, and a body of each economy."""
    rows: list[tuple[str, str, str, str | None, str, float, float | None]] = []
    for project in projects:
        home, benefit = economies[project.lead], dict(project.benefit_shares or ())
        for economy, share in project.partners:
            part = round(0.4 * share, 4) if economy == home else 0.0
            if part:
                rows.append((project.id, project.lead, economy, project.lead, "lead", part, None))
            rest = round(share - part, 4)
            rows.append((project.id, economy, economy, None, "body", rest, benefit.get(economy)))
    names = (
        "project", "partner", "economy", "organisation", "role", "cost_share", "benefit_share",
    )  # fmt: skip
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


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
    partners = {one: [find_economy_name(code, one) for code in among] for one in LANGUAGES}
    signed = stage in COMMITTED_STAGES  # what is signed leaves no partner worse off
    return Project(
        id=f"project-{number:02d}",
        title=f"{product.title}: joint production",
        title_ru=f"{product.title_ru}: совместное производство",
        title_zh=f"{TRADES_ZH[product.sector]}联合生产项目（HS {product.code}）",
        title_ar=f"إنتاج مشترك {TRADES_AR[product.sector]} (HS {product.code})",
        stage=stage,
        lead=_lead(firms, among, product, draw).id,
        partners=_draw_shares(among, draw),
        benefit_shares=None if signed or draw.random() < 0.5 else _draw_shares(among, draw),
        products=[f"HS:{product.code}"],
        amount=float(amount),
        currency=None,
        start_year=FIRST_YEAR + int(draw.integers(3)),
        cash_flows=_draw_cash_flows(amount, at_least=_SIGNED_RATE if signed else 0.01, draw=draw),
        jobs=int(amount / draw.uniform(8e6, 25e6)),
        local_share=round(float(draw.uniform(0.35, 0.85)), 2),
        description=f"Partners: {', '.join(partners['en'])}.",
        description_ru=f"Партнёры: {', '.join(partners['ru'])}.",
        description_zh=f"合作方：{'、'.join(partners['zh'])}。",
        description_ar=f"الشركاء: {'، '.join(partners['ar'])}.",
    )


def _choose_products(trade: Trade, count: int, draw: np.random.Generator) -> list[Product]:
    """Return products to make: critical imports of the bloc's members, then any others."""
    found = {s.product.code: s.product for e in BLOC for s in find_shortages(trade, e)[:8]}
    critical = [found[code] for code in draw.permutation(sorted(found)).tolist()][:count]
    others = [p for p in trade.products if p.code not in found]
    extra = draw.choice(len(others), count - len(critical), replace=False).tolist()
    return critical + [others[i] for i in extra]


def _draw_amounts(count: int, worth: int, draw: np.random.Generator) -> list[int]:
    """Return heavy-tailed amounts in whole millions that sum to a worth."""
    weights = draw.lognormal(0, 0.9, count)
    amounts = np.maximum(np.rint(weights / weights.sum() * worth / _MILLION), 100).astype(int)
    amounts[int(amounts.argmax())] += worth // _MILLION - int(amounts.sum())
    return [int(a) * _MILLION for a in amounts]


def _draw_shares(among: tuple[str, ...], draw: np.random.Generator) -> list[tuple[str, float]]:
    """Return shares in twentieths that sum to 1, none zero."""
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
    still_open = [i for i, project in enumerate(projects) if project.stage not in COMMITTED_STAGES]
    a, b, c, d = draw.choice(still_open, 4, replace=False).tolist()
    linked = list(projects)
    linked[a] = replace(projects[a], requires=[projects[b].id])
    linked[c] = replace(projects[c], excludes=[projects[d].id])
    return linked


def _make_budgets(projects: list[Project]) -> dict[str, tuple[float, ...]]:
    """Return budgets that cover the signed projects and a good part of all costs."""
    every, signed = (
        _sum_costs(projects),
        _sum_costs([p for p in projects if p.stage in COMMITTED_STAGES]),
    )
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
