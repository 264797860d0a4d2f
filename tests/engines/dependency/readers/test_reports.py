"""Files of every source, small: what is read, added up, kept apart, refused."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.engines.dependency.test_readers import apart, faults, names, read, rows

from fairlead.engines.dependency import BadFlows, FileChoices, Flows, Unit, read_flows
from fairlead.engines.dependency.backends.session import open_duckdb
from fairlead.engines.dependency.readers.baci_table import read_baci_table

PLAIN = "exporter,importer,product,year,value_usd\n"
MONTHLY = "reporterDesc,partnerDesc,cmdCode,flowCode,period,primaryValue\n"


def write(path: Path, text: str) -> Path:
    """Write a text and return its path."""
    path.write_text(text, encoding="utf-8")
    return path


def notes(flows: Flows) -> str:
    """Return all that is said of how the file was read."""
    return "; ".join(flows.notes)


def chosen(path: Path, **choices: object) -> Flows:
    """Return the flows of a file as the user says it is to be read."""
    return read_flows(path, names=names, choices=FileChoices(**choices))  # type: ignore[arg-type]


# What each source's file looks like, and what of it is B's 60 dollars to A in 2022.
SOURCES = {
    "UN Comtrade file (the columns of Comtrade Plus": (
        "typeCode,refYear,period,reporterCode,reporterDesc,flowCode,partnerCode,partnerDesc,"
        "partner2Code,classificationCode,cmdCode,customsCode,motCode,primaryValue\n"
        "C,2022,2022,1,,M,2,,0,H6,854231,C00,0,60.0\n"
        "C,2022,2022,1,,X,2,,0,H6,854231,C00,0,7.0\n"
    ),
    "UN Comtrade file (the columns it had until 2023)": (
        "Classification,Year,Period,Trade Flow,Reporter,Partner,2nd Partner Code,"
        "Commodity Code,Trade Value (US$)\n"
        "H6,2022,2022,Import,A,B,,854231,60\nH6,2022,2022,Re-Import,A,B,,854231,5\n"
    ),
    "UN Comtrade file (columns as comtradr names them)": (
        "ref_year,period,reporter_desc,flow_code,partner_desc,partner_2_code,cmd_code,"
        "mot_code,primary_value\n2022,2022,A,M,B,0,854231,0,60\n"
    ),
    "WITS": (
        "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,"
        "TradeFlowName,TradeFlowCode,TradeValue in 1000 USD\n"
        "H6,A,854231,,B,,2022,Gross Imp.,5,0.060\nH6,A,854231,,B,,2022,Gross Exp.,6,0.5\n"
    ),
    "Atlas": (
        "country_iso3_code,partner_iso3_code,product_hs92_code,year,export_value,import_value\n"
        "B,A,854231,2022,60,0\nA,B,854231,2022,0,60\n"
    ),
    "table of CEPII's BACI": "t,i,j,k,v,q\n2022,2,1,854231,0.060,1\n",
    "plain table": PLAIN + "B,A,854231,2022,60\n",
}


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_is_recognised_and_its_imports_are_read(tmp_path: Path, source: str) -> None:
    found = read(write(tmp_path / "download.csv", SOURCES[source]))
    assert rows(found) == [(2, 1, 854231, 2022, 60)]
    assert source in found.notes[0]


EUROSTAT = (
    "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE\n"
    "X,1,A,A,B,854231,1,VALUE_IN_EUROS,{year},50\n"
    "X,1,A,A,B,854231,1,QUANTITY_IN_100KG,{year},3\n"
    "X,1,A,A,B,854231,2,VALUE_IN_EUROS,{year},9\n"
    "X,1,A,A,C,854231,1,VALUE_IN_EUROS,{year},\n"
)


def test_euros_become_dollars_by_the_rate_that_is_told_and_not_without(tmp_path: Path) -> None:
    path = write(tmp_path / "comext.csv", EUROSTAT.format(year=2022))
    assert "the values are euros: say with --unit" in faults(path)[0]
    for unit in (Unit(always=1.2), Unit(by_year=((2022, 1.2), (2023, 9.0)))):
        found = chosen(path, unit=unit)
        assert rows(found) == [(2, 1, 854231, 2022, 60)]
    assert apart(found)["quantity, not a value"] == 1
    assert apart(found)["no value published"] == 1
    with pytest.raises(BadFlows, match="expected a value in dollars"):
        chosen(path, unit=Unit(by_year=((2023, 9.0),)))


def test_numbers_of_eurostats_own_are_not_taken_for_others(tmp_path: Path) -> None:
    text = (
        "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_REGIME,"
        "PERIOD,VALUE_IN_EUROS\n"
        "3,A,4,B,E,85423190,1,1,202252,40\n3,A,4,B,E,85423190,1,2,202252,20\n"
        "3,A,4,B,E,TOTAL,1,1,202252,60\n"
    )
    found = chosen(write(tmp_path / "full.dat", text), unit=Unit(always=1.0))
    assert rows(found) == [(2, 1, 854231, 2022, 60)]
    assert "cut to six and added up" in notes(found)


def test_months_are_added_up_and_missing_ones_named(tmp_path: Path) -> None:
    year = "".join(f"A,B,854231,M,2021{month:02d},10\n" for month in range(1, 13))
    part = "".join(f"A,B,854231,M,2022-{month:02d},10\n" for month in (1, 2, 12))
    found = read(write(tmp_path / "monthly.csv", MONTHLY + year + part))
    assert [(row[3], row[4]) for row in rows(found)] == [(2021, 120), (2022, 30)]
    assert "incomplete years" in notes(found)
    assert "{economy:1} 2022 (3 of 12)" in notes(found)


def test_months_of_a_quarter_that_other_goods_have_count_once(tmp_path: Path) -> None:
    part = "".join(f"A,B,854231,M,2022-{month:02d},10\n" for month in range(1, 10))
    quarter = "A,B,854110,M,2022Q3,30\n"
    found = read(write(tmp_path / "mixed.csv", MONTHLY + part + quarter))
    assert "{economy:1} 2022 (9 of 12)" in notes(found)
    assert "2021 (" not in notes(found)


def test_a_whole_year_counts_and_its_months_do_not(tmp_path: Path) -> None:
    months = "".join(f"A,B,854231,M,2022{month:02d},10\n" for month in range(1, 13))
    text = MONTHLY + months + "A,B,854231,M,2022,125\n"
    found = read(write(tmp_path / "both.csv", text))
    assert rows(found) == [(2, 1, 854231, 2022, 125)]
    assert apart(found)["month or quarter of a year that is there whole"] == 12


BROKEN_DOWN = (
    "reporterDesc,partnerDesc,cmdCode,flowCode,refYear,motCode,partner2Desc,primaryValue\n"
)


def test_a_row_by_the_year_is_the_years_whatever_its_month_says(tmp_path: Path) -> None:
    head = "reporterDesc,partnerDesc,cmdCode,flowCode,freqCode,period,refMonth,primaryValue\n"
    lines = "A,B,854231,M,A,2022,1,60\nA,B,854231,M,M,202201,1,7\nA,B,854231,M,M,202202,2,9\n"
    found = read(write(tmp_path / "both.csv", head + lines))
    assert rows(found) == [(2, 1, 854231, 2022, 60)]


def test_parts_are_added_up_only_where_the_whole_is_not_there(tmp_path: Path) -> None:
    text = BROKEN_DOWN + (
        "A,B,854231,M,2022,0,World,100\nA,B,854231,M,2022,1000,World,60\n"
        "A,B,854231,M,2022,2000,World,40\n"
        "A,C,854231,M,2022,1000,World,7\nA,C,854231,M,2022,2000,World,5\n"
        "A,C,854231,M,2022,2100,World,5\n"
    )
    found = read(write(tmp_path / "transport.csv", text))
    assert rows(found) == [(2, 1, 854231, 2022, 100), (3, 1, 854231, 2022, 12)]
    assert apart(found)["breakdown of a row that is there"] == 3
    assert "2 rows are parts of a figure" in notes(found)


def test_a_file_broken_down_in_two_ways_counts_one_of_them(tmp_path: Path) -> None:
    text = BROKEN_DOWN + (
        "A,B,854231,M,2022,1000,World,60\nA,B,854231,M,2022,2000,World,40\n"
        "A,B,854231,M,2022,0,B,70\nA,B,854231,M,2022,0,C,30\n"
        "A,B,854231,M,2022,1000,B,60\nA,B,854231,M,2022,2000,C,40\n"
    )
    assert rows(read(write(tmp_path / "two.csv", text))) == [(2, 1, 854231, 2022, 100)]


def test_one_figure_whatever_the_order_of_repeated_rows(tmp_path: Path) -> None:
    lines = [f"A,B,854231,M,2022,{value}\n" for value in (100, 60, 99)]
    for at, order in enumerate(permutations(lines)):
        found = read(write(tmp_path / f"{at}.csv", MONTHLY + "".join(order)))
        assert rows(found) == [(2, 1, 854231, 2022, 100)]
        assert "($100 together, with the smallest it would be $60)" in notes(found)


def test_one_economy_under_two_names_is_one(tmp_path: Path) -> None:
    plain = PLAIN + "B,A,854231,2022,60\n2,A,854231,2022,40\n"
    assert rows(read(write(tmp_path / "plain.csv", plain))) == [(2, 1, 854231, 2022, 100)]
    twice = MONTHLY + "A,B,854231,M,2022,60\n1,2,854231,M,2022,60\n"
    assert rows(read(write(tmp_path / "twice.csv", twice))) == [(2, 1, 854231, 2022, 60)]


LEVELS = "B,A,85,2022,100\nB,A,8542,2022,100\nB,A,854231,2022,{fine}\nB,A,854239,2022,40\n"


def test_the_finest_complete_level_counts_and_another_may_be_chosen(tmp_path: Path) -> None:
    path = write(tmp_path / "levels.csv", PLAIN + "B,A,TOTAL,2022,100\n" + LEVELS.format(fine=60))
    found = read(path)
    assert [row[2] for row in rows(found)] == [854231, 854239]
    assert apart(found) == {
        "sum over products": 1,
        "code of another level than the one used": 2,
    }
    headings = chosen(path, level=4)
    assert [(row[2], row[4]) for row in rows(headings)] == [(8542, 100)]
    assert headings.product_code(306) == "0306"
    assert chosen(path, level=2).digits == 2


def test_codes_that_are_only_some_of_a_file_are_not_its_level(tmp_path: Path) -> None:
    path = write(tmp_path / "levels.csv", PLAIN + LEVELS.format(fine=5))
    found = read(path)
    assert [(row[2], row[4]) for row in rows(found)] == [(8542, 100)]
    assert "--level 6 takes those of 6 alone" in notes(found)
    assert [row[4] for row in rows(chosen(path, level=6))] == [5, 40]


def test_finer_codes_of_one_importer_are_added_up_for_the_level_of_all(tmp_path: Path) -> None:
    text = PLAIN + "C,A,854231,2022,60\nC,A,854239,2022,40\nC,B,8542,2022,7\n"
    found = rows(read(write(tmp_path / "two.csv", text)))
    assert sorted((row[1], row[2], row[4]) for row in found) == [(1, 8542, 100), (2, 8542, 7)]


def test_a_national_code_beside_its_six_digits_is_not_added_to_them(tmp_path: Path) -> None:
    text = PLAIN + (
        "B,A,854231,2022,100\nB,A,85423190,2022,60\nB,A,85423110,2022,40\nB,A,03061792,2022,8\n"
    )
    found = read(write(tmp_path / "national.csv", text))
    assert [(row[2], row[4]) for row in rows(found)] == [(30617, 8), (854231, 100)]


def test_rows_of_the_version_that_is_not_chosen_are_counted(tmp_path: Path) -> None:
    head = MONTHLY.replace("\n", ",classificationCode\n")
    text = head + "A,B,854231,M,2022,60,H6\nB,C,854231,M,2022,5,H5\n"
    path = write(tmp_path / "mixed.csv", text)
    found = read_flows(path, names=names, classification="HS2022")
    assert rows(found) == [(2, 1, 854231, 2022, 60)]
    assert "1 rows of HS2017 left out: HS2022 was chosen" in notes(found)
    assert apart(found)["row of another HS version than the one chosen"] == 1
    single = write(tmp_path / "single.csv", head + "A,B,854231,M,2022,60,H5\n")
    assert read(single).classification == "HS2017"
    with pytest.raises(BadFlows, match="its rows say HS2017"):
        read_flows(single, names=names, classification="HS2022")


def own_exports(found: Flows, economy: int) -> dict[int, int]:
    """What an economy's exports are by its own report, of the products where that counts."""
    totals = pq.read_table(found.parts[0].totals).to_pylist()
    return {
        row["product"]: row["exports"] + row["exports_reported"]
        for row in totals
        if row["economy"] == economy and row.get("exports_reported") is not None
    }


