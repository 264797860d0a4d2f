"""The curve says at each threshold what an assessment by that threshold would."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.dependency.drawn import code, drawn, written
from tests.engines.dependency.test_properties import criteria

from fairlead.engines.dependency import (
    Criteria,
    DependencyResult,
    Flows,
    VariedCriterion,
    assess,
    count_at_thresholds,
    draw_curve,
)
from fairlead.engines.dependency.verification._reference import Flow

NAMES: dict[VariedCriterion, str] = {
    "c1": "concentration",
    "c2": "world_concentration",
    "c3": "coverage",
}


def _found(flows: Flows, codes: list[int], rules: Criteria) -> DependencyResult:
    if len(codes) == 1:
        return assess(flows, importers=codes, criteria=rules)
    return assess(flows, bloc=codes, criteria=rules)


@st.composite
def trade(draw: st.DrawFn) -> list[Flow]:
    """Return flows of six economies in which shares of whole fiftieths are common."""
    size = st.sampled_from([1, 2, 3, 5, 7, 10, 40, 60_000, 99_999, 200_000, 10**9])
    rows = draw(
        st.dictionaries(
            st.tuples(
                st.integers(1, 6), st.integers(1, 6), st.integers(1, 3), st.integers(2020, 2022)
            ),
            size,
            min_size=1,
            max_size=60,
        )
    )
    kept = {key: usd for key, usd in rows.items() if key[0] != key[1]}
    sure = {(6, 1, 1, 2020): 7, (5, 2, 2, 2021): 7, (5, 3, 1, 2022): 7}
    return [Flow(*key, usd) for key, usd in (kept | sure).items()]


@settings(max_examples=6, deadline=None)
@given(trade(), st.sampled_from([[1], [2, 1, 3]]), criteria, st.sampled_from(["c1", "c2", "c3"]))
def test_the_curve_counts_what_each_assessment_would(
    rows: list[Flow], codes: list[int], rules: Criteria, vary: VariedCriterion
) -> None:
    flows = written(rows)
    points = (0.0, 0.2, 0.5, 0.52, 1.0)
    curve = draw_curve(_found(flows, codes, rules), vary=vary, thresholds=points).to_pylist()
    assert [row["threshold"] for row in curve] == list(points)
    for row in curve:
        there = _found(flows, codes, replace(rules, **{NAMES[vary]: row["threshold"]})).critical
        assert (row["products"], row["usd"]) == (
            there.num_rows,
            sum(there["imports_usd"].to_pylist()),
        )


def test_the_flows_give_the_same_curve_as_a_result() -> None:
    flows = written(drawn("B>A 50\nC>A 50\nB>C 10\nB>A 70 1 2021\nB>C 9 1 2021"))
    result = assess(flows, importers=[code("A"), code("C")])
    assert draw_curve(result).equals(count_at_thresholds(flows, importers=[code("A"), code("C")]))
    assert draw_curve(result).num_rows == 2 * 51


@pytest.mark.parametrize(
    ("dollars", "at_half"),
    [
        ((50, 50), 0),  # a concentration of exactly 0.5 is not above it, whatever the size
        ((100_000_000, 100_000_000), 0),
        ((100_000_000, 100_000_001), 1),
        ((100_000_000, 0), 1),
    ],
)
def test_a_tie_is_decided_in_whole_dollars(dollars: tuple[int, int], at_half: int) -> None:
    lines = [f"{who}>A {usd}" for who, usd in zip("BC", dollars, strict=True) if usd]
    result = assess(written(drawn("\n".join([*lines, "B>C 10"]))), importers=[code("A")])
    assert draw_curve(result, thresholds=[0.5])["products"].to_pylist() == [at_half]


def test_a_result_about_everybody_has_no_curve() -> None:
    with pytest.raises(ValueError, match="importers or a bloc"):
        draw_curve(assess(written(drawn("B>A 50\nB>C 10"))))
