"""Tables drawn in text, with answers known by heart."""

from __future__ import annotations

import pytest
from tests.engines.dependency.drawn import code, drawn, rows_of, written

from fairlead.engines.dependency import (
    Criteria,
    Side,
    assess,
    count_at_thresholds,
    explain,
    lose_partner,
    verify,
)
from fairlead.engines.dependency.flows import LARGEST
from fairlead.engines.dependency.relations.verdict import NO_TRADE, ONLY_INSIDE

A, B, C, D = map(code, "ABCD")
# D reports too, of another product: what A sells is known then, were it nothing.
REPORTED = "\nC>D 1 9"


def test_concentration_is_the_sum_of_squared_shares() -> None:
    flows = written(drawn("B>A 60\nC>A 40\nC>D 20\nA>D 5"))
    row = assess(flows, importers=[A]).table.to_pylist()[0]
    assert row["imports_usd"] == 100
    assert row["hhi_imports"] == pytest.approx(0.52)
    assert (row["first_supplier"], row["first_share"]) == (B, 0.6)
    assert (row["second_supplier"], row["second_share"]) == (C, 0.4)
    assert row["suppliers"] == 2
    # The world sells 60 (B), 60 (C) and 5 (A).
    assert row["hhi_world_exports"] == pytest.approx((60**2 + 60**2 + 5**2) / 125**2)
    assert row["imports_over_exports"] == 20.0
    assert (row["c1"], row["c2"], row["c3"]) == (True, True, True)


def test_exactly_at_the_threshold_is_not_above_it() -> None:
    # Shares 0.6, 0.2 (twice): 0.36 + 0.04 + 0.04 = 0.44; 3 3 3 1 of 10: 0.28; 4 4 2: 0.36.
    flows = written(drawn("B>A 6\nC>A 2\nD>A 2"))
    at = assess(flows, importers=[A], criteria=Criteria(concentration=0.44)).table.to_pylist()[0]
    below = assess(flows, importers=[A], criteria=Criteria(concentration=0.439999))
    assert at["c1"] is False
    assert below.table.to_pylist()[0]["c1"] is True


@pytest.mark.parametrize("scale", [1, 3, 333_333, 98_765_431])
def test_scaling_every_value_keeps_a_tie_a_tie(scale: int) -> None:
    text = f"B>A {6 * scale}\nC>A {2 * scale}\nD>A {2 * scale}"
    row = assess(written(drawn(text)), importers=[A], criteria=Criteria(concentration=0.44))
    assert row.table["c1"].to_pylist() == [False]


def test_the_first_suppliers_dollars_are_exact_at_any_size() -> None:
    # Above 2^53 / 1024 dollars a floating-point key would be off by one.
    for value in (2_200_000_000_001, 8_796_093_022_209, 99_999_999_999_999):
        row = assess(written(drawn(f"B>A {value}")), importers=[A]).table.to_pylist()[0]
        assert row["first_share"] == 1.0
        assert row["first_supplier"] == B


@pytest.mark.slow
def test_ninety_years_of_the_largest_flows_adds_up_exactly() -> None:
    text = "\n".join(f"B>A {LARGEST} 1 {year}" for year in range(1930, 2020))
    result = assess(written(drawn(text)), importers=[A], criteria=Criteria(concentration=0.999999))
    row = result.table.to_pylist()[0]
    assert (row["imports_usd"], row["first_share"], row["c1"]) == (90 * LARGEST, 1.0, True)
    assert verify(written(drawn(text)), result) == []


def test_no_imports_is_undefined_and_says_so() -> None:
    flows = written(drawn("B>A 60\nC>B 40 2\nB>C 1 3\nC>B 1 3\nD>B 1 3"))
    rows = rows_of(assess(flows, importers=[A]).table)
    row = rows[A, 2]
    # Product 3 fails c2; it still is not judged.
    assert (rows[A, 3]["c2"], rows[A, 3]["critical"]) == (False, None)
    undefined = ("hhi_imports", "first_supplier", "first_share", "c1", "c3", "critical", "cdi1")
    assert [row[name] for name in undefined] == [None] * len(undefined)
    assert row["imports_usd"] == 0
    assert row["c2"] is True
    assert "undefined" in str(row["reason"])


def test_no_exports_sets_the_ratio_as_geodep_does() -> None:
    row = assess(written(drawn("B>A 60" + REPORTED)), importers=[A]).table.to_pylist()[0]
    assert row["imports_over_exports"] == 9999.0
    assert row["c3"] is True
    assert "9999" in row["reason"]


