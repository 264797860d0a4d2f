"""The engine and the reference on what UN Comtrade publishes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.engines.dependency.drawn import rows_of

from fairlead.chain.flows.economies import lookup
from fairlead.engines.dependency import Flows, assess, read_flows
from fairlead.engines.dependency.verification._reference import Flow, judge_slowly

GERMANY, EUROPE = 276, (276, 251, 380, 724, 528, 56, 372, 620, 246, 705)
YEARS = (2019, 2020, 2021, 2022)


@pytest.fixture(scope="module")
def comtrade(shared_data: Path) -> Flows:
    """Return the published flows."""
    return read_flows(shared_data / "trade" / "comtrade_hs6_2017_2023.parquet", names=lookup)


def plain(flows: Flows) -> list[Flow]:
    """Return the flows of the chosen years as the reference reads them."""
    tables = [pq.read_table(part.flows) for part in flows.during(YEARS).parts]
    rows = pa.concat_tables(tables).to_pylist()
    return [
        Flow(row["exporter"], row["importer"], row["product"], row["year"], row["value"])
        for row in rows
    ]


def test_nothing_is_lost_between_used_and_kept_apart(comtrade: Flows, shared_data: Path) -> None:
    raw = pq.read_table(shared_data / "trade" / "comtrade_hs6_2017_2023.parquet")
    reasons: Counter[str] = Counter()
    for row in comtrade.apart.to_pylist():
        reasons[row["reason"]] += row["rows"]
    assert comtrade.years == tuple(range(2017, 2024))
    unspecified = pc.sum(pc.equal(raw["cmdCode"], "999999")).as_py()
    assert reasons["product not specified"] == unspecified
    # Two spellings of the Faroe Islands are the only rows that are joined.
    assert 0 <= raw.num_rows - comtrade.rows - reasons.total() < 100
    assert reasons["smaller figure of a repeated row"] > 500


@pytest.mark.parametrize("members", [(GERMANY,), EUROPE])
def test_the_reference_agrees_on_real_flows(comtrade: Flows, members: tuple[int, ...]) -> None:
    bloc = len(members) > 1
    expected = judge_slowly(plain(comtrade), members=members, bloc=bloc)
    result = assess(
        comtrade,
        importers=None if bloc else members,
        bloc=members if bloc else None,
        years=YEARS,
    )
    found = rows_of(result.table)
    assert set(found) == set(expected)
    assert sum(row.own > 0 for row in expected.values()) > 30
    for pair, row in expected.items():
        shown = found[pair]
        assert (shown["imports_usd"], shown["first_supplier"]) == (row.own, row.first)
        flags = ("c1", "c2", "c3", "c4", "commission", "critical", "years_held")
        assert {name: shown[name] for name in flags} == {name: getattr(row, name) for name in flags}
        if row.hhi is not None:
            assert shown["hhi_imports"] == pytest.approx(float(row.hhi), rel=1e-12)
