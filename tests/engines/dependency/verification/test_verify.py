"""A right result passes; a wrong figure is named with what it should be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from tests.engines.dependency.drawn import code, drawn, written
from tests.engines.dependency.test_properties import MEMBERS, flow_lists

from fairlead.engines.dependency import Criteria, DependencyResult, Flows, Side, assess, verify
from fairlead.engines.dependency.verification._reference import Flow

A, B, C, D = map(code, "ABCD")
FLOWS = (
    "B>A 60\nC>A 40\nC>D 20\nA>D 5\nC>B 30\nB>A 70 1 2021\nD>A 9 2 2021\nA>B 3 2\nB>D 8 2\n"
    "C>B 2 2 2021"
)


@pytest.fixture(scope="module")
def flows() -> Flows:
    return written(drawn(FLOWS))


@pytest.fixture(scope="module")
def result(flows: Flows) -> DependencyResult:
    return assess(flows, importers=[A, D])


def put(table: pa.Table, column: str, value: Any, *, row: int = 0) -> pa.Table:
    """Return the table with one value replaced."""
    place, values = table.column_names.index(column), table[column].to_pylist()
    values[row] = value
    return table.set_column(place, column, pa.array(values, table.schema.field(column).type))


@pytest.mark.parametrize("side", ["import", "export"])
@pytest.mark.parametrize("asked", [{}, {"importers": [A, D]}, {"bloc": [A, D]}, {"years": [2020]}])
def test_a_right_result_passes(flows: Flows, side: Side, asked: dict[str, Any]) -> None:
    assert verify(flows, assess(flows, side=side, **asked)) == []


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("imports_usd", 171, "170"),
        ("hhi_imports", 0.5, str((130**2 + 40**2) / 170**2)),
        ("first_supplier", C, str(B)),
        ("first_share", 0.75, str(130 / 170)),
        ("second_supplier", D, str(C)),
        ("second_share", 0.25, str(40 / 170)),
        ("suppliers", 3, "2"),
        ("hhi_world_exports", 0.42, str((130**2 + 90**2 + 5**2) / 225**2)),
        ("exports_usd", 4, "5"),
        ("imports_over_exports", 30.0, "34.0"),
        ("c1", False, "True"),
        ("c2", None, "True"),
        ("c3", False, "True"),
        ("c4", False, "True"),
        ("cdi1", None, str((130**2 + 40**2) / 170**2)),
        ("cdi2", 0.5, "1.0"),
        ("cdi3", 9999.0, "34.0"),
        ("commission", False, "True"),
        ("years_held", 1, "2"),
        ("years_judged", 3, "2"),
        ("reexport_warning", True, "False"),
        ("critical", False, "True"),
    ],
)
def test_a_wrong_figure_is_named(
    flows: Flows, result: DependencyResult, column: str, value: object, expected: str
) -> None:
    wrong = verify(flows, replace(result, table=put(result.table, column, value)))
    sentence = f"{column} is {value}, expected {expected}"
    assert f"table: economy {A}, product 000001: {sentence}" in wrong


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("supplier", D, f"supplier is {D}, expected {B}"),
        ("value", 39, "value is 39, expected 130"),
        ("share", 1.5, "share is 1.5, expected from 0 to 1"),
    ],
)
def test_a_wrong_partner_is_named(
    flows: Flows, result: DependencyResult, column: str, value: object, sentence: str
) -> None:
    wrong = verify(flows, replace(result, partners=put(result.partners, column, value)))
    assert f"partners: economy {A}, product 000001, rank 1: {sentence}" in wrong


def test_partners_out_of_order_are_named(flows: Flows, result: DependencyResult) -> None:
    wrong = verify(flows, replace(result, partners=put(result.partners, "value", 39)))
    at = f"partners: economy {A}, product 000001, rank 2"
    assert f"{at}: value is 40, expected at most 39" in wrong


def test_a_verdict_against_its_own_criteria_is_named(
    flows: Flows, result: DependencyResult
) -> None:
    wrong = verify(flows, replace(result, table=put(result.table, "c1", False)))
    at = f"table: economy {A}, product 000001"
    assert f"{at}: critical is True, its criteria say False" in wrong


def test_a_wrong_year_a_missing_row_and_a_stranger_are_named(
    flows: Flows, result: DependencyResult
) -> None:
    assert result.by_year is not None
    year = replace(result, by_year=put(result.by_year, "imports_over_exports", None))
    sentence = "imports_over_exports is None, expected 20.0"
    assert verify(flows, year) == [f"by_year: economy {A}, product 000001, year 2020: {sentence}"]
    short = replace(result, table=result.table.slice(1))
    assert verify(flows, short) == [f"table: economy {A}, product 000001: the row is missing"]
    twice = replace(result, table=pa.concat_tables([result.table, result.table.slice(3)]))
    assert f"table: economy {D}: 1 rows are there twice" in verify(flows, twice)
    strange = replace(result, table=put(result.table, "economy", C, row=3))
    assert f"table: economy {C} is not judged" in verify(flows, strange)
    reported = replace(result, reported=put(result.reported, result.reported.column_names[1], 1))
    assert verify(flows, reported) == [f"reported: economy {A}: years is 1, expected 2"]


def test_other_flows_or_thresholds_do_not_pass(flows: Flows, result: DependencyResult) -> None:
    assert verify(written(drawn(FLOWS.replace("60", "61"))), result)
    stricter = replace(result, criteria=Criteria(concentration=0.9))
    sentence = "c1 is True, expected False"
    assert f"table: economy {A}, product 000001: {sentence}" in verify(flows, stricter)


# Few examples of one shape of question: each shape is compiled once, which takes longest.
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(flow_lists())
def test_whatever_the_flows_the_engine_passes(drawn_flows: list[Flow]) -> None:
    flows = written(drawn_flows)
    rules = Criteria(concentration=0.52, coverage=2.0, floor=7, rule="commission")
    assert verify(flows, assess(flows, importers=MEMBERS, criteria=rules)) == []
