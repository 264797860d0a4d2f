"""The product space of flows: codes, dollars of all years, and the proximity by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.chain.dependency.test_complexity import EXPORTS, flows

from fairlead.chain.flows.open import open_flows
from fairlead.chain.flows.product_space import build_product_space, tabulate_exports
from fairlead.folder.input_errors import InvalidInput


def test_exports_are_of_all_years_together(tmp_path: Path) -> None:
    found = tabulate_exports(open_flows(flows(tmp_path / "flows.parquet")))
    assert found.economies == ("BLR", "DEU", "KGZ")
    assert found.products == ("100199", "854231", "870323")
    # Two partners, and 2022 is twice 2021.
    for economy, sold in EXPORTS.items():
        row = found.values[found.economies.index(economy)]
        assert {
            code: int(value) for code, value in zip(found.products, row, strict=True) if value
        } == {code: 2 * value * 3 for code, value in sold.items()}


def test_proximity_is_the_share_of_common_makers(tmp_path: Path) -> None:
    space = build_product_space(open_flows(flows(tmp_path / "flows.parquet")))
    made = space.complexity.made
    products = space.complexity.exports.products
    for p in range(len(products)):
        for q in range(len(products)):
            both = int((made[:, p] & made[:, q]).sum())
            most = max(int(made[:, p].sum()), int(made[:, q].sum()))
            assert space.proximity[p, q] == np.float32(both) / np.float32(most)


def test_too_few_economies_are_said_with_the_name_of_the_flows(tmp_path: Path) -> None:
    opened = open_flows(flows(tmp_path / "flows.parquet"))
    exports = tabulate_exports(opened)
    assert len(exports.economies) == 3
    path = tmp_path / "two.csv"
    path.write_text(
        "exporter,importer,product,year,value_usd\nDEU,FRA,854231,2022,5\nFRA,DEU,870323,2022,5\n"
    )
    with pytest.raises(InvalidInput, match=r"flows\.csv: .*3 economies"):
        build_product_space(open_flows(path), name="flows.csv")
