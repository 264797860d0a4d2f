"""A table of exports: totals kept apart, codes and values as they come, its own names."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairlead.chain.flows.exports_table import ExportsTable, is_exports_table, read_exports_table
from fairlead.chain.flows.open import FileChoices
from fairlead.folder.input_errors import InvalidInput

HEAD = "exporter,product,value_usd\n"
ROWS = "DEU,0306,600\nDEU,8542,50\nFRA,0306,20\nFRA,8542,10\n"


def read(path: Path, text: str, **choices: object) -> ExportsTable:
    """Write a table and return how it is read."""
    path.write_text(text)
    return read_exports_table(path, choices=FileChoices(**choices))  # type: ignore[arg-type]


def cells(table: ExportsTable) -> list[tuple[object, ...]]:
    """Return the rows that are used, sorted."""
    return sorted(tuple(row.values()) for row in table.rows.to_pylist())


def test_totals_change_nothing_of_the_rest(tmp_path: Path) -> None:
    plain = cells(read(tmp_path / "plain.csv", HEAD + ROWS))
    totals = (
        "World,0306,620\nDEU,TOTAL,650\nDEU,9999,7\nDEU,03,600\nDEU,85,50\nFRA,03,20\nFRA,85,10\n"
        '"Areas, nes",8542,3\nASEAN,8542,4\n'
    )
    found = read(tmp_path / "totals.csv", HEAD + ROWS + totals)
    assert cells(found) == plain
    assert {reason: rows for reason, rows, _ in found.apart} == {
        "World total": 1,
        "code of another level than the one used": 4,
        "group of economies": 1,
        "partner not specified": 1,
        "product not specified": 1,
        "sum over products": 1,
    }


def test_spreadsheets_and_names_change_nothing_either(tmp_path: Path) -> None:
    plain = cells(read(tmp_path / "plain.csv", HEAD + ROWS))
    text = HEAD + 'Germany,306,"600"\nDE,8542,50\nFrance,306,20\n251,8542,10\n'
    assert cells(read(tmp_path / "names.csv", text)) == plain
    european = (HEAD + ROWS).replace(",", ";").replace("600", "0,6").replace("50\n", "0,05\n")
    european = european.replace(";20", ";0,02").replace(";10", ";0,01")
    from fairlead.engines.dependency import Unit

    assert cells(read(tmp_path / "e.csv", european, unit=Unit(always=1000))) == plain


def test_national_codes_are_cut_and_added_up(tmp_path: Path) -> None:
    found = read(tmp_path / "cn8.csv", HEAD + "DEU,85423190,50\nDEU,85423110,5\nFRA,03061792,1\n")
    assert cells(found) == [("DEU", "854231", 50), ("DEU", "854231", 5), ("FRA", "030617", 1)] or (
        sorted(cells(found)) == [("DEU", "854231", 5), ("DEU", "854231", 50), ("FRA", "030617", 1)]
    )
    assert any("cut to six and added up" in note for note in found.notes)


def test_a_table_may_name_exporters_and_products_in_its_own_way(tmp_path: Path) -> None:
    own = HEAD + "Ural,pumps,5\nVolga,pumps,6\nUral,motors,7\nGeorgia,motors,8\n"
    assert cells(read(tmp_path / "own.csv", own))[0] == ("Georgia", "motors", 8)
    with pytest.raises(InvalidInput, match=r"Germny.*did you mean Germany"):
        read(tmp_path / "typo.csv", HEAD + ROWS + "Germny,0306,5\n")


def test_the_atlas_table_of_countries_and_products_is_one(tmp_path: Path) -> None:
    text = (
        "location_code,hs_product_code,year,export_value,import_value,eci\n"
        "DEU,0306,2020,600,1,0.1\nDEU,financial,2020,9,1,0.1\n"
    )
    path = tmp_path / "atlas.csv"
    found = read(path, text)
    assert is_exports_table(path)
    assert cells(found) == [("DEU", "0306", 600, 2020)]


def test_every_broken_cell_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path / "b.csv", HEAD.replace("\n", ",year\n") + ",0306,1,2020\nDEU,,1,2020\n"
             "DEU,0306,-1,2020\nDEU,0306,1,20\nDEU,8542,1,2020\n")  # fmt: skip
    said = [(problem.line, problem.field) for problem in caught.value.problems]
    assert said == [(2, "exporter"), (3, "product"), (4, "value_usd"), (5, "year")]