def test_own_exports_stand_beside_the_totals_where_others_report_too_little(
    tmp_path: Path,
) -> None:
    text = MONTHLY + (
        "A,B,854231,M,2022,60\nA,World,854231,X,2022,500\nA,B,854231,X,2022,300\n"
        'A,B,030617,X,2022,7\nA,"Areas, nes",030617,X,2022,2\n'
    )
    found = read(write(tmp_path / "one.csv", text))
    assert own_exports(found, 1) == {854231: 500, 30617: 9}
    two = read(
        write(tmp_path / "two.csv", text + "B,A,854231,M,2022,1\nB,World,854231,X,2022,61\n")
    )
    assert own_exports(two, 1) == {854231: 500, 30617: 9}
    assert own_exports(two, 2) == {}  # A reports 60 of its 61: the importer's report counts.
    enough = read(write(tmp_path / "enough.csv", text + "B,A,854231,M,2022,490\n"))
    assert "exports_reported" not in pq.read_schema(enough.parts[0].totals).names


def test_exports_of_headings_alone_do_not_answer_for_subheadings(tmp_path: Path) -> None:
    text = MONTHLY + "A,B,854231,M,2022,60\nA,World,8542,X,2022,500\nA,World,TOTAL,X,2022,9\n"
    assert own_exports(read(write(tmp_path / "h.csv", text)), 1) == {}


