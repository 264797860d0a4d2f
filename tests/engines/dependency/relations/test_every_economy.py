"""Every economy in one pass over the files says what the relations say, to the dollar."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.dependency.drawn import drawn, rows_of, written
from tests.engines.dependency.test_properties import FEW, criteria, flow_lists, sides

from fairlead.engines.dependency import Criteria, Flows, Side, assess
from fairlead.engines.dependency.flows import LARGEST
from fairlead.engines.dependency.question import ask
from fairlead.engines.dependency.relations.every_economy import BLOCK_ROWS, assess_every_economy
from fairlead.engines.dependency.result import name_columns
from fairlead.engines.dependency.verification._reference import Flow


def in_groups_of(rows: int, flows: Flows) -> Flows:
    """Return the same flows, their files written in row groups of so many rows."""
    for part in flows.parts:
        table = pq.read_table(part.flows)
        pq.write_table(table, part.flows, row_group_size=rows)
    return flows


def everybody(flows: Flows, side: Side, rules: Criteria, *, block: int) -> pa.Table:
    """Return every economy's rows of one pass in blocks of so many flows."""
    question = ask(importers=None, bloc=None, side=side, criteria=rules, years=flows.years)
    answer, _ = assess_every_economy(flows, question, partners=2, rows=block)
    return name_columns(answer.table, side)


def one_by_one(flows: Flows, side: Side, rules: Criteria, economies: list[int]) -> pa.Table:
    """Return the same by the relations, of the products that are traded."""
    table = assess(flows, importers=economies, side=side, criteria=rules).table
    return table.filter(pc.field("imports_usd" if side == "import" else "exports_usd") > 0)


def assert_same(flows: Flows, side: Side, rules: Criteria, *, block: int = BLOCK_ROWS) -> pa.Table:
    """Fail unless both ways say the same; return what they say."""
    found = everybody(flows, side, rules, block=block)
    traders = sorted(set(found["economy"].to_pylist()))
    right = rows_of(one_by_one(flows, side, rules, traders))
    # The second partner is named of critical products only when everybody is judged.
    for row in right.values():
        if not row["critical"]:
            row.update({name: None for name in row if str(name).startswith("second_")})
    assert rows_of(found) == right
    return found


@FEW
@given(flow_lists(), sides, criteria, st.integers(1, 4), st.integers(1, 9))
def test_one_pass_agrees_with_the_relations(
    flows: list[Flow], side: Side, rules: Criteria, group: int, block: int
) -> None:
    assert_same(in_groups_of(group, written(flows)), side, rules, block=block)


@pytest.mark.parametrize("side", ["import", "export"])
def test_squares_of_the_largest_values_are_exact(side: Side) -> None:
    # Each is about 2^93, and their sum carries over the lower 64 bits many times: 0.04 is met to
    # the dollar by 25 equal partners, and passed by one dollar more.
    for extra, above in ((0, False), (1, True)):
        values = [LARGEST // 60] * 24 + [LARGEST // 60 + extra]
        flows = [
            Flow(*((seller, buyer) if side == "import" else (buyer, seller)), 5, 2020, value)
            for seller, value in enumerate(values, start=3)
            for buyer in (1, 2)
        ]
        rules = Criteria(concentration=0.04)
        found = assert_same(written(flows), side, rules)
        judged = {row["economy"]: row["c1"] for row in found.to_pylist()}
        assert (judged[1], judged[2]) == (above, above)


def test_a_part_without_an_importer_of_another_year_is_read_to_its_end() -> None:
    flows = drawn("B>A 60\nC>D 20 1 2021\nB>D 5 2 2021\nC>A 1 9 2022")
    there = written(flows)
    found = everybody(there, "import", Criteria(), block=1).to_pylist()
    assert [(row["economy"], row["product"], row["imports_usd"]) for row in found] == [
        (1, 1, 60),
        (1, 9, 1),
        (4, 1, 20),
        (4, 2, 5),
    ]
