"""Complexity of real files: totals, small economies, groups apart, years, pairs, names."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairlead.chain.dependency.complexity import (
    Floor,
    join_years,
    open_complexity,
    open_complexity_years,
)
from fairlead.chain.dependency.floor import read_population
from fairlead.folder.input_errors import InvalidInput

# The first makes everything, the last only wheat.
ROWS = [
    f"{economy},{product},9000000"
    for economy, sold in (("DEU", "1001 8703 8542"), ("BLR", "1001 8703"), ("KGZ", "1001"))
    for product in sold.split()
]


def written(path: Path, *rows: str, header: str = "exporter,product,value_usd") -> Path:
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return written(tmp_path / "clean.csv", *ROWS)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (["DEU,TOTAL,27000000", "BLR,TOTAL,18000000"], "sum over products"),
        (["World,1001,27000000", "W00,8703,18000000"], "World total"),
        (['"Areas, nes",1001,700'], "partner not specified"),
        (["DEU,9999,5000", "DEU,9999AA,700"], "product not specified"),
        (["DEU,10,9000000", "KGZ,10,9000000", "DEU,87,9000000", "DEU,85,9000000"], "other level"),
    ],
)
def test_totals_are_no_exports(tmp_path: Path, clean: Path, more: list[str], reason: str) -> None:
    right = open_complexity(clean)
    found = open_complexity(written(tmp_path / "more.csv", *more, *ROWS))
    assert found.economies().equals(right.economies())
    assert found.products().equals(right.products())
    assert any(reason in note.replace("another", "other") for note in found.notes)


def test_codes_that_lost_their_zero_and_other_names_are_read(tmp_path: Path, clean: Path) -> None:
    rows = [row.replace("1001", "0101") for row in ROWS]
    right = open_complexity(written(tmp_path / "right.csv", *rows))
    lost = [row.replace("0101", "101").replace("DEU", "Germany") for row in rows]
    assert (
        open_complexity(written(tmp_path / "lost.csv", *lost)).products().equals(right.products())
    )
    named = written(tmp_path / "named.csv", *(row.replace("DEU", "Germany") for row in ROWS))
    assert open_complexity(named).economies().equals(open_complexity(clean).economies())


def test_nothing_but_totals_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="every row is kept apart: World total"):
        open_complexity(written(tmp_path / "world.csv", "World,1001,5", "World,8542,5"))


def test_small_and_empty_places_are_left_out_and_said(tmp_path: Path) -> None:
    rows = [*ROWS, "NRU,8542,100", "HMD,8542,7000000"]
    path = written(tmp_path / "small.csv", *rows)
    found = open_complexity(path)
    assert set(found.complexity.exports.economies) == {"DEU", "BLR", "KGZ"}
    said = " ".join(found.notes)
    assert "McDonald Islands ($7,000,000)" in said
    assert "exports below $540: Nauru ($100)" in said
    everybody = open_complexity(path, floor=Floor(dollars=0))
    assert {"NRU", "HMD"} < set(everybody.complexity.exports.economies)
    assert not any("left out" in note for note in everybody.notes)


def test_a_floor_of_people(tmp_path: Path, clean: Path) -> None:
    rows = [*ROWS, "NRU,8542,9000000"]
    people = written(
        tmp_path / "people.csv",
        "Germany,83000000", "Belarus,9200000", "KGZ,6700000", "NRU,12000", "World,8000000000",
        header="economy,population",
    )  # fmt: skip
    floor = Floor(people=1_000_000, population=read_population(people))
    found = open_complexity(written(tmp_path / "four.csv", *rows), floor=floor)
    assert found.economies().equals(open_complexity(clean).economies())
    assert "fewer than 1,000,000 people" in found.notes[-1]
    for row, said in (("Atlantis,5", "economy"), ("DEU,many", "number of people")):
        with pytest.raises(InvalidInput, match=said):
            read_population(written(people, row, header="economy,population"))


def test_groups_that_share_nothing_are_said(tmp_path: Path, clean: Path) -> None:
    right = open_complexity(clean)
    rows = [*ROWS, "NZL,0201,9000000", "AUS,0201,9000000"]
    found = open_complexity(written(tmp_path / "apart.csv", *rows))
    assert "2 groups of economies share no product" in found.notes[-1]
    assert "AUS, NZL" in found.notes[-1]
    eci = dict(zip(*(found.economies()[name].to_pylist() for name in ("economy", "eci")),
                   strict=True))  # fmt: skip
    assert (eci["AUS"], eci["NZL"]) == (None, None)
    known = right.economies()
    expected = dict(zip(known["economy"].to_pylist(), known["eci"].to_pylist(), strict=True))
    assert {name: eci[name] for name in expected} == pytest.approx(expected)


def test_each_year_is_measured_by_itself(tmp_path: Path, clean: Path) -> None:
    rows = [f"{row},2020" for row in ROWS] + [f"{row}0,2021" for row in ROWS]
    path = written(tmp_path / "two.csv", *rows, header="exporter,product,value_usd,year")
    found = open_complexity_years(path)
    assert [one.year for one in found] == [2020, 2021]
    table = join_years({one.year: one.economies() for one in found})
    assert table["year"].to_pylist() == [2020] * 3 + [2021] * 3
    one = open_complexity(clean).economies()
    assert table.filter(table["year"].to_numpy() == 2020).drop_columns("year").equals(one)
    assert len(open_complexity_years(path, years=[2021])) == 1
    with pytest.raises(InvalidInput, match="2020, 2021"):
        open_complexity_years(path, years=[2019])


def test_every_pair_has_its_place(clean: Path) -> None:
    found = open_complexity(clean)
    rows = {(row["economy"], row["product"]): row for row in found.positions().to_pylist()}
    assert len(rows) == 9
    wheat = rows["BLR", "1001"]
    assert (wheat["m"], wheat["cog"], wheat["exports_usd"]) == (False, None, 9_000_000) or wheat[
        "m"
    ]
    chips = rows["KGZ", "8542"]
    assert (chips["m"], chips["exports_usd"], chips["rca"]) == (False, 0, 0.0)
    assert 0 <= chips["density"] < 1
    assert chips["cog"] is not None
    for row in rows.values():
        assert row["m"] is (row["rca"] >= 1)
        assert (row["cog"] is None) is row["m"]


def test_products_have_titles_and_sectors(tmp_path: Path, clean: Path) -> None:
    found = {row["product"]: row for row in open_complexity(clean).products().to_pylist()}
    assert found["8542"]["title"] == "Electrical and electronic equipment"
    assert found["8542"]["strategic_sector"] == "digital and electronics"
    assert found["1001"]["strategic_sector"] == "food security"
    titles = written(tmp_path / "t.csv", '8542,"chips; integrated"', header="hscode,description")
    named = open_complexity(clean, titles=titles).products().to_pylist()
    assert [row["title"] for row in named if row["product"] == "8542"] == ["chips; integrated"]
    with pytest.raises(InvalidInput, match="a column of codes and one of titles"):
        open_complexity(clean, titles=written(titles, "1,2", header="a,b"))


def test_coi_has_a_standard_scale_beside(clean: Path) -> None:
    table = open_complexity(clean).economies()
    values = [value for value in table["coi_standardised"].to_pylist() if value is not None]
    assert sum(values) == pytest.approx(0, abs=1e-9)
    assert sum(value * value for value in values) / len(values) == pytest.approx(1)