def test_exports_alone_are_refused_with_what_to_get(tmp_path: Path) -> None:
    said = faults(write(tmp_path / "x.csv", MONTHLY + "A,B,854231,X,2022,60\n"))
    assert "expected reports of imports" in said[0]


def test_columns_without_descriptions_leave_the_codes(tmp_path: Path) -> None:
    table = pa.table(
        {
            "reporterCode": [1],
            "reporterDesc": pa.nulls(1, pa.string()),
            "partnerCode": [2.0],
            "partnerDesc": pa.nulls(1, pa.string()),
            "cmdCode": [30617.0],
            "flowCode": ["M"],
            "refYear": [2022],
            "primaryValue": [60.0],
        }
    )
    pq.write_table(table.drop(["partnerCode"]).append_column("partnerCode", pa.array([2])),
                   tmp_path / "codes.parquet")  # fmt: skip
    assert rows(read(tmp_path / "codes.parquet")) == [(2, 1, 30617, 2022, 60)]


@pytest.mark.parametrize(
    ("values", "dollars"),
    [
        (('"60,000,000"', '"1,500"'), (60_000_000, 1_500)),
        (('"$ 60,000"', '"40,000"'), (60_000, 40_000)),
        (('"1,23,45,678"', "5"), (12_345_678, 5)),
        (("6E+07", "4e7"), (60_000_000, 40_000_000)),
        (("60 000", "40\u00a0000"), (60_000, 40_000)),
    ],
)
def test_values_as_written_where_cells_are_separated_by_commas(
    tmp_path: Path, values: tuple[str, str], dollars: tuple[int, int]
) -> None:
    text = PLAIN + f"B,A,854231,2022,{values[0]}\nC,A,854231,2022,{values[1]}\n"
    assert tuple(row[4] for row in rows(read(write(tmp_path / "v.csv", text)))) == dollars


