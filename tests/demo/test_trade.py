"""The synthetic flows, and the needs that follow from them."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from fairlead.demo.fair import make_fair
from fairlead.demo.size import SMALL
from fairlead.demo.trade import Trade, export_strength, find_shortages, make_trade, tabulate_flows
from fairlead.demo.world import (
    BLOC,
    EXPOSITIONS,
    PARTNER,
    _read_rows,
    list_economies,
    list_products,
)


@pytest.fixture(scope="module")
def trade() -> Trade:
    """Return the flows of a small fair."""
    return make_trade(list_economies(SMALL), list_products(SMALL, seed=3), seed=3)


def test_critical_imports_agree_with_the_definition_worked_out_slowly(trade: Trade) -> None:
    flows: dict[tuple[str, int], dict[tuple[str, str], int]] = defaultdict(dict)
    for row in tabulate_flows(trade).to_pylist():
        flows[row["product"], row["year"]][row["exporter"], row["importer"]] = row["value_usd"]

    def hhi(values: list[int]) -> float:
        return sum((v / sum(values)) ** 2 for v in values) if sum(values) else 0.0

    found = []
    for product in trade.products:
        years = 0
        for year in (2020, 2021, 2022):
            of = flows[product.code, year]
            bought = [v for (_, importer), v in of.items() if importer == PARTNER]
            sold = sum(v for (exporter, _), v in of.items() if exporter == PARTNER)
            exports: dict[str, int] = defaultdict(int)
            for (exporter, _), value in of.items():
                exports[exporter] += value
            years += hhi(bought) > 0.4 and hhi(list(exports.values())) > 0.4 and sum(bought) > sold
        if years >= 2:
            found.append(product.code)
    assert sorted(found) == sorted(s.product.code for s in find_shortages(trade, PARTNER))
    assert len(found) >= 3


def test_the_partner_countrys_needs_are_its_critical_imports(tmp_path: Path) -> None:
    fair, _ = make_fair(size=SMALL, seed=3, flows_path=tmp_path / "flows.parquet")
    trade = make_trade(list_economies(SMALL), list_products(SMALL, seed=3), seed=3)
    needs = [row for row in fair.needs.to_pylist() if row["economy"] == PARTNER]
    lacking = find_shortages(trade, PARTNER)[: SMALL.economy_needs]
    assert [row["products"] for row in needs] == [[f"HS:{s.product.code}"] for s in lacking]
    assert [row["volume_usd"] for row in needs] == [s.imports_usd for s in lacking]


def test_nobody_trades_with_itself_and_small_flows_are_left_out(trade: Trade) -> None:
    assert not trade.values[:, np.arange(30), np.arange(30), :].any()
    assert trade.values[trade.values > 0].min() >= 100_000


def test_near_economies_trade_more(trade: Trade) -> None:
    names = [e.code for e in trade.economies]
    germany, france, japan = (names.index(code) for code in ("DEU", "FRA", "JPN"))
    to = trade.values.sum(axis=(0, 3))
    share = to[germany] / np.array([e.output for e in trade.economies])
    assert share[france] > 1.5 * share[japan]


def test_flows_have_heavy_tails_and_economies_specialise(trade: Trade) -> None:
    every = np.sort(trade.values[-1][trade.values[-1] > 0])[::-1]
    assert every[: len(every) // 20].sum() > 0.6 * every.sum()
    strength = export_strength(trade)
    assert 0.15 < (strength > 1).mean() < 0.5


def test_skilled_economies_sell_the_harder_products(trade: Trade) -> None:
    strong = export_strength(trade) > 1
    hard = np.array([p.complexity for p in trade.products])
    mean_hardness = (strong * hard).sum(axis=1) / np.maximum(strong.sum(axis=1), 1)
    skill = [e.skill for e in trade.economies]
    assert np.corrcoef(skill, mean_hardness)[0, 1] > 0.5


def test_the_bloc_and_the_expositions_are_always_among_the_economies() -> None:
    assert {*BLOC, *EXPOSITIONS} <= {e.code for e in list_economies(SMALL)}


def test_product_codes_are_real_and_their_titles_our_own(shared_data: Path) -> None:
    with (shared_data / "trade" / "hs2022.csv").open(encoding="utf-8") as file:
        official = {row["hscode"]: row["description"] for row in csv.DictReader(file)}
    rows = _read_rows("products.csv")
    assert len({row["code"] for row in rows}) == len(rows) >= 600
    for row in rows:
        assert len(row["code"]) == 6
        assert row["code"] in official
        assert len(row["title"]) < 60
        # A chemical has one name; anything longer must be put in words of our own.
        assert len(row["title"].split()) < 3 or row["title"] != official[row["code"]]
    for column in ("title", "title_ru"):
        assert len({row[column] for row in rows}) == len(rows)
