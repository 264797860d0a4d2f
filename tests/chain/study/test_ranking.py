"""What is listed of a study is in its order, and none of it is lost."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from tests.chain.trade import write_flows

from fairlead.chain.flows.open import open_flows
from fairlead.chain.flows.prepared import prepare_in_memory
from fairlead.chain.study.ranking import list_nearer_together, list_nearest_critical, list_purchases
from fairlead.chain.study.study import ImportStudy, study_imports


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> ImportStudy:
    path: Path = tmp_path_factory.mktemp("flows") / "flows.parquet"
    write_flows(path)
    known = prepare_in_memory(open_flows(path, classification="HS2022"), name="flows")
    return study_imports(known, ("BLR", "KAZ", "RUS"))


def test_bought_is_the_supply_by_product_and_supplier(study: ImportStudy) -> None:
    sold: dict[tuple[str, str], int] = defaultdict(int)
    for row in study.supply.to_pylist():
        sold[row["product"], row["supplier"]] += row["usd"]
    listed = list_purchases(study, most=3)
    assert [one.product for one in listed] == study.critical["product"].to_pylist()[:3]
    assert [one.usd for one in listed] == study.critical["imports_usd"].to_pylist()[:3]
    for one in listed:
        assert dict(one.suppliers) == {who: v for (what, who), v in sold.items()
                                       if what == one.product}  # fmt: skip
        dollars = [usd for _, usd in one.suppliers]
        assert dollars == sorted(dollars, reverse=True)
    assert len(list_purchases(study, most=1)) == 1


def test_critical_imports_are_listed_by_how_near_they_are(study: ImportStudy) -> None:
    rows = list_nearest_critical(study).to_pylist()
    assert {row["product"] for row in rows} == set(study.critical["product"].to_pylist())
    assert [row["density"] for row in rows] == sorted(
        (row["density"] for row in rows), reverse=True
    )
    usd = dict(
        zip(study.critical["product"].to_pylist(), study.critical["imports_usd"].to_pylist(),
            strict=True)
    )  # fmt: skip
    assert all(row["imports_usd"] == usd[row["product"]] for row in rows)


def test_nearer_together_leaves_out_what_is_made_and_puts_what_is_reached_first(
    study: ImportStudy,
) -> None:
    rows = list_nearer_together(study).to_pylist()
    expected = [
        row
        for row in study.standing.to_pylist()
        if row["gain"] > 0 and not row["made"] and row["nearest"]
    ]
    expected.sort(key=lambda row: (not row["reached"], -row["gain"], row["product"]))
    assert {row["reached"] for row in rows} == {True, False}
    assert rows == expected