def test_persistence_needs_two_of_three_years() -> None:
    spike = "B>A 60 1 2019\nB>A 1 1 2020\nC>A 1 1 2020\nD>A 1 1 2020\nB>A 3 1 2021\nC>A 3 1 2021"
    others = "\n".join(f"C>D 1 9 {year}" for year in (2019, 2020, 2021))
    flows = written(drawn(f"{spike}\nD>A 3 1 2021\n{others}"))
    result = assess(flows, importers=[A])
    row = result.table.to_pylist()[0]
    # The years added up look concentrated; only 2019 was.
    assert (row["c1"], row["c2"], row["c3"]) == (True, True, True)
    assert (row["years_held"], row["years_judged"], row["c4"]) == (1, 3, False)
    assert row["critical"] is False
    assert result.by_year is not None
    assert result.by_year["holds"].to_pylist() == [True, False, False]
    lenient = Criteria(persistence=(1, 3))
    assert assess(flows, importers=[A], criteria=lenient).table["critical"][0].as_py() is True


def test_one_year_leaves_persistence_undefined() -> None:
    row = assess(written(drawn("B>A 60" + REPORTED)), importers=[A]).table.to_pylist()[0]
    assert row["c4"] is None
    assert row["critical"] is True
    assert "c4" in row["reason"]


def test_a_year_without_report_is_not_a_year_without_trade() -> None:
    # A reports 2020 only; its exports of 2021 (B's report) do not count against its imports.
    flows = written(drawn("B>A 60 1 2020\nA>B 50 1 2020\nA>B 50 1 2021"))
    row = assess(flows, importers=[A]).table.to_pylist()[0]
    assert (row["imports_usd"], row["exports_usd"]) == (60, 50)
    assert row["years_judged"] == 1


@pytest.mark.parametrize("side", ["import", "export"])
def test_a_bloc_that_trades_among_its_members_alone_is_told_so(side: Side) -> None:
    flows = written(drawn("A>B 30\nB>A 7\nC>A 1 2\nA>C 1 2\nC>D 9 3"))
    inside, _, nothing = assess(flows, bloc=[A, B], side=side).table.to_pylist()
    assert (inside["critical"], inside["reason"]) == (None, ONLY_INSIDE[side])
    assert (nothing["critical"], nothing["reason"]) == (None, NO_TRADE)


def test_a_bloc_looks_outside_only() -> None:
    # A and B pool; C is outside. Within: 30. Outside: 100 from C, 60 from D.
    flows = written(drawn("A>B 30\nC>A 100\nD>B 60\nA>C 20"))
    row = assess(flows, bloc=[A, B]).table.to_pylist()[0]
    assert row["economy"] == 0
    assert row["imports_usd"] == 160
    assert row["hhi_imports"] == pytest.approx((100**2 + 60**2) / 160**2)
    assert row["cdi2"] == pytest.approx(160 / 190)
    assert row["exports_usd"] == 20
    assert row["cdi3"] == pytest.approx(160 / 50)
    assert row["imports_over_exports"] == pytest.approx(160 / 20)
    assert row["commission"] is True


def test_the_export_side_is_the_mirror() -> None:
    flows = drawn("B>A 60\nC>A 40\nC>D 20\nA>D 5")
    mirrored = [type(flow)(flow.importer, flow.exporter, 1, 2020, flow.value) for flow in flows]
    imports = assess(written(flows), importers=[A]).table
    exports = assess(written(mirrored), importers=[A], side="export").table
    figures = [table.drop_columns("reporters").to_pylist()[0] for table in (imports, exports)]
    assert list(figures[0].values()) == list(figures[1].values())
    assert "first_customer" in exports.column_names


def test_below_the_floor_nothing_is_critical() -> None:
    flows = written(drawn("B>A 60" + REPORTED))
    row = assess(flows, importers=[A], criteria=Criteria(floor=61)).table.to_pylist()[0]
    assert row["critical"] is False
    assert "floor" in row["reason"]
    assert assess(flows, importers=[A], criteria=Criteria(floor=60)).critical.num_rows == 1


def test_a_supplier_that_buys_what_it_sells_is_a_warning() -> None:
    flows = written(drawn("B>A 60\nC>B 30"))
    assert assess(flows, importers=[A]).table["reexport_warning"].to_pylist() == [True]
    little = written(drawn("B>A 60\nC>B 29"))
    assert assess(little, importers=[A]).table["reexport_warning"].to_pylist() == [False]


