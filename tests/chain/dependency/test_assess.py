"""The dependency step on flows small enough to check by hand."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fairlead.chain.dependency.assess import BLOC, assess_imports
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FlowsSource
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")
# transistors come from CHN alone; gearboxes from many, and BLR sells some itself
FLOWS = [
    ("CHN", "BLR", "854129", 900), ("DEU", "BLR", "854129", 100), ("CHN", "RUS", "854129", 5000),
    ("CHN", "KAZ", "854129", 70), ("CHN", "DEU", "854129", 2000),
    ("DEU", "BLR", "848340", 30), ("ITA", "BLR", "848340", 30), ("CHN", "BLR", "848340", 30),
    ("BLR", "RUS", "848340", 400), ("DEU", "RUS", "848340", 390), ("ITA", "RUS", "848340", 380),
    ("RUS", "BLR", "730890", 50),
]  # fmt: skip


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    """Return the small fair with three years of the flows above."""
    rows = [(*flow[:3], year, flow[3]) for flow in FLOWS for year in (2020, 2021, 2022)]
    names = ["exporter", "importer", "product", "year", "value_usd"]
    columns = [pa.array(column) for column in zip(*rows, strict=True)]
    path = tmp_path / "flows.parquet"
    pq.write_table(pa.table(dict(zip(names, columns, strict=True))), path)
    return dataclasses.replace(SMALL, flows=FlowsSource("flows.parquet", path))


def test_what_is_critical(fair: Fair) -> None:
    found = assess_imports(fair)
    critical = [
        (row["economy"], row["product"]) for row in found.table.to_pylist() if row["critical"]
    ]
    assert ("BLR", "HS:854129") in critical
    assert ("RUS", "HS:854129") in critical
    assert (BLOC, "HS:854129") in critical
    assert ("BLR", "HS:848340") not in critical
    assert found.years == (2020, 2021, 2022)
    assert found.step.status == "assessed"


def test_the_figures_of_one_import(fair: Fair) -> None:
    rows = assess_imports(fair).table.to_pylist()
    row = next(one for one in rows if (one["economy"], one["product"]) == ("BLR", "HS:854129"))
    assert row["title"] == "Semiconductor devices", "the nearest heading of products.csv"
    assert row["imports_usd"] == 3 * 1000
    assert (row["first_supplier"], row["first_share"]) == ("CHN", 0.9)
    assert (row["second_supplier"], row["second_share"]) == ("DEU", 0.1)
    assert row["hhi_imports"] == pytest.approx(0.9**2 + 0.1**2)
    assert row["exports_usd"] == 0


def test_critical_ones_first_then_by_value(fair: Fair) -> None:
    table = assess_imports(fair).table
    rows = [row for row in table.to_pylist() if row["economy"] == "BLR"]
    keys = [(not row["critical"], -row["imports_usd"]) for row in rows]
    assert keys == sorted(keys)
    assert {row["product"] for row in rows} == {"HS:854129", "HS:848340", "HS:730890"}


def test_who_could_supply(fair: Fair) -> None:
    suppliers = assess_imports(fair).suppliers.to_pylist()
    mine = [row for row in suppliers if (row["economy"], row["product"]) == ("BLR", "HS:854129")]
    economies = [row for row in mine if row["kind"] == "economy"]
    assert [(row["supplier"], row["exports_usd"]) for row in economies] == [
        ("CHN", 3 * 7970),
        ("DEU", 3 * 100),
    ]
    assert economies[0]["world_share"] == pytest.approx(7970 / 8070)
    assert economies[1]["share_now"] == pytest.approx(0.1)
    exhibitors = [row for row in mine if row["kind"] == "exhibitor"]
    assert [(row["supplier"], row["stand"]) for row in exhibitors] == [("chip", "2-A1")]


def test_members_do_not_supply_their_own_bloc(fair: Fair) -> None:
    suppliers = assess_imports(fair).suppliers.to_pylist()
    named = {row["supplier"] for row in suppliers if row["economy"] == BLOC}
    assert not named & {"BLR", "KAZ", "RUS"}


def test_an_economy_without_trade_is_said(fair: Fair) -> None:
    found = assess_imports(fair, economies=["BLR", "FJI"])
    assert "flows of 2020–2022. 4 economies a year report imports." in found.step.summary
    assert "No imports reported by Fiji." in found.step.summary
    assert fair.flows is not None
    gap = dataclasses.replace(fair, flows=dataclasses.replace(fair.flows, years=(2020, 2022)))
    assert "flows of 2020, 2022. " in assess_imports(gap).step.summary
    assert set(found.table["economy"].to_pylist()) == {"BLR", BLOC}


def test_no_flows() -> None:
    assert assess_imports(SMALL).step.status == "skipped"


def test_flows_that_cannot_be_used(fair: Fair) -> None:
    assert fair.flows is not None
    later = dataclasses.replace(fair, flows=dataclasses.replace(fair.flows, years=(2031,)))
    with pytest.raises(InvalidInput, match="2031"):
        assess_imports(later)
    fair.flows.path.write_bytes(b"not parquet")
    with pytest.raises(InvalidInput, match=r"flows\.parquet"):
        assess_imports(fair)
