"""The same relations on Spark, to the dollar; skipped without pyspark or Java."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import pytest
from tests.engines.dependency.drawn import drawn, written

from fairlead.chain.economies import lookup
from fairlead.engines.dependency import Flows, assess, read_flows

EXACT = (
    "economy",
    "product",
    "imports_usd",
    "exports_usd",
    "first_supplier",
    "second_supplier",
    "suppliers",
    "c1",
    "c2",
    "c3",
    "c4",
    "commission",
    "years_held",
    "years_judged",
    "reexport_warning",
    "critical",
    "reason",
)
CLOSE = ("hhi_imports", "hhi_world_exports", "imports_over_exports", "first_share", "cdi2")


@pytest.fixture(scope="module", autouse=True)
def spark() -> None:
    """Skip with one line unless Spark can start."""
    java = shutil.which("java") or os.environ.get("JAVA_HOME")
    if importlib.util.find_spec("pyspark") is None or not java:
        pytest.skip("Spark absent: needs pip install 'fairlead[spark]' and Java 17")


def assert_same(flows: Flows, **asked: object) -> None:
    """Fail unless DuckDB and Spark give the same rows."""
    duck = assess(flows, **asked).table  # type: ignore[arg-type]
    spark = assess(flows, engine="spark", **asked).table  # type: ignore[arg-type]
    assert spark.select(EXACT).to_pylist() == duck.select(EXACT).to_pylist()
    for name in CLOSE:
        assert spark[name].to_pylist() == pytest.approx(duck[name].to_pylist(), rel=1e-12)


@pytest.mark.slow
def test_drawn_flows_are_judged_the_same() -> None:
    text = "B>A 60\nC>A 40\nC>D 20\nA>D 5\nB>A 70 1 2021\nD>A 3 2 2021\nB>D 1 2 2021"
    flows = written(drawn(text))
    assert_same(flows, importers=[1, 4])
    assert_same(flows, bloc=[1, 4])


@pytest.mark.slow
def test_real_flows_are_judged_the_same(shared_data: Path) -> None:
    path = shared_data / "trade" / "comtrade_hs6_2017_2023.parquet"
    flows = read_flows(path, names=lookup).during([2020, 2021])
    assert_same(flows, importers=[276, 842])
    assert_same(flows)