def test_equal_suppliers_are_ranked_by_their_code() -> None:
    row = assess(written(drawn("C>A 5\nB>A 5\nD>A 5")), importers=[A], partners=3)
    assert row.partners["supplier"].to_pylist() == [B, C, D]
    assert row.table["first_supplier"].to_pylist() == [B]


def test_every_economy_at_once_says_the_same_as_each_alone() -> None:
    flows = written(drawn("B>A 60\nC>A 40\nC>D 20\nA>D 5\nD>B 7 2\nC>B 1 2\nA>C 3 2 2021"))
    everyone = rows_of(assess(flows).table)
    alone = rows_of(assess(flows, importers=[A, B, C, D]).table)
    traded = {pair: row for pair, row in alone.items() if row["imports_usd"]}
    assert set(everyone) == set(traded)
    for pair, row in everyone.items():
        # The second supplier is looked up for critical products only.
        skipped = set() if row["critical"] else {"second_supplier", "second_share"}
        kept = {name: value for name, value in row.items() if name not in skipped}
        assert kept == {name: traded[pair][name] for name in kept}


def test_what_if_counts_the_loss_and_who_could_fill_it() -> None:
    flows = written(drawn("B>A 60\nC>A 30\nD>A 30\nC>D 100\nD>C 10"))
    found = lose_partner(flows, partner=B, importers=[A])
    loss = found.losses.to_pylist()[0]
    assert (loss["need_usd"], loss["lost_usd"], loss["lost_share"]) == (120, 60, 0.5)
    assert loss["hhi_before"] == pytest.approx(0.375)
    assert loss["hhi_after"] == pytest.approx(0.5)
    assert (loss["critical_before"], loss["critical_after"]) == (False, True)
    assert loss["becomes_critical"] is True
    first, second = found.alternatives.to_pylist()
    assert (first["partner"], first["present_usd"], first["elsewhere_usd"]) == (C, 30, 100)
    assert first["spare_share"] == pytest.approx(100 / 60)
    assert (second["partner"], second["elsewhere_usd"]) == (D, 10)


def test_losing_the_only_supplier_stays_critical() -> None:
    found = lose_partner(written(drawn("B>A 60" + REPORTED)), partner=B, importers=[A])
    loss = found.losses.to_pylist()[0]
    assert (loss["lost_share"], loss["hhi_after"]) == (1.0, None)
    assert loss["critical_after"] is True
    assert found.alternatives.num_rows == 0


def test_the_curve_counts_what_each_threshold_would_say() -> None:
    flows = written(drawn("B>A 6\nC>A 2\nD>A 2\nB>A 9 2\nC>A 1 2" + REPORTED))
    curve = count_at_thresholds(flows, importers=[A], thresholds=[0.0, 0.43, 0.44, 0.81, 0.82, 1.0])
    assert curve["products"].to_pylist() == [2, 2, 1, 1, 0, 0]
    assert curve["usd"].to_pylist() == [20, 20, 10, 10, 0, 0]


def test_an_explanation_adds_up_to_the_row() -> None:
    flows = written(drawn("B>A 60\nC>A 40\nB>A 10 1 2021\nC>D 7\nC>D 1 9 2021"))
    found = explain(flows, product=1, importers=[A])
    row = found.table.to_pylist()[0]
    assert sum(found.flows["value"].to_pylist()) == row["imports_usd"] == 110
    shares = found.world["share"].to_pylist()
    assert sum(share * share for share in shares) == pytest.approx(row["hhi_world_exports"])


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"importers": [A], "years": [1999]}, "Expected years among 2020, got 1999"),
        ({"importers": [D]}, "got none for"),
        ({"importers": [A, A]}, "Expected every economy once"),
        ({"bloc": []}, "at least one member"),
        ({"importers": [A], "bloc": [B]}, "got both"),
        ({"importers": [A], "side": "both"}, "Expected side"),
        ({"importers": [A], "engine": "abacus"}, "Expected engine"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(asked: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        assess(written(drawn("B>A 60")), **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"concentration": 1.5},
        {"coverage": -1.0},
        {"concentration": 0.1234567},
        {"persistence": (3, 2)},
        {"floor": -1},
        {"rule": "mine"},
    ],
)
def test_criteria_out_of_range_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="Expected"):
        Criteria(**wrong)  # type: ignore[arg-type]