@pytest.mark.parametrize(
    ("values", "dollars"),
    [
        (("1234567,89", "400000,40"), (1_234_568, 400_000)),
        (("60.000", "1.500.000"), (60_000, 1_500_000)),
        (("1.264,14", "7"), (1_264, 7)),
    ],
)
def test_values_as_written_where_cells_are_separated_by_semicolons(
    tmp_path: Path, values: tuple[str, str], dollars: tuple[int, int]
) -> None:
    text = (PLAIN + "B,A,854231,2022,@\nC,A,854231,2022,#\n").replace(",", ";")
    text = text.replace("@", values[0]).replace("#", values[1])
    assert tuple(row[4] for row in rows(read(write(tmp_path / "v.csv", text)))) == dollars


def test_a_number_that_reads_two_ways_is_refused_or_warned_about(tmp_path: Path) -> None:
    european = (PLAIN + "B,A,854231,2022,60.000\n").replace(",", ";")
    path = write(tmp_path / "semicolons.csv", european)
    assert "say --decimal comma if 60.000 is 60,000, --decimal dot if it is 60" in faults(path)[0]
    assert rows(chosen(path, decimal="comma"))[0][4] == 60_000
    assert rows(chosen(path, decimal="dot"))[0][4] == 60
    plain = read(write(tmp_path / "commas.csv", PLAIN + "B,A,854231,2022,60.000\n"))
    assert rows(plain)[0][4] == 60
    assert "warning: every value has three digits after its point, such as 60.000" in notes(plain)
    mixed = (PLAIN + "B,A,854231,2022,1.5\nC,A,854231,2022,@\n").replace(",", ";")
    path = write(tmp_path / "mixed.csv", mixed.replace("@", "2,5"))
    assert "mixed.csv:3: value '2,5': expected a decimal point" in faults(path)[0]


