"""What must hold whatever the flows are, and agreement with the slow reference."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.dependency.drawn import assert_agrees, rows_of, written

from fairlead.engines.dependency import Criteria, Side, assess
from fairlead.engines.dependency.verification._reference import Flow

FEW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
MEMBERS = (1, 2)
# The squares of the large ones need more than 64 bits. Twenty of them, scaled by five, are the
# most that a product may add up to in a year.
VALUES = st.one_of(st.integers(1, 6), st.integers(10**11, 10**12))


@st.composite
def flow_lists(draw: st.DrawFn) -> list[Flow]:
    """Return flows of five economies, three products, three years; 1 and 2 import something."""
    keys = st.tuples(
        st.integers(1, 5), st.integers(1, 5), st.integers(1, 3), st.integers(2020, 2022)
    )
    cells = draw(st.dictionaries(keys, VALUES, min_size=1, max_size=40))
    cells.setdefault((3, 1, 1, 2020), 5)
    cells.setdefault((3, 2, 1, 2020), 5)
    cells.setdefault((1, 4, 2, 2020), 5)
    cells.setdefault((2, 4, 2, 2020), 5)
    return [Flow(*key, value) for key, value in cells.items() if key[0] != key[1]]


# Few sets, because each is compiled once: ties at 0.5 and 0.52, floors, both rules.
criteria = st.sampled_from(
    [
        Criteria(),
        Criteria(concentration=0.5, world_concentration=0.25, coverage=0.5, persistence=(1, 3)),
        Criteria(concentration=0.52, world_concentration=0.5, coverage=2.0, floor=7),
        Criteria(concentration=0.2, coverage=0.0, persistence=(1, 1), rule="commission"),
    ]
)
sides: st.SearchStrategy[Side] = st.sampled_from(["import", "export"])


@FEW
@given(flow_lists(), sides, criteria)
def test_economies_agree_with_the_reference(flows: list[Flow], side: Side, rules: Criteria) -> None:
    assert_agrees(flows, members=MEMBERS, bloc=False, side=side, criteria=rules)


@FEW
@given(flow_lists(), sides, criteria)
def test_a_bloc_agrees_with_the_reference(flows: list[Flow], side: Side, rules: Criteria) -> None:
    # A bloc that trades with itself alone has no trade with the outside to judge.
    outside = [Flow(4, 1, 3, 2020, 9), Flow(1, 5, 3, 2020, 9)]
    known = {(flow.exporter, flow.importer, flow.product, flow.year) for flow in flows}
    flows = flows + [
        flow
        for flow in outside
        if (flow.exporter, flow.importer, flow.product, flow.year) not in known
    ]
    assert_agrees(flows, members=MEMBERS, bloc=True, side=side, criteria=rules)


@FEW
@given(flow_lists())
def test_shares_of_a_product_add_up_to_one(flows: list[Flow]) -> None:
    found = assess(written(flows), importers=MEMBERS, partners=5).partners
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for row in found.to_pylist():
        sums[row["economy"], row["product"]] += row["share"]
    assert sums
    assert all(abs(total - 1) < 1e-12 for total in sums.values())


@FEW
@given(flow_lists())
def test_a_bloc_of_one_is_that_economy(flows: list[Flow]) -> None:
    store = written(flows)
    alone = assess(store, importers=[1]).table.to_pylist()
    bloc = assess(store, bloc=[1]).table.to_pylist()
    assert [{**row, "economy": 0} for row in alone] == bloc


@FEW
@given(flow_lists(), st.integers(1, 3))
def test_splitting_a_supplier_never_raises_concentration(flows: list[Flow], part: int) -> None:
    split: list[Flow] = []
    for flow in flows:
        taken = flow.value * part // 4 if flow.exporter == 3 else 0
        if taken:
            split.append(replace(flow, exporter=9, value=taken))
        if flow.value > taken:
            split.append(replace(flow, value=flow.value - taken))
    before = rows_of(assess(written(flows), importers=MEMBERS).table)
    after = rows_of(assess(written(split), importers=MEMBERS).table)
    for pair, row in before.items():
        for name in ("hhi_imports", "hhi_world_exports"):
            old, new = row[name], after[pair][name]
            assert (old is None) == (new is None)
            assert not isinstance(old, float) or not isinstance(new, float) or new <= old + 1e-12


@FEW
@given(flow_lists(), st.sampled_from([2, 3, 5]))
def test_scaling_all_values_changes_no_verdict(flows: list[Flow], scale: int) -> None:
    scaled = [replace(flow, value=flow.value * scale) for flow in flows]
    before = assess(written(flows), importers=MEMBERS).table
    after = assess(written(scaled), importers=MEMBERS).table
    flags = ["c1", "c2", "c3", "c4", "commission", "critical", "reexport_warning", "first_supplier"]
    assert before.select(flags).to_pylist() == after.select(flags).to_pylist()
