"""The same relations on Spark, to the dollar; skipped without pyspark or Java.

`pytest -m spark` runs them. One Spark serves all: it takes longer to start than to answer.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.engines.dependency.drawn import assert_agrees, drawn, written
from tests.engines.dependency.test_properties import MEMBERS, flow_lists

from fairlead.chain.flows.economies import lookup
from fairlead.engines.dependency import (
    Engine,
    Flows,
    assess,
    count_at_thresholds,
    explain,
    lose_partner,
    read_flows,
)
from fairlead.engines.dependency.verification._reference import Flow

pytestmark = pytest.mark.spark
ENGINES: tuple[Engine, ...] = ("duckdb", "spark")
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
DRAWN = "B>A 60\nC>A 40\nC>D 20\nA>D 5\nB>A 70 1 2021\nD>A 3 2 2021\nB>D 1 2 2021"
# Compiling a plan takes longer than running it over a few rows.
SMALL = {
    "spark.master": "local[2]",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


@pytest.fixture(scope="module", autouse=True)
def spark() -> Iterator[None]:
    """Start Spark for this module, or skip with one line where it cannot start."""
    java = shutil.which("java") or os.environ.get("JAVA_HOME")
    if importlib.util.find_spec("pyspark") is None or not java:
        pytest.skip("Spark absent: needs pip install 'fairlead[spark]' and Java 17")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("fairlead tests")
    for name, value in SMALL.items():
        builder = builder.config(name, value)
    running = builder.getOrCreate()
    running.sparkContext.setLogLevel("ERROR")
    yield
    running.stop()


def assert_same(flows: Flows, **asked: Any) -> None:
    """Fail unless DuckDB and Spark give the same rows."""
    duck, spark = assess(flows, **asked), assess(flows, engine="spark", **asked)
    names = [name for name in EXACT if name in duck.table.column_names]
    assert spark.table.select(names).to_pylist() == duck.table.select(names).to_pylist()
    for name in (column for column in CLOSE if column in duck.table.column_names):
        pairs = zip(spark.table[name].to_pylist(), duck.table[name].to_pylist(), strict=True)
        assert all(found == expected or found == pytest.approx(expected, rel=1e-12)
                   for found, expected in pairs)  # fmt: skip
    assert spark.partners.drop_columns("share").equals(duck.partners.drop_columns("share"))
    assert spark.reported.equals(duck.reported)


@pytest.mark.parametrize(
    "asked",
    [
        {"importers": [1, 4]},
        {"bloc": [1, 4]},
        {},
        {"importers": [2, 3], "side": "export", "years": [2020]},
    ],
)
def test_drawn_flows_are_judged_the_same(asked: dict[str, Any]) -> None:
    assert_same(written(drawn(DRAWN)), **asked)


def test_a_what_if_a_curve_and_an_explanation_are_the_same() -> None:
    flows = written(drawn(DRAWN))
    duck, spark = (
        lose_partner(flows, partner=2, importers=[1], engine=engine) for engine in ENGINES
    )
    assert spark.losses.equals(duck.losses)
    assert spark.alternatives.equals(duck.alternatives)
    curve = count_at_thresholds(flows, importers=[1], thresholds=[0.3, 0.5])
    assert count_at_thresholds(flows, importers=[1], thresholds=[0.3, 0.5], engine="spark").equals(
        curve
    )
    opened = explain(flows, product=1, importers=[1])
    again = explain(flows, product=1, importers=[1], engine="spark")
    assert again.flows.equals(opened.flows)
    assert again.world.equals(opened.world)


# Each example asks DuckDB and Spark, and both must say what the reference says.
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(flow_lists())
def test_generated_flows_are_judged_as_the_reference_does(flows: list[Flow]) -> None:
    for engine in ENGINES:
        assert_agrees(flows, members=MEMBERS, bloc=False, engine=engine)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(flow_lists())
def test_a_generated_bloc_is_judged_as_the_reference_does(flows: list[Flow]) -> None:
    # A bloc that trades with itself alone has no trade with the outside to judge.
    flows = [flow for flow in flows if (flow.exporter, flow.importer) != (5, 1)]
    flows.append(Flow(5, 1, 1, 2020, 9))
    for engine in ENGINES:
        assert_agrees(flows, members=MEMBERS, bloc=True, engine=engine)


def test_real_flows_are_judged_the_same(shared_data: Path) -> None:
    path = shared_data / "trade" / "comtrade_hs6_2017_2023.parquet"
    flows = read_flows(path, names=lookup).during([2020, 2021])
    assert_same(flows, importers=[276, 842])
    assert_same(flows)
