"""What one reporter alone leaves unknown, and C4 over a window of years."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engines.dependency.drawn import code, drawn, written

from fairlead.engines.dependency import Criteria, assess, verify

A, B, C, D = map(code, "ABCD")


def row_of(text: str, **asked: Any) -> dict[str, Any]:
    result = assess(written(drawn(text)), **asked)
    assert verify(written(drawn(text)), result) == []
    return dict(result.table.to_pylist()[0])


def test_exports_nobody_reports_are_unknown_not_zero() -> None:
    row = row_of("B>A 60\nC>A 40", importers=[A])
    assert (row["c1"], row["c2"], row["c3"], row["critical"]) == (True, None, None, None)
    unknown = ("hhi_world_exports", "exports_usd", "imports_over_exports", "cdi3", "commission")
    assert [row[name] for name in unknown] == [None] * len(unknown)
    assert "nobody else reports imports: c3 is unknown" in row["reason"]
    assert row["reporters"] == 1


def test_one_no_settles_what_others_leave_unknown() -> None:
    row = row_of("B>A 20\nC>A 20\nD>A 20", importers=[A])
    assert (row["c1"], row["c3"], row["critical"]) == (False, None, False)


def test_a_second_reporter_makes_them_known() -> None:
    row = row_of("B>A 60\nC>A 40\nC>D 1 9", importers=[A])
    assert (row["exports_usd"], row["c3"], row["critical"]) == (0, True, True)


def test_a_bloc_of_all_who_report_knows_nothing_of_the_rest() -> None:
    text = "C>A 60\nC>B 60\nA>B 5"
    row = row_of(text, bloc=[A, B])
    assert (row["c2"], row["c3"], row["critical"]) == (None, None, None)
    assert row_of(text, importers=[A])["exports_usd"] == 5


def test_every_economy_of_one_reporter() -> None:
    found = assess(written(drawn("B>A 60\nC>A 40")))
    assert [(row["economy"], row["critical"]) for row in found.table.to_pylist()] == [(A, None)]
    assert found.partners.num_rows == 0
    assert (found.reporters, found.lone) == ({2020: 1}, A)


def test_a_year_of_one_reporter_leaves_the_years_together_unknown() -> None:
    text = "B>A 60\nC>D 9 2\nB>A 70 1 2021"
    result = assess(written(drawn(text)), importers=[A])
    assert result.by_year is not None
    years = {row["year"]: row for row in result.by_year.to_pylist()}
    assert (years[2020]["critical"], years[2021]["critical"]) == (True, None)
    assert result.table["critical"].to_pylist()[0] is None
    assert row_of(text, importers=[A], years=[2020])["critical"] is True


def test_exports_of_who_does_not_report_its_imports() -> None:
    # A is reported by three; it reports nothing itself: what it buys is unknown.
    row = row_of("A>B 60\nA>C 40\nB>D 5 2", importers=[A], side="export")
    assert (row["c1"], row["c2"], row["c3"]) == (True, True, None)
    assert "it does not report them: c3 is unknown" in row["reason"]


def test_customers_of_one_buyers_report_are_unknown() -> None:
    row = row_of("A>B 60", importers=[A], side="export")
    assert (row["c1"], row["hhi_exports"], row["critical"]) == (None, None, None)


# Five years: concentrated (held) in the first three, then bought from three alike.
YEARS = "\n".join(
    [f"B>A 90 1 {year}\nC>D 9 2 {year}" for year in range(2017, 2020)]
    + [f"B>A 9 1 {year}\nC>A 9 1 {year}\nD>A 9 1 {year}\nC>D 9 2 {year}" for year in (2020, 2021)]
)


def test_each_year_is_judged_over_the_three_that_end_with_it() -> None:
    result = assess(written(drawn(YEARS)), importers=[A])
    assert verify(written(drawn(YEARS)), result) == []
    assert result.by_year is not None
    found = [
        (row["year"], row["holds"], row["years_held"], row["years_judged"], row["c4"])
        for row in result.by_year.to_pylist()
    ]
    assert found == [
        (2017, True, 1, 1, None),
        (2018, True, 2, 2, True),
        (2019, True, 3, 3, True),
        (2020, False, 2, 3, True),
        (2021, False, 1, 3, False),
    ]
    critical = result.by_year["critical"].to_pylist()
    assert critical == [True, True, True, False, False]


def test_the_years_together_are_judged_over_the_last_three() -> None:
    row = row_of(YEARS, importers=[A])
    assert (row["c1"], row["years_held"], row["years_judged"], row["c4"]) == (True, 1, 3, False)
    assert row["critical"] is False
    longer = row_of(YEARS, importers=[A], criteria=Criteria(persistence=(3, 5)))
    assert (longer["years_held"], longer["years_judged"], longer["c4"]) == (3, 5, True)


@pytest.mark.parametrize("asked", [{}, {"importers": [A]}])
def test_every_economy_has_the_window_too(asked: dict[str, Any]) -> None:
    row = row_of(YEARS, **asked)
    assert (row["years_held"], row["years_judged"], row["c4"]) == (1, 3, False)


def test_a_window_ends_with_the_last_year_of_trade() -> None:
    text = "B>A 90 1 2015\nB>A 90 1 2016\nC>D 1 2 2015\nC>D 1 2 2016\nC>D 1 2 2020"
    row = row_of(text, importers=[A])
    assert (row["years_held"], row["years_judged"], row["c4"]) == (2, 2, True)