def test_values_may_be_thousands_by_name_or_by_choice(tmp_path: Path) -> None:
    by_name = PLAIN.replace("value_usd", "value_1000usd") + "B,A,854231,2022,60\n"
    found = read(write(tmp_path / "name.csv", by_name))
    assert rows(found)[0][4] == 60_000
    assert "thousands of dollars" in notes(found)
    plain = write(tmp_path / "plain.csv", PLAIN + "B,A,854231,2022,60\n")
    assert rows(chosen(plain, unit=Unit(always=1000)))[0][4] == 60_000


USUAL = "2022,2,1,854231,0.060\n2022, 3,1,030617,1.5\n2021,3,2,9999AA,2\n2021,2,2,854231,0.0001\n"


@pytest.mark.parametrize(
    "odd",
    [
        "",  # plain: read in blocks
        "2022,2,1,854231,0.061",  # a flow twice
        "2022,02,1,854231,0.061",  # twice, spelled otherwise
        "2022,3,1,30617,1.5",
        "2022,World,1,854231,9\n2022,2,1,TOTAL,9",
        "2022,2,1,8542,0.2\n2022,2,1,8542.39,0.1",
        '2022.0,"2",B,"854239",1e3',
        "2022-01,2,1,854239,1",
        "2022,2,1,854239,NA\n2022,,1,854239,-1\n22,2,1,x,1",
        "2022,2,1,854239,inf\n2022,Nowhere,1,854239,1",
    ],
)
def test_a_table_of_baci_is_read_in_blocks_as_the_general_reader_reads_it(
    tmp_path: Path, odd: str
) -> None:
    """A further column sends a file to the general reader."""
    said = []
    for name, column in (("plain.csv", "q"), ("general.csv", "more")):
        lines = (USUAL + odd).strip().splitlines()
        text = f"t,i,j,k,v,{column}\n" + "".join(f"{line},1\n" for line in lines)
        try:
            found = read(write(tmp_path / name, text))
        except BadFlows as error:
            said.append(str(error).replace(name, "FILE"))
        else:
            said.append(repr((rows(found), apart(found), found.notes, found.digits)))
    assert said[0] == said[1]


