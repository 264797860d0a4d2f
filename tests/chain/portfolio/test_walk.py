"""The walk with limits of one's own on a few projects, against every choice tried."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from tests.chain.portfolio.test_choose import with_projects

from fairlead.chain.portfolio.sharing import Sharing
from fairlead.chain.portfolio.walk import (
    EMISSIONS,
    AppraisalFacts,
    Hindrance,
    PortfolioQuestion,
    walk_portfolio,
)
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import PortfolioSettings

# Cost, worth, jobs, emissions in a year, share of equipment renewed, product, and who takes part.
PLANS: dict[str, tuple[float, float, int, float, float, str, dict[str, float]]] = {
    "a": (60, 50, 10, 9, 0.1, "HS:8483", {"BLR": 0.5, "RUS": 0.5}),
    "b": (40, 30, 200, 2, 0.9, "HS:8541", {"BLR": 1.0}),
    "c": (60, 20, 500, 1, 0.5, "HS:8413", {"KAZ": 1.0}),
    "d": (40, 10, 100, 0, 0.8, "HS:8482", {"KAZ": 0.4, "RUS": 0.6}),
}
KNOWN = AppraisalFacts({k: v[3] for k, v in PLANS.items()}, {k: v[4] for k, v in PLANS.items()})


def row(name: str) -> dict[str, Any]:
    """Return a project."""
    cost, worth, jobs, _, _, product, partners = PLANS[name]
    return {
        "id": name, "partners": partners, "cash_flows": [-cost, cost + worth], "jobs": jobs,
        "products": [product], "amount": cost,
    }  # fmt: skip


FAIR: Fair = with_projects(
    [row(one) for one in PLANS],
    PortfolioSettings(0.0, 2025, {"BLR": (70.0,), "RUS": (54.0,), "KAZ": (76.0,)}),
)


def keeps(names: tuple[str, ...], wanted: PortfolioQuestion) -> bool:
    """Return whether a choice keeps to the budgets and to what is wanted."""
    spent: dict[str, float] = {}
    for one in names:
        for economy, share in PLANS[one][6].items():
            spent[economy] = spent.get(economy, 0) + share * PLANS[one][0]
    budgets = {"BLR": 70.0, "RUS": 54.0, "KAZ": 76.0}
    budgets |= {economy: amounts[0] for economy, amounts in wanted.budgets.items()}
    amount = sum(PLANS[one][0] for one in names)
    renewed = sum(PLANS[one][0] * PLANS[one][4] for one in names)
    return (
        all(spent[one] <= budgets[one] for one in spent)
        and wanted.inside <= set(names)
        and not wanted.outside & set(names)
        and all(any(PLANS[one][5] == product for one in names) for product in wanted.cover)
        and (wanted.emissions is None or sum(PLANS[one][3] for one in names) <= wanted.emissions)
        and (wanted.renewal is None or renewed >= wanted.renewal * amount - 1e-9)
    )


CASES = {
    "nothing more": PortfolioQuestion(),
    "budgets": PortfolioQuestion(budgets={"BLR": (30.0,)}),
    "inside and outside": PortfolioQuestion(inside=frozenset("d"), outside=frozenset("a")),
    "cover": PortfolioQuestion(cover=("HS:8413",)),
    "emissions": PortfolioQuestion(emissions=10.0),
    "renewal": PortfolioQuestion(renewal=0.6),
    "all": PortfolioQuestion(
        cover=("HS:8482",), emissions=5.0, renewal=0.5, outside=frozenset("c")
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_first_stand_is_worth_most_of_all_that_keep_to_what_is_wanted(name: str) -> None:
    wanted = CASES[name]
    choices = [
        names
        for size in range(len(PLANS) + 1)
        for names in itertools.combinations(PLANS, size)
        if keeps(names, wanted)
    ]
    walk = walk_portfolio(FAIR, wanted, KNOWN)
    assert walk.stands[0].npv == max(sum(PLANS[one][1] for one in names) for names in choices)
    for stand in walk.stands:
        assert keeps(stand.chosen, wanted)
        assert {*stand.chosen, *(one.project for one in stand.out)} == set(PLANS)


def test_the_limit_that_keeps_a_project_out_is_named() -> None:
    walk = walk_portfolio(FAIR, PortfolioQuestion(emissions=2.0), KNOWN)
    why = {one.project: one for one in walk.stands[0].out}["a"]
    assert [wider.limit for wider in why.wider if wider.kind == "ceiling"] == [EMISSIONS]
    barred = walk_portfolio(FAIR, PortfolioQuestion(outside=frozenset("a")), KNOWN).stands[0]
    assert "outside" in {w.limit for one in barred.out if one.project == "a" for w in one.wider}


def test_what_keeps_every_choice_away_is_named() -> None:
    found = walk_portfolio(
        FAIR, PortfolioQuestion(inside=frozenset({"a", "b"}), budgets={"BLR": (50.0,)}), KNOWN
    )
    assert found.stands == ()
    assert found.in_the_way == Hindrance("budget", (), "BLR", 2025, 20.0)
    assert walk_portfolio(FAIR, PortfolioQuestion(), KNOWN).in_the_way is None


def test_fair_shares_sum_to_the_worth_and_transfers_to_nought() -> None:
    stand = walk_portfolio(FAIR, PortfolioQuestion(), KNOWN).stands[0]
    found = stand.sharing
    assert isinstance(found, Sharing)
    shares = {one.economy: one.fair for one in found.parties}
    worth = {one: PLANS[one][1] for one in stand.chosen}
    alone = {
        economy: sum(worth[one] / len(PLANS[one][6]) for one in worth if economy in PLANS[one][6])
        for economy in shares
    }  # of projects that need all who take part, each has the same share
    assert shares == pytest.approx(alone)
    assert sum(one.transfer for one in found.parties) == 0
    paid = {one.economy: one.gets + one.transfer for one in found.parties}
    assert all(abs(paid[one] - shares[one] * 100) <= 1 for one in shares)
    assert found.blocking == ()
    assert found.checked == 2 ** len(shares) - 1


def test_a_third_objective_gives_a_walk_at_each_of_its_levels() -> None:
    walk = walk_portfolio(FAIR, PortfolioQuestion(aim="jobs", second=EMISSIONS), KNOWN)
    levels = {one.second for one in walk.stands}
    assert len(levels) > 1
    alone = walk_portfolio(FAIR, PortfolioQuestion(aim="jobs"), KNOWN)
    assert {one.chosen for one in alone.stands} <= {one.chosen for one in walk.stands}


def test_the_fairest_choice_gives_the_worst_off_most() -> None:
    walk = walk_portfolio(FAIR, PortfolioQuestion(fairest=True), KNOWN)
    assert walk.fairest is not None
    assert walk.fairest.least == pytest.approx(24.0, rel=1e-3)  # KAZ, of c and d
