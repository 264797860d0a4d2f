"""The curve made of one assessment, against the engine's own from the flows."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.dependency.drawn import code, drawn, written

from fairlead.chain.study import curve as import_curve
from fairlead.chain.study.curve import curve_of
from fairlead.engines.dependency import Criteria, DependencyResult, Flows, assess, threshold_curve
from fairlead.engines.dependency.verification._reference import Flow


def _found(flows: Flows, codes: list[int]) -> DependencyResult:
    if len(codes) == 1:
        return assess(flows, importers=codes)
    return assess(flows, bloc=codes)


def _by_the_engine(flows: Flows, codes: list[int], criteria: Criteria) -> pa.Table:
    alone = len(codes) == 1
    curve = threshold_curve(
        flows, importers=codes if alone else None, bloc=None if alone else codes, criteria=criteria
    )
    return curve.select(["threshold", "products", "usd"])


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
    kept = [Flow(*key, usd) for key, usd in rows.items() if key[0] != key[1]]
    return [*kept, Flow(6, 1, 1, 2020, 7), Flow(5, 2, 2, 2021, 7), Flow(5, 3, 1, 2022, 7)]


@settings(max_examples=8, deadline=None)
@given(trade(), st.sampled_from([[1], [1, 2], [2, 1, 3]]))
def test_the_curve_is_the_engines(rows: list[Flow], codes: list[int]) -> None:
    unique = {(row.exporter, row.importer, row.product, row.year): row for row in rows}
    flows = written(unique.values())
    result = _found(flows, codes)
    assert curve_of(flows, codes, result).equals(_by_the_engine(flows, codes, result.criteria))


@pytest.mark.parametrize(
    ("dollars", "asked"),
    [
        ((50, 50), 0),  # a concentration of exactly 0.5, but of few dollars: not above
        ((100_000_000, 100_000_000), 1),  # the same of many: only whole dollars can tell
        ((100_000_000, 100_000_001), 1),
        ((100_000_000, 90_000_000), 0),
        ((100_000_000, 0), 0),  # one supplier alone: a concentration of 1 is above no threshold
    ],
)
def test_the_engine_is_asked_where_doubles_cannot_tell(
    monkeypatch: pytest.MonkeyPatch, dollars: tuple[int, int], asked: int
) -> None:
    calls: list[int] = []
    engine = import_curve._asked

    def counted(flows: Flows, codes: list[int], result: DependencyResult) -> pa.Table:
        calls.append(1)
        return engine(flows, codes, result)

    monkeypatch.setattr(import_curve, "_asked", counted)
    lines = [f"{who}>A {usd}" for who, usd in zip("BC", dollars, strict=True) if usd]
    flows = written(drawn("\n".join([*lines, "B>C 10"])))
    result = _found(flows, [code("A")])
    curve = curve_of(flows, [code("A")], result)
    assert len(calls) == asked
    assert curve.equals(_by_the_engine(flows, [code("A")], result.criteria))
    assert curve["products"][0].as_py() == 1
