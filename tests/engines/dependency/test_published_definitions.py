"""Every importer of UN Comtrade's flows, judged by the published definitions in plain pandas."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.engines.dependency.drawn import rows_of

from fairlead.chain.flows.economies import lookup
from fairlead.engines.dependency import assess, read_flows

PAIR = ["importer", "product"]
FIGURES = ("imports_usd", "exports_usd", "years_held", "years_judged")
FLAGS = ("c1", "c2", "c3", "c4")
# Economies that did not report in 2023, and how Comtrade and BACI name the others.
BLOC = (784, 764)
UNLISTED = {"Türkiye": 792, "Other Asia, nes": 490, "Côte d'Ivoire": 384, "Curaçao": 531}


def read_plainly(folder: Path) -> pd.DataFrame:
    """Return importer, exporter, product, year, value as whole dollars, the largest of repeats."""
    listed = pd.read_csv(folder / "baci_country_codes.csv", keep_default_na=False)
    codes = dict(zip(listed.country_name, listed.country_code, strict=True)) | UNLISTED
    raw = pd.read_parquet(folder / "comtrade_hs6_2017_2023.parquet")
    further = set(raw.partnerDesc) - set(codes)
    read = lookup(further).to_pylist()
    codes |= {row["name"]: row["code"] for row in read if row["code"] is not None}
    raw = raw.assign(
        importer=raw.reporterDesc.map(codes), exporter=raw.partnerDesc.map(codes)
    ).rename(columns={"cmdCode": "product", "refYear": "year", "primaryValue": "value"})
    raw = raw[raw.exporter.notna() & (raw.importer != raw.exporter)]
    raw = raw[~raw["product"].str.startswith("99")].astype({"product": int, "exporter": int})
    keys = [*PAIR, "exporter", "year"]
    largest = raw.groupby(keys).value.max().reset_index()
    largest["value"] = (largest.value + 0.5).astype("int64")
    return largest[largest.value > 0]


def measure_concentration(flows: pd.DataFrame, keys: list[str]) -> pd.Series[float]:
    """Return the sum of squared shares of exporters."""
    sums = flows.groupby([*keys, "exporter"]).value.sum()
    share = sums / sums.groupby(keys).transform("sum")
    return (share**2).groupby(keys).sum()


def judge_plainly(flows: pd.DataFrame, further: list[str]) -> pd.DataFrame:
    """Return imports, exports, C1 to C3 by importer and product (and year).

    Exports are those of years in which the economy reports imports.
    """
    keys, by_product = [*PAIR, *further], ["product", *further]
    reported = flows[["importer", "year"]].drop_duplicates()
    sold = flows.drop(columns="importer").rename(columns={"exporter": "importer"})
    sold = sold.merge(reported, on=["importer", "year"])
    table = flows.groupby(keys).value.sum().rename("imports").to_frame()
    table = table.join(sold.groupby(keys).value.sum().rename("exports")).fillna({"exports": 0})
    table["hhi"] = measure_concentration(flows, keys)
    table = table.join(measure_concentration(flows, by_product).rename("world"), on=by_product)
    table["c1"], table["c2"] = table.hhi > 0.4, table.world > 0.4
    table["c3"] = table.imports > table.exports
    return table


def add_persistence(table: pd.DataFrame, flows: pd.DataFrame) -> pd.DataFrame:
    """Return the table with C4: C1 to C3 in 2 of the 3 years that end with the last report."""
    years = flows[["importer", "year"]].drop_duplicates()
    last = years.groupby("importer").year.max()
    within = years[years.year > years.importer.map(last) - 3]
    each = judge_plainly(flows, ["year"]).reset_index().merge(within, on=["importer", "year"])
    held = each[each.c1 & each.c2 & each.c3].groupby(PAIR).size()
    table["held"] = held.reindex(table.index, fill_value=0)
    table["judged"] = table.index.get_level_values(0).map(
        within.groupby("importer").size().to_dict()
    )
    table["c4"] = table.held * 3 >= table.judged * 2
    return table


@pytest.mark.parametrize("years", [range(2017, 2024), range(2020, 2023), range(2021, 2024)])
def test_every_importer_is_judged_as_the_definitions_say(shared_data: Path, years: range) -> None:
    trade = shared_data / "trade"
    flows = read_plainly(trade)
    flows = flows[flows.year.isin(years)]
    expected = add_persistence(judge_plainly(flows, []), flows)
    read = read_flows(trade / "comtrade_hs6_2017_2023.parquet", names=lookup)
    found = rows_of(assess(read, years=years).table)
    assert len(expected) > 600
    assert set(found) == set(expected.index)
    for row in expected.reset_index().to_dict("records"):
        shown = found[row["importer"], row["product"]]
        persistent = row["c4"] if row["judged"] > 1 else None
        three = row["c1"] and row["c2"] and row["c3"]
        figures = (row["imports"], row["exports"], row["held"], row["judged"])
        assert tuple(shown[name] for name in FIGURES) == figures
        assert shown["hhi_imports"] == pytest.approx(row["hhi"], rel=1e-9)
        assert shown["hhi_world_exports"] == pytest.approx(row["world"], rel=1e-9)
        assert [shown[name] for name in FLAGS] == [*(row[one] for one in FLAGS[:3]), persistent]
        assert shown["critical"] == (three and persistent is not False)


def test_a_blocs_exports_are_of_the_years_in_which_it_reports(shared_data: Path) -> None:
    trade = shared_data / "trade"
    flows = read_plainly(trade)
    outside = flows[flows.exporter.isin(BLOC) & ~flows.importer.isin(BLOC)]
    reported = flows[flows.importer.isin(BLOC)].year.unique()
    assert set(reported) < set(outside.year)
    sold = outside[outside.year.isin(reported)].groupby("product").value.sum()
    read = read_flows(trade / "comtrade_hs6_2017_2023.parquet", names=lookup)
    found = assess(read, bloc=BLOC).table.to_pylist()
    assert {row["product"]: row["exports_usd"] for row in found if row["exports_usd"]} == dict(sold)
