"""Complexity from files: stores, flows and plain tables say the same; mistakes are said."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from fairlead.chain.dependency.complexity import open_complexity
from fairlead.chain.flows.open import import_flows
from fairlead.folder.input_errors import InvalidInput

# What each exports to each of the others: the first makes everything, the last only wheat.
EXPORTS = {
    "DEU": {"100199": 9, "870323": 9, "854231": 9},
    "BLR": {"100199": 9, "870323": 9},
    "KGZ": {"100199": 9},
}


def flows(path: Path) -> Path:
    """Write the flows of 2021 and, doubled, of 2022."""
    rows = [
        (exporter, importer, product, year, value * (1 + (year == 2022)))
        for exporter, sold in EXPORTS.items()
        for importer in EXPORTS
        if importer != exporter
        for product, value in sold.items()
        for year in (2021, 2022)
    ]
    names = ["exporter", "importer", "product", "year", "value_usd"]
    pq.write_table(
        pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))), path
    )
    return path


def plain(path: Path, **changed: list[object]) -> Path:
    """Write the exports of one year as a plain table."""
    rows = [(e, p, 2 * v) for e, sold in EXPORTS.items() for p, v in sold.items()]
    columns: dict[str, list[object]] = dict(
        zip(["exporter", "product", "value_usd"], map(list, zip(*rows, strict=True)), strict=True)
    )
    table = pa.table(columns | changed)
    if path.suffix == ".csv":
        pacsv.write_csv(table, path)
    else:
        pq.write_table(table, path)
    return path


def test_flows_a_store_and_plain_tables_agree(tmp_path: Path) -> None:
    source = flows(tmp_path / "flows.parquet")
    import_flows(source, tmp_path / "store")
    found = [
        open_complexity(source, year=2021),
        open_complexity(source, year=2022),
        open_complexity(tmp_path / "store", year=2021),
        open_complexity(plain(tmp_path / "exports.parquet")),
        open_complexity(plain(tmp_path / "exports.csv")),
    ]
    # Dollars double from one year to the next, and change nothing else.
    economies = [one.economies().drop_columns("exports_usd") for one in found]
    products = [one.products().drop_columns("exports_usd") for one in found]
    for place in range(len(found)):
        assert economies[place].equals(economies[0])
        assert products[place].equals(products[0])
    assert found[0].economies()["economy"].to_pylist() == ["DEU", "BLR", "KGZ"]
    assert found[0].products()["product"].to_pylist() == ["854231", "870323", "100199"]
    assert found[0].products()["ubiquity"].to_pylist() == [1, 2, 2]


def test_pooling_and_makers(tmp_path: Path) -> None:
    found = open_complexity(plain(tmp_path / "exports.parquet"))
    pooled = found.pooling(["BLR", "KGZ"])
    assert pooled.column_names[-1] == "gain"
    alone = found.pooling(["BLR"])
    assert alone["gain"].to_pylist() == [0, 0, 0]
    ranked = found.makers("854231").ranked
    assert [maker.economy for maker in ranked] == ["DEU", "BLR"]
    assert [maker.reason for maker in ranked] == ["makes_it", "makes_near_products"]
    assert ranked[1].near == ("870323",)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value_usd": [1.0, 2.0, -3.5, 4.0, 5.0, 6.0]}, r'exports.parquet:3: value_usd "-3.5":'),
        ({"value_usd": [1.0, 1e300, 3.0, 4.0, 5.0, 6.0]}, r'2: value_usd "1e[+]300": expected'),
        ({"value_usd": ["1", "x", "3", "4", "5", "6"]}, r'exports.parquet:2: value_usd "x":'),
        (
            {"value_usd": [[1], [2], [3], [4], [5], [6]]},
            r"exports.parquet: value_usd: expected text, num",
        ),
        ({"product": ["1", None, "2", "1", "2", "1"]}, "2: product: expected a product code"),
        ({"exporter": ["A", "B", " ", "A", "B", "C"]}, "3: exporter: expected an economy"),
        ({"year": [2021, None, 2021, 2021, 2021, 2021]}, "2: year: expected a year"),
        ({"exporter": ["A", "A", "A", "A", "B", "B"]}, "at least 3 economies"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(
    tmp_path: Path, changed: dict[str, list[object]], said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        open_complexity(plain(tmp_path / "exports.parquet", **changed))


def test_the_years_there_are_are_named(tmp_path: Path) -> None:
    source = flows(tmp_path / "flows.parquet")
    with pytest.raises(InvalidInput, match="one of 2021, 2022"):
        open_complexity(source)
    with pytest.raises(InvalidInput, match="2021, 2022"):
        open_complexity(source, year=1999)


def test_unknown_names_are_said(tmp_path: Path) -> None:
    found = open_complexity(plain(tmp_path / "exports.parquet"))
    with pytest.raises(InvalidInput, match="got XYZ"):
        found.pooling(["XYZ"])
    with pytest.raises(InvalidInput, match="got BLR twice"):
        found.pooling(["BLR", "BLR"])
    with pytest.raises(InvalidInput, match="got 999999"):
        found.makers("999999")


def test_partners_may_be_named_in_words_and_near_names_are_offered(tmp_path: Path) -> None:
    found = open_complexity(plain(tmp_path / "exports.parquet"))
    assert found.pooling(["Belarus"]).equals(found.pooling(["BLR"]))
    with pytest.raises(InvalidInput, match="did you mean Germany"):
        found.pooling(["Germny"])
    with pytest.raises(InvalidInput, match="did you mean 854231"):
        found.makers("854232")


def test_a_table_without_years_says_what_it_is_taken_for(tmp_path: Path) -> None:
    source = plain(tmp_path / "exports.parquet")
    assert not any("taken for 2017" in note for note in open_complexity(source).notes)
    assert "taken for 2017" in " ".join(open_complexity(source, year=2017).notes)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("C,2", "exports.csv:3: expected 3 cells as in the header, got 2"),
        ("C,2,x", "exports.csv:3: value_usd 'x': expected dollars of 0 or more"),
        ("C,2,-3", "exports.csv:3: value_usd '-3': expected dollars of 0 or more"),
    ],
)
def test_a_broken_line_of_a_table_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "exports.csv"
    path.write_text(f"exporter,product,value_usd\nA,1,5\n{line}\n")
    with pytest.raises(InvalidInput) as error:
        open_complexity(path)
    assert said.replace("'", '"') in str(error.value)


def test_a_broken_line_of_another_year_is_named_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "exports.csv"
    path.write_text("exporter,product,year,value_usd\nA,1,2020,5\nA,1,2021,5\nA,1,2022,-5\n")
    for year in (2020, 2022):
        with pytest.raises(InvalidInput, match=r'exports.csv:4: value_usd "-5":'):
            open_complexity(path, year=year)


def test_a_zip_of_baci_is_flows(tmp_path: Path) -> None:
    codes = {"DEU": 276, "BLR": 112, "KGZ": 417}
    lines = [
        f"2021,{codes[exporter]},{codes[importer]},{product},{value / 1000},1\n"
        for exporter, sold in EXPORTS.items()
        for importer in EXPORTS
        if importer != exporter
        for product, value in sold.items()
    ]
    with zipfile.ZipFile(tmp_path / "baci.zip", "w") as archive:
        text = "".join(["t,i,j,k,v,q\n", *lines])
        archive.writestr("BACI_HS22_Y2021_V202401.csv", text)
    found = open_complexity(tmp_path / "baci.zip")
    same = open_complexity(flows(tmp_path / "flows.parquet"), year=2021)
    assert found.economies().equals(same.economies())


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    empty, text = tmp_path / "empty.csv", tmp_path / "text.parquet"
    empty.write_bytes(b"")
    text.write_bytes(b"PAR1 but no more")
    for path in (empty, text, tmp_path / "absent.parquet"):
        with pytest.raises(InvalidInput):
            open_complexity(path, year=2017)
