"""Every economy in one pass over the files says what the relations say, to the dollar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.dependency.drawn import drawn, rows_of, written
from tests.engines.dependency.test_properties import FEW, criteria, flow_lists, sides

from fairlead.engines.dependency import Criteria, Flows, Side, assess
from fairlead.engines.dependency.backends.session import open_duckdb
from fairlead.engines.dependency.flows import FLOW_SCHEMA, LARGEST
from fairlead.engines.dependency.relations import relations as step
from fairlead.engines.dependency.relations.every_economy import (
    CONCENTRATION_SCHEMA,
    everybodys_concentration,
)
from fairlead.engines.dependency.verification._reference import Flow


def in_groups_of(rows: int, flows: Flows) -> Flows:
    """Return the same flows, their files written in row groups of so many rows."""
    for part in flows.parts:
        table = pq.read_table(part.flows)
        pq.write_table(table, part.flows, row_group_size=rows)
    return flows


def by_relations(flows: Flows, side: Side) -> list[dict[str, object]]:
    """Return the rows as the relational steps find them."""
    files: list[Path] = [part.flows for part in flows.parts]
    with open_duckdb() as session:
        trade = step.trade(session.scan("flows", files, FLOW_SCHEMA), side=side)
        found = step.concentration(step.pooled(trade), step.PAIR).order_by(*step.PAIR)
        rows = session.fetch("all", found.select(*CONCENTRATION_SCHEMA.names))
    listed: list[dict[str, object]] = rows.to_pylist()
    return listed


@FEW
@given(flow_lists(), sides, st.integers(1, 4), st.integers(1, 9))
def test_one_pass_agrees_with_the_relations(
    flows: list[Flow], side: Side, group: int, block: int
) -> None:
    there = in_groups_of(group, written(flows))
    found = everybodys_concentration(there.parts, side=side, rows=block)
    assert found.to_pylist() == by_relations(there, side)


@pytest.mark.parametrize("side", ["import", "export"])
def test_squares_of_the_largest_values_are_exact(side: Side) -> None:
    # Each is about 2^93, and their sum carries over the lower 64 bits many times.
    values = [LARGEST - 7 * seller for seller in range(3, 27)]
    flows = [
        Flow(seller, buyer, seller, 2020, value)
        for seller, value in enumerate(values, start=3)
        for buyer in (1, 2)
    ]
    halved = [replace(flow, value=flow.value // 2) for flow in flows]
    there = written(halved)
    found = everybodys_concentration(there.parts, side=side)
    assert found.to_pylist() == by_relations(there, side)
    assert max(row.as_py() for row in found["own_sq"]) > 2**64


@FEW
@given(flow_lists(), sides, criteria)
def test_everybody_together_is_everybody_alone(
    flows: list[Flow], side: Side, rules: Criteria
) -> None:
    there = written(flows)
    together = assess(there, side=side, criteria=rules)
    own = "imports_usd" if side == "import" else "exports_usd"
    traders = sorted({row["economy"] for row in together.table.to_pylist()})
    alone = rows_of(assess(there, importers=traders, side=side, criteria=rules).table)
    traded = {pair: row for pair, row in alone.items() if row[own]}
    # The second partner is named of critical products only when everybody is judged.
    for row in traded.values():
        if not row["critical"]:
            row.update({name: None for name in row if str(name).startswith("second_")})
    assert rows_of(together.table) == traded


def test_a_part_without_an_importer_of_another_year_is_read_to_its_end() -> None:
    flows = drawn("B>A 60\nC>D 20 1 2021\nB>D 5 2 2021\nC>A 1 9 2022")
    there = written(flows)
    found = everybodys_concentration(there.parts, side="import", rows=1)
    assert [(row["economy"], row["product"], row["own"]) for row in found.to_pylist()] == [
        (1, 1, 60),
        (1, 9, 1),
        (4, 1, 20),
        (4, 2, 5),
    ]