def test_only_a_plain_table_of_baci_is_read_in_blocks(tmp_path: Path) -> None:
    found = []
    for name, column in (("plain.csv", "q"), ("general.csv", "more")):
        path = write(tmp_path / name, f"t,i,j,k,v,{column}\n2022,2,1,854231,0.060,1\n")
        with open_duckdb(spill=tmp_path) as session:
            table = read_baci_table(session, path, names=names, choices=FileChoices())
        found.append(table is not None)
    assert found == [True, False]


@pytest.mark.parametrize(
    ("column", "cells", "figure", "said"),
    [
        ("flow", ("Import", "Export"), 100, ""),  # two reports of one flow
        ("flow", ("Export", "Re-export"), 100, ""),
        ("unit", ("USD", "kg"), 100, ""),
        ("indicator", ("value_usd", "quantity_kg"), 100, ""),
        ("trade_type", ("Goods", "Services"), 100, ""),
        ("transport", ("Total", "Sea"), 100, ""),
        ("customs_code", ("0", "4"), 100, ""),
        ("port", ("North", "South"), 190, "differ in port only (North, South)"),
        ("weight", ("7", "8"), 190, ""),
        ("valuation", ("CIF", "FOB"), None, "expected each flow once"),
        ("status", ("final", "provisional"), None, "expected each flow once"),
        ("currency", ("USD", "EUR"), None, "expected values in dollars, rows say EUR"),
        ("hs_version", ("HS2012", "HS17"), None, "mixes HS2012, HS2017"),
    ],
)
def test_rows_of_a_plain_table_that_differ_in_a_further_column(
    tmp_path: Path, column: str, cells: tuple[str, str], figure: int | None, said: str
) -> None:
    text = f"exporter,importer,product,year,{column},value\n"
    text += f"B,A,854231,2022,{cells[0]},100\nB,A,854231,2022,{cells[1]},90\n"
    path = write(tmp_path / "table.csv", text)
    if figure is None:
        with pytest.raises(BadFlows, match=said):
            read(path)
        return
    found = read(path)
    assert rows(found) == [(2, 1, 854231, 2022, figure)]
    assert said in notes(found)
    assert bool(said) == ("differ in" in notes(found))


def test_a_unit_beside_a_quantity_is_the_quantitys(tmp_path: Path) -> None:
    text = "exporter,importer,product,year,quantity,unit,value\nB,A,854231,2022,5,kg,60\n"
    assert rows(read(write(tmp_path / "table.csv", text))) == [(2, 1, 854231, 2022, 60)]


def test_codes_of_another_classification_are_not_taken_for_hs(tmp_path: Path) -> None:
    text = "reporterDesc,partnerDesc,classificationCode,cmdCode,flowCode,period,primaryValue\n"
    path = write(tmp_path / "sitc.csv", text + "A,B,S4,77641,M,2022,60\n")
    with pytest.raises(BadFlows, match="rows say S4"):
        read(path)
    found = read_flows(path, names=names, classification="S4")
    assert (rows(found), found.classification) == ([(2, 1, 77641, 2022, 60)], "S4")
    mixed = write(tmp_path / "mixed.csv", path.read_text() + "A,B,H6,854231,M,2022,7\n")
    with pytest.raises(BadFlows, match="it has HS2022, S4"):
        read(mixed)
    found = read_flows(mixed, names=names, classification="HS2022")
    assert rows(found) == [(2, 1, 854231, 2022, 7)]
    assert "1 rows of S4 left out" in notes(found)
