"""Product cells as spreadsheets, customs and statistics write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.engines.dependency.readers.products import (
    ProductCell,
    find_product_directory,
    read_products,
)
from fairlead.engines.dependency.readers.reasons import AGGREGATE, NO_PRODUCT


def read(*cells: str) -> list[str | None]:
    """Return the whole code of every cell of one column, None for one that is none."""
    return [one.full for one in read_products(cells).values()]


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (("30617", "854231"), ["030617", "854231"]),
        (("30617.0", "854231.0"), ["030617", "854231"]),
        (("8542.31", "8542.9", "306.17"), ["854231", "854290", "030617"]),
        (("2709.0", "8542.31"), ["270900", "854231"]),
        (("2709.0", "8542.0"), ["2709", "8542"]),
        (("85.42", "3.06"), ["8542", "0306"]),
        (("8542.31.00.15", "0306.17.0040"), ["8542310015", "0306170040"]),
        (("03061792", "85423190"), ["03061792", "85423190"]),
        (("3061792", "85423190"), ["03061792", "85423190"]),
        (("306170040", "8542310015"), ["0306170040", "8542310015"]),
        (("030617000", "854231000"), ["030617000", "854231000"]),
        (("30617000", "854231000"), ["030617000", "854231000"]),
        (('="030617"', "'030617", "85 42 31", "H6-854231"), ["030617"] * 2 + ["854231"] * 2),
        (("HS2022:854231",), ["854231"]),
        (("8", "85", "854", "8542"), ["08", "85", "0854", "8542"]),
    ],
)
def test_a_column_of_codes_is_read_as_a_whole(cells: tuple[str, ...], codes: list[str]) -> None:
    assert read(*cells) == codes


def test_totals_and_what_is_not_specified_are_no_products() -> None:
    found = read_products(["TOTAL", "9999AA", "999999", "85MMM000", "854231"])
    assert found["TOTAL"].apart == "sum over products"
    assert {found[cell].apart for cell in ("9999AA", "999999", "85MMM000")} == {
        "product not specified"
    }
    assert found["854231"] == ProductCell(full="854231")


@pytest.mark.parametrize("cell", ["85x231", "abc", "03061", "000000", "1" * 14, "-854231", "8e5"])
def test_what_is_no_code_is_refused(cell: str) -> None:
    said = read_products([cell])[cell].expected
    assert said is not None
    assert said.startswith("expected")


def test_nine_digits_alone_may_be_ten_without_a_zero_and_are_refused() -> None:
    said = read_products(["854231000", "306170040"])["306170040"].expected
    assert said is not None
    assert "zeros included" in said


@given(st.lists(st.integers(1_01_00, 97_99_99).map("{:06d}".format), min_size=1, unique=True))
def test_a_spreadsheet_takes_nothing_away_for_good(codes: list[str]) -> None:
    codes = [code for code in codes if not code.startswith("00")] or ["010121"]
    for write in (
        lambda code: code,
        lambda code: str(int(code)),
        lambda code: f"{int(code)}.0",
        lambda code: f"{code[:4]}.{code[4:]}",
    ):
        assert read(*map(write, codes)) == codes
    numbers = [str(float(f"{code[:4]}.{code[4:]}")) for code in (*codes, "854231")]
    assert [one.full for one in read_products(numbers).values()] == list(
        dict.fromkeys((*codes, "854231"))
    )


def test_a_directory_keeps_six_digits_and_says_how_many_there_were() -> None:
    table = find_product_directory(["0306170040", "8542310015"])
    assert table["product"].to_pylist() == [30617, 854231]
    assert table["digits"].to_pylist() == [10, 10]
    other = find_product_directory(["123456789", "0123"], harmonized=False)
    assert other["product"].to_pylist() == [123456789, 123]


@pytest.mark.parametrize("code", ["980000", "98800000", "990000", "9801.00", "98"])
def test_chapters_left_to_each_country_are_no_products(code: str) -> None:
    assert read_products([code])[code].apart == NO_PRODUCT


@pytest.mark.parametrize("cell", ["00 - Total all products", "00: Total", "000000 Total"])
def test_a_sum_is_known_by_its_name_behind_zeros(cell: str) -> None:
    assert read_products([cell])[cell].apart == AGGREGATE
