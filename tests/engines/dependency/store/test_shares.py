"""A year of a store from several files: adding, replacing by reporter, months, versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.dependency.test_readers import names, rows

from fairlead.engines.dependency import (
    BadFlows,
    FileChoices,
    ImportResult,
    find_damaged_files,
    import_flows,
    open_store,
    read_manifest,
)
from fairlead.engines.dependency.store.own_reports import read_own_exports

HEAD = "reporterDesc,partnerDesc,cmdCode,flowCode,period,classificationCode,primaryValue\n"


def put(store: Path, name: str, *lines: str, **choices: object) -> ImportResult:
    """Import a file of such lines into the store: ``A<B 854231 2022 60``, maybe ``H5`` after.

    ``A>W`` is what A reports of its exports to the world.
    """
    text = HEAD
    for line in lines:
        route, product, period, value, *version = line.split()
        flow, partner = ("X", "World") if route[1] == ">" else ("M", route[2])
        text += f"{route[0]},{partner},{product},{flow},{period},{(*version, 'H6')[0]},{value}\n"
    path = store.parent / name
    path.write_text(text)
    return import_flows(path, store, names=names, **choices)  # type: ignore[arg-type]


def held(store: Path, classification: str | None = None) -> list[tuple[int, int, int]]:
    """Return importer, product and value of every flow of the store."""
    return [
        (row[1], row[2], row[4]) for row in rows(open_store(store, classification=classification))
    ]


def test_reporters_of_several_files_stand_beside_one_another(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, "a.csv", "A<B 854231 2022 60")
    second = put(store, "b.csv", "B<A 854231 2022 7", "B<A 854231 2021 5")
    assert second.joined == (("a.csv", (2022,)),)
    assert not second.replaced
    assert not second.partly
    assert held(store) == [(2, 854231, 5), (1, 854231, 60), (2, 854231, 7)]
    assert find_damaged_files(store) == []
    assert put(store, "a.csv", "A<B 854231 2022 60").status == "already there"
    totals = [part.usd for part in open_store(store).parts]
    assert totals == [5, 67]


def test_a_reporter_that_is_there_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, "both.csv", "A<B 854231 2022 60", "B<A 854231 2022 7")
    newer = put(store, "newer.csv", "A<B 854231 2022 61", "A<B 030617 2022 3")
    assert newer.partly == (("both.csv", 2022, 1),)
    assert held(store) == [(1, 30617, 3), (1, 854231, 61), (2, 854231, 7)]
    # What lost some of its reporters may be imported again: it takes them back.
    again = put(store, "both.csv", "A<B 854231 2022 60", "B<A 854231 2022 7")
    assert (again.status, again.replaced) == ("imported", (("newer.csv", (2022,)),))
    assert held(store) == [(1, 854231, 60), (2, 854231, 7)]
    assert {Path(file).name.count("share") for part in read_manifest(store).parts
            for file in part.files} == {0}  # fmt: skip


def test_other_products_of_a_reporter_are_added(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, "chapter85.csv", "A<B 854231 2022 60")
    added = put(store, "chapter03.csv", "A<B 030617 2022 3")
    assert added.joined == (("chapter85.csv", (2022,)),)
    assert held(store) == [(1, 30617, 3), (1, 854231, 60)]


def test_other_partners_of_a_reporter_are_added(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, "from_b.csv", "A<B 854231 2022 60")
    added = put(store, "from_c.csv", "A<C 854231 2022 3")
    assert (added.joined, added.replaced) == ((("from_b.csv", (2022,)),), ())
    assert held(store) == [(1, 854231, 60), (1, 854231, 3)]
    newer = put(store, "newer.csv", "A<C 854231 2022 4")
    assert newer.replaced == (("from_c.csv", (2022,)),)
    assert held(store) == [(1, 854231, 60), (1, 854231, 4)]


def test_twelve_files_of_a_month_each_are_a_year(tmp_path: Path) -> None:
    store = tmp_path / "store"
    for month in range(1, 13):
        put(store, f"{month}.csv", f"A<B 854231 2022{month:02d} 10")
        said = " ".join(open_store(store).notes)
        assert (f"2022 ({month} of 12)" in said) == (month < 12)
    assert held(store) == [(1, 854231, 120)]
    put(store, "3.csv", "A<B 854231 202203 25")
    assert held(store) == [(1, 854231, 135)]


def test_two_versions_in_one_year_are_brought_together_by_a_concordance(tmp_path: Path) -> None:
    store, table = tmp_path / "store", tmp_path / "h5_h6.csv"
    table.write_text("from,to\n854230,854231\n")
    lines = ("A<B 854231 2022 60", "B<A 854230 2022 7 H5")
    with pytest.raises(BadFlows, match="the file mixes HS2017, HS2022"):
        put(store, "mixed.csv", *lines)
    done = put(store, "mixed.csv", *lines, concordance=table, classification="HS2022")
    assert done.source.classification == "HS2022"
    assert held(store) == [(1, 854231, 60), (2, 854231, 7)]
    assert any("rows are in HS2022 already" in note for note in done.source.notes)
    apart = tmp_path / "apart"
    put(apart, "h6.csv", lines[0])
    put(apart, "h5.csv", lines[1], concordance=table, classification="HS2022")
    assert held(apart) == held(store)
    put(apart, "other.csv", "C<A 854230 2022 1 H5")
    assert read_manifest(apart).classifications == ("HS2017", "HS2022")


def test_hs_2028_fits_with_a_published_table_of_one_to_many(tmp_path: Path) -> None:
    store, table = tmp_path / "store", tmp_path / "correlation.csv"
    table.write_text(
        "HS 2028,HS 2022,Remarks\n8542.33,8542.31,\n8542.34,ex 8542.31,\n0306.17,0306.17,\n"
    )
    lines = ("A<B 854231 2028 61", "A<B 030617 2028 3", "B<A 854233 2028 5 H7")
    done = put(store, "mixed.csv", *lines, concordance=table, classification="HS2028")
    assert done.split_products == 1
    found = held(store, "HS2028")
    assert found == [(1, 30617, 3), (1, 854233, 30), (1, 854234, 31), (2, 854233, 5)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["A<B 854230 2022 60 H5", "A>W 854230 2022 501 H5"], {854231: 251, 854239: 250}),
        (["A<B 854231 2022 60", "A>W 854231 2022 500"], {854231: 500}),
        # B reports in both versions: of B the rows of the target count, A's are converted.
        (
            ["A<B 854230 2022 60 H5", "A>W 854230 2022 501 H5", "B<A 854231 2022 1"],
            {854231: 251, 854239: 250},
        ),
        (
            ["A<B 854231 2022 60", "A>W 854231 2022 500", "A>W 854230 2022 7 H5",
             "B<A 854230 2022 1 H5"],
            {854231: 500},
        ),
        (["A<B 854231 2022 60 hs2022", "B<A 854230 2022 1 H5", "A>W 854231 2022 500 hs2022"],
         {854231: 500}),
    ],
)  # fmt: skip
def test_own_exports_are_converted_with_the_flows(
    tmp_path: Path, lines: list[str], said: dict[int, int]
) -> None:
    store, table = tmp_path / "store", tmp_path / "h5_h6.csv"
    table.write_text("from,to,weight\n854230,854231,1\n854230,854239,1\n854231,999998,1\n")
    put(store, "a.csv", *lines, concordance=table, classification="HS2022")
    totals = [read_own_exports(part.totals).to_pylist() for part in open_store(store).parts]
    found = {row["product"]: row["usd"] for of_year in totals for row in of_year}
    assert sum(found.values()) == sum(said.values())
    assert all(abs(found[product] - usd) <= 1 for product, usd in said.items())


def test_levels_are_not_mixed_in_a_classification(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, "six.csv", "A<B 854231 2022 60")
    with pytest.raises(BadFlows, match="expected products of 6 digits"):
        put(store, "four.csv", "B<A 8542 2022 7")
    put(tmp_path / "s4", "six.csv", "A<B 854231 2022 60", choices=FileChoices(level=4))
    put(tmp_path / "s4", "four.csv", "B<A 8542 2022 7")
    assert held(tmp_path / "s4") == [(1, 8542, 60), (2, 8542, 7)]


def test_a_whole_worlds_year_is_replaced_as_a_whole(tmp_path: Path) -> None:
    store = tmp_path / "store"
    baci = tmp_path / "BACI_HS22_Y2022_V202401.csv"
    baci.write_text("t,i,j,k,v,q\n2022,2,1,854231,1,1\n2022,1,2,854231,2,1\n")
    import_flows(baci, store, names=names)
    own = put(store, "a.csv", "A<B 854231 2022 60")
    assert own.replaced == ((baci.name, (2022,)),)
    assert held(store) == [(1, 854231, 60)]


def incomplete(store: Path) -> list[str]:
    """Return what is said of years with fewer months than there are."""
    return [note for note in open_store(store).notes if "incomplete" in note]


def test_months_of_other_products_complete_no_year(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, "first.csv", *(f"A<B 854231 2022{month:02} 5" for month in range(1, 7)))
    put(store, "other.csv", *(f"A<B 030617 2022{month:02} 5" for month in range(7, 13)))
    assert [note[-18:] for note in incomplete(store)] == ["{economy:1} 2022 (6 of 12)"[-18:]]
    put(store, "last.csv", *(f"A<B 854231 2022{month:02} 5" for month in range(7, 13)))
    assert "(6 of 12)" in incomplete(store)[0], "030617 still lacks half a year"
    put(store, "rest.csv", *(f"A<B 030617 2022{month:02} 5" for month in range(1, 7)))
    assert incomplete(store) == []
    put(store, "whole.csv", "B<A 854231 2022 5")
    put(store, "quarter.csv", "B<A 030617 202201 5")
    assert "{economy:2} 2022 (1 of 12)" in incomplete(store)[0]


def test_some_months_take_no_place_of_more(tmp_path: Path) -> None:
    store = tmp_path / "store"
    months = [f"A<B 854231 2022{month:02} 5" for month in range(1, 13)]
    put(store, "year.csv", "A<B 854231 2022 61", "B<A 854231 2022 7")
    with pytest.raises(BadFlows, match=r"there from year\.csv \(all\), got 1, 2, 3"):
        put(store, "quarter.csv", *months[:3])
    assert held(store) == [(1, 854231, 61), (2, 854231, 7)]
    put(store, "all.csv", *months)
    assert held(store) == [(1, 854231, 60), (2, 854231, 7)]
    with pytest.raises(BadFlows, match=r"from all\.csv"):
        put(store, "last.csv", *months[6:])
    assert incomplete(store) == []


def test_a_quarter_is_its_months(tmp_path: Path) -> None:
    store = tmp_path / "store"
    put(store, "quarter.csv", "A<B 854231 2022Q1 15")
    put(store, "rest.csv", *(f"A<B 854231 2022{month:02} 5" for month in range(4, 13)))
    assert held(store) == [(1, 854231, 60)]
    assert incomplete(store) == []
    put(store, "first.csv", *(f"A<B 854231 2022{month:02} 6" for month in range(1, 4)))
    assert held(store) == [(1, 854231, 63)], "the months took the quarter's place"
